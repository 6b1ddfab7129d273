"""What becomes of the workflows: taken up after a crash of the database, never twice at once, forgotten in the end."""

import pkgutil
import threading
from collections.abc import Callable
from typing import Any

import pytest

from engine.kit.clock import StoppedClock
from engine.kit.door import Socle
from engine.kit.postier import Dossier
from engine.settings import Settings
from engine.worker import Worker
from tests.engine.adhesions import adhesion, evenements, refus_de, un_code, une_demande, valider
from tests.engine.travaux import attendre, lettres, workflows

EXPIREE = "adhesion_comptes.identifiants_expires"


class CrashError(Exception):
    """The database goes away in the middle of what DBOS does."""


@pytest.mark.parametrize(
    "ou", ["dbos._queue.execute_dequeued_workflow", "dbos._sys_db.SystemDatabase.update_workflow_outcome"]
)
def test_a_workflow_left_by_a_crash_of_the_database_ends_without_a_restart(
    socle: Socle,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    demarrer: Callable[[], Worker],
    ou: str,
) -> None:
    """Between its claim and its first step, and at its end: DBOS leaves it in hand for ever, the letter leaves once."""
    module, _, nom = ou.rpartition(".")
    hote = pkgutil.resolve_name(module)
    intact, crash = getattr(hote, nom), threading.Event()

    def planter(*arguments: Any, **options: Any) -> Any:
        if "notice-1" in repr(arguments) and not crash.is_set():
            crash.set()
            raise CrashError
        return intact(*arguments, **options)

    monkeypatch.setattr(hote, nom, planter)
    monkeypatch.setattr("engine.kit.outbox.ABANDONED_AFTER", 0.2)
    monkeypatch.setattr("engine.worker.RESUME_EVERY", 0.2)
    demarrer()
    une_demande(socle)
    attendre(crash.is_set)
    attendre(lambda: workflows(socle).get("notice-1") == "SUCCESS")
    assert len(lettres(settings)) == 1


def test_a_workflow_in_hand_is_not_taken_up_again(
    socle: Socle, monkeypatch: pytest.MonkeyPatch, demarrer: Callable[[], Worker]
) -> None:
    en_main, fini = threading.Event(), threading.Event()
    essais: list[str] = []

    def lent(_dossier: Dossier, nom: str, _lettre: object) -> None:
        essais.append(nom)
        en_main.set()
        fini.wait(60)

    monkeypatch.setattr(Dossier, "remettre", lent)
    monkeypatch.setattr("engine.kit.outbox.ABANDONED_AFTER", 0)
    monkeypatch.setattr(Worker, "send_waiting", lambda _: None)
    worker = demarrer()
    une_demande(socle)
    attendre(en_main.is_set)
    worker.resume_abandoned()
    assert workflows(socle)["notice-1"] == "PENDING"
    fini.set()
    attendre(lambda: workflows(socle)["notice-1"] == "SUCCESS")
    assert len(essais) == 1


def test_what_is_long_over_is_forgotten_and_nothing_else(
    socle: Socle,
    settings: Settings,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
    demarrer: Callable[[], Worker],
) -> None:
    worker = demarrer()
    code = un_code(socle)
    attendre(lambda: "SUCCESS" in workflows(socle).values())
    finis = {id for id, statut in workflows(socle).items() if statut == "SUCCESS"}
    worker.forget_finished()
    assert finis <= workflows(socle).keys()  # of this week
    monkeypatch.setattr("engine.kit.outbox.DAYS_KEPT", 0)
    monkeypatch.setattr("engine.kit.outbox.FORGOTTEN_AT_ONCE", 1)
    worker.forget_finished()
    assert not finis & workflows(socle).keys()
    assert f"echeance-identifiants-{adhesion(socle).id}-1" in workflows(socle)
    clock.advance(hours=72)
    attendre(lambda: EXPIREE in evenements(socle))
    assert refus_de(valider, socle, code).code == "identifiants-expires"
