"""The one door into Rasa: a turn comes from `web`, with the key of our own processes, and is answered whole."""

import hmac
import logging
import os
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.comprehension import lots
from bot.suivi import Suivi

logger = logging.getLogger(__name__)


class Reponses(CollectingOutputChannel):
    """Keeps each answer of the turn whole: text, buttons and `custom` in one message."""

    @classmethod
    def name(cls) -> str:
        return "assistant"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        entier = {cle: message.get(cle) for cle in ("text", "buttons", "custom")}
        self.messages.append({cle: valeur for cle, valeur in entier.items() if valeur})


class Canal(InputChannel):
    """`POST /webhooks/assistant/tour`, `…/oublier` and `GET …/pret` (docs/architecture.md, « One turn »)."""

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
            if not cle or not hmac.compare_digest(request.headers.get("X-Service-Key", "").encode(), cle.encode()):
                return response.json({"code": "cle-de-service"}, status=401)
            recu = request.json
            if not isinstance(recu, dict) or not all(
                isinstance(recu.get(champ), str) and recu[champ] for champ in ("conversation", "message_id")
            ):
                return response.json({"code": "tour-mal-forme"}, status=422)
            return response.json(await repondre(request.app.ctx.agent, recu), ensure_ascii=False)

        @routes.route("/oublier", methods=["POST"])
        async def oublier(request: Request) -> HTTPResponse:
            if not cle or not hmac.compare_digest(request.headers.get("X-Service-Key", "").encode(), cle.encode()):
                return response.json({"code": "cle-de-service"}, status=401)
            agent, conversation = request.app.ctx.agent, str((request.json or {}).get("conversation") or "")
            async with agent.lock_store.lock(conversation, wait_time_in_seconds=0.05):
                suivi_de(agent).oublier(conversation)
            return response.json({"conversation": conversation})

        return routes


async def repondre(agent: Agent, recu: dict[str, Any]) -> dict[str, Any]:
    """Run a turn, once by `message_id`; {messages, slots, comprehension}."""
    conversation, message_id = recu["conversation"], recu["message_id"]
    suivi = suivi_de(agent)
    async with agent.lock_store.lock(conversation, wait_time_in_seconds=0.05):
        deja = suivi.reponse(conversation, message_id)
        if deja is not None:
            return deja
        texte = str(recu.get("texte") or "")
        await lots.preparer(texte)
        message = UserMessage(
            texte,
            Reponses(),
            conversation,
            input_channel=Canal.name(),
            message_id=message_id,
            metadata=recu.get("metadata") or {},
        )
        tracker = await _derouler(agent, message)
        reponse = _reponse(tracker, message.output_channel)
        if reponse["messages"]:  # not a word: an action failed, the turn leaves nothing and may be run again
            suivi.enregistrer(tracker, message_id, reponse)
    return reponse


def suivi_de(agent: Agent) -> Suivi:
    """Our store, out of the wrapper that would answer from memory when the database does not: better to fail."""
    magasin = agent.tracker_store
    while not isinstance(magasin, Suivi):
        magasin = magasin._tracker_store
    if agent.processor.tracker_store is not magasin:
        agent.tracker_store = agent.processor.tracker_store = magasin
    return magasin


async def _derouler(agent: Agent, message: UserMessage) -> DialogueStateTracker:
    """What Rasa's `handle_message` does, but for its three readings and its writing of the conversation."""
    processor = agent.processor
    tracker = await processor.log_message(message, should_save_tracker=False)
    tracker = await processor.run_action_extract_slots(message.output_channel, tracker)
    await processor._run_prediction_loop(message.output_channel, tracker)
    return tracker


def _reponse(tracker: DialogueStateTracker, canal: Reponses) -> dict[str, Any]:
    return {
        "messages": canal.messages,
        "slots": {
            nom: slot.value
            for nom, slot in tracker.slots.items()
            if slot.value is not None and nom != "session_started_metadata"
        },
        "comprehension": tracker.latest_message.parse_data.get("comprehension", {}),
    }
