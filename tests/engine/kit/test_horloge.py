"""In a demonstration the clock is put forward by hand: only forward, for every process, and deadlines follow."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.kit.clock import a_paris
from engine.kit.db import create_engine
from engine.kit.door import Socle
from engine.kit.horloge import HorlogeAvancee, HorlogeReculee, HorlogeTropAvancee
from engine.kit.sceau import Sceau
from engine.settings import Settings
from engine.worker import Worker
from tests.engine.adhesions import adhesion, un_code

MARDI = "2027-01-12T10:00"
Demarrer = Callable[[], HorlogeAvancee]


@pytest.fixture
def demarrer(database_url: str) -> Iterator[Demarrer]:
    """The clock of a process that starts now, Tuesday 12 January 2027 at 10:00 in Paris."""
    engines, depuis = [], time.time()

    def start() -> HorlogeAvancee:
        engines.append(create_engine(database_url))
        return HorlogeAvancee(engines[-1], MARDI, depuis)

    yield start
    for engine in engines:
        engine.dispose()


def lue(horloge: HorlogeAvancee) -> str:
    return f"{a_paris(horloge.now()):%Y-%m-%dT%H:%M}"


def test_put_forward_it_runs_from_there_in_every_process(demarrer: Demarrer) -> None:
    horloge = demarrer()
    assert lue(horloge) == MARDI
    horloge.avancer(datetime(2027, 1, 15, 9))
    assert lue(horloge) == "2027-01-15T09:00"
    assert lue(demarrer()) == "2027-01-15T09:00"


def test_it_is_told_in_paris_across_a_change_of_clock(demarrer: Demarrer) -> None:
    horloge = demarrer()
    horloge.avancer(datetime(2027, 3, 28, 12))
    assert abs(horloge.now() - datetime(2027, 3, 28, 10, tzinfo=UTC)) < timedelta(minutes=1)


def test_never_back_nor_too_far(demarrer: Demarrer) -> None:
    horloge = demarrer()
    horloge.avancer(datetime(2027, 1, 15, 9))
    with pytest.raises(HorlogeReculee):
        horloge.avancer(datetime(2027, 1, 14, 9))
    with pytest.raises(HorlogeTropAvancee):
        horloge.avancer(datetime(2028, 6, 1, 9))
    assert lue(horloge) == "2027-01-15T09:00"


def test_a_code_sent_today_has_expired_once_four_days_are_passed(
    demarrer: Demarrer, database_url: str, tmp_path: Path
) -> None:
    horloge = demarrer()
    socle = Socle(create_engine(database_url), horloge, Sceau("secret des tests"))
    worker = Worker(Settings(var=tmp_path, database_url=database_url, secret="secret des tests", demo=True), socle)
    un_code(socle)
    worker.reconcile()
    assert adhesion(socle).statut.value == "identifiants_envoyes"
    horloge.avancer(datetime(2027, 1, 16, 10))
    worker.reconcile()
    assert adhesion(socle).statut.value == "identifiants_expires"
    socle.engine.dispose()
