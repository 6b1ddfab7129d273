"""Absences, interruptions, declared months, requests to open one again, bilans, planned ends of a path.

Nothing is deleted: what was withdrawn, undone or opened again keeps its row, with the instant.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.assiduite.statuts import PorteeInterruption, StatutReouverture, dire_motif_absence
from engine.inscription_entree.models import Inscription
from engine.kit.db import Base
from engine.kit.francais import dire_periode
from engine.kit.journal import Mots
from engine.offre.models import SessionFormation, colonne_de_statut

OUVERT = sa.text("rouvert_le IS NULL")
VIVANT = sa.text("annule_le IS NULL")
EN_ATTENTE = sa.text("statut = 'demandee'")


class Absence(Base):
    """Days missed by someone in training, first and last both counted."""

    __tablename__ = "absence"

    id: Mapped[int] = mapped_column(primary_key=True)
    inscription_id: Mapped[int] = mapped_column(sa.ForeignKey("inscription.id"), index=True)
    debut: Mapped[date]
    fin: Mapped[date]
    motif: Mapped[str]
    justificatif: Mapped[str | None]
    saisie_le: Mapped[datetime]
    retiree_le: Mapped[datetime | None]

    inscription: Mapped[Inscription] = relationship(lazy="joined")

    @property
    def libelle(self) -> str:
        """« du mercredi 3 mars 2027 au vendredi 5 mars 2027 (maladie, justifiée) »."""
        piece = f" ; {self.justificatif}" if self.justificatif else ""
        return f"{dire_periode(self.debut, self.fin)} ({dire_motif_absence(self.motif)}{piece})"

    def etat(self) -> dict[str, Any]:
        """What the journal keeps of it."""
        return {
            "absence": self.id,
            "debut": self.debut.isoformat(),
            "fin": self.fin.isoformat(),
            "motif": self.motif,
            "justificatif": self.justificatif and Mots(self.justificatif),
            "retiree": self.retiree_le is not None,
        }


class Interruption(Base):
    """A long break in training. For a whole session it holds for everyone in it, now or later."""

    __tablename__ = "interruption"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("session_formation.id"), index=True)
    portee: Mapped[PorteeInterruption] = mapped_column(colonne_de_statut(PorteeInterruption))
    debut: Mapped[date]
    fin: Mapped[date]
    saisie_le: Mapped[datetime]
    tardive: Mapped[bool] = mapped_column(default=False)
    annule_le: Mapped[datetime | None]

    session: Mapped[SessionFormation] = relationship(lazy="joined")
    personnes: Mapped[list["InterruptionPersonne"]] = relationship(lazy="selectin", order_by="InterruptionPersonne.id")

    @property
    def libelle(self) -> str:
        """« du dimanche 1er août 2027 au vendredi 20 août 2027 »."""
        return dire_periode(self.debut, self.fin)

    def concerne(self, inscription: Inscription) -> bool:
        """Whether it holds for this enrolment."""
        if self.portee is PorteeInterruption.SESSION:
            return inscription.session_id == self.session_id
        return any(personne.inscription_id == inscription.id for personne in self.personnes)


class InterruptionPersonne(Base):
    """One person of an effective interruption."""

    __tablename__ = "interruption_personne"

    id: Mapped[int] = mapped_column(primary_key=True)
    interruption_id: Mapped[int] = mapped_column(sa.ForeignKey("interruption.id"), index=True)
    inscription_id: Mapped[int] = mapped_column(sa.ForeignKey("inscription.id"), index=True)


class MoisDeclare(Base):
    """The month `YYYY-MM` of one enrolment, declared and closed until the hotline opens it again.

    `contenu` is what was declared: `{"absences": [...], "interruptions": [...]}`, ids and dates.
    """

    __tablename__ = "assiduite_mois"
    __table_args__ = (
        sa.Index(
            "uq_assiduite_mois_ouvert",
            "inscription_id",
            "mois",
            unique=True,
            sqlite_where=OUVERT,
            postgresql_where=OUVERT,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    inscription_id: Mapped[int] = mapped_column(sa.ForeignKey("inscription.id"), index=True)
    mois: Mapped[str] = mapped_column(sa.String(7))
    declare_le: Mapped[datetime]
    tardif: Mapped[bool] = mapped_column(default=False)
    contenu: Mapped[dict[str, Any]]
    rouvert_le: Mapped[datetime | None]


class DemandeReouverture(Base):
    """A request to the hotline to open a declared month again; one at a time for a session and a month."""

    __tablename__ = "demande_reouverture"
    __table_args__ = (
        sa.Index(
            "uq_demande_reouverture_en_attente",
            "session_id",
            "mois",
            unique=True,
            sqlite_where=EN_ATTENTE,
            postgresql_where=EN_ATTENTE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("session_formation.id"), index=True)
    mois: Mapped[str] = mapped_column(sa.String(7))
    motif: Mapped[str]
    statut: Mapped[StatutReouverture] = mapped_column(colonne_de_statut(StatutReouverture), index=True)
    demandee_le: Mapped[datetime]
    demandee_par: Mapped[str]
    decidee_le: Mapped[datetime | None]
    reponse: Mapped[str | None]

    session: Mapped[SessionFormation] = relationship(lazy="joined")


class Bilan(Base):
    """The result of someone's training, when it is over."""

    __tablename__ = "bilan"
    __table_args__ = (
        sa.Index("uq_bilan_vivant", "inscription_id", unique=True, sqlite_where=VIVANT, postgresql_where=VIVANT),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    inscription_id: Mapped[int] = mapped_column(sa.ForeignKey("inscription.id"), index=True)
    resultat: Mapped[str]
    saisi_le: Mapped[datetime]
    annule_le: Mapped[datetime | None]


class FinDeParcours(Base):
    """A new planned end of an #Avenir path. `tardive`: told to the agency after the legal notice."""

    __tablename__ = "fin_de_parcours"

    id: Mapped[int] = mapped_column(primary_key=True)
    inscription_id: Mapped[int] = mapped_column(sa.ForeignKey("inscription.id"), index=True)
    date_fin: Mapped[date]
    heures_prevues: Mapped[Decimal | None] = mapped_column(sa.Numeric(7, 2))
    accord_agence: Mapped[bool | None]
    tardive: Mapped[bool] = mapped_column(default=False)
    saisie_le: Mapped[datetime]
    annule_le: Mapped[datetime | None]
