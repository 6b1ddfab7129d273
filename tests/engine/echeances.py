"""Time in tests: move the clock, and what the worker does at each of its rounds, letters left aside."""

from contextlib import suppress

import sqlalchemy as sa

from engine.kit import echeances
from engine.kit.acteurs import SYSTEME
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, execute
from engine.kit.echeances import EcheanceRow
from engine.kit.notices import NoticeRow
from engine.kit.refus import Refus


def tenir(socle: Socle) -> None:
    """Plan what recurs and keep every deadline that has come, until none is left."""
    with socle.session() as db, db.begin():
        echeances.amorcer(db, socle.clock.now())
    while True:
        with socle.session() as db, db.begin():
            dues = [db.get_one(EcheanceRow, id) for id in echeances.dues(db, socle.clock.now())]
            for row in dues:
                row.faite_le = socle.clock.now()
        if not dues:
            return
        for row in dues:
            with suppress(Refus):  # a deadline that finds nothing to do any more
                execute(socle, row.operation, row.donnees, SYSTEME, cle=row.cle)


def passer_au(socle: Socle, clock: StoppedClock, local: str) -> None:
    """It is that time of Paris, and the worker has made its round."""
    clock.set(local)
    tenir(socle)


def lettres(socle: Socle, modele: str) -> list[NoticeRow]:
    """Those of one model, in order."""
    with socle.session() as db:
        return list(db.scalars(sa.select(NoticeRow).where(NoticeRow.modele == modele).order_by(NoticeRow.id)))
