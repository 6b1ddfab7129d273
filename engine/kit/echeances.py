"""Deadlines: a row that says which operation the engine itself must carry out, and when.

The rule stays in the trade (a column compared with the clock, right even when nothing runs); an échéance only sees to
it that the consequence is drawn and people are told. It goes through the door like everything else, with its `cle` as
idempotency key, so an early, late or double wake-up is harmless.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.kit import outbox
from engine.kit.db import Base


@dataclass(frozen=True)
class Echeance:
    """Carry out `operation` with `donnees`, as the engine itself, from the instant `le`. `cle` is unique for ever."""

    cle: str
    operation: str
    donnees: dict[str, Any]
    le: datetime


A_TENIR = sa.text("faite_le IS NULL")


class EcheanceRow(Base):
    """A deadline to keep; `faite_le` once it was."""

    __tablename__ = "echeance"
    # Looked at twice a second: those kept, by far the most, are not in it.
    __table_args__ = (sa.Index("ix_echeance_a_tenir", "le", sqlite_where=A_TENIR, postgresql_where=A_TENIR),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cle: Mapped[str] = mapped_column(unique=True)
    operation: Mapped[str]
    donnees: Mapped[dict[str, Any]]
    le: Mapped[datetime]
    faite_le: Mapped[datetime | None]


_ECHEANCES = Base.metadata.tables["echeance"]
_ECHEANCE = sa.insert(_ECHEANCES).returning(_ECHEANCES.c.id)


def plan(db: Session, echeance: Echeance, *, maintenant: datetime) -> None:
    """Write the deadline and its wake-up in the same transaction."""
    row = {"cle": echeance.cle, "operation": echeance.operation, "donnees": echeance.donnees, "le": echeance.le}
    id: int = db.connection().execute(_ECHEANCE, row).scalar_one()
    delay = (echeance.le - maintenant).total_seconds()
    outbox.enqueue(db, "honorer", f"echeance-{echeance.cle}", id, delay=delay)


Recurrence = Callable[[datetime], Iterable[Echeance]]
RECURRENCES: list[Recurrence] = []


def recurrente(recurrence: Recurrence) -> Recurrence:
    """Register a rhythm: the deadlines that must exist at an instant, at least the last one come and the next one.

    What an outage of any length skipped is thus planned when the engine is back, and kept at once.
    """
    RECURRENCES.append(recurrence)
    return recurrence


def amorcer(db: Session, maintenant: datetime) -> None:
    """Plan the recurrent deadlines that are not yet; their `cle` makes each exist once."""
    voulues = {echeance.cle: echeance for recurrence in RECURRENCES for echeance in recurrence(maintenant)}
    connues = set(db.scalars(sa.select(EcheanceRow.cle).where(EcheanceRow.cle.in_(voulues))))
    for cle in sorted(voulues.keys() - connues):
        plan(db, voulues[cle], maintenant=maintenant)


def dues(db: Session, maintenant: datetime) -> list[int]:
    """Ids of the deadlines that have come and are not kept yet, oldest first."""
    return list(
        db.scalars(
            sa.select(EcheanceRow.id)
            .where(EcheanceRow.faite_le.is_(None), EcheanceRow.le <= maintenant)
            .order_by(EcheanceRow.le)
        )
    )
