"""A transfer moves one registration inside its session, in any of four directions, once, whoever asks."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, execute
from engine.kit.notices import NoticeRow
from engine.kit.refus import DonneeManquante, Refus
from engine.recrutement.models import Demandeur, InscriptionRdv, Rdv
from engine.recrutement.refus import CandidatSansRdv, PlacesEpuisees, RdvDejaPasse, RdvSupprime
from engine.recrutement.refus_personnes import (
    AutreSession,
    EtatChange,
    MemeRdv,
    TransfertDUnAnnule,
    TransfertDUnPresent,
    TransfertDUnSupprime,
)
from engine.recrutement.statuts import EtatRdv, Modalite, StatutPresence
from tests.engine.monde import inscrire, un_demandeur, un_rdv, une_session
from tests.engine.recrutement.conftest import Faire

RIC, RV = Modalite.RIC, Modalite.RV_INDIVIDUEL


def monde(db: Session, de: Modalite = RIC, vers: Modalite = RV, **options: Any) -> tuple[Rdv, Rdv, Demandeur]:
    """Léa Petit on a first appointment of CAP Cuisine, and a second one with a place."""
    session = une_session("CAP Cuisine")
    origine = un_rdv(session, options.pop("quand", "2027-01-19T14:00"), modalite=de)
    cible = un_rdv(session, "2027-01-21T10:00", modalite=vers, places=options.pop("places", 1))
    petit = un_demandeur("Petit", "Léa", "7942369Z")
    inscrire(origine, petit, **options)
    db.add_all([origine, cible])
    db.commit()
    return origine, cible, petit


def ou(db: Session, personne: Demandeur) -> list[tuple[int, str]]:
    db.expire_all()
    siennes = sa.select(InscriptionRdv).where(InscriptionRdv.demandeur_id == personne.id)
    return [(une.rdv_id, une.presence.value) for une in db.scalars(siennes)]


@pytest.mark.parametrize(("de", "vers"), [(RIC, RIC), (RIC, RV), (RV, RV), (RV, RIC)])
def test_all_four_directions(fait: Faire, db: Session, de: Modalite, vers: Modalite) -> None:
    origine, cible, petit = monde(db, de, vers)
    recu = fait("transferer-candidat", candidat=petit.id, rdv_origine=origine.id, rdv_cible=cible.id)
    assert ou(db, petit) == [(cible.id, "a_saisir")]
    assert "Léa Petit" in recu["message"]
    assert db.scalars(sa.select(NoticeRow.modele)).all() == ["recrutement/rdv_transfere"]


def test_the_origin_is_found_alone_and_the_preview_leaves_nothing(prevu: Faire, db: Session) -> None:
    origine, cible, petit = monde(db)
    vue = prevu("transferer-candidat", candidat=petit.id)
    assert [choix["valeur"] for choix in vue["choix"]["rdv_origine"]] == [origine.id]
    assert [choix["valeur"] for choix in vue["choix"]["rdv_cible"]] == [cible.id]
    recap = prevu("transferer-candidat", candidat=petit.id, rdv_cible=cible.id)["recap"]
    assert recap.splitlines()[0] == "Candidat\u00a0: Léa Petit"
    assert ou(db, petit) == [(origine.id, "a_saisir")]


def test_with_two_appointments_the_origin_is_asked(fait: Faire, db: Session) -> None:
    origine, cible, petit = monde(db, RIC, RIC)
    inscrire(seconde := un_rdv(db.merge(origine).session, "2027-01-20T10:00", modalite=RV), db.merge(petit))
    db.add(seconde)
    db.commit()
    with pytest.raises(DonneeManquante):
        fait("transferer-candidat", candidat=petit.id, rdv_cible=cible.id)
    fait("transferer-candidat", candidat=petit.id, rdv_origine=origine.id, rdv_cible=cible.id)


def test_an_absent_may_be_moved_and_is_expected_again(fait: Faire, db: Session) -> None:
    origine, cible, petit = monde(db, quand="2027-01-11T14:00", presence=StatutPresence.ABSENT)
    fait("transferer-candidat", candidat=petit.id, rdv_origine=origine.id, rdv_cible=cible.id)
    assert ou(db, petit) == [(cible.id, "a_saisir")]


@pytest.mark.parametrize(
    ("presence", "refus"),
    [(StatutPresence.ANNULE, TransfertDUnAnnule), (StatutPresence.PRESENT, TransfertDUnPresent)],
)
def test_nobody_leaves_a_cancelled_appointment_nor_one_where_they_were(
    fait: Faire, prevu: Faire, db: Session, presence: StatutPresence, refus: type[Refus]
) -> None:
    origine, cible, petit = monde(db, quand="2027-01-11T14:00", presence=presence)
    for donnees in ({}, {"rdv_origine": origine.id}):
        with pytest.raises(refus):
            fait("transferer-candidat", candidat=petit.id, rdv_cible=cible.id, **donnees)
    assert prevu("transferer-candidat")["choix"]["candidat"] == []
    vue = prevu("transferer-candidat", candidat=petit.id, rdv_origine=origine.id)
    assert [r["code"] for r in vue["refusees"]] == [refus.code]
    cause = fait("diagnostiquer-blocage", candidat="7942369Z", acte="transferer-candidat")["resultat"]["cause"]
    assert cause == refus.code


def test_nor_a_deleted_one(fait: Faire, db: Session) -> None:
    origine, cible, petit = monde(db)
    db.merge(origine).etat = EtatRdv.SUPPRIME
    db.commit()
    with pytest.raises(TransfertDUnSupprime):
        fait("transferer-candidat", candidat=petit.id, rdv_origine=origine.id, rdv_cible=cible.id)


def test_the_target_stands_is_to_come_and_has_a_place(fait: Faire, db: Session, clock: StoppedClock) -> None:
    _, cible, petit = monde(db)
    db.add(inscrire(cible, autre := un_demandeur("Leroy")))
    db.commit()
    with pytest.raises(PlacesEpuisees):
        fait("transferer-candidat", candidat=petit.id, rdv_cible=cible.id)
    fait("annuler-rdv-candidat", candidat=autre.id, rdv=cible.id)
    clock.set("2027-01-21T10:00")
    with pytest.raises(RdvDejaPasse):
        fait("transferer-candidat", candidat=petit.id, rdv_cible=cible.id)
    clock.set("2027-01-21T09:59")
    db.merge(cible).etat = EtatRdv.SUPPRIME
    db.commit()
    with pytest.raises(RdvSupprime):
        fait("transferer-candidat", candidat=petit.id, rdv_cible=cible.id)


def test_only_inside_one_session_and_to_somewhere_else(fait: Faire, db: Session, voisine: Acteur) -> None:
    origine, cible, petit = monde(db)
    db.add(ailleurs := un_rdv(une_session("Soudure"), "2027-01-21T10:00"))
    db.commit()
    with pytest.raises(AutreSession):
        fait("transferer-candidat", candidat=petit.id, rdv_origine=origine.id, rdv_cible=ailleurs.id)
    with pytest.raises(MemeRdv):
        fait("transferer-candidat", candidat=petit.id, rdv_origine=origine.id, rdv_cible=origine.id)
    with pytest.raises(Refus) as refus:
        fait("transferer-candidat", voisine, candidat=petit.id, rdv_cible=cible.id)
    assert "Petit" not in str(refus.value)
    with pytest.raises(CandidatSansRdv):
        fait("transferer-candidat", candidat=999_999, rdv_cible=cible.id)


def test_undone_it_is_back_where_it_was(fait: Faire, defait: Any, db: Session) -> None:
    origine, cible, petit = monde(db, quand="2027-01-11T14:00", presence=StatutPresence.ABSENT)
    fait("transferer-candidat", candidat=petit.id, rdv_origine=origine.id, rdv_cible=cible.id)
    defait()
    assert ou(db, petit) == [(origine.id, "absent")]
    assert len(db.scalars(sa.select(NoticeRow)).all()) == 2


def test_not_undone_when_the_place_is_taken_or_the_presence_entered(
    fait: Faire, defait: Any, db: Session, clock: StoppedClock, conseiller: Acteur
) -> None:
    origine, cible, petit = monde(db)
    db.merge(origine).places = 1
    db.commit()
    fait("transferer-candidat", candidat=petit.id, rdv_cible=cible.id)
    fait("prescrire-candidat", conseiller, candidat="1111111A", rdv=origine.id, nom="Roy", prenom="Luc")
    with pytest.raises(PlacesEpuisees):
        defait()
    clock.set("2027-01-21T10:30")
    fait("saisir-presences", rdv=cible.id, presents=[petit.id])
    with pytest.raises(EtatChange):
        defait("transferer-candidat")


def test_eight_at_once_for_the_same_transfer_move_one_registration(
    socle: Socle, db: Session, gestionnaire: Acteur
) -> None:
    origine, cible, petit = monde(db)
    donnees = {"candidat": petit.id, "rdv_origine": origine.id, "rdv_cible": cible.id}

    def essayer(_: int) -> str:
        try:
            execute(socle, "transferer-candidat", donnees, gestionnaire)
        except Refus as refus:
            return refus.code
        return "transfere"

    with ThreadPoolExecutor(8) as fils:
        resultats = list(fils.map(essayer, range(8)))
    assert resultats.count("transfere") == 1
    assert ou(db, petit) == [(cible.id, "a_saisir")]


def test_eight_at_once_for_the_last_slot_make_one_winner(socle: Socle, db: Session, gestionnaire: Acteur) -> None:
    origine, cible, _ = monde(db)
    gens = [un_demandeur(f"Nom{rang}") for rang in range(8)]
    for demandeur in gens:
        db.add(inscrire(origine, demandeur))
    db.commit()

    def essayer(demandeur: Demandeur) -> str:
        donnees = {"candidat": demandeur.id, "rdv_cible": cible.id}
        try:
            execute(socle, "transferer-candidat", donnees, gestionnaire)
        except Refus as refus:
            return refus.code
        return "transfere"

    with ThreadPoolExecutor(8) as fils:
        resultats = sorted(fils.map(essayer, gens))
    assert resultats == ["places-epuisees"] * 7 + ["transfere"]
    db.expire_all()
    assert len(db.get_one(Rdv, cible.id).en_cours) == 1
    assert len(db.get_one(Rdv, origine.id).en_cours) == 8
