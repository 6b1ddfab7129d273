"""What was understood of each turn, and what people think of the answer."""

import sqlalchemy as sa
from alembic import op

from engine.kit.db import UtcDateTime

revision = "conversations_0004"
down_revision = "conversations_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tour", sa.Column("comprehension", sa.JSON(), nullable=True))
    op.create_table(
        "avis",
        sa.Column("tour_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("utile", sa.Boolean(), nullable=False),
        sa.Column("raison", sa.String(40), nullable=True),
        sa.Column("commentaire", sa.Text(), nullable=True),
        sa.Column("donne_le", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("tour_id", name=op.f("pk_avis")),
        sa.ForeignKeyConstraint(["tour_id"], ["tour.id"], name=op.f("fk_avis_tour_id")),
    )
    op.create_index(op.f("ix_avis_donne_le"), "avis", ["donne_le"])
