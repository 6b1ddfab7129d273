"""The journal: one row for each change, never altered; and the receipts it numbers."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.kit.acteurs import Acteur
from engine.kit.db import Base


class JournalRow(Base):
    """Who did what, when, through which channel, from which state to which. Triggers refuse UPDATE and DELETE.

    (acteur, cle) is unique: an idempotency key acts once, for good. `reponse` is what was answered, said again when the
    same key comes back; `empreinte` tells the same data from others without keeping a secret. `annule` is the id of the
    row that this one undoes; unique, so that nothing is undone twice.
    """

    __tablename__ = "journal"
    __table_args__ = (sa.UniqueConstraint("acteur", "cle"), sa.Index("uq_journal_annule", "annule", unique=True))

    id: Mapped[int] = mapped_column(primary_key=True)
    le: Mapped[datetime]
    recu: Mapped[str | None] = mapped_column(unique=True)
    operation: Mapped[str] = mapped_column(index=True)
    evenement: Mapped[str]
    objet: Mapped[str]
    siret: Mapped[str | None] = mapped_column(index=True)
    acteur: Mapped[str]
    acteur_nom: Mapped[str]
    role: Mapped[str]
    canal: Mapped[str]
    conversation: Mapped[str | None]
    message: Mapped[str]
    donnees: Mapped[dict[str, Any]]
    avant: Mapped[dict[str, Any] | None]
    apres: Mapped[dict[str, Any] | None]
    cle: Mapped[str | None]
    empreinte: Mapped[str]
    reponse: Mapped[dict[str, Any]]
    annule: Mapped[int | None]


class Compteur(Base):
    """A counter whose increment is part of the transaction: no number is lost nor given twice."""

    __tablename__ = "compteur"

    nom: Mapped[str] = mapped_column(primary_key=True)
    valeur: Mapped[int]


def numero_suivant(db: Session, nom: str) -> int:
    """The next number of a counter, starting at 1; the row stays locked until the commit."""
    numero: int = db.execute(
        sa.text(
            "INSERT INTO compteur (nom, valeur) VALUES (:nom, 1) "
            "ON CONFLICT (nom) DO UPDATE SET valeur = compteur.valeur + 1 RETURNING valeur"
        ),
        {"nom": nom},
    ).scalar_one()
    return numero


def numero_de_recu(db: Session, annee: int) -> str:
    """`R-2027-000042`."""
    return f"R-{annee}-{numero_suivant(db, f'recu-{annee}'):06d}"


def deja_fait(db: Session, acteur: Acteur, cle: str) -> JournalRow | None:
    """The row that this acteur's idempotency key left, if it acted already."""
    return db.scalars(sa.select(JournalRow).where(JournalRow.acteur == acteur.id, JournalRow.cle == cle)).one_or_none()
