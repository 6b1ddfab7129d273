"""Deleting: gone for everyone, those registered named before and told after, nobody placed on it any more."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.notices import NoticeRow
from engine.kit.operations import ANNULATIONS
from engine.kit.refus import Refus
from engine.recrutement.models import Candidature, Demandeur, Rdv
from engine.recrutement.refus import RdvInconnu, RdvSupprime
from engine.recrutement.refus_personnes import TransfertDUnSupprime
from engine.recrutement.refus_plages import DejaSupprime, PersonnesInscrites, RdvDejaTenu
from engine.recrutement.statuts import EtatRdv
from tests.engine.recrutement.conftest import Faire
from tests.engine.recrutement.test_creer_rv import heures


def etat(db: Session, id: int) -> EtatRdv:
    db.expire_all()
    return db.get_one(Rdv, id).etat


def test_gone_at_once_when_nobody_is_registered(fait: Faire, prevu: Faire, db: Session, ric: Rdv) -> None:
    vue = prevu("supprimer-rdv", rdv=ric.id, motif="Salle indisponible")
    assert "Personnes qui y sont attendues\u00a0: personne" in vue["recap"]
    assert [a["code"] for a in vue["avertissements"]] == ["toujours-une-modalite"]
    assert etat(db, ric.id) is EtatRdv.OUVERT
    fait("supprimer-rdv", rdv=ric.id, motif="Salle indisponible")
    assert etat(db, ric.id) is EtatRdv.SUPPRIME
    with pytest.raises(RdvSupprime):
        fait("inscrire-candidat", candidat="1234567A", rdv=ric.id)
    with pytest.raises(DejaSupprime):
        fait("supprimer-rdv", rdv=ric.id)


def test_asked_again_by_name_when_people_are_registered(fait: Faire, prevu: Faire, db: Session, ric: Rdv) -> None:
    fait("inscrire-candidat", candidat="1234567A", rdv=ric.id, nom="Martin", prenom="Julie")
    with pytest.raises(PersonnesInscrites, match="Julie Martin"):
        fait("supprimer-rdv", rdv=ric.id)
    vue = prevu("supprimer-rdv", rdv=ric.id)
    assert [refusee["donnee"] for refusee in vue["refusees"]] == ["malgre_inscrits"]
    assert vue["choix"]["malgre_inscrits"][0]["valeur"] == "oui"
    assert "Julie Martin" in prevu("supprimer-rdv", rdv=ric.id, malgre_inscrits="oui")["recap"]
    recu = fait("supprimer-rdv", rdv=ric.id, malgre_inscrits="oui", motif="Formatrice absente")
    assert "Un message en informe Julie Martin" in recu["message"]
    (corps,) = db.scalars(sa.select(NoticeRow.corps).where(NoticeRow.modele == "recrutement/rdv_supprime"))
    assert "Formatrice absente" in corps


def test_a_transfer_from_it_is_refused(fait: Faire, db: Session, ric: Rdv) -> None:
    fait("inscrire-candidat", candidat="1234567A", rdv=ric.id)
    autre = fait("creer-ric", session=ric.session.numero, date_heure="2027-01-20T09:00", lieu="Rouen", places=2)
    fait("supprimer-rdv", rdv=ric.id, malgre_inscrits="oui")
    personne = db.scalars(sa.select(Demandeur.id)).one()
    for origine in ({}, {"rdv_origine": ric.id}):
        with pytest.raises(TransfertDUnSupprime):
            fait("transferer-candidat", candidat=personne, rdv_cible=autre["resultat"]["rdv"], **origine)
    fait("inscrire-candidat", candidat="1234567A", rdv=autre["resultat"]["rdv"])
    assert fait("diagnostiquer-blocage", candidat="1234567A")["resultat"]["cause"] == "rien-ne-bloque"


def test_the_warning_only_when_no_modality_is_left(fait: Faire, ric: Rdv) -> None:
    fait("ouvrir-candidature", session=ric.session.numero, date_debut="2027-01-12", date_fin="2027-01-31")
    assert fait("supprimer-rdv", rdv=ric.id)["avertissements"] == []


def test_a_whole_group_or_one_of_its_appointments(fait: Faire, db: Session, groupe: dict[str, Any]) -> None:
    fait("supprimer-rdv", rdv=groupe["rdv"][0])
    assert heures(db)[0] == "14/01 09:30"
    assert db.get_one(Rdv, groupe["groupe"]).places == 5
    fait("inscrire-candidat", candidat="1234567A", rdv=groupe["rdv"][1])
    with pytest.raises(PersonnesInscrites):
        fait("supprimer-rdv", rdv=groupe["groupe"])
    fait("supprimer-rdv", rdv=groupe["groupe"], malgre_inscrits="oui")
    assert heures(db) == []


def test_a_group_is_gone_with_its_last_appointment(fait: Faire, db: Session, groupe: dict[str, Any]) -> None:
    for id in groupe["rdv"]:
        fait("supprimer-rdv", rdv=id)
    assert etat(db, groupe["groupe"]) is EtatRdv.SUPPRIME


def test_a_range_closes_its_candidatures(fait: Faire, db: Session, conseiller: Acteur, plage: int) -> None:
    fait("proposer-candidature", conseiller, plage=plage, candidat="1111111A", nom="Sow", prenom="Awa")
    fait("supprimer-rdv", rdv=plage, malgre_inscrits="oui")
    assert db.scalars(sa.select(Candidature)).one().statut.value == "annulee"
    assert "recrutement/candidature_sans_suite" in db.scalars(sa.select(NoticeRow.modele)).all()


def test_not_once_presences_are_entered(
    fait: Faire, db: Session, clock: StoppedClock, ric_passee: tuple[Rdv, dict[str, Demandeur]]
) -> None:
    rdv, gens = ric_passee
    fait("saisir-presences", rdv=rdv.id, absents=[gens["Petit"].id])
    with pytest.raises(RdvDejaTenu):
        fait("supprimer-rdv", rdv=rdv.id, malgre_inscrits="oui")


def test_another_organisme_sees_none_of_it(fait: Faire, prevu: Faire, voisine: Acteur, ric: Rdv) -> None:
    assert prevu("supprimer-rdv", voisine)["choix"]["rdv"] == []
    with pytest.raises(RdvInconnu):
        fait("supprimer-rdv", voisine, rdv=ric.id)


def test_it_is_not_undone_and_the_answer_says_why(fait: Faire, defait: Any, ric: Rdv) -> None:
    fait("supprimer-rdv", rdv=ric.id)
    assert "supprimer-rdv" not in ANNULATIONS
    with pytest.raises(Refus, match="programmez-en"):
        defait()
