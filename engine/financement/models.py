"""Quotes: one job seeker, one session, an amount."""

from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.financement.regles import exiger_passage, types_de_devis
from engine.financement.statuts import LIBELLES, StatutDevis
from engine.kit.db import Base
from engine.offre.models import SessionFormation, colonne_de_statut
from engine.recrutement.models import Demandeur

EN_COURS = sa.text("statut IN ('brouillon', 'transmis', 'accepte', 'valide')")


class Centiemes(sa.TypeDecorator[Decimal]):
    """A number exact to the hundredth, kept as a whole number of hundredths: SQLite has no exact decimals."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value * 100)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else (Decimal(value) / 100).quantize(Decimal("0.01"))


class Devis(Base):
    """A quote. `montant` in euros, `heures` of training; `depuis`: since when at this statut.

    `employeur_cle` is how the employer's own account is recognised; `cree_par` is the acteur who is told the answers.
    """

    __tablename__ = "devis"
    __table_args__ = (
        sa.Index(
            "uq_devis_en_cours",
            "demandeur_id",
            "session_id",
            "type",
            unique=True,
            sqlite_where=EN_COURS,
            postgresql_where=EN_COURS,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    numero: Mapped[str] = mapped_column(unique=True)
    siret: Mapped[str] = mapped_column(sa.ForeignKey("organisme.siret"), index=True)
    type: Mapped[str]
    demandeur_id: Mapped[int] = mapped_column(sa.ForeignKey("demandeur.id"))
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("session_formation.id"), index=True)
    montant: Mapped[Decimal] = mapped_column(Centiemes)
    heures: Mapped[Decimal] = mapped_column(Centiemes)
    employeur: Mapped[str | None]
    employeur_cle: Mapped[str | None] = mapped_column(index=True)
    statut: Mapped[StatutDevis] = mapped_column(colonne_de_statut(StatutDevis), index=True)
    depuis: Mapped[datetime]
    motif_refus: Mapped[str | None]
    cree_le: Mapped[datetime]
    cree_par: Mapped[str]

    demandeur: Mapped[Demandeur] = relationship(lazy="joined", innerjoin=True)
    session: Mapped[SessionFormation] = relationship(lazy="joined", innerjoin=True)

    @property
    def libelle_type(self) -> str:
        """« AIF »."""
        return types_de_devis()[self.type]

    @property
    def libelle_statut(self) -> str:
        """« validé par Pôle emploi »."""
        return LIBELLES[self.statut]

    def passer_a(self, statut: StatutDevis, maintenant: datetime) -> None:
        """Change status. Raises PassageDevisImpossible."""
        exiger_passage(self.numero, self.statut, self.depuis, statut)
        self.statut, self.depuis = statut, maintenant
