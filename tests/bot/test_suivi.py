"""Where conversations are kept, and how one is forgotten."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.suivi import TOURS, Suivi


def _dire(suivi: Suivi, conversation: str, message_id: str, texte: str) -> None:
    tracker = DialogueStateTracker.from_events(conversation, [UserUttered(texte)], suivi.domain.slots)
    suivi.enregistrer(tracker, message_id, {"messages": [{"text": texte}]})


async def test_a_forgotten_conversation_leaves_no_row_and_starts_anew(tmp_path: Path) -> None:
    suivi = Suivi(Domain.empty(), base=f"sqlite:///{tmp_path / 'conversations.db'}")
    _dire(suivi, "c1", "m1", "je m’appelle Martin")
    _dire(suivi, "c2", "m1", "bonjour")
    suivi.oublier("c1")
    assert (await suivi.retrieve("c1"), suivi.reponse("c1", "m1")) == (None, None)
    with suivi._base.connect() as lien:
        assert [rang.conversation for rang in lien.execute(sa.select(TOURS))] == ["c2"]
    _dire(suivi, "c1", "m2", "bonjour encore")
    assert suivi.reponse("c1", "m2") == {"messages": [{"text": "bonjour encore"}]}
    suivi.oublier("c1")
    suivi.oublier("inconnue")
    assert await suivi.keys() == ["c2"]
