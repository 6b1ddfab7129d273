"""A demonstration on a fresh database, with its people and its clock, served for real on loopback."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from engine.api.app import build_socle
from engine.settings import Settings
from scripts.demo import seed
from tests.engine.conftest import sqlite_template
from tests.web.conversations.conftest import SECRET, Serveur
from tests.web.conversations.faux_bot import CLE, FauxBot
from web.settings import WebSettings

__all__ = ["sqlite_template"]


def reglee(base: Path) -> Settings:
    """Tuesday 12 January 2027, 10:00 in Paris, then time runs."""
    url = f"sqlite:///{base}"
    return Settings(var=base.parent, database_url=url, secret=SECRET, now="2027-01-12T10:00", demo=True)


@pytest.fixture(scope="session")
def demonstration_semee(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its invented people, copied for each test."""
    base = tmp_path_factory.mktemp("demonstration") / "kairos.db"
    shutil.copy(sqlite_template, base)
    socle = build_socle(reglee(base))
    seed(socle)
    with socle.engine.connect() as connexion:
        connexion.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    socle.engine.dispose()
    return base


@pytest.fixture
def demonstration(demonstration_semee: Path, tmp_path: Path) -> Iterator[Serveur]:
    moteur = reglee(tmp_path / "kairos.db")
    shutil.copy(demonstration_semee, tmp_path / "kairos.db")
    bot = FauxBot()
    bot.demarrer()
    reglages = WebSettings(bot_url=bot.url, actions_url=bot.url, service_key=CLE, appel=5.0, patience=1.5, bail=1.0)
    serveur = Serveur(moteur, reglages, None)
    serveur.demarrer()
    yield serveur
    serveur.arreter()
    bot.arreter()


@pytest.fixture
def client(demonstration: Serveur) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=demonstration.url, timeout=30) as client:
        yield client
