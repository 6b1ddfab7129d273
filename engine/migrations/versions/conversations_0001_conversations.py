"""Conversations, their turns, their buttons."""

import sqlalchemy as sa
from alembic import op

from engine.kit.db import UtcDateTime

revision = "conversations_0001"
down_revision = None
branch_labels = ("conversations",)
depends_on = ("kit_0001",)


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("jeton", sa.String(64), nullable=False),
        sa.Column("utilisateur_id", sa.Integer()),
        sa.Column("client", sa.String(64), nullable=False),
        sa.Column("cree_le", UtcDateTime(), nullable=False),
        sa.Column("expire_le", UtcDateTime()),
        sa.Column("efface_le", UtcDateTime()),
        sa.Column("etat", sa.JSON(), nullable=False),
        sa.Column("bail", sa.String(36)),
        sa.Column("bail_expire", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("jeton", name=op.f("uq_conversation_jeton")),
    )
    op.create_index(op.f("ix_conversation_client_cree_le"), "conversation", ["client", "cree_le"])
    op.create_table(
        "tour",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("message_id", sa.String(36), nullable=False),
        sa.Column("texte", sa.Text(), nullable=False),
        sa.Column("bouton", sa.String(64)),
        sa.Column("statut", sa.String(10), nullable=False),
        sa.Column("recu_le", UtcDateTime(), nullable=False),
        sa.Column("repondu_le", UtcDateTime()),
        sa.Column("reponse", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour")),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_tour_conversation_id")),
        sa.UniqueConstraint("conversation_id", "message_id", name=op.f("uq_tour_conversation_id_message_id")),
    )
    op.create_index(op.f("ix_tour_conversation_id_recu_le"), "tour", ["conversation_id", "recu_le"])
    op.create_index(op.f("ix_tour_statut"), "tour", ["statut"])
    op.create_table(
        "bouton",
        sa.Column("jeton", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("titre", sa.Text(), nullable=False),
        sa.Column("charge", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("jeton", name=op.f("pk_bouton")),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_bouton_conversation_id")),
        sa.ForeignKeyConstraint(["tour_id"], ["tour.id"], name=op.f("fk_bouton_tour_id")),
    )
    op.create_index(op.f("ix_bouton_conversation_id"), "bouton", ["conversation_id"])
