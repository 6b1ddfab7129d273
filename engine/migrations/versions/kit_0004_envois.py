"""How often a letter was tried, and when it is tried again."""

import sqlalchemy as sa
from alembic import op

revision = "kit_0004"
down_revision = "kit_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notice", sa.Column("essais", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("notice", sa.Column("prochain_essai", sa.Double(), nullable=False, server_default="0"))
