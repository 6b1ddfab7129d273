"""« Je me suis trompé, Martin était bien là »: both states stay, the AES follows."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.inscription_entree import entrees
from engine.inscription_entree.refus import (
    EntreeDejaAinsi,
    EntreeHorsSession,
    EntreePasEncoreSaisie,
    EtatChangeDepuis,
    MoisDejaDeclare,
    NonInscritNEntrePas,
    ParcoursDejaQuitte,
)
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.journal import JournalRow
from tests.engine.inscription_entree.conftest import (
    Defaire,
    Faire,
    Promotion,
    documents,
    inscription,
    lettres,
    statuts,
)
from tests.engine.monde import le


@pytest.fixture
def entree(fait: Faire, promotion: Promotion) -> Promotion:
    """Petit was there on Monday, Leroy was not; nothing is entered for Martin."""
    fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Petit"), absents=promotion.ids("Leroy"))
    return promotion


def corriger(fait: Faire, promotion: Promotion, nom: str, etat: str, **donnees: object) -> dict[str, object]:
    candidat = promotion.numero_de(nom)
    return fait("corriger-entree", candidat=candidat, session=promotion.numero, present_ou_absent=etat, **donnees)


def test_an_absent_was_there_after_all(fait: Faire, db: Session, entree: Promotion) -> None:
    reponse = corriger(fait, entree, "Leroy", "présent")
    assert statuts(db)["Leroy"] == "en_formation"
    assert reponse["resultat"]["aes"] == "AES-2027-000002"  # type: ignore[index]
    assert lettres(db, "corriger-entree") == {("entree_enregistree", "leroy@demandeur.example")}
    ligne = db.scalars(sa.select(JournalRow).where(JournalRow.operation == "corriger-entree")).one()
    leroy = str(entree.gens["Leroy"].id)
    assert (ligne.avant or {})["inscriptions"][leroy]["statut"] == "absent_a_l_entree"
    assert (ligne.apres or {})["inscriptions"][leroy]["statut"] == "en_formation"


def test_a_present_was_absent_the_aes_is_revoked(fait: Faire, db: Session, entree: Promotion) -> None:
    corriger(fait, entree, "Petit", "absent")
    assert statuts(db)["Petit"] == "absent_a_l_entree"
    assert documents(db, "Petit")["AES-2027-000001"] is False
    assert lettres(db, "corriger-entree") == {("entree_annulee", "petit@demandeur.example")}


def test_another_day_another_aes_and_the_first_declaration_counts(
    fait: Faire, db: Session, entree: Promotion, clock: StoppedClock
) -> None:
    clock.set("2027-03-10T09:00")
    reponse = corriger(fait, entree, "Petit", "present", date="2027-03-02")
    assert str(inscription(db, "Petit").entree_le) == "2027-03-02"
    assert reponse["resultat"]["tardive"] is False  # type: ignore[index]
    assert documents(db, "Petit")["AES-2027-000001"] is False
    corriger(fait, entree, "Leroy", "present")
    assert inscription(db, "Leroy").entree_tardive


def test_an_absent_who_was_not_validated_is_to_regularise(fait: Faire, db: Session, entree: Promotion) -> None:
    fait("saisir-entrees", session=entree.numero, absents=entree.ids("Martin"))
    corriger(fait, entree, "Martin", "present")
    assert statuts(db)["Martin"] == "presence_a_regulariser"


def test_the_preview_says_before_and_after(prevu: Faire, db: Session, entree: Promotion) -> None:
    donnees = {"candidat": entree.numero_de("Leroy"), "session": entree.numero, "present_ou_absent": "present"}
    vue = prevu("corriger-entree", **donnees)
    assert vue["recap"].splitlines()[2:] == [
        "Entrée enregistrée\u00a0: absent à l’entrée",
        "Entrée corrigée\u00a0: en formation, entrée le lundi 1er mars 2027",
    ]
    assert statuts(db)["Leroy"] == "absent_a_l_entree"
    proposes = prevu("corriger-entree")["choix"]["candidat"]
    assert {choix["indices"]["nom"] for choix in proposes} == {"Petit", "Leroy"}


def test_nothing_to_correct(
    fait: Faire, db: Session, entree: Promotion, conseiller: Acteur, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EntreeDejaAinsi):
        corriger(fait, entree, "Petit", "present")
    with pytest.raises(EntreeDejaAinsi):
        corriger(fait, entree, "Leroy", "absent")
    with pytest.raises(EntreePasEncoreSaisie, match="retenu"):
        corriger(fait, entree, "Martin", "present")
    fait("refuser-inscription", conseiller, inscription=inscription(db, "Martin").id, motif="Projet à revoir")
    with pytest.raises(NonInscritNEntrePas):
        corriger(fait, entree, "Martin", "present")
    with pytest.raises(EntreeHorsSession):
        corriger(fait, entree, "Leroy", "present", date="2027-02-01")
    monkeypatch.setattr(entrees, "_empechements", [lambda db, une: MoisDejaDeclare(personne="Petit", mois="mars 2027")])
    with pytest.raises(MoisDejaDeclare):
        corriger(fait, entree, "Petit", "absent")
    petit = inscription(db, "Petit")
    petit.passer_a(StatutInscription.ABANDON, le("2027-03-01T10:00"))
    db.commit()
    with pytest.raises(ParcoursDejaQuitte):
        corriger(fait, entree, "Petit", "absent")


@pytest.mark.parametrize(("nom", "etat"), [("Leroy", "present"), ("Petit", "absent")])
def test_undone_both_ways(fait: Faire, defait: Defaire, db: Session, entree: Promotion, nom: str, etat: str) -> None:
    avant = (statuts(db)[nom], inscription(db, nom).entree_le)
    corriger(fait, entree, nom, etat)
    effet = defait("corriger-entree")
    assert (statuts(db)[nom], inscription(db, nom).entree_le) == avant
    valides = [numero for numero, valide in documents(db, nom).items() if valide and numero.startswith("AES")]
    assert bool(valides) is (nom == "Petit")
    assert len(effet.notices) == 1
    with pytest.raises(EtatChangeDepuis):
        defait("corriger-entree")
