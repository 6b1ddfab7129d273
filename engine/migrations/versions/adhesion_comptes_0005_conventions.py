"""Conventions and regions of the organismes, from the export of KAIROS."""

import sqlalchemy as sa
from alembic import op

revision = "adhesion_comptes_0005"
down_revision = "adhesion_comptes_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisme", sa.Column("region", sa.String()))
    op.create_table(
        "convention",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("siret", sa.String(), sa.ForeignKey("organisme.siret"), nullable=False),
        sa.Column("numero", sa.String(), nullable=False),
        sa.Column("debut", sa.Date(), nullable=False),
        sa.Column("fin", sa.Date()),
        sa.Column("assedic", sa.String()),
        sa.Column("telephone_rgc", sa.String()),
        sa.UniqueConstraint("siret", "numero", name="uq_convention_siret_numero"),
    )
