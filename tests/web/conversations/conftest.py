"""A real server on loopback, the real engine on a fresh database, and a stand-in of the bot's process."""

import shutil
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from engine.kit.clock import StoppedClock
from engine.settings import Settings
from tests.engine.conftest import postgres, sqlite_template
from tests.web.conversations.faux_bot import CLE, FauxBot
from web.app import create_app
from web.settings import WebSettings

__all__ = ["postgres", "sqlite_template"]

SECRET = "secret des tests de conversation, assez long pour signer"


class Fil:
    """One conversation, as a page holds it."""

    def __init__(self, url: str, client: httpx.Client, ouverture: dict[str, Any]) -> None:
        self.id, self.jeton = ouverture["id"], ouverture["jeton"]
        self.adresse = f"{url}/api/v1/conversations/{self.id}"
        self.client = client

    @property
    def en_tetes(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.jeton}"}

    def poster(self, id: str | None = None, **corps: Any) -> httpx.Response:
        corps = {"id": id or str(uuid.uuid4())} | corps
        return self.client.post(f"{self.adresse}/messages", headers=self.en_tetes, json=corps)

    def dire(self, texte: str) -> dict[str, Any]:
        reponse = self.poster(texte=texte)
        assert reponse.status_code == 200, reponse.text
        return dict(reponse.json())

    def cliquer(self, reponse: dict[str, Any], titre: str) -> dict[str, Any]:
        boutons = {b["titre"]: b["bouton"] for message in reponse["messages"] for b in message["boutons"]}
        return dict(self.poster(bouton=boutons[titre]).json())

    def historique(self, **criteres: Any) -> dict[str, Any]:
        reponse = self.client.get(f"{self.adresse}/messages", headers=self.en_tetes, params=criteres)
        assert reponse.status_code == 200, reponse.text
        return dict(reponse.json())


class Serveur:
    """The app of `web`, served by uvicorn in a thread of the test."""

    def __init__(self, engine_settings: Settings, settings: WebSettings, clock: StoppedClock | None) -> None:
        self.app = create_app(engine_settings, settings, clock)
        self._prise = socket.socket()
        self._prise.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._prise.getsockname()[1]}"
        config = uvicorn.Config(self.app, log_config=None, access_log=False, timeout_graceful_shutdown=1)
        self._uvicorn = uvicorn.Server(config)
        self._fil = threading.Thread(target=self._uvicorn.run, args=([self._prise],), daemon=True)
        self.client = httpx.Client(timeout=60)

    def demarrer(self) -> None:
        self._fil.start()
        while not self._uvicorn.started:
            assert self._fil.is_alive()
            time.sleep(0.01)

    def arreter(self) -> None:
        self._uvicorn.should_exit = True
        self._fil.join(20)
        self.client.close()

    def ouvrir(self, **en_tetes: str) -> Fil:
        reponse = self.client.post(f"{self.url}/api/v1/conversations", headers=en_tetes)
        assert reponse.status_code == 200, reponse.text
        return Fil(self.url, self.client, reponse.json())

    def fil(self, autre: Fil) -> Fil:
        """The same conversation, seen through this server."""
        return Fil(self.url, self.client, {"id": autre.id, "jeton": autre.jeton})


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite database; what the database itself must keep is tried on both kinds (`test_tours.py`)."""
    shutil.copy(sqlite_template, tmp_path / "kairos.db")
    return f"sqlite:///{tmp_path / 'kairos.db'}"


@pytest.fixture
def bot() -> Iterator[FauxBot]:
    bot = FauxBot()
    bot.demarrer()
    yield bot
    bot.arreter()


@pytest.fixture
def clock() -> StoppedClock:
    """Tuesday 12 January 2027, 10:00 in Paris."""
    return StoppedClock("2027-01-12T10:00")


@pytest.fixture
def reglages(bot: FauxBot) -> WebSettings:
    """As in production, with a bound that a test can wait for."""
    return WebSettings(
        bot_url=bot.url, actions_url=bot.url, service_key=CLE, appel=5.0, patience=1.5, bail=1.0, travaux=False
    )


@pytest.fixture
def moteur(database_url: str, tmp_path: Path) -> Settings:
    return Settings(var=tmp_path, database_url=database_url, secret=SECRET)


Lanceur = Callable[..., Any]


@pytest.fixture
def lancer(moteur: Settings, reglages: WebSettings, clock: StoppedClock) -> Lanceur:
    """`with lancer() as serveur:`; called again, another process on the same database."""

    @contextmanager
    def lancer(**changes: Any) -> Iterator[Serveur]:
        serveur = Serveur(moteur, replace(reglages, **changes), clock)
        serveur.demarrer()
        try:
            yield serveur
        finally:
            serveur.arreter()

    return lancer


@pytest.fixture
def serveur(lancer: Lanceur) -> Iterator[Serveur]:
    with lancer() as serveur:
        yield serveur


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago, for a process that is started twice on it."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])
