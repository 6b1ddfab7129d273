"""Formations and their sessions, as the CARIF-OREF publishes them."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.kit.clock import a_paris
from engine.kit.db import Base
from engine.kit.francais import dire_date
from engine.offre.statuts import EtatFiche, EtatRecrutement


def colonne_de_statut(statuts: type[StrEnum]) -> sa.Enum:
    """The column type of a status: its value as text, read back as the enum."""
    return sa.Enum(statuts, native_enum=False, length=32, values_callable=lambda kind: [s.value for s in kind])


class Formation(Base):
    """What is taught; its sessions say when and where."""

    __tablename__ = "formation"

    id: Mapped[int] = mapped_column(primary_key=True)
    numero: Mapped[str] = mapped_column(unique=True)
    intitule: Mapped[str]
    siret_responsable: Mapped[str]
    raison_sociale: Mapped[str]


class SessionFormation(Base):
    """A session. `siret` is who manages it in KAIROS: its dispensateur, or its mandataire for #Avenir.

    `employeur` and `heures` are those of an AFPR or a POEI, which the organisme makes itself for one company.
    """

    __tablename__ = "session_formation"

    id: Mapped[int] = mapped_column(primary_key=True)
    formation_id: Mapped[int] = mapped_column(sa.ForeignKey("formation.id"), index=True)
    numero: Mapped[str] = mapped_column(unique=True)
    numero_interne: Mapped[str] = mapped_column(unique=True)
    siret: Mapped[str] = mapped_column(index=True)
    siret_dispensateur: Mapped[str]
    debut: Mapped[date | None]
    fin: Mapped[date | None]
    lieu: Mapped[str]
    places: Mapped[int | None]
    etat: Mapped[EtatFiche] = mapped_column(colonne_de_statut(EtatFiche))
    etat_recrutement: Mapped[EtatRecrutement] = mapped_column(colonne_de_statut(EtatRecrutement))
    publiee_le: Mapped[datetime | None]
    utilisable_des: Mapped[datetime | None]
    dispositif: Mapped[str | None]
    annee_marche: Mapped[int | None]
    brique: Mapped[int | None]
    employeur: Mapped[str | None]
    heures: Mapped[Decimal | None] = mapped_column(sa.Numeric(7, 2))

    formation: Mapped[Formation] = relationship(lazy="joined")

    @property
    def libelle(self) -> str:
        """« SE_0000160070, CAP Cuisine, Rouen »."""
        return ", ".join(filter(None, (self.numero, self.formation.intitule, self.lieu)))

    @property
    def periode(self) -> str:
        """« du lundi 1er mars 2027 au mercredi 30 juin 2027 », or what is known of it."""
        if self.debut and self.fin:
            return f"du {dire_date(self.debut)} au {dire_date(self.fin)}"
        if self.debut:
            return f"à partir du {dire_date(self.debut)}"
        return f"jusqu’au {dire_date(self.fin)}" if self.fin else "dates non précisées"

    def est_terminee(self, instant: datetime) -> bool:
        """Whether its last day is over at this instant; that day itself still counts."""
        return self.fin is not None and a_paris(instant).date() > self.fin

    @property
    def est_avenir(self) -> bool:
        """Whether it belongs to #Avenir."""
        return self.dispositif == "avenir"
