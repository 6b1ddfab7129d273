"""The company and the hours of an AFPR or POEI session."""

import sqlalchemy as sa
from alembic import op

revision = "offre_0002"
down_revision = "offre_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("session_formation", sa.Column("employeur", sa.String()))
    op.add_column("session_formation", sa.Column("heures", sa.Numeric(7, 2)))
