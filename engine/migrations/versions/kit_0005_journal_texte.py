"""The words of the journal move to a table of their own, where those of one person can be erased."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from engine.kit.db import UtcDateTime

revision = "kit_0005"
down_revision = "kit_0004"
branch_labels = None
depends_on = None

TYPED = {"lieu", "justificatif", "motif", "intitule", "employeur"}  # what people type in the states of older rows
SQLITE_APPEND_ONLY = """
CREATE TRIGGER journal_UPDATE BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
SQLITE_TEXTE = (
    """
CREATE TRIGGER journal_texte_DELETE BEFORE DELETE ON journal_texte
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
""",
    """
CREATE TRIGGER journal_texte_UPDATE BEFORE UPDATE ON journal_texte
WHEN OLD.efface_le IS NOT NULL OR NEW.efface_le IS NULL OR NEW.journal_id <> OLD.journal_id
BEGIN SELECT RAISE(ABORT, 'the words of the journal are only ever erased'); END
""",
)
POSTGRES_APPEND_ONLY = """
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()
"""
POSTGRES_TEXTE = (
    """
CREATE FUNCTION journal_texte_erased_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the words of the journal are only ever erased'; END $$
""",
    """
CREATE TRIGGER journal_texte_append_only BEFORE DELETE OR TRUNCATE ON journal_texte
FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()
""",
    """
CREATE TRIGGER journal_texte_erased_only BEFORE UPDATE ON journal_texte FOR EACH ROW
WHEN (OLD.efface_le IS NOT NULL OR NEW.efface_le IS NULL OR NEW.journal_id <> OLD.journal_id)
EXECUTE FUNCTION journal_texte_erased_only()
""",
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "journal_texte",
        sa.Column("journal_id", sa.Integer(), sa.ForeignKey("journal.id"), primary_key=True),
        sa.Column("acteur_nom", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("donnees", sa.JSON(), nullable=False),
        sa.Column("reponse", sa.JSON(), nullable=False),
        sa.Column("avant", sa.JSON(), nullable=True),
        sa.Column("apres", sa.JSON(), nullable=True),
        sa.Column("efface_le", UtcDateTime(), nullable=True),
    )
    op.execute(
        "INSERT INTO journal_texte (journal_id, acteur_nom, message, donnees, reponse) "
        "SELECT id, acteur_nom, message, donnees, reponse FROM journal"
    )
    op.execute("DROP TRIGGER journal_UPDATE" if sqlite else "DROP TRIGGER journal_append_only ON journal")
    _move_typed_words()
    # Not a batch: rebuilding the table on SQLite would lose the other trigger.
    for column in ("acteur_nom", "message", "donnees", "reponse"):
        op.execute(f"ALTER TABLE journal DROP COLUMN {column}")
    for statement in (SQLITE_APPEND_ONLY, *SQLITE_TEXTE) if sqlite else (POSTGRES_APPEND_ONLY, *POSTGRES_TEXTE):
        op.execute(statement)


def _move_typed_words() -> None:
    connection = op.get_bind()
    journal = sa.table("journal", sa.column("id"), sa.column("avant", sa.JSON()), sa.column("apres", sa.JSON()))
    texte = sa.table(
        "journal_texte", sa.column("journal_id"), sa.column("avant", sa.JSON()), sa.column("apres", sa.JSON())
    )
    dernier = 0
    while lot := connection.execute(sa.select(journal).where(journal.c.id > dernier).order_by("id").limit(1000)).all():
        dernier = lot[-1].id
        for row in lot:
            for nom, etat in (("avant", row.avant), ("apres", row.apres)):
                if (nu := _without_words(etat)) != etat:
                    connection.execute(sa.update(texte).where(texte.c.journal_id == row.id).values({nom: etat}))
                    connection.execute(sa.update(journal).where(journal.c.id == row.id).values({nom: nu}))


def _without_words(etat: Any) -> Any:
    if isinstance(etat, dict):
        return {nom: None if nom in TYPED else _without_words(valeur) for nom, valeur in etat.items()}
    return [_without_words(valeur) for valeur in etat] if isinstance(etat, list) else etat
