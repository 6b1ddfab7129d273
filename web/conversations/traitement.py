"""How a turn gets its answer: the edge, then the bot, tried again while it is away, then the journal for want of it.

A turn is answered by a task of its own, not by the request that brought it: a page that leaves loses nothing.
"""

import asyncio
import contextlib
import logging
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from web.conversations.bot import Bot, BotIndisponibleError, Reponse
from web.conversations.garde import pour_le_bot, refuser
from web.conversations.models import StatutTour
from web.conversations.pannes import dire_panne
from web.conversations.relais import Relayeur
from web.conversations.reponses import Redaction, ce_qui_est_compris, etat_des_slots
from web.conversations.tours import Message, Tours, Travail
from web.problemes import decrire

logger = logging.getLogger(__name__)

PAUSES = (0.1, 0.25, 0.5, 1.0, 2.0)  # between two calls of the bot, the last one repeated
REPONSES_VIDES_MAX = 3
RELECTURE = 0.25  # seconds between two looks at a turn that another process answers
RONDE = 1.0  # seconds between two rounds for turns that nobody answers
RONDE_MAX = 8
BOUTON_PERDU = (
    "Ce bouton correspond à une étape passée : je n’ai rien fait. Répondez à ma dernière question, "
    "ou dites-moi ce que vous voulez faire."
)


@dataclass(frozen=True)
class Issue:
    """The answer of a turn, before its buttons get their tokens."""

    statut: StatutTour
    messages: list[dict[str, Any]]
    etat: dict[str, Any]
    compris: dict[str, Any] | None = None


class Traitement:
    """Answers turns. `role_de` and `trace_de` ask the engine: the role of a user, what it did for a key."""

    def __init__(
        self,
        tours: Tours,
        bot: Bot,
        redaction: Redaction,
        patience: float,
        role_de: Callable[[int | None], Role],
        trace_de: Callable[[str, str], dict[str, Any] | None],
        relayeur: Relayeur,
    ) -> None:
        self.tours = tours
        self.bot = bot
        self.redaction = redaction
        self.patience = patience
        self.role_de = role_de
        self.trace_de = trace_de
        self.relayeur = relayeur
        self._taches: set[asyncio.Task[None]] = set()
        self._reveils: dict[str, set[asyncio.Event]] = defaultdict(set)

    async def repondre(self, conversation_id: str, jeton: str, message: Message) -> dict[str, Any]:
        """Receive a message and wait for its answer, whoever prepares it."""
        with self.abonne(conversation_id) as reveil:
            recu = await asyncio.to_thread(self.tours.recevoir, conversation_id, jeton, message)
            self.reveiller(conversation_id, sauf=reveil)
            if recu.travail is not None:
                self._lancer(recu.travail)
            reponse = recu.reponse
            while reponse is None:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(reveil.wait(), RELECTURE)
                reveil.clear()
                reponse = await asyncio.to_thread(self.tours.reponse, recu.tour_id)
            return reponse

    @contextlib.contextmanager
    def abonne(self, conversation_id: str) -> Iterator[asyncio.Event]:
        """An event set each time something happens, in this process, in a conversation."""
        reveil = asyncio.Event()
        self._reveils[conversation_id].add(reveil)
        try:
            yield reveil
        finally:
            self._reveils[conversation_id].discard(reveil)
            if not self._reveils[conversation_id]:
                del self._reveils[conversation_id]

    def reveiller(self, conversation_id: str, sauf: asyncio.Event | None = None) -> None:
        """Tell whoever follows a conversation in this process that something happened there."""
        for reveil in self._reveils.get(conversation_id, ()):
            if reveil is not sauf:
                reveil.set()

    @contextlib.asynccontextmanager
    async def en_marche(self) -> AsyncIterator[None]:
        """While inside, turns left unanswered are taken up; on leaving, those in hand are given back."""
        ronde = asyncio.create_task(self._faire_la_ronde())
        try:
            yield
        finally:
            for tache in (ronde, *self._taches):
                tache.cancel()
            await asyncio.gather(ronde, *self._taches, return_exceptions=True)

    async def _faire_la_ronde(self) -> None:
        while True:
            try:
                for conversation_id in await asyncio.to_thread(self.tours.en_souffrance, RONDE_MAX):
                    travail = await asyncio.to_thread(self.tours.prendre, conversation_id)
                    if travail is not None:
                        self._lancer(travail)
                for conversation_id in await asyncio.to_thread(self.relayeur.annoncer):
                    self.reveiller(conversation_id)
                await self._faire_oublier()
            except Exception as erreur:
                logger.error("round for unanswered turns: %s", decrire(erreur))
            await asyncio.sleep(RONDE)

    async def _faire_oublier(self) -> None:
        """Erased conversations are erased by the bot too, as soon as it answers."""
        for conversation_id in await asyncio.to_thread(self.tours.a_oublier, RONDE_MAX):
            with contextlib.suppress(BotIndisponibleError):
                await self.bot.oublier(conversation_id)
                await asyncio.to_thread(self.tours.oubliee, conversation_id)

    def _lancer(self, travail: Travail) -> None:
        tache = asyncio.create_task(self._traiter(travail))
        self._taches.add(tache)
        tache.add_done_callback(self._taches.discard)

    async def _traiter(self, travail: Travail) -> None:
        """Answer the turns of a conversation in their order, until none is left."""
        suivant: Travail | None = travail
        while suivant is not None:
            travail = suivant
            gardien = asyncio.create_task(self._garder(travail))
            try:
                issue = await self._preparer(travail)
                _, suivant = await asyncio.to_thread(
                    self.tours.repondre, travail, issue.statut, issue.messages, issue.etat, issue.compris
                )
            except asyncio.CancelledError:
                await asyncio.to_thread(self.tours.rendre, travail)
                raise
            except Exception as erreur:
                # The turn stays unanswered and its loan runs out: the next round takes it up.
                logger.error("turn %s of %s: %s", travail.tour_id, travail.conversation_id, decrire(erreur))
                return
            finally:
                gardien.cancel()
            self.reveiller(travail.conversation_id)

    async def _garder(self, travail: Travail) -> None:
        """Keep the loan while the answer is being prepared."""
        while True:
            await asyncio.sleep(self.tours.duree / 3)
            await asyncio.to_thread(self.tours.prolonger, travail)

    async def _preparer(self, travail: Travail) -> Issue:
        if await asyncio.to_thread(self.relayeur.assistant_se_tait, travail.conversation_id):
            return Issue(StatutTour.REPONDU, [], travail.etat)  # kept for the person who answers
        refus = BOUTON_PERDU if travail.bouton_perdu else None
        if travail.charge is None and refus is None:
            refus = refuser(travail.texte, travail.etat.get("attend"))
        if refus is not None:
            message = {"texte": refus, "boutons": travail.derniers_boutons, "sources": []}
            return Issue(StatutTour.REPONDU, [message], travail.etat)
        role = await asyncio.to_thread(self.role_de, travail.utilisateur_id)
        try:
            reponse = await self._demander(travail)
            messages = self.redaction.rediger(reponse.messages, role)
            if not messages:
                raise BotIndisponibleError("nothing to show", repondu=True)
            self.redaction.ajouter(messages, reponse.comprehension, role)
        except BotIndisponibleError as panne:
            logger.warning(
                "turn %s of %s: the bot gave no answer (%s)", travail.tour_id, travail.conversation_id, panne
            )
            return await self._sans_bot(travail)
        except Exception as erreur:  # an answer that cannot be shown is no answer: the journal still tells the truth
            logger.error("turn %s of %s: %s", travail.tour_id, travail.conversation_id, decrire(erreur))
            return await self._sans_bot(travail)
        compris = ce_qui_est_compris(reponse.comprehension, travail.texte, travail.etat.get("attend"))
        return Issue(StatutTour.REPONDU, messages, etat_des_slots(reponse.slots), compris)

    async def _demander(self, travail: Travail) -> Reponse:
        """Ask the bot, again and again under the same id, until `patience` runs out."""
        metadata = {
            "maintenant": a_paris(travail.recu_le).isoformat(timespec="seconds"),
            "attend": travail.etat.get("attend"),
            "bouton": travail.charge,
        }
        debut, essais, vides = time.monotonic(), 0, 0
        while True:
            try:
                return await self.bot.tour(
                    travail.conversation_id, travail.bot_id, pour_le_bot(travail.texte), metadata
                )
            except BotIndisponibleError as panne:
                vides += panne.repondu
                pause = PAUSES[min(essais, len(PAUSES) - 1)]
                if vides >= REPONSES_VIDES_MAX or time.monotonic() - debut + pause > self.patience:
                    raise
            if essais == 0:
                await asyncio.to_thread(self.tours.faire_attendre, travail)
                self.reveiller(travail.conversation_id)
            essais += 1
            await asyncio.sleep(pause)

    async def _sans_bot(self, travail: Travail) -> Issue:
        """The answer when the bot gave none: what the journal says of the recap that awaited its yes."""
        cle, trace = travail.etat.get("cle"), None
        if cle:
            trace = await asyncio.to_thread(self.trace_de, travail.conversation_id, cle)
        message = dire_panne(travail.tour_id, trace, operation_en_cours="operation" in travail.etat)
        return Issue(StatutTour.ECHEC, [message], {} if trace else travail.etat)
