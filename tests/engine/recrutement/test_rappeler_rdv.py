"""The day before at 9 in Paris, each person expected is reminded of the appointment, once."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from engine.kit.acteurs import SYSTEME
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, execute
from engine.kit.parametres import parametres
from engine.recrutement.models import Rdv
from engine.recrutement.rappels import rappels_de_rdv
from engine.recrutement.refus import RappelDeRdvSansObjet
from tests.engine.echeances import lettres, passer_au
from tests.engine.monde import inscrire, le, un_demandeur, un_rdv, une_session

MODELE = "recrutement/rappel"
Faire = Callable[..., dict[str, Any]]


@pytest.fixture
def rdv(db: Session) -> Rdv:
    """A RIC on Tuesday 19 January at 14:00, with Petit, who has an address, and Martin."""
    rdv = un_rdv(une_session(numero=160070), "2027-01-19T14:00")
    petit = un_demandeur("Petit", "Léa")
    petit.courriel = "lea@demandeur.example"
    inscrire(rdv, petit)
    inscrire(rdv, un_demandeur("Martin"))
    db.add(rdv)
    db.commit()
    return rdv


def rappels(socle: Socle) -> list[str | None]:
    return [lettre.destinataire for lettre in lettres(socle, MODELE)]


def test_the_day_before_at_nine_and_once(socle: Socle, clock: StoppedClock, rdv: Rdv) -> None:
    passer_au(socle, clock, "2027-01-18T08:59")
    assert rappels(socle) == []
    passer_au(socle, clock, "2027-01-18T09:00")
    assert rappels(socle) == ["lea@demandeur.example", None]
    passer_au(socle, clock, "2027-01-19T09:00")
    passer_au(socle, clock, "2027-01-20T09:00")
    assert len(rappels(socle)) == 2
    assert "mardi 19 janvier 2027 à 14\u00a0h" in lettres(socle, MODELE)[0].sujet


def test_moved_it_is_told_again_for_its_new_day(socle: Socle, clock: StoppedClock, rdv: Rdv, fait: Faire) -> None:
    passer_au(socle, clock, "2027-01-18T09:00")
    fait("modifier-rdv", rdv=rdv.id, date_heure="2027-01-21T10:00")
    passer_au(socle, clock, "2027-01-19T09:00")
    assert len(rappels(socle)) == 2
    passer_au(socle, clock, "2027-01-20T09:00")
    assert len(rappels(socle)) == 4


def test_after_an_outage_it_is_told_as_long_as_it_is_to_come(socle: Socle, clock: StoppedClock, rdv: Rdv) -> None:
    passer_au(socle, clock, "2027-01-12T10:00")
    passer_au(socle, clock, "2027-01-19T08:00")
    assert len(rappels(socle)) == 2


def test_nothing_is_said_of_what_is_over(socle: Socle, clock: StoppedClock, rdv: Rdv) -> None:
    passer_au(socle, clock, "2027-04-19T14:00")
    assert rappels(socle) == []
    with pytest.raises(RappelDeRdvSansObjet):
        execute(socle, "rappeler-rdv", {"rdv": rdv.id, "debut": "2027-01-19T14:00"}, SYSTEME)


def test_neither_the_cancelled_nor_those_who_registered_this_very_day(
    socle: Socle, clock: StoppedClock, rdv: Rdv, fait: Faire
) -> None:
    fait("annuler-rdv-candidat", candidat=rdv.inscriptions[0].demandeur_id, rdv=rdv.id)
    clock.set("2027-01-18T08:00")
    fait("inscrire-candidat", candidat=["7942369Z"], rdv=rdv.id)
    passer_au(socle, clock, "2027-01-18T09:00")
    assert rappels(socle) == [None]  # Martin


def test_slice_after_slice(
    socle: Socle, clock: StoppedClock, rdv: Rdv, db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    parametre = parametres()["rappels_rdv_par_lot"]
    monkeypatch.setitem(parametres(), "rappels_rdv_par_lot", type(parametre)(**{**vars(parametre), "valeur": 1}))
    db.add(un_rdv(une_session(), "2027-01-19T09:00", inscrits=("Sow",)))
    db.commit()
    passer_au(socle, clock, "2027-01-18T09:00")
    assert len(rappels(socle)) == 3


@pytest.mark.parametrize(
    ("maintenant", "instants"),
    [
        ("2027-03-27T20:00", ["2027-03-27T09:00", "2027-03-28T09:00"]),
        ("2027-10-31T08:59", ["2027-10-30T09:00", "2027-10-31T09:00"]),
        ("2027-12-31T20:00", ["2027-12-31T09:00", "2028-01-01T09:00"]),
        ("2028-02-28T20:00", ["2028-02-28T09:00", "2028-02-29T09:00"]),
    ],
)
def test_nine_in_paris_across_clocks_years_and_leap_days(maintenant: str, instants: list[str]) -> None:
    assert [echeance.le for echeance in rappels_de_rdv(le(maintenant))] == [le(instant) for instant in instants]
