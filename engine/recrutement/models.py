"""Appointments of a session, and the job seekers registered on them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.kit.db import Base
from engine.kit.francais import dire_instant
from engine.offre.models import SessionFormation, colonne_de_statut
from engine.recrutement.statuts import LIBELLES_MODALITE, EtatRdv, Modalite, StatutPresence


class Demandeur(Base):
    """A job seeker. An identifiant is enough; the name comes with the first registration that gives one."""

    __tablename__ = "demandeur"

    id: Mapped[int] = mapped_column(primary_key=True)
    identifiant: Mapped[str] = mapped_column(unique=True)
    nom: Mapped[str | None]
    prenom: Mapped[str | None]
    courriel: Mapped[str | None]

    @property
    def designation(self) -> str:
        """« Julie Martin », or the identifiant when the name is unknown."""
        return " ".join(filter(None, (self.prenom, self.nom))) or self.identifiant

    @property
    def identifiant_masque(self) -> str:
        """Enough to tell two people of one name apart: the last three characters."""
        return f"…{self.identifiant[-3:]}"


class Rdv(Base):
    """An appointment of a session: a RIC or an individual one. Instants in UTC, `fin` excluded."""

    __tablename__ = "rdv"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("session_formation.id"), index=True)
    modalite: Mapped[Modalite] = mapped_column(colonne_de_statut(Modalite))
    debut: Mapped[datetime] = mapped_column(index=True)
    fin: Mapped[datetime]
    lieu: Mapped[str]
    places: Mapped[int]
    etat: Mapped[EtatRdv] = mapped_column(colonne_de_statut(EtatRdv))

    session: Mapped[SessionFormation] = relationship(lazy="joined")
    inscriptions: Mapped[list["InscriptionRdv"]] = relationship(
        back_populates="rdv", lazy="selectin", order_by="InscriptionRdv.id"
    )

    @property
    def libelle(self) -> str:
        """« Réunion d’information collective du mardi 12 janvier 2027 à 14 h, Rouen »."""
        modalite = LIBELLES_MODALITE[self.modalite]
        return f"{modalite[0].upper()}{modalite[1:]} du {dire_instant(self.debut)}, {self.lieu}"

    @property
    def libelle_complet(self) -> str:
        """The same, with the training it recruits for."""
        return f"{self.libelle} ({self.session.formation.intitule})"

    @property
    def en_cours(self) -> list["InscriptionRdv"]:
        """The registrations that hold a place."""
        return [inscription for inscription in self.inscriptions if inscription.presence is not StatutPresence.ANNULE]

    @property
    def restantes(self) -> int:
        """Places left."""
        return self.places - len(self.en_cours)


class InscriptionRdv(Base):
    """A job seeker on an appointment. A cancelled one stays, and holds no place."""

    __tablename__ = "inscription_rdv"
    __table_args__ = (
        sa.Index(
            "uq_inscription_rdv_active",
            "rdv_id",
            "demandeur_id",
            unique=True,
            sqlite_where=sa.text("presence <> 'annule'"),
            postgresql_where=sa.text("presence <> 'annule'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rdv_id: Mapped[int] = mapped_column(sa.ForeignKey("rdv.id"), index=True)
    demandeur_id: Mapped[int] = mapped_column(sa.ForeignKey("demandeur.id"), index=True)
    presence: Mapped[StatutPresence] = mapped_column(colonne_de_statut(StatutPresence))
    prescripteur: Mapped[str | None]
    inscrit_le: Mapped[datetime]

    rdv: Mapped[Rdv] = relationship(back_populates="inscriptions")
    demandeur: Mapped[Demandeur] = relationship(lazy="joined")
