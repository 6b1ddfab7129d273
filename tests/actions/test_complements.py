"""What is said after a recap and asks for nothing else: it adds to the recap, or puts it right. 13 January 2027."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from engine.recrutement.models import Rdv
from tests.actions.pilote import Pilote, au_recap, recus
from tests.engine.monde import inscrire, un_demandeur, un_rdv, une_session

Ouvrir = Callable[..., Pilote]


@pytest.fixture
def presences(conversation: Ouvrir, db: Session) -> Pilote:
    """At the recap of the presences of yesterday's RIC: Petit was there."""
    ric = un_rdv(une_session("Cariste"), "2027-01-12T14:00", inscrits=("Petit", "Leroy", "Nguyen", "Diallo"))
    db.add(ric)
    db.commit()
    c = conversation()
    c.demander("saisir-presences", "Petit était là à la RIC d'hier")
    assert "Présents : Camille Petit" in c.dernier
    return c


@pytest.mark.parametrize(
    ("dit", "intention", "presents", "absents"),
    [
        ("Nguyen aussi", "clarification", "Camille Petit et Camille Nguyen", "personne"),
        ("et aussi Diallo", "clarification", "Camille Petit et Camille Diallo", "personne"),
        ("les autres étaient absents", "hors-perimetre", "Camille Petit", "Camille Leroy, Camille Nguyen et Camille"),
        ("Diallo absent", "operation", "Camille Petit", "Camille Diallo"),
    ],
)
def test_people_are_added_or_moved(presences: Pilote, dit: str, intention: str, presents: str, absents: str) -> None:
    recap = presences.dire(dit, intention, *(["saisir-bilan"] if intention == "operation" else []))
    assert f"Présents : {presents}" in recap
    assert f"Absents : {absents}" in recap


def test_another_request_is_one(presences: Pilote, db: Session) -> None:
    assert "Je mets de côté" in presences.dire("Programme une RIC mardi", "operation", "creer-ric")
    assert recus(db) == []


@pytest.mark.parametrize(("dit", "intention"), [("pas mal", "satisfaction"), ("merci à toi aussi", "remerciement")])
def test_small_talk_stays_small_talk(presences: Pilote, dit: str, intention: str) -> None:
    assert "Que faut-il corriger" not in presences.dire(dit, intention)
    assert "Présents : Camille Petit" in presences.dernier


@pytest.mark.usefixtures("sessions")
def test_people_are_no_complement_where_there_are_none(conversation: Ouvrir, presences: Pilote) -> None:
    c = au_recap(conversation())
    assert "Je mets de côté" in c.dire("Petit était là mardi", "operation", "saisir-presences")


def test_one_person_is_replaced(conversation: Ouvrir, db: Session) -> None:
    rdv: Rdv = un_rdv(une_session("Cariste"), "2027-01-19T14:00", inscrits=("Petit", "Leroy"))
    inscrire(rdv, un_demandeur("Diallo", "Amadou"))
    db.add(rdv)
    db.commit()
    c = conversation()
    assert "Candidat : Camille Petit" in c.demander("annuler-rdv-candidat", "annule le rendez-vous de Mme Petit")
    assert "Candidat : Camille Leroy" in c.dire("c'est pas Petit c'est Leroy", "corriger")
    assert "Candidat : Amadou Diallo" in c.dire("non c’est diallo", "negation")
