"""Job seekers, appointments and registrations on them."""

import sqlalchemy as sa
from alembic import op

from engine.kit.db import UtcDateTime

revision = "recrutement_0001"
down_revision = None
branch_labels = ("recrutement",)
depends_on = ("offre_0001",)

ACTIVE = sa.text("presence <> 'annule'")


def upgrade() -> None:
    op.create_table(
        "demandeur",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("identifiant", sa.String(), nullable=False),
        sa.Column("nom", sa.String()),
        sa.Column("prenom", sa.String()),
        sa.Column("courriel", sa.String()),
        sa.UniqueConstraint("identifiant", name="uq_demandeur_identifiant"),
    )
    op.create_table(
        "rdv",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("session_id", sa.Integer(), sa.ForeignKey("session_formation.id"), nullable=False),
        sa.Column("modalite", sa.String(32), nullable=False),
        sa.Column("debut", UtcDateTime(), nullable=False),
        sa.Column("fin", UtcDateTime(), nullable=False),
        sa.Column("lieu", sa.String(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("etat", sa.String(32), nullable=False),
    )
    op.create_index("ix_rdv_session_id", "rdv", ["session_id"])
    op.create_index("ix_rdv_debut", "rdv", ["debut"])
    op.create_table(
        "inscription_rdv",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("rdv_id", sa.Integer(), sa.ForeignKey("rdv.id"), nullable=False),
        sa.Column("demandeur_id", sa.Integer(), sa.ForeignKey("demandeur.id"), nullable=False),
        sa.Column("presence", sa.String(32), nullable=False),
        sa.Column("prescripteur", sa.String()),
        sa.Column("inscrit_le", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_inscription_rdv_rdv_id", "inscription_rdv", ["rdv_id"])
    op.create_index("ix_inscription_rdv_demandeur_id", "inscription_rdv", ["demandeur_id"])
    op.create_index(
        "uq_inscription_rdv_active",
        "inscription_rdv",
        ["rdv_id", "demandeur_id"],
        unique=True,
        sqlite_where=ACTIVE,
        postgresql_where=ACTIVE,
    )
