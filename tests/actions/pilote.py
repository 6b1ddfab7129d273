"""Plays a conversation against the real actions and the real engine, doing for them what Rasa's form and rules do.

Each turn gives the understanding by hand: intent, entities, ids. The journeys of tests/parcours use the real one.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import FORM, Actions

REGLES = {"clarification": "action_clarifier", "aide-capacites": "action_hors_formulaire"}
ACTES = ("affirmation", "negation", "annuler", "corriger", "pourquoi-cette-question", "repeter", "je-ne-sais-pas")
ACTES += ("recommencer", "attendre", "reprendre", "donnee")


@dataclass
class Dit:
    """What one turn answered."""

    messages: list[dict[str, Any]]

    @property
    def texte(self) -> str:
        return "\n".join(m.get("text") or f"[{m.get('response')}]" for m in self.messages)

    @property
    def boutons(self) -> dict[str, dict[str, Any]]:
        return {b["title"]: b["payload"] for m in self.messages for b in m.get("buttons") or ()}

    @property
    def recu(self) -> dict[str, Any] | None:
        return next((m["custom"]["recu"] for m in self.messages if (m.get("custom") or {}).get("recu")), None)

    def __contains__(self, mots: str) -> bool:
        return mots.lower().replace("\u00a0", " ") in self.texte.lower().replace("\u00a0", " ")


@dataclass
class Pilote:
    actions: Actions
    conversation: str = field(default_factory=lambda: f"c-{uuid4().hex[:8]}")
    slots: dict[str, Any] = field(default_factory=dict)
    evenements: list[dict[str, Any]] = field(default_factory=list)
    en_formulaire: bool = False
    dernier: Dit = field(default_factory=lambda: Dit([]))

    def dire(
        self,
        texte: str,
        intention: str = "donnee",
        *entites: tuple[str, Any, str] | tuple[str, Any],
        ids: tuple[str, ...] = (),
        offre: str | None = None,
        bouton: dict[str, Any] | None = None,
    ) -> Dit:
        """One turn. An entity is (type, value, words it was read in); without words it stands for the whole text."""
        lues = []
        for type_, valeur, *dits in entites:
            mots = dits[0] if dits else texte
            debut = texte.index(mots)
            lue = {"entity": type_, "value": valeur, "start": debut, "end": debut + len(mots), "text": mots}
            lues.append(lue | ({"role": "ecarte"} if "pas " in texte[max(0, debut - 6) : debut] else {}))
        message = {
            "text": texte,
            "intent": {"name": intention, "confidence": 1.0},
            "entities": lues,
            "message_id": uuid4().hex,
            "metadata": {"bouton": bouton},
            "comprehension": {"ids": list(ids), "offre": offre},
        }
        return asyncio.run(self._tour(message))

    def demander(self, operation: str, texte: str = "", *entites: Any) -> Dit:
        return self.dire(texte or operation, "operation", *entites, ids=(operation,))

    def cliquer(self, titre: str) -> Dit:
        payload = next(p for t, p in self.dernier.boutons.items() if titre.lower() in t.lower())
        for cle, intention in (("operation", "operation"), ("article", "faq"), ("valeur", "donnee")):
            if cle in payload:
                ids = (payload[cle],) if cle != "valeur" else ()
                return self.dire(titre, intention, ids=ids, bouton=payload)
        return self.dire(titre, payload["acte"], bouton=payload)

    async def _tour(self, message: dict[str, Any]) -> Dit:
        intention = message["intent"]["name"]
        self.evenements.append({"event": "user", "message_id": message["message_id"], "text": message["text"]})
        messages: list[dict[str, Any]] = []
        suite = "rejet"
        if self.en_formulaire or intention == "operation":
            self.en_formulaire = True
            suite = await self._former(message, messages)
        if suite == "rejet":
            suite = await self._suivre_la_regle(intention, message, messages)
            if self.en_formulaire:
                await self._former(message, messages)
        while suite == FORM:
            self.en_formulaire = True
            suite = await self._former(message, messages)
        self.evenements += [{"event": "bot", "text": m.get("text"), "data": m} for m in messages]
        self.dernier = Dit(messages)
        return self.dernier

    async def _suivre_la_regle(
        self, intention: str, message: dict[str, Any], messages: list[dict[str, Any]]
    ) -> str | None:
        if intention in REGLES or intention in ACTES:
            return await self._appeler(REGLES.get(intention, "action_hors_formulaire"), message, messages)
        messages.append({"response": f"utter_{intention}"})
        return None

    async def _former(self, message: dict[str, Any], messages: list[dict[str, Any]]) -> str | None:
        if await self._appeler(f"validate_{FORM}", message, messages) == "rejet":
            return "rejet"
        demande = self.slots.get("requested_slot")
        if demande:
            await self._appeler(f"action_ask_{FORM}_{demande}", message, messages)
            return None
        self.en_formulaire = False
        if self.slots.get("confirmation") == "oui":
            return await self._appeler("action_executer", message, messages)
        return None

    async def _appeler(self, nom: str, message: dict[str, Any], messages: list[dict[str, Any]]) -> str | None:
        dispatcher = CollectingDispatcher()
        boucle = {"name": FORM} if self.en_formulaire else {}
        tracker = Tracker(
            self.conversation, dict(self.slots), message, self.evenements, False, None, boucle, "action_listen"
        )
        suite = None
        for evenement in await self.actions.par_nom()[nom](dispatcher, tracker, {}):
            if evenement["event"] == "slot":
                self.slots[evenement["name"]] = evenement["value"]
            elif evenement["event"] == "followup":
                suite = evenement["name"]
            else:
                suite = "rejet"
        messages += dispatcher.messages
        return suite
