"""Results of yesterday's RIC, entered on Tuesday 12 January 2027: all at once, « retenu » starting the enrolment."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.inscription_entree.models import Attestation, Inscription
from engine.kit.acteurs import Acteur
from engine.kit.refus import DonneeManquante, Refus
from engine.recrutement.models import Demandeur, InscriptionRdv, Rdv
from engine.recrutement.refus import PersonneNonInscrite, RdvInconnu, RdvPasEncorePasse
from engine.recrutement.refus_personnes import (
    AucunResultatEnregistrable,
    DeuxResultats,
    ResultatDejaSaisi,
    ResultatDUnAbsent,
)
from tests.engine.recrutement.conftest import Faire

Passee = tuple[Rdv, dict[str, Demandeur]]


@pytest.fixture
def pointee(fait: Faire, ric_passee: Passee) -> Passee:
    """Yesterday's RIC with its presences: Martin absent, Diallo not entered yet, the others present."""
    rdv, gens = ric_passee
    presents = [gens[nom].id for nom in ("Petit", "Leroy", "Nguyen")]
    fait("saisir-presences", rdv=rdv.id, presents=presents, absents=[gens["Martin"].id])
    return rdv, gens


def resultats(db: Session, rdv: Rdv) -> dict[str, str]:
    db.expire_all()
    siennes = db.scalars(sa.select(InscriptionRdv).where(InscriptionRdv.rdv_id == rdv.id))
    return {une.demandeur.nom or "": une.resultat.value for une in siennes if une.resultat.value != "a_saisir"}


def test_two_retained_one_waiting(fait: Faire, prevu: Faire, db: Session, pointee: Passee) -> None:
    rdv, gens = pointee
    donnees: dict[str, Any] = {
        "rdv": rdv.id,
        "retenus": [gens["Petit"].id, gens["Leroy"].id],
        "en_attente": [gens["Nguyen"].id],
    }
    recap = prevu("saisir-resultats", **donnees)["recap"].splitlines()
    assert recap[1:] == [
        "Retenus\u00a0: Camille Petit et Camille Leroy",
        "Non retenus\u00a0: personne",
        "En attente\u00a0: Camille Nguyen",
    ]
    assert db.scalars(sa.select(Inscription)).all() == []
    recu = fait("saisir-resultats", **donnees)
    assert resultats(db, rdv) == {"Petit": "retenu", "Leroy": "retenu", "Nguyen": "en_attente"}
    assert [une.statut.value for une in db.scalars(sa.select(Inscription))] == ["retenu", "retenu"]
    assert len(recu["resultat"]["ais"]) == 2


def test_not_retained_and_waiting_can_change_and_retained_has_left_the_list(
    fait: Faire, prevu: Faire, db: Session, pointee: Passee
) -> None:
    rdv, gens = pointee
    petit = gens["Petit"].id
    for liste, valeur in (("non_retenus", "non_retenu"), ("en_attente", "en_attente"), ("retenus", "retenu")):
        fait("saisir-resultats", rdv=rdv.id, **{liste: [petit]})
        assert resultats(db, rdv)["Petit"] == valeur
    proposes = prevu("saisir-resultats", rdv=rdv.id)["choix"]["retenus"]
    assert [choix["indices"]["nom"] for choix in proposes] == ["Leroy", "Nguyen"]
    with pytest.raises(ResultatDejaSaisi):
        fait("saisir-resultats", rdv=rdv.id, non_retenus=[petit])


def test_only_those_who_came(fait: Faire, pointee: Passee) -> None:
    rdv, gens = pointee
    with pytest.raises(ResultatDUnAbsent, match="Camille Martin"):
        fait("saisir-resultats", rdv=rdv.id, retenus=[gens["Martin"].id])
    with pytest.raises(AucunResultatEnregistrable):
        fait("saisir-resultats", rdv=rdv.id, retenus=[gens["Martin"].id, gens["Diallo"].id])
    recu = fait("saisir-resultats", rdv=rdv.id, retenus=[gens["Petit"].id, gens["Martin"].id])
    assert [ecarte["code"] for ecarte in recu["ecartes"]] == ["resultat-d-un-absent"]


def test_what_is_said_twice_or_of_nobody(fait: Faire, prevu: Faire, pointee: Passee) -> None:
    rdv, gens = pointee
    with pytest.raises(DeuxResultats):
        fait("saisir-resultats", rdv=rdv.id, retenus=[gens["Petit"].id], en_attente=[gens["Petit"].id])
    with pytest.raises(DonneeManquante):
        fait("saisir-resultats", rdv=rdv.id)
    with pytest.raises(PersonneNonInscrite):
        fait("saisir-resultats", rdv=rdv.id, retenus=[999_999])
    assert [manquante["donnee"] for manquante in prevu("saisir-resultats", rdv=rdv.id)["manquantes"]] == ["retenus"]


def test_not_before_the_appointment_nor_by_another(fait: Faire, voisine: Acteur, ric: Rdv) -> None:
    with pytest.raises(RdvPasEncorePasse):
        fait("saisir-resultats", rdv=ric.id, retenus=[1])
    with pytest.raises(RdvInconnu):
        fait("consulter-inscrits", voisine, rdv=ric.id)


def test_undone_the_ais_is_revoked_and_the_results_as_before(
    fait: Faire, defait: Any, db: Session, pointee: Passee
) -> None:
    rdv, gens = pointee
    fait("saisir-resultats", rdv=rdv.id, retenus=[gens["Petit"].id], non_retenus=[gens["Leroy"].id])
    recu = defait()
    assert "1\u00a0AIS est révoquée" in recu["message"]
    assert resultats(db, rdv) == {}
    assert [une.statut.value for une in db.scalars(sa.select(Inscription))] == ["annule"]
    assert all(une.revoquee_le for une in db.scalars(sa.select(Attestation)))


def test_presences_are_undone_while_no_result_is_entered(
    fait: Faire, defait: Any, db: Session, pointee: Passee
) -> None:
    rdv, gens = pointee
    fait("saisir-resultats", rdv=rdv.id, non_retenus=[gens["Petit"].id])
    with pytest.raises(ResultatDejaSaisi):
        defait("saisir-presences")
    defait()
    defait("saisir-presences")
    db.expire_all()
    presences = {une.presence.value for une in db.scalars(sa.select(InscriptionRdv))}
    assert presences == {"a_saisir"}


def test_not_undone_once_the_adviser_has_validated(
    fait: Faire, defait: Any, db: Session, conseiller: Acteur, pointee: Passee
) -> None:
    rdv, gens = pointee
    fait("saisir-resultats", rdv=rdv.id, retenus=[gens["Petit"].id])
    inscription = db.scalars(sa.select(Inscription)).one()
    fait("valider-inscription", conseiller, inscription=inscription.id)
    with pytest.raises(Refus) as refus:
        defait()
    assert refus.value.code == "conseiller-a-deja-valide"


def test_undoing_leaves_an_enrolment_made_otherwise_since(
    fait: Faire, defait: Any, db: Session, conseiller: Acteur, pointee: Passee
) -> None:
    rdv, gens = pointee
    recu = fait("saisir-resultats", rdv=rdv.id, retenus=[gens["Petit"].id])["recu"]
    premiere = db.scalars(sa.select(Inscription)).one()
    fait("refuser-inscription", conseiller, inscription=premiere.id, motif="Autre projet")
    fait("inscrire-en-formation", candidat=[gens["Petit"].identifiant], session=rdv.session.numero)
    with pytest.raises(Refus) as refus:
        defait(recu)
    assert refus.value.code == "inscription-changee-depuis"
    db.expire_all()
    statuts = [une.statut.value for une in db.scalars(sa.select(Inscription).order_by(Inscription.id))]
    assert statuts == ["non_inscrit", "a_valider"]
