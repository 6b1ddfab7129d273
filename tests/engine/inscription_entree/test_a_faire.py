"""What enrolments ask of the organisme: entries from the first day, presences to regularise, advisers to chase."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from engine.inscription_entree.a_faire import entrees_a_saisir, presences_a_regulariser, validations_attendues
from engine.kit.a_faire import AFaire, Perimetre, Urgence
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle
from tests.engine.inscription_entree.conftest import Faire, Promotion
from tests.engine.monde import GRETA, VOISIN


@pytest.fixture
def socle(sqlite_socle: Socle) -> Socle:
    """A read is the same on both databases."""
    return sqlite_socle


def a_faire(db: Session, clock: StoppedClock, siret: str = GRETA) -> list[AFaire]:
    db.rollback()
    perimetre = Perimetre(db, siret, clock.now())
    return [*entrees_a_saisir(perimetre), *presences_a_regulariser(perimetre), *validations_attendues(perimetre)]


def test_from_the_adviser_to_the_entry(fait: Faire, db: Session, clock: StoppedClock, promotion: Promotion) -> None:
    clock.set("2027-02-20T09:00")
    (attendue,) = a_faire(db, clock)
    assert (attendue.urgence, attendue.pour_le) == (Urgence.A_PREVOIR, date(2027, 3, 1))
    assert "Camille Martin" in attendue.phrase
    clock.set("2027-03-01T09:00")
    (entrees,) = a_faire(db, clock)
    assert (entrees.urgence, entrees.pour_le) == (Urgence.AUJOURD_HUI, date(2027, 3, 4))
    assert entrees.phrase.startswith("3\u00a0entrées à saisir")
    clock.set("2027-03-05T00:00")
    assert a_faire(db, clock)[0].urgence is Urgence.EN_RETARD
    assert a_faire(db, clock, VOISIN) == []


def test_a_presence_to_regularise_is_pressing_from_the_real_entry(
    fait: Faire, db: Session, clock: StoppedClock, promotion: Promotion
) -> None:
    tous = promotion.ids("Petit", "Leroy", "Martin")
    fait("saisir-entrees", session=promotion.numero, presents=tous)
    (ligne,) = a_faire(db, clock)
    assert "Camille Martin" in ligne.phrase
    assert (ligne.urgence, ligne.pour_le) == (Urgence.BIENTOT, date(2027, 3, 4))
    assert ligne.suite.operation == "statut-candidat"
