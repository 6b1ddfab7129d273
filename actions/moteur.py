"""The engine, seen from the conversation: previews and executions in the user's own name.

RefusDuMoteur      the engine answered no, and says why and what to do next
MoteurInjoignable  nothing left here: nothing was recorded
IssueInconnue      it left, no answer came: it may have been recorded; the same key may be sent again
"""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

AVANT_EXPIRATION = 60.0
DUREE_JETON = 600.0
CONVERSATIONS_EN_MEMOIRE = 10_000


class RefusDuMoteur(Exception):  # noqa: N818 - a state of affairs of the trade, not a failure of the program
    """A problem+json of the engine."""

    def __init__(self, status: int, probleme: dict[str, Any]) -> None:
        super().__init__(probleme.get("code", status))
        self.status = status
        self.probleme = probleme


class MoteurInjoignable(Exception):  # noqa: N818
    """The request never left."""


class IssueInconnue(Exception):  # noqa: N818
    """The request left and its answer is not known."""


@dataclass
class Jeton:
    """What speaks for the user of one conversation, and in which role."""

    valeur: str
    role: str
    perime_a: float


@dataclass
class Moteur:
    """Client of the engine's API and of web's token door. `client` has web's address as its base."""

    client: httpx.AsyncClient
    service_key: str
    jetons: dict[str, Jeton] = field(default_factory=dict)
    verrou: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def role(self, conversation: str) -> str:
        """The role of the user: `visiteur` when nobody signed in."""
        return (await self._jeton(conversation)).role

    async def apercu(self, conversation: str, operation: str, donnees: dict[str, Any]) -> dict[str, Any]:
        """Preview with any part of the data; writes nothing."""
        return await self._poster(conversation, f"/api/v1/operations/{operation}/apercu", donnees, {})

    async def executer(self, conversation: str, operation: str, donnees: dict[str, Any], cle: str) -> dict[str, Any]:
        """Execute once for this key; the same key again gives the same receipt."""
        entetes = {"Idempotency-Key": cle}
        return await self._poster(conversation, f"/api/v1/operations/{operation}", donnees, entetes)

    async def _poster(
        self, conversation: str, chemin: str, donnees: dict[str, Any], entetes: dict[str, str]
    ) -> dict[str, Any]:
        for essai in (1, 2):
            jeton = await self._jeton(conversation)
            tous = {
                "Authorization": f"Bearer {jeton.valeur}",
                "X-Canal": "assistant",
                "X-Conversation": conversation,
                **entetes,
            }
            reponse = await self._appeler(chemin, json=donnees, headers=tous)
            if reponse.status_code == 401 and essai == 1:
                self.jetons.pop(conversation, None)
                continue
            return _lire(reponse)
        raise IssueInconnue  # pragma: no cover - the second try returns or raises

    async def _jeton(self, conversation: str) -> Jeton:
        async with self.verrou:
            garde = self.jetons.get(conversation)
            if garde is not None and garde.perime_a > time.monotonic():
                return garde
            try:
                reponse = await self._appeler(
                    f"/interne/conversations/{conversation}/jeton", headers={"X-Service-Key": self.service_key}
                )
                corps = _lire(reponse)
            except IssueInconnue as incident:
                raise MoteurInjoignable from incident  # without a token, nothing was asked of the engine
            if len(self.jetons) >= CONVERSATIONS_EN_MEMOIRE:
                self.jetons.clear()
            jeton = Jeton(corps["jeton"], corps["role"], time.monotonic() + DUREE_JETON - AVANT_EXPIRATION)
            self.jetons[conversation] = jeton
            return jeton

    async def _appeler(self, chemin: str, **requete: Any) -> httpx.Response:
        try:
            return await self.client.post(chemin, **requete)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as incident:
            raise MoteurInjoignable from incident
        except httpx.HTTPError as incident:
            raise IssueInconnue from incident


def _lire(reponse: httpx.Response) -> dict[str, Any]:
    try:
        corps = reponse.json()
    except ValueError as incident:
        raise IssueInconnue from incident
    if not isinstance(corps, dict):
        raise IssueInconnue
    if reponse.status_code == 200:
        return corps
    if reponse.status_code >= 500:
        raise IssueInconnue
    raise RefusDuMoteur(reponse.status_code, corps)
