"""Groups of appointments, candidatures, results and who cancelled."""

import sqlalchemy as sa
from alembic import op

from engine.kit.db import UtcDateTime

revision = "recrutement_0002"
down_revision = "recrutement_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In one clause: SQLite adds no constraint to a column that is there already.
    op.execute("ALTER TABLE rdv ADD COLUMN groupe_id INTEGER CONSTRAINT fk_rdv_groupe_id REFERENCES rdv (id)")
    op.create_index("ix_rdv_groupe_id", "rdv", ["groupe_id"])
    op.add_column("inscription_rdv", sa.Column("resultat", sa.String(32), nullable=False, server_default="a_saisir"))
    op.add_column("inscription_rdv", sa.Column("annule_par", sa.String(32)))
    op.create_table(
        "candidature",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("plage_id", sa.Integer(), sa.ForeignKey("rdv.id"), nullable=False),
        sa.Column("demandeur_id", sa.Integer(), sa.ForeignKey("demandeur.id"), nullable=False),
        sa.Column("statut", sa.String(32), nullable=False),
        sa.Column("prescripteur", sa.String()),
        sa.Column("proposee_le", UtcDateTime(), nullable=False),
        sa.Column("contact_le", sa.Date()),
    )
    op.create_index("uq_candidature_plage_demandeur", "candidature", ["plage_id", "demandeur_id"], unique=True)
    op.create_index("ix_candidature_demandeur_id", "candidature", ["demandeur_id"])
