"""Which journal row undoes which."""

import sqlalchemy as sa
from alembic import op

revision = "kit_0002"
down_revision = "kit_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not a batch: rebuilding the table on SQLite would lose the triggers that keep it append-only.
    op.add_column("journal", sa.Column("annule", sa.Integer(), nullable=True))
    op.create_index("uq_journal_annule", "journal", ["annule"], unique=True)
