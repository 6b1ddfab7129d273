"""Journal (append-only), receipts, notices and deadlines."""

import sqlalchemy as sa
from alembic import op

from engine.kit.db import UtcDateTime

revision = "kit_0001"
down_revision = None
branch_labels = ("kit",)
depends_on = None

SQLITE_APPEND_ONLY = """
CREATE TRIGGER journal_{verb} BEFORE {verb} ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
POSTGRES_APPEND_ONLY = """
CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$
"""
POSTGRES_TRIGGER = """
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()
"""


def upgrade() -> None:
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("le", UtcDateTime(), nullable=False),
        sa.Column("recu", sa.String(), nullable=True),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("evenement", sa.String(), nullable=False),
        sa.Column("objet", sa.String(), nullable=False),
        sa.Column("siret", sa.String(), nullable=True),
        sa.Column("acteur", sa.String(), nullable=False),
        sa.Column("acteur_nom", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("canal", sa.String(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=True),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("donnees", sa.JSON(), nullable=False),
        sa.Column("avant", sa.JSON(), nullable=True),
        sa.Column("apres", sa.JSON(), nullable=True),
        sa.Column("cle", sa.String(), nullable=True),
        sa.Column("empreinte", sa.String(), nullable=False),
        sa.Column("reponse", sa.JSON(), nullable=False),
        sa.UniqueConstraint("recu", name="uq_journal_recu"),
        sa.UniqueConstraint("acteur", "cle", name="uq_journal_acteur_cle"),
    )
    op.create_index("ix_journal_operation", "journal", ["operation"])
    op.create_index("ix_journal_siret", "journal", ["siret"])
    op.create_table(
        "compteur",
        sa.Column("nom", sa.String(), primary_key=True),
        sa.Column("valeur", sa.Integer(), nullable=False),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("modele", sa.String(), nullable=False),
        sa.Column("destinataire", sa.String(), nullable=True),
        sa.Column("sujet", sa.String(), nullable=False),
        sa.Column("corps", sa.String(), nullable=False),
        sa.Column("statut", sa.String(), nullable=False),
        sa.Column("cree_le", UtcDateTime(), nullable=False),
        sa.Column("envoyee_le", UtcDateTime(), nullable=True),
    )
    op.create_index("ix_notice_journal_id", "notice", ["journal_id"])
    op.create_index("ix_notice_statut", "notice", ["statut"])
    op.create_table(
        "echeance",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("cle", sa.String(), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("donnees", sa.JSON(), nullable=False),
        sa.Column("le", UtcDateTime(), nullable=False),
        sa.Column("faite_le", UtcDateTime(), nullable=True),
        sa.UniqueConstraint("cle", name="uq_echeance_cle"),
    )
    op.create_index("ix_echeance_le", "echeance", ["le"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(SQLITE_APPEND_ONLY.format(verb=verb))
    else:
        op.execute(POSTGRES_APPEND_ONLY)
        op.execute(POSTGRES_TRIGGER)
