"""What the worker does in its own time, waited for and looked at."""

import threading
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from engine.kit.door import Socle
from engine.settings import Settings


def attendre(condition: Callable[[], bool]) -> None:
    """Wait for what another thread does; a failure shows as the test's own time limit."""
    for _ in range(2400):
        if condition():
            return
        threading.Event().wait(0.05)
    raise AssertionError("it never came")


def lettres(settings: Settings) -> list[Path]:
    return sorted(settings.courriels.glob("*.eml"))


def workflows(socle: Socle) -> dict[str, str]:
    """What DBOS remembers: the status of each workflow."""
    table = "dbos.workflow_status" if socle.engine.dialect.name == "postgresql" else "workflow_status"
    with socle.engine.connect() as connection:
        return {id: statut for id, statut in connection.execute(sa.text(f"SELECT workflow_uuid, status FROM {table}"))}
