"""A stand-in of the conversation API for the widget's tests: the real pages, a conversation kept in memory.

It keeps the contract of docs/architecture.md and counts what it is asked, so that a test can cut it, delay it, and
know how often a message acted.
"""

from __future__ import annotations

import asyncio
import json
import threading
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from engine.settings import Settings
from tests.pile import port_libre
from web.bord import EnTetes
from web.conversations.routes import lister_raisons
from web.site.pages import installer_site

ANNONCE = """Vous avez 72 heures maximum, à partir de la réception du courriel automatique.

Les samedis et dimanches comptent."""
RECAP = """Voici ce que je vais enregistrer :

Session : SE_0000160070, CAP Cuisine
Date : mardi 12 janvier 2027 à 14 h
Lieu : Rouen
Places : 20

J’enregistre ?"""
LISTE = """Écrivez à l’équipe.

- Par courriel : kairos.normandie@pole-emploi.fr
- Par téléphone : 09 72 72 00 70

Guide : https://www.actuformation.pole-emploi.org/."""
ARTICLE = "identifiants-72h"


def repondre(texte: str) -> dict[str, Any]:
    """What the assistant says to a text, or to a button by its title."""
    propre = texte.lower()
    if "reunion" in propre or "réunion" in propre:
        messages = [{"texte": RECAP, "boutons": [bouton("Oui, j’enregistre"), bouton("Non")], "sources": []}]
        return {
            "messages": messages,
            "etat": {"operation": "creer-ric", "attend": {"donnee": "confirmation", "type": "choix"}},
        }
    if propre.startswith("oui"):
        recu = {"numero": "R-2027-000042", "operation": "creer-ric", "le": "2027-01-06T09:00:00Z"}
        averti = [
            {
                "code": "sans-referencement-qualite",
                "message": "Sans référencement qualité, pas d’AIF.",
                "article": ARTICLE,
            }
        ]
        texte = "La réunion du mardi 12 janvier 2027 à 14 h est programmée à Rouen, avec 20 places."
        return {
            "messages": [
                {
                    "texte": texte,
                    "boutons": [bouton("Inscrire un candidat")],
                    "sources": [],
                    "recu": recu,
                    "avertissements": averti,
                }
            ],
            "etat": {},
        }
    if "contact" in propre:
        return {"messages": [{"texte": LISTE, "boutons": [], "sources": []}], "etat": {}}
    if "code provisoire" in propre:
        return {
            "messages": [{"texte": "Quel est votre code ?", "boutons": [], "sources": []}],
            "etat": {"attend": {"donnee": "code_provisoire", "type": "secret"}},
        }
    if "code" in propre:
        source = {
            "titre": "Présentation KAIROS – ACTU FORMATION, « Procédure d’adhésion à KAIROS en trois étapes »",
            "article": ARTICLE,
        }
        boutons = [bouton("Je valide mon code"), bouton("Mes codes ont expiré, que faire ?")]
        return {
            "messages": [{"texte": ANNONCE, "boutons": boutons, "sources": [source], "article": ARTICLE}],
            "etat": {},
        }
    return {"messages": [{"texte": f"Vous avez dit : {texte}", "boutons": [], "sources": []}], "etat": {}}


def bouton(titre: str) -> dict[str, str]:
    return {"titre": titre, "bouton": f"b:{titre}"}


@dataclass
class Remplacant:
    """The stand-in: `actes` holds the texts of the turns really run, `appels` the id of every message received."""

    url: str = ""
    conversations: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    etats: dict[str, dict[str, Any]] = field(default_factory=dict)
    actes: list[str] = field(default_factory=list)
    appels: list[str] = field(default_factory=list)
    delai: float = 0.0
    patience: str = ""

    def app(self, settings: Settings) -> FastAPI:
        app = FastAPI()
        installer_site(app, settings)
        app.add_middleware(EnTetes, cadres="'none'")
        app.post("/api/v1/auth/login")(self.connexion)
        app.post("/api/v1/conversations", status_code=201)(self.ouvrir)
        app.post("/api/v1/conversations/{id}/messages")(self.envoyer)
        app.get("/api/v1/conversations/{id}/messages")(self.relire)
        app.get("/api/v1/conversations/raisons-avis")(lister_raisons)
        app.put("/api/v1/conversations/{id}/messages/{message_id}/avis")(self.juger)
        app.delete("/api/v1/conversations/{id}/messages/{message_id}/avis")(self.retirer)
        app.get("/api/v1/conversations/{id}/flux")(self.suivre)
        app.delete("/api/v1/conversations/{id}")(self.effacer)
        return app

    async def connexion(self, request: Request) -> JSONResponse:
        demande = await request.json()
        if demande["mot_de_passe"] != "demo":
            return probleme(401, "Identifiant ou mot de passe inconnu.")
        compte = {
            "jeton": "jwt",
            "role": "rgc",
            "siret": "13002526500013",
            "nom": "Claire Petit",
            "expire_le": "2027-01-06T10:00:00Z",
        }
        return JSONResponse(compte)

    async def ouvrir(self) -> dict[str, str]:
        identifiant = str(uuid.uuid4())
        self.conversations[identifiant] = []
        return {"id": identifiant, "jeton": f"jeton-{identifiant}"}

    async def envoyer(self, id: str, request: Request) -> Response:
        corps = await request.json()
        self.appels.append(corps["id"])
        if id not in self.conversations:
            return probleme(404, "Cette conversation n’existe pas, ou elle n’est pas la vôtre.")
        tour = next((tour for tour in self.conversations[id] if tour["id"] == corps["id"]), None)
        if tour is None:
            secret = self.etats.get(id, {}).get("attend", {}).get("type") == "secret"
            texte = corps.get("texte") or corps["bouton"].removeprefix("b:")
            montre = "••••" if secret else texte
            tour = {"id": corps["id"], "texte": montre, "recu_le": "", "repondu_le": None, "messages": None}
            self.conversations[id].append(tour)
            await asyncio.sleep(self.delai)
            self.actes.append(texte)
            reponse = repondre(texte)
            tour["messages"], self.etats[id] = reponse["messages"], reponse["etat"]
        return JSONResponse({"messages": tour["messages"], "etat": self.etats[id]})

    async def relire(self, id: str) -> Response:
        if id not in self.conversations:
            return probleme(404, "Cette conversation n’existe pas, ou elle n’est pas la vôtre.")
        return JSONResponse({"tours": self.conversations[id], "etat": self.etats.get(id, {}), "suite": False})

    async def juger(self, id: str, message_id: str, request: Request) -> Any:
        tour = next(tour for tour in self.conversations[id] if tour["id"] == message_id)
        tour["avis"] = await request.json()
        return tour["avis"]

    async def retirer(self, id: str, message_id: str) -> Response:
        next(tour for tour in self.conversations[id] if tour["id"] == message_id).pop("avis", None)
        return Response(status_code=204)

    async def suivre(self, id: str) -> Response:
        if id not in self.conversations:
            return probleme(404, "Cette conversation n’existe pas, ou elle n’est pas la vôtre.")
        return StreamingResponse(self.evenements(id), media_type="text/event-stream")

    async def evenements(self, id: str) -> AsyncIterator[str]:
        dits = {(tour["id"], dit) for tour in self.conversations[id] if tour["messages"] for dit in (False, True)}
        yield ": bonjour\n\n"
        while id in self.conversations:
            for tour in self.conversations[id]:
                etape = (tour["id"], bool(tour["messages"]))
                if etape not in dits:
                    dits.add(etape)
                    nom = "reponse" if tour["messages"] else "recu"
                    yield f"event: {nom}\ndata: {json.dumps(tour)}\n\n"
                    if nom == "recu" and self.patience:
                        yield f"event: attente\ndata: {json.dumps({'id': tour['id'], 'texte': self.patience})}\n\n"
            await asyncio.sleep(0.02)

    async def effacer(self, id: str) -> Response:
        self.conversations.pop(id, None)
        return Response(status_code=204)


def probleme(statut: int, message: str) -> JSONResponse:
    return JSONResponse({"message": message, "suite": {"titre": ""}}, status_code=statut)


@contextmanager
def servir(dossier: Path) -> Iterator[Remplacant]:
    """Serve the stand-in on a free port of the loopback, until the end of the block."""
    remplacant = Remplacant()
    settings = Settings(var=dossier, database_url="", secret="essai", demo=True)
    port = port_libre()
    config = uvicorn.Config(
        remplacant.app(settings), host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=1
    )
    serveur = uvicorn.Server(config)
    fil = threading.Thread(target=serveur.run)
    fil.start()
    while not serveur.started:
        fil.join(0.02)
    remplacant.url = f"http://127.0.0.1:{port}"
    try:
        yield remplacant
    finally:
        remplacant.conversations.clear()
        serveur.should_exit = True
        fil.join(10)
