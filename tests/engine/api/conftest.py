"""The API on a fresh database, with someone of each role."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from engine.adhesion_comptes.comptes import hacher
from engine.adhesion_comptes.models import Organisme, Utilisateur
from engine.api.app import create_api
from engine.kit.acteurs import Role
from engine.kit.door import Socle
from engine.settings import Settings
from tests.engine.adhesions import AUTRE_SIRET, SIRET

MOT_DE_PASSE = "un mot de passe"
HACHE = hacher(MOT_DE_PASSE)


@pytest.fixture
def api(socle: Socle, database_url: str, tmp_path: Path) -> Iterator[TestClient]:
    """A client of the API; accounts are named after their role, `voisin` is the gestionnaire of another organisme."""
    yield from _client(socle, database_url, tmp_path)


@pytest.fixture
def sqlite_api(sqlite_socle: Socle, tmp_path: Path) -> Iterator[TestClient]:
    """The same on SQLite only: for what does not depend on the database."""
    yield from _client(sqlite_socle, str(sqlite_socle.engine.url), tmp_path)


def _client(socle: Socle, url: str, var: Path) -> Iterator[TestClient]:
    with socle.session() as db, db.begin():
        for siret in (SIRET, AUTRE_SIRET):
            db.add(Organisme(siret=siret, raison_sociale=f"Organisme {siret}"))
        db.flush()
        for role in [role for role in Role if role not in (Role.VISITEUR, Role.SYSTEME)]:
            _compte(db, role.value, role, SIRET if role in (Role.GESTIONNAIRE, Role.RGC) else None)
        _compte(db, "voisin", Role.GESTIONNAIRE, AUTRE_SIRET)
    settings = Settings(var=var, database_url=url, secret="secret des tests", demo=True)
    with TestClient(create_api(settings, socle), raise_server_exceptions=False) as client:
        yield client


def _compte(db: Session, identifiant: str, role: Role, siret: str | None) -> None:
    db.add(
        Utilisateur(
            identifiant=identifiant,
            mot_de_passe=HACHE,
            nom=identifiant.capitalize(),
            courriel=f"{identifiant}@demo.example",
            role=role.value,
            siret=siret,
        )
    )


@pytest.fixture
def entete(api: TestClient) -> Callable[[str], dict[str, str]]:
    """The header of someone signed in."""

    def connecter(identifiant: str) -> dict[str, str]:
        reponse = api.post("/auth/login", json={"identifiant": identifiant, "mot_de_passe": MOT_DE_PASSE})
        return {"Authorization": f"Bearer {reponse.json()['jeton']}"}

    return connecter
