"""Quotes."""

import sqlalchemy as sa
from alembic import op

from engine.kit.db import UtcDateTime

revision = "financement_0001"
down_revision = None
branch_labels = ("financement",)
depends_on = ("kit_0001", "adhesion_comptes_0001", "offre_0001", "recrutement_0001")

EN_COURS = sa.text("statut IN ('brouillon', 'transmis', 'accepte', 'valide')")


def upgrade() -> None:
    op.create_table(
        "devis",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("numero", sa.String(), nullable=False),
        sa.Column("siret", sa.String(), sa.ForeignKey("organisme.siret"), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("demandeur_id", sa.Integer(), sa.ForeignKey("demandeur.id"), nullable=False),
        sa.Column("session_id", sa.Integer(), sa.ForeignKey("session_formation.id"), nullable=False),
        sa.Column("montant", sa.BigInteger(), nullable=False),
        sa.Column("heures", sa.BigInteger(), nullable=False),
        sa.Column("employeur", sa.String()),
        sa.Column("employeur_cle", sa.String()),
        sa.Column("statut", sa.String(32), nullable=False),
        sa.Column("depuis", UtcDateTime(), nullable=False),
        sa.Column("motif_refus", sa.String()),
        sa.Column("cree_le", UtcDateTime(), nullable=False),
        sa.Column("cree_par", sa.String(), nullable=False),
        sa.UniqueConstraint("numero", name="uq_devis_numero"),
    )
    for colonne in ("siret", "session_id", "employeur_cle", "statut"):
        op.create_index(f"ix_devis_{colonne}", "devis", [colonne])
    op.create_index(
        "uq_devis_en_cours",
        "devis",
        ["demandeur_id", "session_id", "type"],
        unique=True,
        sqlite_where=EN_COURS,
        postgresql_where=EN_COURS,
    )
