"""Formations and their sessions."""

import sqlalchemy as sa
from alembic import op

from engine.kit.db import UtcDateTime

revision = "offre_0001"
down_revision = None
branch_labels = ("offre",)
depends_on = ("kit_0001",)


def upgrade() -> None:
    op.create_table(
        "formation",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("numero", sa.String(), nullable=False),
        sa.Column("intitule", sa.String(), nullable=False),
        sa.Column("siret_responsable", sa.String(), nullable=False),
        sa.Column("raison_sociale", sa.String(), nullable=False),
        sa.UniqueConstraint("numero", name="uq_formation_numero"),
    )
    op.create_table(
        "session_formation",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("formation_id", sa.Integer(), sa.ForeignKey("formation.id"), nullable=False),
        sa.Column("numero", sa.String(), nullable=False),
        sa.Column("numero_interne", sa.String(), nullable=False),
        sa.Column("siret", sa.String(), nullable=False),
        sa.Column("siret_dispensateur", sa.String(), nullable=False),
        sa.Column("debut", sa.Date()),
        sa.Column("fin", sa.Date()),
        sa.Column("lieu", sa.String(), nullable=False),
        sa.Column("places", sa.Integer()),
        sa.Column("etat", sa.String(32), nullable=False),
        sa.Column("etat_recrutement", sa.String(32), nullable=False),
        sa.Column("publiee_le", UtcDateTime()),
        sa.Column("utilisable_des", UtcDateTime()),
        sa.Column("dispositif", sa.String()),
        sa.Column("annee_marche", sa.Integer()),
        sa.Column("brique", sa.Integer()),
        sa.UniqueConstraint("numero", name="uq_session_formation_numero"),
        sa.UniqueConstraint("numero_interne", name="uq_session_formation_numero_interne"),
    )
    op.create_index("ix_session_formation_formation_id", "session_formation", ["formation_id"])
    op.create_index("ix_session_formation_siret", "session_formation", ["siret"])
