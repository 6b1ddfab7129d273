"""Absences, interruptions, declared months, requests to open one again, bilans, planned ends of a path."""

import sqlalchemy as sa
from alembic import op

from engine.kit.db import UtcDateTime

revision = "assiduite_0001"
down_revision = None
branch_labels = ("assiduite",)
depends_on = ("inscription_entree_0001",)

OUVERT = sa.text("rouvert_le IS NULL")
VIVANT = sa.text("annule_le IS NULL")
EN_ATTENTE = sa.text("statut = 'demandee'")


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("inscription_id", sa.Integer(), sa.ForeignKey("inscription.id"), nullable=False),
        sa.Column("debut", sa.Date(), nullable=False),
        sa.Column("fin", sa.Date(), nullable=False),
        sa.Column("motif", sa.String(), nullable=False),
        sa.Column("justificatif", sa.String()),
        sa.Column("saisie_le", UtcDateTime(), nullable=False),
        sa.Column("retiree_le", UtcDateTime()),
    )
    op.create_index("ix_absence_inscription_id", "absence", ["inscription_id"])
    op.create_table(
        "interruption",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("session_id", sa.Integer(), sa.ForeignKey("session_formation.id"), nullable=False),
        sa.Column("portee", sa.String(32), nullable=False),
        sa.Column("debut", sa.Date(), nullable=False),
        sa.Column("fin", sa.Date(), nullable=False),
        sa.Column("saisie_le", UtcDateTime(), nullable=False),
        sa.Column("tardive", sa.Boolean(), nullable=False),
        sa.Column("annule_le", UtcDateTime()),
    )
    op.create_index("ix_interruption_session_id", "interruption", ["session_id"])
    op.create_table(
        "interruption_personne",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("interruption_id", sa.Integer(), sa.ForeignKey("interruption.id"), nullable=False),
        sa.Column("inscription_id", sa.Integer(), sa.ForeignKey("inscription.id"), nullable=False),
    )
    op.create_index("ix_interruption_personne_interruption_id", "interruption_personne", ["interruption_id"])
    op.create_index("ix_interruption_personne_inscription_id", "interruption_personne", ["inscription_id"])
    op.create_table(
        "assiduite_mois",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("inscription_id", sa.Integer(), sa.ForeignKey("inscription.id"), nullable=False),
        sa.Column("mois", sa.String(7), nullable=False),
        sa.Column("declare_le", UtcDateTime(), nullable=False),
        sa.Column("tardif", sa.Boolean(), nullable=False),
        sa.Column("contenu", sa.JSON(), nullable=False),
        sa.Column("rouvert_le", UtcDateTime()),
    )
    op.create_index("ix_assiduite_mois_inscription_id", "assiduite_mois", ["inscription_id"])
    op.create_index(
        "uq_assiduite_mois_ouvert",
        "assiduite_mois",
        ["inscription_id", "mois"],
        unique=True,
        sqlite_where=OUVERT,
        postgresql_where=OUVERT,
    )
    op.create_table(
        "demande_reouverture",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("session_id", sa.Integer(), sa.ForeignKey("session_formation.id"), nullable=False),
        sa.Column("mois", sa.String(7), nullable=False),
        sa.Column("motif", sa.String(), nullable=False),
        sa.Column("statut", sa.String(32), nullable=False),
        sa.Column("demandee_le", UtcDateTime(), nullable=False),
        sa.Column("demandee_par", sa.String(), nullable=False),
        sa.Column("decidee_le", UtcDateTime()),
        sa.Column("reponse", sa.String()),
    )
    op.create_index("ix_demande_reouverture_session_id", "demande_reouverture", ["session_id"])
    op.create_index("ix_demande_reouverture_statut", "demande_reouverture", ["statut"])
    op.create_index(
        "uq_demande_reouverture_en_attente",
        "demande_reouverture",
        ["session_id", "mois"],
        unique=True,
        sqlite_where=EN_ATTENTE,
        postgresql_where=EN_ATTENTE,
    )
    op.create_table(
        "bilan",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("inscription_id", sa.Integer(), sa.ForeignKey("inscription.id"), nullable=False),
        sa.Column("resultat", sa.String(), nullable=False),
        sa.Column("saisi_le", UtcDateTime(), nullable=False),
        sa.Column("annule_le", UtcDateTime()),
    )
    op.create_index("ix_bilan_inscription_id", "bilan", ["inscription_id"])
    op.create_index(
        "uq_bilan_vivant", "bilan", ["inscription_id"], unique=True, sqlite_where=VIVANT, postgresql_where=VIVANT
    )
    op.create_table(
        "fin_de_parcours",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("inscription_id", sa.Integer(), sa.ForeignKey("inscription.id"), nullable=False),
        sa.Column("date_fin", sa.Date(), nullable=False),
        sa.Column("heures_prevues", sa.Numeric(7, 2)),
        sa.Column("accord_agence", sa.Boolean()),
        sa.Column("tardive", sa.Boolean(), nullable=False),
        sa.Column("saisie_le", UtcDateTime(), nullable=False),
        sa.Column("annule_le", UtcDateTime()),
    )
    op.create_index("ix_fin_de_parcours_inscription_id", "fin_de_parcours", ["inscription_id"])
