"""What the journal says of the key of a recap."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from engine.kit.journal import JournalRow, JournalTexte


def chercher_trace(sessions: sessionmaker[Session], conversation_id: str, cle: str) -> dict[str, Any] | None:
    """What the engine answered to this key here (a receipt, or `{"refus": …}`), None when it never acted."""
    demande = (
        sa.select(JournalTexte.reponse)
        .join(JournalRow, JournalRow.id == JournalTexte.journal_id)
        .where(JournalRow.conversation == conversation_id, JournalRow.cle == cle)
    )
    with sessions() as db:
        return db.scalar(demande)
