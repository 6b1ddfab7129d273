"""The clock of a demonstration: the engine's, put forward by hand, in every process and after a restart.

Deadlines compare their column with the clock: put forward, those that came are kept by the next round of the worker.
"""

import logging
import time
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.kit import db as database
from engine.kit.clock import Clock, instant_a_paris
from engine.kit.db import Base
from engine.kit.francais import dire_instant
from engine.kit.refus import Refus, Suite

log = logging.getLogger("kairos.horloge")
RELECTURE = 0.5  # seconds: what another process put forward shows that late at most
AVANCE_MAX = timedelta(days=366)  # at a time
SEULE = 1


class AvanceHorloge(Base):
    """One row at most: by how many seconds the clock was put forward in all."""

    __tablename__ = "avance_horloge"

    id: Mapped[int] = mapped_column(primary_key=True)
    secondes: Mapped[float] = mapped_column(sa.Double)


class HorlogeReculee(Refus, code="horloge-reculee"):
    message = "L’horloge ne revient pas en arrière : il est déjà {maintenant}."
    suite = Suite("Choisissez un instant plus tardif.")
    source = "Page de démonstration « Jouer les autres acteurs »"


class HorlogeTropAvancee(Refus, code="horloge-trop-avancee"):
    message = "L’horloge avance d’un an au plus à la fois."
    suite = Suite("Choisissez un instant plus proche, et recommencez si besoin.")
    source = "Page de démonstration « Jouer les autres acteurs »"


class HorlogeAvancee(Clock):
    """Clock of the running copy in demo: `Clock(start, since)` plus what the table says."""

    def __init__(self, engine: sa.Engine, start: str | None = None, since: float | None = None) -> None:
        super().__init__(start, since)
        self._engine = engine
        self._avance = timedelta(0)
        self._relire_a = 0.0

    def now(self) -> datetime:
        """The present instant, in UTC."""
        if time.monotonic() >= self._relire_a:
            with Session(self._engine) as db:
                self._garder(_lire(db))
        return super().now() + self._avance

    def avancer(self, local: datetime) -> datetime:
        """Put forward to a time of Paris; the instant (UTC) it then is. Raises HorlogeReculee, HorlogeTropAvancee."""
        voulu = instant_a_paris(local)
        with Session(self._engine) as db, db.begin():
            database.lock(db, "avance-horloge")
            maintenant = super().now() + timedelta(seconds=_lire(db))
            if voulu <= maintenant:
                raise HorlogeReculee(maintenant=dire_instant(maintenant))
            if voulu - maintenant > AVANCE_MAX:
                raise HorlogeTropAvancee
            avance = (voulu - super().now()).total_seconds()
            db.merge(AvanceHorloge(id=SEULE, secondes=avance))
        self._garder(avance)
        log.info("clock put forward to %s", voulu.isoformat())
        return voulu

    def _garder(self, secondes: float) -> None:
        self._avance = timedelta(seconds=secondes)
        self._relire_a = time.monotonic() + RELECTURE


def _lire(db: Session) -> float:
    return db.scalar(sa.select(AvanceHorloge.secondes).where(AvanceHorloge.id == SEULE)) or 0.0
