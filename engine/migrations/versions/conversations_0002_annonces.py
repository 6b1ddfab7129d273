"""What was announced of each conversation handed over."""

import sqlalchemy as sa
from alembic import op

revision = "conversations_0002"
down_revision = "conversations_0001"
branch_labels = None
depends_on = ("suivi_assistance_0001",)


def upgrade() -> None:
    op.create_table(
        "annonce_relais",
        sa.Column("relais_id", sa.Integer(), nullable=False),
        sa.Column("statut", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("relais_id", name=op.f("pk_annonce_relais")),
        sa.ForeignKeyConstraint(["relais_id"], ["relais.id"], name=op.f("fk_annonce_relais_relais_id")),
    )
    op.create_index(op.f("ix_annonce_relais_statut"), "annonce_relais", ["statut"])
