"""The journal read from its end, and the deadlines still to keep, however many there are behind."""

import sqlalchemy as sa
from alembic import op

revision = "kit_0006"
down_revision = "kit_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_journal_operation", "journal")
    op.drop_index("ix_journal_siret", "journal")
    op.create_index("ix_journal_siret_id", "journal", ["siret", "id"])
    op.create_index("ix_journal_acteur_id", "journal", ["acteur", "id"])
    op.drop_index("ix_echeance_le", "echeance")
    a_tenir = sa.text("faite_le IS NULL")
    op.create_index("ix_echeance_a_tenir", "echeance", ["le"], sqlite_where=a_tenir, postgresql_where=a_tenir)
