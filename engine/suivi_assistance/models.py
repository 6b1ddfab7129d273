"""Requests to the Kairos team, conversations handed over to a person, and the reminders already sent."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.kit.db import Base
from engine.suivi_assistance.statuts import (
    StatutRelais,
    StatutTicket,
    exiger_passage_relais,
    exiger_passage_ticket,
)

VIVANT = sa.text("statut IN ('en_attente', 'pris')")


def _statut(statuts: type[StrEnum]) -> sa.Enum:
    return sa.Enum(statuts, native_enum=False, length=32, values_callable=lambda kind: [s.value for s in kind])


class Ticket(Base):
    """A request to the Kairos team. `code_empreinte` proves it to whoever holds the e-mail; `ouvert_par` is an acteur.

    `siret`, `candidat` and `session` are as said: they may be unknown to KAIROS, which may be the problem itself.
    """

    __tablename__ = "ticket"

    id: Mapped[int] = mapped_column(primary_key=True)
    numero: Mapped[str] = mapped_column(unique=True)
    statut: Mapped[StatutTicket] = mapped_column(_statut(StatutTicket), index=True)
    siret: Mapped[str | None] = mapped_column(index=True)
    identifiant_kairos: Mapped[str | None]
    candidat: Mapped[str | None]
    session: Mapped[str | None]
    description: Mapped[str]
    courriel: Mapped[str] = mapped_column(index=True)
    nom: Mapped[str]
    conversation: Mapped[str | None]
    code_empreinte: Mapped[str]
    ouvert_par: Mapped[str]
    ouvert_le: Mapped[datetime]
    depuis: Mapped[datetime]
    pris_par: Mapped[str | None]

    reponses: Mapped[list["ReponseTicket"]] = relationship(lazy="selectin", order_by="ReponseTicket.id")

    def passer_a(self, statut: StatutTicket, le: datetime) -> None:
        """Change status. Raises PassageTicketImpossible."""
        exiger_passage_ticket(self.numero, self.statut, statut)
        self.statut, self.depuis = statut, le


class ReponseTicket(Base):
    """What someone of the Kairos team answered."""

    __tablename__ = "reponse_ticket"

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(sa.ForeignKey("ticket.id"), index=True)
    auteur: Mapped[str]
    texte: Mapped[str]
    le: Mapped[datetime]


class CopieEcran(Base):
    """The picture given with a request, and the type that its content has."""

    __tablename__ = "copie_ecran"

    ticket_id: Mapped[int] = mapped_column(sa.ForeignKey("ticket.id"), primary_key=True)
    type: Mapped[str]
    contenu: Mapped[bytes]


class Relais(Base):
    """A conversation that someone asked to continue with a person. One living hand-over for a conversation."""

    __tablename__ = "relais"
    __table_args__ = (
        sa.Index("uq_relais_vivant", "conversation", unique=True, sqlite_where=VIVANT, postgresql_where=VIVANT),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation: Mapped[str]
    statut: Mapped[StatutRelais] = mapped_column(_statut(StatutRelais), index=True)
    acteur: Mapped[str]
    nom: Mapped[str]
    siret: Mapped[str | None]
    sujet: Mapped[str | None]
    demande_le: Mapped[datetime]
    pris_le: Mapped[datetime | None]
    pris_par: Mapped[str | None]
    pris_par_nom: Mapped[str | None]
    fini_le: Mapped[datetime | None]

    def passer_a(self, statut: StatutRelais) -> None:
        """Change status. Raises PassageRelaisImpossible."""
        exiger_passage_relais(self.statut, statut)
        self.statut = statut


class Rappel(Base):
    """One thing of which an organisme was reminded, once for each degree of urgency."""

    __tablename__ = "rappel"
    __table_args__ = (sa.UniqueConstraint("siret", "cle", "urgence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    siret: Mapped[str]
    cle: Mapped[str]
    urgence: Mapped[int]
    le: Mapped[datetime]
