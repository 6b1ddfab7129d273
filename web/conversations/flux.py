"""Server-sent events of a conversation: other tabs see each message received, then its answer."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from web.conversations.depot import Depot
from web.conversations.models import EN_COURS, StatutTour
from web.conversations.pannes import ATTENTE
from web.conversations.refus import ConversationInconnue
from web.conversations.traitement import Traitement

RELECTURE = 1.0  # seconds: what another process answers shows that late at most
BATTEMENT = 15  # looks without news before a comment keeps the line open


def evenement(nom: str, donnees: dict[str, Any]) -> bytes:
    return f"event: {nom}\ndata: {json.dumps(donnees, ensure_ascii=False)}\n\n".encode()


async def suivre(depot: Depot, traitement: Traitement, conversation_id: str) -> AsyncIterator[bytes]:
    """`recu` for each message, `attente` when its answer is late, `reponse` at last; ends with the conversation.

    `personne` each time the conversation changes hands or moves in the queue, `{}` when it is the assistant's again.
    """
    annonces: dict[int, StatutTour] = {}
    personne: dict[str, Any] | None = None
    dernier = await asyncio.to_thread(depot.dernier_tour, conversation_id)
    silences = 0
    with traitement.abonne(conversation_id) as reveil:
        yield b": bonjour\n\n"
        while True:
            reveil.clear()
            ouverts = set(annonces)
            try:
                nouveautes = await asyncio.to_thread(depot.nouveautes, conversation_id, dernier, ouverts)
            except ConversationInconnue:
                return
            for tour_id, statut, tour in nouveautes:
                dernier, silences = max(dernier, tour_id), 0
                if tour_id not in annonces:
                    yield evenement("recu", tour)
                if statut is StatutTour.ATTENTE and annonces.get(tour_id) is not StatutTour.ATTENTE:
                    yield evenement("attente", {"id": tour["id"], "texte": ATTENTE})
                annonces[tour_id] = statut
                if statut not in EN_COURS:
                    del annonces[tour_id]
                    yield evenement("reponse", tour)
            avant, personne = personne, await asyncio.to_thread(depot.personne, conversation_id)
            if personne != avant:
                yield evenement("personne", personne or {})
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(reveil.wait(), RELECTURE)
            silences += 1
            if silences % BATTEMENT == 0:
                yield b": toujours la\n\n"
