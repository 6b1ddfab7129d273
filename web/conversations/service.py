"""The conversations of one running app: what their routes need, built once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy.orm import sessionmaker

from engine.kit.door import Socle
from engine.kit.sceau import Sceau
from web.conversations.avis import Recueil
from web.conversations.bot import Bot
from web.conversations.depot import Depot
from web.conversations.identite import Identites
from web.conversations.recus import chercher_trace
from web.conversations.relais import Relayeur
from web.conversations.reponses import Redaction
from web.conversations.tours import Tours
from web.conversations.traitement import Traitement
from web.settings import WebSettings
from web.site.articles import articles


@dataclass(frozen=True)
class Conversations:
    """Everything a route of the conversations may use."""

    depot: Depot
    traitement: Traitement
    recueil: Recueil
    identites: Identites
    bot: Bot
    sceau: Sceau
    service_key: str

    def ouvrir(self, authorization: str, client: str) -> tuple[str, str]:
        """Open a conversation bound to whoever bears this login, or to a visiteur; (id, token)."""
        utilisateur_id = self.identites.lire(authorization)
        expire_le = None if utilisateur_id is None else self.identites.fin_de_conversation()
        return self.depot.ouvrir(utilisateur_id, client, expire_le)

    def jeton_pour(self, conversation_id: str) -> dict[str, Any]:
        """A short token of the identity of a conversation, and its role."""
        return self.identites.jeton_court(self.depot.utilisateur(conversation_id), conversation_id)

    @asynccontextmanager
    async def en_marche(self) -> AsyncIterator[None]:
        """While inside, turns left unanswered are taken up."""
        try:
            async with self.traitement.en_marche():
                yield
        finally:
            await self.bot.fermer()


def construire(socle: Socle, identites: Identites, settings: WebSettings) -> Conversations:
    """Build the conversations on the engine's database, clock and key."""
    sessions = sessionmaker(socle.engine, expire_on_commit=False)
    bot = Bot(settings.bot_url, settings.service_key, settings.appel)
    return Conversations(
        depot=Depot(sessions, socle.clock),
        traitement=Traitement(
            Tours(sessions, socle.clock, socle.sceau, settings.bail),
            bot,
            Redaction(articles()),
            settings.patience,
            role_de=identites.role,
            trace_de=partial(chercher_trace, sessions),
            relayeur=Relayeur(sessions, socle.clock, socle.sceau),
        ),
        recueil=Recueil(sessions, socle.clock, socle.sceau),
        identites=identites,
        bot=bot,
        sceau=socle.sceau,
        service_key=settings.service_key,
    )
