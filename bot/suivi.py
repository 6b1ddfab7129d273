"""Where conversations are kept: one row a turn, its events and its answer written together.

Rasa's SQL store reads the whole conversation three times a turn and rewrites each event as a row of its own; this took
half of an answer. Here a tracker stays in memory between two turns, and the database says whether it is still the last.
"""

import json
import os
from collections import OrderedDict
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

EN_MEMOIRE = 500
# Rules look at the last turns only; a tracker that grows slows each prediction down.
TOURS_GARDES = 8
TOURS_AVANT_COUPE = 24

_tables = sa.MetaData()
TOURS = sa.Table(
    "bot_tours",
    _tables,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("rang", sa.Integer, primary_key=True),
    sa.Column("message_id", sa.String(255)),
    sa.Column("evenements", sa.Text, nullable=False),
    sa.Column("reponse", sa.Text),
    sa.UniqueConstraint("conversation", "message_id"),
)


class Suivi(TrackerStore):
    """Conversations on SQLite or PostgreSQL, from the option `url` of endpoints.yml."""

    def __init__(
        self,
        domain: Domain | None,
        endpoint_config: EndpointConfig | None = None,
        event_broker: EventBroker | None = None,
        **options: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        url = options.get("base") or (endpoint_config.url if endpoint_config else None) or "sqlite://"
        if url.startswith("sqlite"):
            # One connection kept open: Rasa's loop is the only one to use it.
            self._base = sa.create_engine(
                url,
                future=True,
                hide_parameters=True,
                poolclass=sa.pool.StaticPool,
                connect_args={"check_same_thread": False},
            )
            sa.event.listen(self._base, "connect", _regler_sqlite)
        else:
            self._base = sa.create_engine(url, future=True, pool_pre_ping=True, hide_parameters=True)
        _tables.create_all(self._base)
        self._memoire: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        # Of each tracker handed out: how many of its events are written, and in how many rows.
        self._ecrits: dict[str, tuple[int, int]] = {}

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of a conversation, which the caller may change and then save; None when there is none."""
        requete = sa.select(sa.func.max(TOURS.c.rang)).where(TOURS.c.conversation == sender_id)
        with self._base.connect() as lien:
            dernier = lien.execute(requete).scalar()
        if dernier is None:
            return None
        # Taken out: a turn that fails half-way leaves nothing of itself behind.
        tracker = self._memoire.pop(sender_id, None)
        if tracker is None or self._ecrits[sender_id][1] != dernier + 1:
            tracker = _abreger(self._relire(sender_id), self.domain)
            self._ecrits[sender_id] = (len(tracker.events), dernier + 1)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        self.enregistrer(tracker)

    def enregistrer(
        self, tracker: DialogueStateTracker, message_id: str | None = None, reponse: dict[str, Any] | None = None
    ) -> None:
        """Write what is new, and the answer of the turn. Raises IntegrityError when another process wrote first."""
        conversation = tracker.sender_id
        ecrits, rang = self._ecrits.get(conversation, (0, 0))
        nouveaux = [evenement.as_dict() for evenement in list(tracker.events)[ecrits:]]
        if nouveaux:
            ligne = {
                "conversation": conversation,
                "rang": rang,
                "message_id": message_id,
                "evenements": json.dumps(nouveaux, ensure_ascii=False),
                "reponse": json.dumps(reponse, ensure_ascii=False) if reponse is not None else None,
            }
            with self._base.begin() as lien:
                lien.execute(sa.insert(TOURS), ligne)
            rang += 1
        tracker = _abreger(tracker, self.domain)
        self._ecrits[conversation] = (len(tracker.events), rang)
        self._memoire[conversation] = tracker
        while len(self._memoire) > EN_MEMOIRE:
            ancienne, _ = self._memoire.popitem(last=False)
            del self._ecrits[ancienne]

    def reponse(self, conversation: str, message_id: str) -> dict[str, Any] | None:
        """What was answered to a message, when it was."""
        requete = sa.select(TOURS.c.reponse).where(
            TOURS.c.conversation == conversation, TOURS.c.message_id == message_id
        )
        with self._base.connect() as lien:
            dite = lien.execute(requete).scalar()
        return json.loads(dite) if dite else None

    def oublier(self, conversation: str) -> None:
        """Delete every row of a conversation, and what stays of it in memory."""
        with self._base.begin() as lien:
            lien.execute(sa.delete(TOURS).where(TOURS.c.conversation == conversation))
        self._memoire.pop(conversation, None)
        self._ecrits.pop(conversation, None)

    async def keys(self) -> list[str]:
        with self._base.connect() as lien:
            return list(lien.execute(sa.select(TOURS.c.conversation).distinct()).scalars())

    def _relire(self, conversation: str) -> DialogueStateTracker:
        requete = sa.select(TOURS.c.evenements).where(TOURS.c.conversation == conversation).order_by(TOURS.c.rang)
        with self._base.connect() as lien:
            evenements = [e for texte in lien.execute(requete).scalars() for e in json.loads(texte)]
        return DialogueStateTracker.from_dict(conversation, evenements, self.domain.slots)


def _regler_sqlite(connexion: Any, _: Any) -> None:
    # WAL and NORMAL: a killed process loses nothing, and a turn does not wait for the disk.
    connexion.execute("PRAGMA journal_mode=WAL")
    connexion.execute("PRAGMA synchronous=NORMAL")
    connexion.execute("PRAGMA secure_delete=ON")  # a forgotten conversation is not left in free pages


def _abreger(tracker: DialogueStateTracker, domain: Domain) -> DialogueStateTracker:
    """The same conversation from its last turns, with the slots and the form as they were before them."""
    evenements = list(tracker.events)
    dits = [rang for rang, evenement in enumerate(evenements) if isinstance(evenement, UserUttered)]
    if len(dits) <= TOURS_AVANT_COUPE:
        return tracker
    coupe = dits[-TOURS_GARDES]
    avant = DialogueStateTracker.from_events(tracker.sender_id, evenements[:coupe], domain.slots)
    reprise: list[Event] = [ActionExecuted("action_session_start"), SessionStarted()]
    reprise += [SlotSet(nom, slot.value) for nom, slot in avant.slots.items() if slot.value is not None]
    if avant.active_loop is not None and avant.active_loop_name:
        reprise.append(ActiveLoop(avant.active_loop_name))
    reprise.append(ActionExecuted("action_listen"))
    court = DialogueStateTracker.from_events(tracker.sender_id, reprise + evenements[coupe:], domain.slots)
    court.model_id, court.assistant_id = tracker.model_id, tracker.assistant_id
    return court


def adresse() -> str:
    """Of the database: `KAIROS_DATABASE_URL` when PostgreSQL, else a file of `KAIROS_VAR` that Rasa alone writes."""
    url = os.environ.get("KAIROS_DATABASE_URL", "")
    if url.startswith("postgresql"):
        return "postgresql+psycopg2://" + url.partition("://")[2]
    return f"sqlite:///{os.path.join(os.environ.get('KAIROS_VAR') or 'var', 'conversations.db')}"
