"""Invitations, documents given, requests to the Kairos team; withdrawn adhésions; accounts of job seekers."""

import sqlalchemy as sa
from alembic import op

from engine.kit.db import UtcDateTime

revision = "adhesion_comptes_0002"
down_revision = "adhesion_comptes_0001"
branch_labels = None
depends_on = None

VIVANTE = sa.text("statut NOT IN ('refusee', 'annulee')")
A_TRAITER = sa.text("statut = 'a_traiter'")


def upgrade() -> None:
    op.drop_index("uq_adhesion_siret_vivante", "adhesion")
    op.create_index(
        "uq_adhesion_siret_vivante", "adhesion", ["siret"], unique=True, sqlite_where=VIVANTE, postgresql_where=VIVANTE
    )
    op.add_column("utilisateur", sa.Column("demandeur", sa.String(), nullable=True))
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("utilisateur_id", sa.Integer(), sa.ForeignKey("utilisateur.id"), nullable=False),
        sa.Column("empreinte", sa.String(), nullable=False),
        sa.Column("expire_le", UtcDateTime(), nullable=False),
        sa.Column("utilisee_le", UtcDateTime()),
        sa.UniqueConstraint("empreinte", name="uq_invitation_empreinte"),
    )
    op.create_index("ix_invitation_utilisateur_id", "invitation", ["utilisateur_id"])
    op.create_table(
        "justificatif",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("siret", sa.String(), sa.ForeignKey("organisme.siret"), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("empreinte", sa.String(), nullable=False),
        sa.Column("contenu", sa.LargeBinary(), nullable=False),
        sa.Column("recu_le", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_justificatif_siret", "justificatif", ["siret"])
    _demandes(
        "changement_rgc",
        sa.Column("ancien_nom", sa.String(), nullable=False),
        sa.Column("ancien_courriel", sa.String()),
        sa.Column("nouveau_nom", sa.String(), nullable=False),
        sa.Column("nouveau_courriel", sa.String(), nullable=False),
    )
    _demandes(
        "demande_qualite",
        sa.Column("justificatif_id", sa.Integer(), sa.ForeignKey("justificatif.id"), nullable=False),
    )


def _demandes(table: str, *colonnes: sa.Column[object]) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("siret", sa.String(), sa.ForeignKey("organisme.siret"), nullable=False),
        *colonnes,
        sa.Column("statut", sa.String(32), nullable=False),
        sa.Column("demandee_le", UtcDateTime(), nullable=False),
        sa.Column("demandee_par", sa.String(), nullable=False),
        sa.Column("traitee_le", UtcDateTime()),
        sa.Column("motif_refus", sa.String()),
    )
    op.create_index(
        f"uq_{table}_a_traiter", table, ["siret"], unique=True, sqlite_where=A_TRAITER, postgresql_where=A_TRAITER
    )
