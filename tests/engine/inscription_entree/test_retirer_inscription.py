"""Someone gives up before the entry; the place is free, the adviser told, and a mistake is made good."""

import pytest
from sqlalchemy.orm import Session

from engine.inscription_entree.refus import (
    CandidatPasDansLaSession,
    CandidatSansInscription,
    DejaInscritEnFormation,
    EntreeDejaSaisie,
    InscriptionTerminee,
    SessionComplete,
)
from engine.kit.acteurs import Acteur
from engine.kit.refus import DonneesRefusees
from engine.offre.refus import SessionInconnue
from tests.engine.inscription_entree.conftest import (
    Defaire,
    Faire,
    Promotion,
    documents,
    inscription,
    lettres,
    statuts,
)
from tests.engine.monde import une_session


def retirer(fait: Faire, promotion: Promotion, nom: str = "Petit") -> dict[str, object]:
    return fait(
        "retirer-inscription", candidat=promotion.numero_de(nom), session=promotion.numero, motif="A trouvé un emploi"
    )


def test_withdrawn_the_place_is_free_and_the_ais_revoked(fait: Faire, db: Session, promotion: Promotion) -> None:
    reponse = retirer(fait, promotion)
    assert reponse["resultat"]["restantes"] == 10  # type: ignore[index]
    assert statuts(db)["Petit"] == "retire"
    assert set(documents(db, "Petit").values()) == {False}
    assert lettres(db) == {
        ("retrait_conseiller", "validations@mission-locale.example"),
        ("retrait", "petit@demandeur.example"),
    }
    with pytest.raises(InscriptionTerminee, match="retiré avant l’entrée"):
        retirer(fait, promotion)


def test_the_preview_names_the_person_and_what_is_revoked(prevu: Faire, db: Session, promotion: Promotion) -> None:
    donnees = {"candidat": promotion.numero_de("Petit"), "session": promotion.numero}
    vue = prevu("retirer-inscription", **donnees, motif="Emploi")
    assert vue["recap"].splitlines()[0].startswith("Retirer l’inscription de\u00a0: Camille Petit")
    assert "AIS-2027-000001" in vue["recap"].splitlines()[3]
    assert statuts(db)["Petit"] == "inscrit"
    assert len(prevu("retirer-inscription")["choix"]["candidat"]) == 3


def test_after_the_entry_it_is_an_abandon(fait: Faire, promotion: Promotion) -> None:
    fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Petit"), absents=promotion.ids("Leroy"))
    with pytest.raises(EntreeDejaSaisie, match="lundi 1er mars 2027"):
        retirer(fait, promotion)
    assert retirer(fait, promotion, "Leroy")["recu"]


def test_unknown_or_not_yours_in_the_same_words(
    fait: Faire, promotion: Promotion, voisine: Acteur, db: Session
) -> None:
    db.add(autre := une_session("Soudure"))
    db.commit()
    petit = promotion.numero_de("Petit")
    with pytest.raises(CandidatSansInscription) as refus:
        fait("retirer-inscription", candidat="7654321X", session=promotion.numero, motif="x")
    with pytest.raises(DonneesRefusees) as plusieurs:
        fait("retirer-inscription", voisine, candidat=petit, session=promotion.numero, motif="x")
    ailleurs = [cause for _, cause in plusieurs.value.erreurs]
    assert [type(cause) for cause in ailleurs] == [CandidatSansInscription, SessionInconnue]
    assert str(ailleurs[0]).replace(petit, "7654321X") == str(refus.value)
    with pytest.raises(CandidatPasDansLaSession):
        fait("retirer-inscription", candidat=petit, session=autre.numero, motif="x")


def test_made_good_with_new_documents(fait: Faire, defait: Defaire, db: Session, promotion: Promotion) -> None:
    retirer(fait, promotion)
    effet = defait("retirer-inscription")
    assert statuts(db)["Petit"] == "inscrit"
    assert inscription(db, "Petit").motif is None
    valides = [numero for numero, valide in documents(db, "Petit").items() if valide]
    assert [numero.split("-")[0] for numero in valides] == ["AIS", "CI"]
    assert "AIS-2027-000001" not in valides
    assert {notice.modele.split("/")[1] for notice in effet.notices} == {"retablie", "retablie_conseiller"}


def test_not_made_good_once_the_place_is_taken(fait: Faire, defait: Defaire, db: Session, promotion: Promotion) -> None:
    retirer(fait, promotion)
    fait("inscrire-en-formation", candidat=promotion.numero_de("Petit"), session=promotion.numero)
    with pytest.raises(DejaInscritEnFormation):
        defait("retirer-inscription")
    retirer(fait, promotion, "Leroy")
    promotion.session.places = 2
    db.merge(promotion.session)
    db.commit()
    with pytest.raises(SessionComplete):
        defait("retirer-inscription")
