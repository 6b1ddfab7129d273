"""Conversations that the bot must forget, those erased before included."""

import sqlalchemy as sa
from alembic import op

revision = "conversations_0003"
down_revision = "conversations_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversation", sa.Column("a_oublier", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_conversation_a_oublier", "conversation", ["a_oublier"])
    conversation = sa.table("conversation", sa.column("a_oublier", sa.Boolean()), sa.column("efface_le"))
    op.execute(sa.update(conversation).where(conversation.c.efface_le.is_not(None)).values(a_oublier=sa.true()))
