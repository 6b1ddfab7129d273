"""What time it is, and how it is said."""

from datetime import UTC, date, datetime, time

import pytest

from engine.kit.clock import Clock, StoppedClock, a_paris, instant_a_paris
from engine.kit.francais import compter, dire_date, dire_duree, dire_heure, dire_instant, enumerer


def simple(texte: str) -> str:
    return texte.replace("\u00a0", " ")


def test_kairos_now_sets_the_clock_then_it_runs() -> None:
    machine = StoppedClock("2026-11-23T08:00")
    clock = Clock("2027-01-06T10:00", source=machine.now)
    assert clock.now() == datetime(2027, 1, 6, 9, tzinfo=UTC)
    machine.advance(minutes=5)
    assert clock.now() == datetime(2027, 1, 6, 9, 5, tzinfo=UTC)


def test_two_processes_started_apart_read_the_same_clock() -> None:
    machine = StoppedClock("2026-11-23T08:00")
    depuis = machine.now().timestamp()
    machine.advance(minutes=7)
    assert Clock("2027-01-06T10:00", depuis, machine.now).now() == datetime(2027, 1, 6, 9, 7, tzinfo=UTC)


def test_the_civil_day_is_the_one_of_paris() -> None:
    assert StoppedClock("2027-07-01T00:30").today() == date(2027, 7, 1)
    assert StoppedClock("2027-07-01T00:30").now().date() == date(2027, 6, 30)


@pytest.mark.parametrize(("local", "utc"), [("2027-01-12T14:00", 13), ("2027-07-12T14:00", 12)])
def test_paris_in_winter_and_in_summer(local: str, utc: int) -> None:
    instant = instant_a_paris(datetime.fromisoformat(local))
    assert instant.hour == utc
    assert a_paris(instant).hour == 14


def test_how_it_is_said() -> None:
    assert dire_date(date(2027, 1, 1)) == "vendredi 1er janvier 2027"
    assert simple(dire_instant(datetime(2027, 1, 12, 13, tzinfo=UTC))) == "mardi 12 janvier 2027 à 14 h"
    assert simple(dire_heure(time(9, 5))) == "9 h 05"
    assert [simple(dire_duree(minutes)) for minutes in (45, 60, 90, 4319)] == ["45 min", "1 h", "1 h 30", "71 h 59"]
    assert [simple(compter(n, "place")) for n in (0, 1, 2)] == ["0 place", "1 place", "2 places"]
    assert enumerer(["Petit", "Leroy", "Nguyen"]) == "Petit, Leroy et Nguyen"
    assert enumerer(["Petit"]) == "Petit"
