"""Presences of yesterday's RIC, entered on Tuesday 12 January 2027: everyone at once, each person named."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.journal import JournalRow
from engine.kit.refus import DonneeManquante
from engine.recrutement.models import Demandeur, InscriptionRdv, Rdv
from engine.recrutement.refus import (
    AbsenceDejaSaisie,
    AucunePresenceEnregistrable,
    InscriptionAnnulee,
    PersonneNonInscrite,
    PresenceDejaSaisie,
    PresentEtAbsent,
    RdvInconnu,
    RdvPasEncorePasse,
)
from engine.recrutement.statuts import StatutPresence
from tests.engine.monde import inscrire, un_demandeur, un_rdv, une_session
from tests.engine.recrutement.conftest import Faire

Passee = tuple[Rdv, dict[str, Demandeur]]


def presences(db: Session, rdv: Rdv) -> dict[str, str]:
    db.expire_all()
    inscriptions = db.scalars(sa.select(InscriptionRdv).where(InscriptionRdv.rdv_id == rdv.id))
    return {inscription.demandeur.nom or "": inscription.presence.value for inscription in inscriptions}


def test_everyone_but_martin_and_diallo_was_there(fait: Faire, db: Session, ric_passee: Passee) -> None:
    rdv, gens = ric_passee
    presents = [gens[nom].id for nom in ("Petit", "Leroy", "Nguyen")]
    absents = [gens[nom].id for nom in ("Martin", "Diallo")]
    reponse = fait("saisir-presences", rdv=rdv.id, presents=presents, absents=absents)
    assert presences(db, rdv) == {
        "Petit": "present", "Leroy": "present", "Nguyen": "present", "Martin": "absent", "Diallo": "absent",
    }  # fmt: skip
    assert "3\u00a0présences\u00a0: Camille Petit, Camille Leroy et Camille Nguyen" in reponse["message"]
    journal = db.scalars(sa.select(JournalRow)).one()
    assert journal.evenement == "recrutement.presences_saisies"
    assert journal.avant == {"presences": dict.fromkeys(map(str, presents + absents), "a_saisir")}


def test_the_preview_names_each_person_and_leaves_nothing_behind(prevu: Faire, db: Session, ric_passee: Passee) -> None:
    rdv, gens = ric_passee
    vue = prevu("saisir-presences", rdv=rdv.id, presents=[gens["Petit"].id], absents=[gens["Martin"].id])
    assert vue["recap"].splitlines()[1:] == [
        "Présents\u00a0: Camille Petit",
        "Absents\u00a0: Camille Martin",
        "Restent à saisir\u00a0: Camille Leroy, Camille Nguyen et Camille Diallo",
    ]
    assert set(presences(db, rdv).values()) == {"a_saisir"}
    assert db.scalars(sa.select(JournalRow)).all() == []


def test_not_before_the_appointment(fait: Faire, prevu: Faire, db: Session, clock: StoppedClock) -> None:
    rdv = un_rdv(une_session(), "2027-01-12T14:00", inscrits=("Petit",))
    db.add(rdv)
    db.commit()
    petit = rdv.inscriptions[0].demandeur_id
    clock.set("2027-01-12T13:59")
    with pytest.raises(RdvPasEncorePasse, match="mardi 12 janvier 2027 à 14"):
        fait("saisir-presences", rdv=rdv.id, presents=[petit])
    assert prevu("saisir-presences")["choix"]["rdv"] == []
    clock.set("2027-01-12T14:00")
    assert fait("saisir-presences", rdv=rdv.id, presents=[petit])["recu"]


def test_an_absent_can_be_changed_and_a_present_has_left_the_list(
    fait: Faire, prevu: Faire, ric_passee: Passee
) -> None:
    rdv, gens = ric_passee
    fait("saisir-presences", rdv=rdv.id, presents=[gens["Petit"].id], absents=[gens["Martin"].id])
    liste = prevu("saisir-presences", rdv=rdv.id)["choix"]["presents"]
    assert [choix["indices"]["nom"] for choix in liste] == ["Leroy", "Nguyen", "Martin", "Diallo"]
    fait("saisir-presences", rdv=rdv.id, presents=[gens["Martin"].id])
    with pytest.raises(PresenceDejaSaisie, match="Camille Martin"):
        fait("saisir-presences", rdv=rdv.id, absents=[gens["Martin"].id])


def test_who_cannot_change_is_set_aside_by_name_and_the_others_go_through(
    fait: Faire, db: Session, ric_passee: Passee
) -> None:
    rdv, gens = ric_passee
    fait("saisir-presences", rdv=rdv.id, presents=[gens["Petit"].id])
    reponse = fait("saisir-presences", rdv=rdv.id, absents=[gens["Petit"].id, gens["Leroy"].id])
    assert [ecarte["code"] for ecarte in reponse["ecartes"]] == ["presence-deja-saisie"]
    assert "Camille Petit" in reponse["ecartes"][0]["message"]
    assert presences(db, rdv)["Leroy"] == "absent"
    assert presences(db, rdv)["Petit"] == "present"
    with pytest.raises(AucunePresenceEnregistrable, match="Camille Leroy"):
        fait("saisir-presences", rdv=rdv.id, absents=[gens["Petit"].id, gens["Leroy"].id])
    with pytest.raises(AbsenceDejaSaisie):
        fait("saisir-presences", rdv=rdv.id, absents=[gens["Leroy"].id])


def test_a_cancelled_registration_has_no_presence(fait: Faire, db: Session) -> None:
    rdv = un_rdv(une_session(), "2027-01-11T14:00")
    inscrire(rdv, un_demandeur("Diallo"), StatutPresence.ANNULE)
    db.add(rdv)
    db.commit()
    with pytest.raises(InscriptionAnnulee, match="Camille Diallo"):
        fait("saisir-presences", rdv=rdv.id, presents=[rdv.inscriptions[0].demandeur_id])


def test_someone_else_is_refused_without_being_named(fait: Faire, db: Session, ric_passee: Passee) -> None:
    rdv, _ = ric_passee
    db.add(etranger := un_demandeur("Secret"))
    db.commit()
    for inconnu in (etranger.id, 999_999):
        with pytest.raises(PersonneNonInscrite, match="Une des personnes citées"):
            fait("saisir-presences", rdv=rdv.id, presents=[inconnu])


def test_nobody_is_both_present_and_absent(fait: Faire, ric_passee: Passee) -> None:
    rdv, gens = ric_passee
    with pytest.raises(PresentEtAbsent, match="Camille Petit"):
        fait("saisir-presences", rdv=rdv.id, presents=[gens["Petit"].id], absents=[gens["Petit"].id])


def test_who_was_there_is_asked_when_nobody_is_named(fait: Faire, prevu: Faire, ric_passee: Passee) -> None:
    rdv, _ = ric_passee
    vue = prevu("saisir-presences", rdv=rdv.id)
    assert not vue["complet"]
    assert [manquante["donnee"] for manquante in vue["manquantes"]] == ["presents"]
    assert len(vue["manquantes"][0]["choix"]) == 5
    with pytest.raises(DonneeManquante):
        fait("saisir-presences", rdv=rdv.id)


def test_two_martins_are_told_apart(prevu: Faire, db: Session) -> None:
    rdv = un_rdv(une_session(), "2027-01-11T14:00", inscrits=("Petit",))
    inscrire(rdv, un_demandeur("Martin", "Julie", "1111111A"), prescripteur="Cap emploi")
    inscrire(rdv, un_demandeur("Martin", "Julie", "2222222B"), prescripteur=None)
    db.add(rdv)
    db.commit()
    choix = prevu("saisir-presences", rdv=rdv.id)["choix"]["presents"]
    assert [un["titre"] for un in choix] == [
        "Camille Petit, Mission locale de Rouen", "Julie Martin (…11A), Cap emploi", "Julie Martin (…22B)",
    ]  # fmt: skip
    assert choix[1]["indices"]["identifiant"] == "1111111A"


def test_the_latest_with_presences_to_enter_comes_first(prevu: Faire, db: Session, ric_passee: Passee) -> None:
    rdv, _ = ric_passee
    ancienne = un_rdv(une_session(), "2027-01-04T14:00", inscrits=("Roy",))
    absents = un_rdv(une_session(), "2027-01-11T18:00")
    inscrire(absents, un_demandeur("Blin"), StatutPresence.ABSENT)
    close = un_rdv(une_session(), "2027-01-11T09:00")
    inscrire(close, un_demandeur("Sow"), StatutPresence.PRESENT)
    db.add_all([ancienne, absents, close])
    db.commit()
    assert [choix["valeur"] for choix in prevu("saisir-presences")["choix"]["rdv"]] == [rdv.id, ancienne.id, absents.id]


def test_another_organisme_sees_none_of_it(fait: Faire, prevu: Faire, voisine: Acteur, ric_passee: Passee) -> None:
    rdv, gens = ric_passee
    assert prevu("saisir-presences", voisine)["choix"]["rdv"] == []
    with pytest.raises(RdvInconnu):
        fait("saisir-presences", voisine, rdv=rdv.id, presents=[gens["Petit"].id])
