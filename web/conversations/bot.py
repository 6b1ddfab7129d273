"""The client of the bot: one turn asked, its messages and slots read."""

from dataclasses import dataclass, field
from typing import Any

import httpx


class BotIndisponibleError(Exception):
    """The bot did not answer this call. `repondu` tells when it did, but with nothing that can be shown."""

    def __init__(self, raison: str, *, repondu: bool = False) -> None:
        super().__init__(raison)
        self.repondu = repondu


@dataclass(frozen=True)
class Reponse:
    """What the bot answers to one turn, and what it understood."""

    messages: list[dict[str, Any]]
    slots: dict[str, Any]
    comprehension: dict[str, Any] = field(default_factory=dict)


class Bot:
    """HTTP client of `$KAIROS_BOT_URL`; one connection pool for the life of the app."""

    def __init__(self, url: str, service_key: str, delai: float) -> None:
        limites = httpx.Limits(max_connections=64, max_keepalive_connections=16)
        self._http = httpx.AsyncClient(
            base_url=url, headers={"X-Service-Key": service_key}, timeout=delai, limits=limites, trust_env=False
        )

    async def tour(self, conversation: str, message_id: str, texte: str, metadata: dict[str, Any]) -> Reponse:
        """Run one turn, or read again the answer of one already run. Raises BotIndisponibleError."""
        corps = {"conversation": conversation, "message_id": message_id, "texte": texte, "metadata": metadata}
        try:
            recu = await self._http.post("/webhooks/assistant/tour", json=corps)
        except httpx.HTTPError as erreur:
            raise BotIndisponibleError(type(erreur).__name__) from erreur
        if recu.status_code != httpx.codes.OK:
            raise BotIndisponibleError(f"status {recu.status_code}")
        try:
            contenu = recu.json()
            slots, compris = (dict(contenu.get(cle) or {}) for cle in ("slots", "comprehension"))
            reponse = Reponse(list(contenu["messages"]), slots, compris)
        except (ValueError, KeyError, TypeError) as erreur:
            raise BotIndisponibleError("unreadable answer", repondu=True) from erreur
        if not any(message.get("text") or message.get("custom") for message in reponse.messages):
            raise BotIndisponibleError("empty answer", repondu=True)
        return reponse

    async def oublier(self, conversation: str) -> None:
        """Have the rows of a conversation deleted. Raises BotIndisponibleError."""
        try:
            recu = await self._http.post("/webhooks/assistant/oublier", json={"conversation": conversation})
        except httpx.HTTPError as erreur:
            raise BotIndisponibleError(type(erreur).__name__) from erreur
        if recu.status_code != httpx.codes.OK:
            raise BotIndisponibleError(f"status {recu.status_code}")

    async def est_pret(self) -> bool:
        """Whether a model is loaded and answers."""
        try:
            return (await self._http.get("/webhooks/assistant/pret", timeout=2)).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    async def fermer(self) -> None:
        await self._http.aclose()
