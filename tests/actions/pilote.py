"""Plays a conversation against the real actions and the real engine, doing for them what Rasa's form and rules do.

The data of each sentence are read by the real reader; its intent is given by hand. The journeys of tests/parcours leave
that to the real model.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import Session

from actions.conversation import FORM, Actions
from bot.donnees import trouver
from engine.kit.journal import JournalRow

REGLES = {"clarification": "action_clarifier", "aide-capacites": "action_hors_formulaire"}
ACTES = ("affirmation", "negation", "annuler", "corriger", "pourquoi-cette-question", "repeter", "je-ne-sais-pas")
ACTES += ("recommencer", "attendre", "reprendre", "donnee")
RIC = "Programme une info coll mardi 19 janvier à 14h à Rouen, 20 places"
MAINTENANT = datetime(2027, 1, 13, 10, tzinfo=ZoneInfo("Europe/Paris"))


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
        return _simple(mots) in _simple(self.texte)


def _simple(texte: str) -> str:
    return texte.lower().replace("\u00a0", " ")


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
        *ids: str,
        offre: str | None = None,
        bouton: dict[str, Any] | None = None,
        confiance: float = 1.0,
        aussi: tuple[str, ...] = (),
    ) -> Dit:
        """One turn: what is said, how it was understood and how surely, the articles or operations meant."""
        attend = (self.slots.get("attend") or {}).get("type")
        entites = [
            {"entity": d.entity, "value": d.value, "start": d.start, "end": d.end, "text": d.text}
            | {"autres": list(d.autres), "role": d.role}
            for d in trouver(texte, MAINTENANT, attend)
        ]
        message = {
            "text": texte,
            "intent": {"name": intention, "confidence": 1.0},
            "entities": [] if bouton else entites,
            "message_id": uuid4().hex,
            "metadata": {"bouton": bouton},
            "comprehension": {
                "ids": list(ids),
                "offre": offre,
                "confiance": confiance,
                "aussi": [{"decision": "article", "ids": [article]} for article in aussi],
            },
        }
        return asyncio.run(self._tour(message))

    def demander(self, operation: str, texte: str = "") -> Dit:
        return self.dire(texte or "je voudrais faire quelque chose", "operation", operation)

    def cliquer(self, titre: str) -> Dit:
        payload = next(p for t, p in self.dernier.boutons.items() if titre.lower() in t.lower())
        for cle, intention in (("operation", "operation"), ("article", "faq"), ("valeur", "donnee")):
            if cle in payload:
                ids = (payload[cle],) if cle != "valeur" else ()
                return self.dire(titre, intention, *ids, bouton=payload)
        return self.dire(titre, payload["acte"], bouton=payload)

    async def _tour(self, message: dict[str, Any]) -> Dit:
        intention = message["intent"]["name"]
        dit = {"message_id": message["message_id"], "text": message["text"]}
        self.evenements.append({"event": "user", **dit, "parse_data": {"comprehension": message["comprehension"]}})
        messages: list[dict[str, Any]] = []
        suite: str | None = "rejet"
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


def au_recap(c: Pilote) -> Pilote:
    """An appointment of the session CAP Cuisine, up to its recap."""
    c.demander("creer-ric", RIC)
    c.dire("celle de cuisine")
    assert "J’enregistre ?" in c.dernier
    return c


def recus(db: Session) -> list[str]:
    """The operations that left a receipt."""
    db.expire_all()
    return [ligne.operation for ligne in db.scalars(sa.select(JournalRow).order_by(JournalRow.id)) if ligne.recu]
