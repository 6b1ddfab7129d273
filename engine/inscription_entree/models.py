"""Enrolments of job seekers in a session, and the documents that attest them."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.inscription_entree.refus import PassageImpossible
from engine.inscription_entree.statuts import (
    PASSAGES,
    REPRISES,
    Reseau,
    StatutInscription,
    TypeAttestation,
    libelle_statut,
)
from engine.kit.db import Base
from engine.offre.models import SessionFormation, colonne_de_statut
from engine.recrutement.models import Demandeur

VIVANTE = sa.text("statut NOT IN ('non_inscrit', 'retire', 'annule')")


class Inscription(Base):
    """A job seeker in a session. `depuis`: since when at this statut. One living enrolment for a person and a session.

    `validee_le`, `validee_par`: the adviser's yes, which may come after the entry. `entree_le`: the real day of entry;
    `entree_tardive`: declared after the legal delay. `fin_prevue`: planned end of this person's path when it is not the
    session's. `sortie_le`: last day in training, after an abandon or an exit.
    """

    __tablename__ = "inscription"
    __table_args__ = (
        sa.Index(
            "uq_inscription_vivante",
            "session_id",
            "demandeur_id",
            unique=True,
            sqlite_where=VIVANTE,
            postgresql_where=VIVANTE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("session_formation.id"), index=True)
    demandeur_id: Mapped[int] = mapped_column(sa.ForeignKey("demandeur.id"), index=True)
    rdv_id: Mapped[int | None] = mapped_column(sa.ForeignKey("rdv.id"))
    statut: Mapped[StatutInscription] = mapped_column(colonne_de_statut(StatutInscription), index=True)
    depuis: Mapped[datetime]
    reseau: Mapped[Reseau] = mapped_column(colonne_de_statut(Reseau))
    prescripteur: Mapped[str | None]
    inscrite_le: Mapped[datetime]
    validee_le: Mapped[datetime | None]
    validee_par: Mapped[str | None]
    motif: Mapped[str | None]
    entree_le: Mapped[date | None]
    entree_saisie_le: Mapped[datetime | None]
    entree_tardive: Mapped[bool] = mapped_column(default=False)
    fin_prevue: Mapped[date | None]
    sortie_le: Mapped[date | None]

    session: Mapped[SessionFormation] = relationship(lazy="joined")
    demandeur: Mapped[Demandeur] = relationship(lazy="joined")
    attestations: Mapped[list["Attestation"]] = relationship(
        back_populates="inscription", lazy="selectin", order_by="Attestation.id"
    )

    @property
    def libelle(self) -> str:
        """The words shown for its status."""
        return libelle_statut(self.statut, self.reseau)

    def passer_a(self, vers: StatutInscription, le: datetime) -> None:
        """Move on. Raises PassageImpossible unless the table of moves allows it."""
        self._aller(vers, le, permis=vers in PASSAGES[self.statut])

    def revenir_a(self, vers: StatutInscription, le: datetime) -> None:
        """Move back, to correct or undo. Raises PassageImpossible unless the table of moves allows it."""
        self._aller(vers, le, permis=vers in REPRISES[self.statut])

    def _aller(self, vers: StatutInscription, le: datetime, *, permis: bool) -> None:
        if not permis:
            raise PassageImpossible(
                personne=self.demandeur.designation, de=self.libelle, vers=libelle_statut(vers, self.reseau)
            )
        self.statut, self.depuis = vers, le

    def attestation(self, type: TypeAttestation) -> "Attestation | None":
        """The valid document of this type, if there is one."""
        valides = [une for une in self.attestations if une.type is type and une.revoquee_le is None]
        return valides[-1] if valides else None


class Attestation(Base):
    """A numbered document. `code` cannot be guessed and lets anyone check it; revoked, it stays and says so.

    `faits` is what it attests, frozen when issued; the person is read from the enrolment, and only there.
    """

    __tablename__ = "attestation"

    id: Mapped[int] = mapped_column(primary_key=True)
    numero: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    type: Mapped[TypeAttestation] = mapped_column(colonne_de_statut(TypeAttestation))
    inscription_id: Mapped[int] = mapped_column(sa.ForeignKey("inscription.id"), index=True)
    emise_le: Mapped[datetime]
    faits: Mapped[dict[str, Any]]
    revoquee_le: Mapped[datetime | None]
    motif_revocation: Mapped[str | None]

    inscription: Mapped[Inscription] = relationship(back_populates="attestations")
