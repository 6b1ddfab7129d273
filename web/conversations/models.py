"""Tables of the conversations: who, which turn, what is thought of it, which buttons, what was said of a hand-over."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Double, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from engine.kit.db import Base


class StatutTour(StrEnum):
    RECU = "recu"
    ATTENTE = "attente"  # the bot does not answer yet: tried again
    REPONDU = "repondu"
    ECHEC = "echec"  # answered by what the journal says, for want of the bot
    EFFACE = "efface"


EN_COURS = (StatutTour.RECU, StatutTour.ATTENTE)


class Conversation(Base):
    """`bail` names who answers now, until `bail_expire` (seconds of the machine's clock, whatever KAIROS_NOW says)."""

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    jeton: Mapped[str] = mapped_column(String(64), unique=True)
    utilisateur_id: Mapped[int | None]  # as the journal: no key to the tables of a family; none is a visiteur
    client: Mapped[str] = mapped_column(String(64))
    cree_le: Mapped[datetime]
    expire_le: Mapped[datetime | None]
    efface_le: Mapped[datetime | None]
    a_oublier: Mapped[bool] = mapped_column(
        default=False, server_default=false(), index=True
    )  # by the bot, which has rows of its own
    etat: Mapped[dict[str, Any]]
    bail: Mapped[str | None] = mapped_column(String(36))
    bail_expire: Mapped[float] = mapped_column(Double)

    __table_args__ = (Index(None, "client", "cree_le"),)


class Tour(Base):
    """One message and its answer. Without a text, what a person or the assistant said of themselves."""

    __tablename__ = "tour"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"))
    message_id: Mapped[str] = mapped_column(String(36))
    texte: Mapped[str] = mapped_column(Text)  # sealed, never clear
    bouton: Mapped[str | None] = mapped_column(String(64))
    statut: Mapped[StatutTour] = mapped_column(String(10), default=StatutTour.RECU)
    recu_le: Mapped[datetime]
    repondu_le: Mapped[datetime | None]
    reponse: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    comprehension: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # never shown to a page

    __table_args__ = (
        UniqueConstraint("conversation_id", "message_id"),
        Index(None, "conversation_id", "recu_le"),
        Index(None, "statut"),
    )


class Avis(Base):
    """What someone thinks of one answer. `raison` is an id of catalogue/avis.yml."""

    __tablename__ = "avis"

    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id"), primary_key=True, autoincrement=False)
    utile: Mapped[bool]
    raison: Mapped[str | None] = mapped_column(String(40))
    commentaire: Mapped[str | None] = mapped_column(Text)  # its codes as dots
    donne_le: Mapped[datetime] = mapped_column(index=True)


class AnnonceRelais(Base):
    """What the conversation was told of a hand-over: the statut last announced."""

    __tablename__ = "annonce_relais"

    relais_id: Mapped[int] = mapped_column(ForeignKey("relais.id"), primary_key=True)
    statut: Mapped[str] = mapped_column(String(10), index=True)


class Bouton(Base):
    """What a button means, kept here; the page only has its token. Good in one conversation."""

    __tablename__ = "bouton"

    jeton: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"), index=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id"))
    titre: Mapped[str] = mapped_column(Text)
    charge: Mapped[dict[str, Any]]
