"""Organismes, adhésions, accounts."""

import sqlalchemy as sa
from alembic import op

from engine.kit.db import UtcDateTime

revision = "adhesion_comptes_0001"
down_revision = None
branch_labels = ("adhesion_comptes",)
depends_on = ("kit_0001",)


def upgrade() -> None:
    op.create_table(
        "organisme",
        sa.Column("siret", sa.String(), primary_key=True),
        sa.Column("raison_sociale", sa.String(), nullable=False),
        sa.Column("reference_qualite", sa.String(), nullable=True),
        sa.Column("date_fin_validite", sa.Date(), nullable=True),
    )
    op.create_table(
        "adhesion",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("siret", sa.String(), sa.ForeignKey("organisme.siret"), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("rgc_nom", sa.String(), nullable=False),
        sa.Column("rgc_courriel", sa.String(), nullable=False),
        sa.Column("statut", sa.String(32), nullable=False),
        sa.Column("motif_refus", sa.String(), nullable=True),
        sa.Column("deposee_le", UtcDateTime(), nullable=False),
        sa.Column("code_empreinte", sa.String(), nullable=True),
        sa.Column("code_numero", sa.Integer(), nullable=False),
        sa.Column("expire_le", UtcDateTime(), nullable=True),
        sa.Column("essais", sa.Integer(), nullable=False),
        sa.UniqueConstraint("reference", name="uq_adhesion_reference"),
    )
    op.create_index(
        "uq_adhesion_siret_vivante",
        "adhesion",
        ["siret"],
        unique=True,
        sqlite_where=sa.text("statut <> 'refusee'"),
        postgresql_where=sa.text("statut <> 'refusee'"),
    )
    op.create_table(
        "utilisateur",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("identifiant", sa.String(), nullable=False),
        sa.Column("mot_de_passe", sa.String(), nullable=False),
        sa.Column("nom", sa.String(), nullable=False),
        sa.Column("courriel", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("siret", sa.String(), sa.ForeignKey("organisme.siret"), nullable=True),
        sa.Column("actif", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("identifiant", name="uq_utilisateur_identifiant"),
    )
    op.create_table(
        "essai_connexion",
        sa.Column("cle", sa.String(), primary_key=True),
        sa.Column("echecs", sa.Integer(), nullable=False),
        sa.Column("depuis", UtcDateTime(), nullable=False),
    )
