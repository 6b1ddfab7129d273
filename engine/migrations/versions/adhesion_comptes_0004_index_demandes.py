"""The requests that wait for the Kairos team, found without reading those treated long ago."""

from alembic import op

revision = "adhesion_comptes_0004"
down_revision = "adhesion_comptes_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("changement_rgc", "demande_qualite"):
        op.create_index(f"ix_{table}_statut", table, ["statut"])
