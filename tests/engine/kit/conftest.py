"""A worker on the test's database."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.kit.door import Socle
from engine.settings import Settings
from engine.worker import Worker


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(var=tmp_path, database_url=database_url, secret="secret des tests", demo=True)


@pytest.fixture
def demarrer(settings: Settings, socle: Socle) -> Iterator[Callable[[], Worker]]:
    """Start a worker on the test's database; it is stopped at the end whatever happens."""
    demarres: list[Worker] = []

    def start() -> Worker:
        worker = Worker(settings, socle)
        worker.start()
        demarres.append(worker)
        return worker

    yield start
    for worker in demarres:
        worker.stop()
