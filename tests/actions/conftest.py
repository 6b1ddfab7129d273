"""The real engine behind the real actions, in process, at 10 o'clock on Wednesday 13 January 2027."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from actions.catalogue import Catalogue
from actions.conversation import Actions
from actions.moteur import Moteur
from engine.familles import load_operations
from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.db import create_engine, migrate
from engine.kit.door import Socle, apercu, execute
from engine.kit.refus import Refus
from engine.kit.sceau import Sceau
from tests.actions.pilote import Pilote
from tests.engine.monde import GRETA

load_operations()
RACINE = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.lire(RACINE)


@pytest.fixture
def horloge() -> StoppedClock:
    return StoppedClock("2027-01-13T10:00")


@pytest.fixture
def socle(tmp_path: Path, horloge: StoppedClock) -> Iterator[Socle]:
    url = f"sqlite:///{tmp_path / 'kairos.db'}"
    migrate(url)
    engine = create_engine(url)
    yield Socle(engine, horloge, Sceau("secret des tests"))
    engine.dispose()


@pytest.fixture
def db(socle: Socle) -> Iterator[Session]:
    with socle.session() as session:
        yield session


@pytest.fixture
def acteurs() -> dict[str, Acteur]:
    """Who speaks, by token."""
    return {
        "gestionnaire": Acteur(id="u-1", role=Role.GESTIONNAIRE, siret=GRETA, nom="Camille Roux"),
        "visiteur": Acteur(id="visiteur", role=Role.VISITEUR),
    }


@pytest.fixture
def client(socle: Socle, acteurs: dict[str, Acteur]) -> httpx.AsyncClient:
    """The engine's door over HTTP, as web mounts it; the conversation says in whose name."""
    app = FastAPI()

    @app.exception_handler(Refus)
    async def refuser(_: Request, refus: Refus) -> JSONResponse:
        return JSONResponse(refus.as_dict(), status_code=refus.http_status)

    @app.post("/interne/conversations/{conversation}/jeton")
    async def jeton(conversation: str) -> dict[str, str]:
        role = "visiteur" if conversation.startswith("v") else "gestionnaire"
        return {"jeton": role, "role": role}

    def acteur(request: Request) -> Acteur:
        return acteurs[request.headers["authorization"].removeprefix("Bearer ")]

    @app.post("/api/v1/operations/{operation}/apercu")
    async def voir(request: Request, operation: str) -> dict[str, Any]:
        return apercu(socle, operation, await request.json(), acteur(request))

    @app.post("/api/v1/operations/{operation}")
    async def faire(request: Request, operation: str) -> dict[str, Any]:
        return execute(socle, operation, await request.json(), acteur(request), request.headers.get("idempotency-key"))

    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://engine")


@pytest.fixture
def actions(catalogue: Catalogue, client: httpx.AsyncClient) -> Actions:
    return Actions(catalogue, Moteur(client, "cle"))


@pytest.fixture
def conversation(actions: Actions) -> Callable[..., Pilote]:
    """A new conversation, of the gestionnaire unless `visiteur`."""

    def ouvrir(visiteur: bool = False) -> Pilote:
        pilote = Pilote(actions)
        pilote.conversation = ("v" if visiteur else "c") + pilote.conversation
        return pilote

    return ouvrir
