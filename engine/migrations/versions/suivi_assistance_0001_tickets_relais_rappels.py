"""Requests to the Kairos team, conversations handed over, reminders sent."""

import sqlalchemy as sa
from alembic import op

from engine.kit.db import UtcDateTime

revision = "suivi_assistance_0001"
down_revision = None
branch_labels = ("suivi_assistance",)
depends_on = ("kit_0001",)

VIVANT = sa.text("statut IN ('en_attente', 'pris')")


def upgrade() -> None:
    op.create_table(
        "ticket",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("numero", sa.String(), nullable=False),
        sa.Column("statut", sa.String(32), nullable=False),
        sa.Column("siret", sa.String()),
        sa.Column("identifiant_kairos", sa.String()),
        sa.Column("candidat", sa.String()),
        sa.Column("session", sa.String()),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("courriel", sa.String(), nullable=False),
        sa.Column("nom", sa.String(), nullable=False),
        sa.Column("conversation", sa.String()),
        sa.Column("code_empreinte", sa.String(), nullable=False),
        sa.Column("ouvert_par", sa.String(), nullable=False),
        sa.Column("ouvert_le", UtcDateTime(), nullable=False),
        sa.Column("depuis", UtcDateTime(), nullable=False),
        sa.Column("pris_par", sa.String()),
        sa.UniqueConstraint("numero", name="uq_ticket_numero"),
    )
    for colonne in ("statut", "siret", "courriel"):
        op.create_index(f"ix_ticket_{colonne}", "ticket", [colonne])
    op.create_table(
        "reponse_ticket",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("ticket_id", sa.Integer(), sa.ForeignKey("ticket.id"), nullable=False),
        sa.Column("auteur", sa.String(), nullable=False),
        sa.Column("texte", sa.String(), nullable=False),
        sa.Column("le", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_reponse_ticket_ticket_id", "reponse_ticket", ["ticket_id"])
    op.create_table(
        "copie_ecran",
        sa.Column("ticket_id", sa.Integer(), sa.ForeignKey("ticket.id"), primary_key=True),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("contenu", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "relais",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("statut", sa.String(32), nullable=False),
        sa.Column("acteur", sa.String(), nullable=False),
        sa.Column("nom", sa.String(), nullable=False),
        sa.Column("siret", sa.String()),
        sa.Column("sujet", sa.String()),
        sa.Column("demande_le", UtcDateTime(), nullable=False),
        sa.Column("pris_le", UtcDateTime()),
        sa.Column("pris_par", sa.String()),
        sa.Column("pris_par_nom", sa.String()),
        sa.Column("fini_le", UtcDateTime()),
    )
    op.create_index("ix_relais_statut", "relais", ["statut"])
    op.create_index(
        "uq_relais_vivant", "relais", ["conversation"], unique=True, sqlite_where=VIVANT, postgresql_where=VIVANT
    )
    op.create_table(
        "rappel",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("siret", sa.String(), nullable=False),
        sa.Column("cle", sa.String(), nullable=False),
        sa.Column("urgence", sa.Integer(), nullable=False),
        sa.Column("le", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("siret", "cle", "urgence", name="uq_rappel_siret_cle_urgence"),
    )
