"""The writers of one SQLite database take turns, in the order in which they came."""

from __future__ import annotations

import threading
import time

import pytest

from engine.kit import db as database
from engine.kit.door import Socle


def _attendre_que(vrai: object) -> None:
    limite = time.monotonic() + 20
    while not vrai():  # type: ignore[operator]
        assert time.monotonic() < limite
        time.sleep(0.005)


def test_first_come_first_served(sqlite_socle: Socle) -> None:
    passes: list[int] = []

    def ecrire(rang: int) -> None:
        with sqlite_socle.session() as db, db.begin():
            database.lock(db, None)
            passes.append(rang)

    fils = [threading.Thread(target=ecrire, args=(rang,)) for rang in range(5)]
    with sqlite_socle.session() as db, db.begin():
        database.lock(db, None)
        for rang, fil in enumerate(fils):
            fil.start()
            _attendre_que(lambda rang=rang: database.ecrivains_en_attente(sqlite_socle.engine) == rang + 1)
        assert passes == []
    for fil in fils:
        fil.join(20)
    assert passes == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("fin", ["commit", "rollback", "close"])
def test_however_a_turn_ends_the_next_one_comes(sqlite_socle: Socle, fin: str) -> None:
    with sqlite_socle.session() as db:
        database.lock(db, None)
        getattr(db, fin)()
    with sqlite_socle.session() as db:
        database.lock(db, None)
        with pytest.raises(ZeroDivisionError), db.begin_nested():
            raise ZeroDivisionError
        assert database.ecrivains_en_attente(sqlite_socle.engine) == 0


def test_a_writer_that_waits_too_long_is_told_and_leaves_the_queue(
    sqlite_socle: Socle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    with sqlite_socle.session() as db, db.begin():
        database.lock(db, None)
        with sqlite_socle.session() as autre, pytest.raises(TimeoutError):
            database.lock(autre, None)
        assert database.ecrivains_en_attente(sqlite_socle.engine) == 0
    with sqlite_socle.session() as autre, autre.begin():
        database.lock(autre, None)
