"""An adhésion found by its SIRET or its status, people by their role: never by reading them all."""

from alembic import op

revision = "adhesion_comptes_0003"
down_revision = "adhesion_comptes_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_adhesion_siret", "adhesion", ["siret"])
    op.create_index("ix_adhesion_statut", "adhesion", ["statut"])
    op.create_index("ix_utilisateur_role_siret", "utilisateur", ["role", "siret"])
