"""The one door into Rasa: a turn comes from `web`, with the key of our own processes, and is answered whole."""

import hmac
import logging
import os
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

logger = logging.getLogger(__name__)


class Reponses(CollectingOutputChannel):
    """Keeps each answer of the turn whole: text, buttons and `custom` in one message."""

    @classmethod
    def name(cls) -> str:
        return "assistant"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(_message(message.get("text"), message))


class Canal(InputChannel):
    """`POST /webhooks/assistant/tour` and `GET /webhooks/assistant/pret` (docs/architecture.md, « One turn »)."""

    @classmethod
    def name(cls) -> str:
        return "assistant"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        cle = os.environ.get("KAIROS_SERVICE_KEY", "")
        if not cle:
            logger.warning("KAIROS_SERVICE_KEY is not set: every turn will be refused.")
        routes = Blueprint("assistant", __name__)

        @routes.route("/pret", methods=["GET"])
        async def pret(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            est_pret = bool(agent and agent.is_ready())
            return response.json({"pret": est_pret}, status=200 if est_pret else 503)

        @routes.route("/tour", methods=["POST"])
        async def tour(request: Request) -> HTTPResponse:
            if not cle or not hmac.compare_digest(request.headers.get("X-Service-Key", ""), cle):
                return response.json({"code": "cle-de-service"}, status=401)
            recu = request.json
            if not isinstance(recu, dict) or not all(
                isinstance(recu.get(champ), str) and recu[champ] for champ in ("conversation", "message_id")
            ):
                return response.json({"code": "tour-mal-forme"}, status=422)
            return response.json(await repondre(request.app.ctx.agent, recu))

        return routes


async def repondre(agent: Any, recu: dict[str, Any]) -> dict[str, Any]:
    """Run a turn, once by `message_id`; {messages, slots, comprehension}."""
    conversation, message_id = recu["conversation"], recu["message_id"]
    async with agent.lock_store.lock(conversation):
        deja = await agent.tracker_store.retrieve(conversation)
        if deja is None or _rang(deja, message_id) is None:
            message = UserMessage(
                recu.get("texte") or "",
                Reponses(),
                conversation,
                input_channel=Canal.name(),
                message_id=message_id,
                metadata=recu.get("metadata") or {},
            )
            await agent.processor.handle_message(message)
            deja = await agent.tracker_store.retrieve(conversation)
    return _reponse(deja, message_id)


def _rang(tracker: DialogueStateTracker, message_id: str) -> int | None:
    """Place of the message in the events of the conversation, last first: a replay is nearly always of the last."""
    evenements = list(tracker.events)
    for rang in range(len(evenements) - 1, -1, -1):
        evenement = evenements[rang]
        if isinstance(evenement, UserUttered) and evenement.message_id == message_id:
            return rang
    return None


def _reponse(tracker: DialogueStateTracker, message_id: str) -> dict[str, Any]:
    """What was answered to `message_id`, read again from the events: the same answer however often it is asked."""
    debut = _rang(tracker, message_id)
    assert debut is not None
    evenements = list(tracker.events)
    fin = next(
        (r for r in range(debut + 1, len(evenements)) if isinstance(evenements[r], UserUttered)), len(evenements)
    )
    if fin < len(evenements):
        tracker = DialogueStateTracker.from_events(tracker.sender_id, evenements[:fin], tracker.slots.values())
    dits = [e for e in evenements[debut:fin] if isinstance(e, BotUttered)]
    return {
        "messages": [_message(dit.text, dit.data) for dit in dits],
        "slots": {nom: slot.value for nom, slot in tracker.slots.items() if slot.value is not None},
        "comprehension": evenements[debut].parse_data.get("comprehension", {}),
    }


def _message(texte: str | None, reste: dict[str, Any]) -> dict[str, Any]:
    message = {"text": texte, "buttons": reste.get("buttons"), "custom": reste.get("custom")}
    return {cle: valeur for cle, valeur in message.items() if valeur}
