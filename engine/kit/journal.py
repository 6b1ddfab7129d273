"""The journal: one row for each change, never altered; its words apart, so that they can be erased; the receipts."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from engine.kit.acteurs import Acteur
from engine.kit.db import Base


class Mots(str):
    """Words that someone typed, in the `avant` or `apres` of an Effet: the journal keeps them in its erasable half."""

    __slots__ = ()


class JournalRow(Base):
    """Who did what, when, through which channel, from which state to which. Triggers refuse UPDATE and DELETE.

    It holds ids, statuses, dates and numbers; what names or quotes people is in `texte`, its other half.
    (acteur, cle) is unique: an idempotency key acts once, for good; `empreinte` tells the same data from others without
    keeping them. `annule` is the id of the row that this one undoes; unique, so that nothing is undone twice.
    """

    __tablename__ = "journal"
    __table_args__ = (
        sa.UniqueConstraint("acteur", "cle"),
        sa.Index("uq_journal_annule", "annule", unique=True),
        sa.Index(None, "siret", "id"),  # the latest first, of an organisme or of one person
        sa.Index(None, "acteur", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    le: Mapped[datetime]
    recu: Mapped[str | None] = mapped_column(unique=True)
    operation: Mapped[str]
    evenement: Mapped[str]
    objet: Mapped[str]
    siret: Mapped[str | None]
    acteur: Mapped[str]
    role: Mapped[str]
    canal: Mapped[str]
    conversation: Mapped[str | None]
    avant_sans_mots: Mapped[dict[str, Any] | None] = mapped_column("avant", sa.JSON(none_as_null=True))
    apres_sans_mots: Mapped[dict[str, Any] | None] = mapped_column("apres", sa.JSON(none_as_null=True))
    cle: Mapped[str | None]
    empreinte: Mapped[str]
    annule: Mapped[int | None]

    texte: Mapped["JournalTexte"] = relationship(lazy="joined", innerjoin=True)

    @property
    def avant(self) -> dict[str, Any] | None:
        """The state before, words included until they are erased."""
        return self.texte.avant or self.avant_sans_mots

    @property
    def apres(self) -> dict[str, Any] | None:
        """The state after, words included until they are erased."""
        return self.texte.apres or self.apres_sans_mots


class JournalTexte(Base):
    """The words of a journal row: what was typed, what was answered, by someone of which name.

    Written with it, in one transaction. Triggers refuse DELETE, and any UPDATE but the one that erases (`efface_le`).
    `reponse` is what was answered, said again when the same key comes back. `avant` and `apres` are there only when
    those of the journal are without words.
    """

    __tablename__ = "journal_texte"

    journal_id: Mapped[int] = mapped_column(sa.ForeignKey("journal.id"), primary_key=True)
    acteur_nom: Mapped[str]
    message: Mapped[str]
    donnees: Mapped[dict[str, Any]]
    reponse: Mapped[dict[str, Any]]
    avant: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    apres: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    efface_le: Mapped[datetime | None]


# Core statements, made once: the unit of work takes three times as long for a row that nobody looks at again.
_JOURNAL = Base.metadata.tables["journal"]
_LIGNE = sa.insert(_JOURNAL).returning(_JOURNAL.c.id)
_TEXTE = sa.insert(Base.metadata.tables["journal_texte"])
_DEJA_FAIT = sa.select(_JOURNAL.c.id).where(
    _JOURNAL.c.acteur == sa.bindparam("acteur"), _JOURNAL.c.cle == sa.bindparam("cle")
)


def ecrire(db: Session, ligne: dict[str, Any], texte: dict[str, Any]) -> int:
    """Write a row of the journal and its words, by column; its id."""
    connection = db.connection()
    id: int = connection.execute(_LIGNE, ligne).scalar_one()
    connection.execute(_TEXTE, {"journal_id": id} | texte)
    return id


def sans_mots(etat: Any) -> Any:
    """The same state, None in place of each `Mots`."""
    if isinstance(etat, dict):
        return {nom: sans_mots(valeur) for nom, valeur in etat.items()}
    if isinstance(etat, list | tuple):
        return type(etat)(sans_mots(valeur) for valeur in etat)
    return None if isinstance(etat, Mots) else etat


class Compteur(Base):
    """A counter whose increment is part of the transaction: no number is lost nor given twice."""

    __tablename__ = "compteur"

    nom: Mapped[str] = mapped_column(primary_key=True)
    valeur: Mapped[int]


_SUIVANT = sa.text(
    "INSERT INTO compteur (nom, valeur) VALUES (:nom, 1) "
    "ON CONFLICT (nom) DO UPDATE SET valeur = compteur.valeur + 1 RETURNING valeur"
)


def numero_suivant(db: Session, nom: str) -> int:
    """The next number of a counter, starting at 1; the row stays locked until the commit."""
    numero: int = db.connection().execute(_SUIVANT, {"nom": nom}).scalar_one()
    return numero


def numero_de_recu(db: Session, annee: int) -> str:
    """`R-2027-000042`."""
    return f"R-{annee}-{numero_suivant(db, f'recu-{annee}'):06d}"


def deja_fait(db: Session, acteur: Acteur, cle: str) -> JournalRow | None:
    """The row that this acteur's idempotency key left, if it acted already."""
    id = db.connection().execute(_DEJA_FAIT, {"acteur": acteur.id, "cle": cle}).scalar_one_or_none()
    return None if id is None else db.get_one(JournalRow, id)
