"""One demonstration for each story, served by a real process on Tuesday 5 January 2027."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.vie.client import Api
from tests.engine.vie.serveur import Serveur, copier, semer

DEBUT = "2027-01-05T09:00"


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("vie") / "modele"
    semer(var, DEBUT)
    return var


@pytest.fixture
def api(demonstration: Path, tmp_path: Path) -> Iterator[Api]:
    serveur = Serveur(copier(demonstration, tmp_path / "var"), DEBUT)
    serveur.demarrer()
    try:
        yield Api(serveur.url)
    finally:
        serveur.arreter()
