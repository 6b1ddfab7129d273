"""Enrolments in a session, and the documents that attest them."""

import sqlalchemy as sa
from alembic import op

from engine.kit.db import UtcDateTime

revision = "inscription_entree_0001"
down_revision = None
branch_labels = ("inscription_entree",)
depends_on = ("recrutement_0001",)

VIVANTE = sa.text("statut NOT IN ('non_inscrit', 'retire', 'annule')")


def upgrade() -> None:
    op.create_table(
        "inscription",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("session_id", sa.Integer(), sa.ForeignKey("session_formation.id"), nullable=False),
        sa.Column("demandeur_id", sa.Integer(), sa.ForeignKey("demandeur.id"), nullable=False),
        sa.Column("rdv_id", sa.Integer(), sa.ForeignKey("rdv.id")),
        sa.Column("statut", sa.String(32), nullable=False),
        sa.Column("depuis", UtcDateTime(), nullable=False),
        sa.Column("reseau", sa.String(32), nullable=False),
        sa.Column("prescripteur", sa.String()),
        sa.Column("inscrite_le", UtcDateTime(), nullable=False),
        sa.Column("validee_le", UtcDateTime()),
        sa.Column("validee_par", sa.String()),
        sa.Column("motif", sa.String()),
        sa.Column("entree_le", sa.Date()),
        sa.Column("entree_saisie_le", UtcDateTime()),
        sa.Column("entree_tardive", sa.Boolean(), nullable=False),
        sa.Column("fin_prevue", sa.Date()),
        sa.Column("sortie_le", sa.Date()),
    )
    op.create_index("ix_inscription_session_id", "inscription", ["session_id"])
    op.create_index("ix_inscription_demandeur_id", "inscription", ["demandeur_id"])
    op.create_index("ix_inscription_statut", "inscription", ["statut"])
    op.create_index(
        "uq_inscription_vivante",
        "inscription",
        ["session_id", "demandeur_id"],
        unique=True,
        sqlite_where=VIVANTE,
        postgresql_where=VIVANTE,
    )
    op.create_table(
        "attestation",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("numero", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("inscription_id", sa.Integer(), sa.ForeignKey("inscription.id"), nullable=False),
        sa.Column("emise_le", UtcDateTime(), nullable=False),
        sa.Column("faits", sa.JSON(), nullable=False),
        sa.Column("revoquee_le", UtcDateTime()),
        sa.Column("motif_revocation", sa.String()),
        sa.UniqueConstraint("numero", name="uq_attestation_numero"),
        sa.UniqueConstraint("code", name="uq_attestation_code"),
    )
    op.create_index("ix_attestation_inscription_id", "attestation", ["inscription_id"])
