"""Job seekers whose data were erased."""

import sqlalchemy as sa
from alembic import op

from engine.kit.db import UtcDateTime

revision = "recrutement_0004"
down_revision = "recrutement_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("demandeur", sa.Column("efface_le", UtcDateTime(), nullable=True))
