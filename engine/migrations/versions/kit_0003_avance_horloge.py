"""By how much the clock of a demonstration was put forward."""

import sqlalchemy as sa
from alembic import op

revision = "kit_0003"
down_revision = "kit_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "avance_horloge",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("secondes", sa.Double(), nullable=False),
    )
