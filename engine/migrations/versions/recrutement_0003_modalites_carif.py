"""What the CARIF-OREF's files told of the appointments that they opened."""

import sqlalchemy as sa
from alembic import op

revision = "recrutement_0003"
down_revision = "recrutement_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rdv", sa.Column("commentaire", sa.String()))
    op.create_table(
        "modalite_carif",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("session_id", sa.Integer(), sa.ForeignKey("session_formation.id"), nullable=False),
        sa.Column("rdv_id", sa.Integer(), sa.ForeignKey("rdv.id"), nullable=False),
        sa.Column("numero", sa.String()),
        sa.Column("contenu", sa.JSON(), nullable=False),
        sa.Column("applique", sa.JSON(), nullable=False),
        sa.Column("retiree", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("rdv_id", name="uq_modalite_carif_rdv_id"),
    )
    op.create_index("ix_modalite_carif_session_id", "modalite_carif", ["session_id"])
