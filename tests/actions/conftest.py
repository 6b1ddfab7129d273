"""The real engine API behind the real actions, in process, at 10 o'clock on Wednesday 13 January 2027."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.orm import Session

from actions.catalogue import Catalogue
from actions.conversation import Actions
from actions.moteur import Moteur
from engine.adhesion_comptes.models import Organisme, Utilisateur
from engine.api.app import create_api
from engine.api.etat import Etat
from engine.api.jetons import Jetons
from engine.kit.clock import StoppedClock
from engine.kit.db import create_engine, migrate
from engine.kit.door import Socle
from engine.kit.sceau import Sceau
from engine.settings import Settings
from tests.actions.pilote import Pilote
from tests.engine.monde import GRETA, une_session

RACINE = Path(__file__).resolve().parents[2]
SECRET = "secret des tests"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.lire(RACINE)


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database, copied for each test."""
    chemin = tmp_path_factory.mktemp("actions") / "kairos.db"
    migrate(f"sqlite:///{chemin}")
    engine = create_engine(f"sqlite:///{chemin}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return chemin


@pytest.fixture
def horloge() -> StoppedClock:
    return StoppedClock("2027-01-13T10:00")


@pytest.fixture
def socle(tmp_path: Path, base: Path, horloge: StoppedClock) -> Iterator[Socle]:
    shutil.copy(base, tmp_path / "kairos.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'kairos.db'}")
    yield Socle(engine, horloge, Sceau(SECRET))
    engine.dispose()


@pytest.fixture
def db(socle: Socle) -> Iterator[Session]:
    with socle.session() as session:
        yield session


@pytest.fixture(scope="session")
def api(base: Path) -> FastAPI:
    """The engine's API, built once: its state is that of the test in progress."""
    settings = Settings(base.parent, f"sqlite:///{base}", SECRET)
    return create_api(
        settings, Socle(create_engine(settings.database_url), StoppedClock("2027-01-13T10:00"), Sceau(SECRET))
    )


@pytest.fixture
def client(api: FastAPI, socle: Socle, db: Session, tmp_path: Path) -> httpx.AsyncClient:
    """The engine's API and the door of tokens, as web mounts them; `v…` are the conversations of visiteurs."""
    db.add(Organisme(siret=GRETA, raison_sociale="Greta Normandie"))
    db.flush()
    for role in ("gestionnaire", "rgc"):
        compte = Utilisateur(identifiant=role, mot_de_passe="-", nom="Camille Roux", courriel="c@greta.example")
        compte.role, compte.siret, compte.actif = role, GRETA, True
        db.add(compte)
    db.commit()
    app = FastAPI()
    jetons = Jetons(socle, SECRET)

    @app.post("/interne/conversations/{conversation}/jeton")
    async def jeton(conversation: str) -> dict[str, str]:
        role = {"v": "visiteur", "r": "rgc"}.get(conversation[0], "gestionnaire")
        utilisateur = None if role == "visiteur" else 1 if role == "gestionnaire" else 2
        return {"jeton": jetons.emettre_pour_conversation(utilisateur, conversation).jeton, "role": role}

    api.state.etat = Etat(Settings(tmp_path, str(socle.engine.url), SECRET), socle, jetons)
    app.mount("/api/v1", api)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://engine")


@pytest.fixture
def actions(catalogue: Catalogue, client: httpx.AsyncClient) -> Actions:
    return Actions(catalogue, Moteur(client, "cle"))


@pytest.fixture
def conversation(actions: Actions) -> Callable[..., Pilote]:
    """A new conversation, of the gestionnaire unless said otherwise."""

    def ouvrir(role: str = "gestionnaire") -> Pilote:
        pilote = Pilote(actions)
        pilote.conversation = f"{role[0]}-{pilote.conversation}"
        return pilote

    return ouvrir


@pytest.fixture
def sessions(db: Session) -> None:
    db.add_all([une_session("CAP Cuisine", numero=160070), une_session("Secrétariat", numero=160071)])
    db.commit()
