"""Registering job seekers on an appointment: once each, while there are places, whoever asks at the same time."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur
from engine.kit.door import Socle, execute
from engine.kit.notices import NoticeRow, StatutNotice
from engine.kit.refus import DroitInsuffisant, Refus
from engine.recrutement.models import Demandeur, InscriptionRdv, Rdv
from engine.recrutement.refus import (
    AucunCandidat,
    DejaInscrit,
    DejaUnRdvAVenir,
    NomPourPlusieurs,
    PlacesEpuisees,
    PlacesInsuffisantes,
    RdvDejaPasse,
    RdvInconnu,
    RdvSupprime,
)
from engine.recrutement.statuts import EtatRdv, Modalite, StatutPresence
from tests.engine.monde import inscrire, un_demandeur, un_rdv, une_session
from tests.engine.recrutement.conftest import Faire


def identifiants(db: Session, rdv: Rdv) -> list[str]:
    return list(
        db.scalars(
            sa.select(Demandeur.identifiant)
            .join(InscriptionRdv, InscriptionRdv.demandeur_id == Demandeur.id)
            .where(InscriptionRdv.rdv_id == rdv.id)
            .order_by(InscriptionRdv.id)
        )
    )


@pytest.mark.parametrize("identifiant", ["1234567A", "12345678", "12345678901", "1234567 a"])
def test_an_unknown_job_seeker_is_registered_by_identifiant_alone(
    fait: Faire, db: Session, ric: Rdv, identifiant: str
) -> None:
    reponse = fait("inscrire-candidat", candidat=[identifiant], rdv=ric.id)
    assert identifiants(db, ric) == [identifiant.replace(" ", "").upper()]
    assert reponse["resultat"]["restantes"] == 2
    assert "Il reste 2\u00a0places" in reponse["message"]


def test_the_name_is_kept_when_it_is_given_and_never_overwritten(fait: Faire, db: Session, ric: Rdv) -> None:
    reponse = fait("inscrire-candidat", candidat="1234567A", rdv=ric.id, nom="Martin", prenom="Julie")
    assert "Julie Martin (1234567A)" in reponse["message"]
    db.add(autre := un_rdv(une_session(), "2027-01-20T14:00"))
    db.commit()
    fait("inscrire-candidat", candidat="1234567A", rdv=autre.id, nom="Durand")
    assert db.scalars(sa.select(Demandeur)).one().designation == "Julie Martin"


def test_the_name_known_elsewhere_is_not_told_before_the_registration(prevu: Faire, db: Session, ric: Rdv) -> None:
    db.add(un_demandeur("Martin", "Julie", "1234567A"))
    db.commit()
    vue = prevu("inscrire-candidat", candidat=["1234567A"], rdv=ric.id)
    assert vue["complet"]
    assert "1234567A" in vue["recap"]
    assert "Martin" not in str(vue)


def test_several_are_registered_at_once_and_told(fait: Faire, db: Session, ric: Rdv, conseiller: Acteur) -> None:
    db.add(un_rdv(une_session(), "2027-01-20T14:00"))
    db.commit()
    autre = db.scalars(sa.select(Rdv).where(Rdv.id != ric.id)).one()
    fait(
        "prescrire-candidat", conseiller, candidat="7942369Z", rdv=autre.id, nom="Petit", prenom="Léa",
        courriel="lea@exemple.fr",
    )  # fmt: skip
    fait("inscrire-candidat", candidat=["7942369Z", "1234567A"], rdv=ric.id)
    notices = db.scalars(sa.select(NoticeRow).order_by(NoticeRow.id)).all()
    assert [(notice.destinataire, notice.statut) for notice in notices] == [
        ("lea@exemple.fr", StatutNotice.A_ENVOYER),
        ("lea@exemple.fr", StatutNotice.A_ENVOYER),
        (None, StatutNotice.SANS_ADRESSE),
    ]
    assert "mardi 19 janvier 2027 à 14\u00a0h" in notices[1].sujet


def test_one_already_registered_is_set_aside_and_the_others_go_through(fait: Faire, db: Session, ric: Rdv) -> None:
    fait("inscrire-candidat", candidat=["1234567A"], rdv=ric.id)
    reponse = fait("inscrire-candidat", candidat=["1234567A", "2345678B"], rdv=ric.id)
    assert [ecarte["code"] for ecarte in reponse["ecartes"]] == ["deja-inscrit"]
    assert identifiants(db, ric) == ["1234567A", "2345678B"]
    with pytest.raises(DejaInscrit):
        fait("inscrire-candidat", candidat=["1234567A"], rdv=ric.id)


def test_nobody_chooses_for_the_user_who_is_left_out(fait: Faire, db: Session, ric: Rdv) -> None:
    with pytest.raises(PlacesInsuffisantes, match="3\u00a0places pour 4\u00a0candidats"):
        fait("inscrire-candidat", candidat=["1111111A", "2222222B", "3333333C", "4444444D"], rdv=ric.id)
    assert identifiants(db, ric) == []
    assert db.scalars(sa.select(Demandeur)).all() == []


def test_one_future_appointment_of_each_kind_for_a_session(fait: Faire, db: Session, ric: Rdv) -> None:
    session = db.merge(ric).session
    autre = un_rdv(session, "2027-01-26T14:00")
    individuel = un_rdv(session, "2027-01-21T09:00", modalite=Modalite.RV_INDIVIDUEL)
    db.add_all([autre, individuel])
    db.commit()
    fait("inscrire-candidat", candidat="1234567A", rdv=ric.id)
    with pytest.raises(DejaUnRdvAVenir, match="mardi 19 janvier 2027"):
        fait("inscrire-candidat", candidat="1234567A", rdv=autre.id)
    assert fait("inscrire-candidat", candidat="1234567A", rdv=individuel.id)["recu"]


def test_a_cancelled_or_past_appointment_does_not_count(fait: Faire, db: Session) -> None:
    session = une_session()
    jours = ("2027-01-05T14:00", "2027-01-18T14:00", "2027-01-19T14:00")
    passee, annulee, cible = (un_rdv(session, jour) for jour in jours)
    diallo = un_demandeur("Diallo", identifiant="1234567A")
    inscrire(passee, diallo, StatutPresence.ABSENT)
    inscrire(annulee, diallo, StatutPresence.ANNULE)
    inscrire(cible, diallo, StatutPresence.ANNULE)
    db.add_all([passee, annulee, cible])
    db.commit()
    assert fait("inscrire-candidat", candidat="1234567A", rdv=cible.id)["recu"]


def test_each_refusal_names_the_appointment(fait: Faire, db: Session, voisine: Acteur) -> None:
    session = une_session()
    passe, supprime = un_rdv(session, "2027-01-11T14:00"), un_rdv(session, etat=EtatRdv.SUPPRIME)
    plein = un_rdv(session, "2027-01-19T14:00", places=1, inscrits=("Petit",))
    db.add_all([passe, supprime, plein])
    db.commit()
    cas: list[tuple[type[Refus], dict[str, Any]]] = [
        (RdvDejaPasse, {"rdv": passe.id}),
        (RdvSupprime, {"rdv": supprime.id}),
        (PlacesEpuisees, {"rdv": plein.id}),
    ]
    for refus, donnees in cas:
        with pytest.raises(refus, match="Réunion d’information collective du"):
            fait("inscrire-candidat", candidat="1234567A", **donnees)
    for rdv, acteur in ((999, None), (plein.id, voisine)):
        with pytest.raises(RdvInconnu):
            fait("inscrire-candidat", acteur, candidat="1234567A", rdv=rdv)


def test_nobody_and_one_name_for_two_are_refused(fait: Faire, ric: Rdv) -> None:
    with pytest.raises(AucunCandidat):
        fait("inscrire-candidat", candidat=[], rdv=ric.id)
    with pytest.raises(NomPourPlusieurs):
        fait("inscrire-candidat", candidat=["1111111A", "2222222B"], rdv=ric.id, nom="Martin")


def test_the_prescriber_registers_anywhere_and_the_organisme_reads_it_in_its_journal(
    fait: Faire, db: Session, ric: Rdv, conseiller: Acteur, gestionnaire: Acteur
) -> None:
    fait("prescrire-candidat", conseiller, candidat="7942369Z", rdv=ric.id, nom="Petit", prenom="Léa")
    inscription = db.scalars(sa.select(InscriptionRdv)).one()
    assert inscription.prescripteur == "Mission locale de Rouen"
    assert db.execute(sa.text("SELECT siret FROM journal")).scalar_one() == gestionnaire.siret
    with pytest.raises(DroitInsuffisant):
        fait("prescrire-candidat", candidat="7942369Z", rdv=ric.id, nom="Petit", prenom="Léa")


def test_only_appointments_to_come_with_a_place_are_proposed(prevu: Faire, db: Session) -> None:
    session = une_session("CAP Cuisine")
    ouverte = un_rdv(session, "2027-01-19T14:00")
    db.add_all([ouverte, un_rdv(session, "2027-01-11T14:00"), un_rdv(session, places=1, inscrits=("Petit",))])
    db.commit()
    (choix,) = prevu("inscrire-candidat", candidat=["1234567A"])["choix"]["rdv"]
    assert choix["valeur"] == ouverte.id
    assert choix["indices"]["date"] == "2027-01-19"
    assert choix["indices"]["heure"] == "14:00"


def test_eight_at_once_for_the_last_place_make_one_winner(
    socle: Socle, db: Session, ric: Rdv, gestionnaire: Acteur
) -> None:
    db.merge(ric).places = 1
    db.commit()

    def essayer(rang: int) -> str:
        try:
            execute(socle, "inscrire-candidat", {"candidat": f"{rang:07d}A", "rdv": ric.id}, gestionnaire)
        except Refus as refus:
            return refus.code
        return "inscrit"

    with ThreadPoolExecutor(8) as fils:
        resultats = sorted(fils.map(essayer, range(8)))
    assert resultats == ["inscrit"] + ["places-epuisees"] * 7
    assert len(identifiants(db, ric)) == 1


def test_eight_at_once_for_one_unknown_person_register_them_once(
    socle: Socle, db: Session, gestionnaire: Acteur
) -> None:
    rdvs = [un_rdv(une_session(), "2027-01-19T14:00") for _ in range(8)]
    db.add_all(rdvs)
    db.commit()
    with ThreadPoolExecutor(8) as fils:
        recus = list(
            fils.map(
                lambda rdv: execute(socle, "inscrire-candidat", {"candidat": "1234567A", "rdv": rdv.id}, gestionnaire),
                rdvs,
            )
        )
    assert len({recu["recu"] for recu in recus}) == 8
    assert len(db.scalars(sa.select(Demandeur)).all()) == 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(demandes=st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4), max_size=6), places=st.integers(1, 5))
def test_places_are_never_exceeded_and_nobody_is_there_twice(
    socle: Socle, db: Session, gestionnaire: Acteur, demandes: list[list[int]], places: int
) -> None:
    rdv = un_rdv(une_session(), "2027-01-19T14:00", places=places)
    db.add(rdv)
    db.commit()
    for demande in demandes:
        candidats = [f"{rang:07d}A" for rang in demande]
        try:
            execute(socle, "inscrire-candidat", {"candidat": candidats, "rdv": rdv.id}, gestionnaire)
        except Refus:
            continue
    inscrits = identifiants(db, rdv)
    db.commit()
    assert len(inscrits) == len(set(inscrits)) <= places
