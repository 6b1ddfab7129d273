"""Other tabs follow a conversation as it goes; erasing it leaves nothing to read."""

import contextlib
import json
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.web.conversations.conftest import Fil, Lanceur, Serveur
from tests.web.conversations.faux_bot import FauxBot, dire
from web.conversations.models import Bouton, Conversation, Tour


class Ecoute:
    """The flux of a conversation, read in a thread as another tab reads it."""

    def __init__(self, fil: Fil) -> None:
        self.recus: list[tuple[str, dict[str, Any]]] = []
        self._ouvert, self._arrive = threading.Event(), threading.Condition()
        self._fil = threading.Thread(target=self._lire, args=(fil,), daemon=True)
        self._fil.start()
        self._ouvert.wait(30)

    def _lire(self, fil: Fil) -> None:
        with (
            contextlib.suppress(httpx.TransportError),  # the server stops before the tab
            httpx.stream("GET", f"{fil.adresse}/flux", headers=fil.en_tetes, timeout=60) as flux,
        ):
            assert flux.headers["Content-Type"].startswith("text/event-stream")
            for nom, donnees in lire_evenements(flux.iter_lines(), self._ouvert):
                with self._arrive:
                    self.recus.append((nom, donnees))
                    self._arrive.notify_all()

    def attendre(self, nombre: int) -> list[tuple[str, dict[str, Any]]]:
        with self._arrive:
            assert self._arrive.wait_for(lambda: len(self.recus) >= nombre, 30), self.recus
        return self.recus

    def attendre_la_fin(self) -> None:
        self._fil.join(30)
        assert not self._fil.is_alive()


def lire_evenements(lignes: Iterator[str], ouvert: threading.Event) -> Iterator[tuple[str, dict[str, Any]]]:
    nom = ""
    for ligne in lignes:
        ouvert.set()
        if ligne.startswith("event: "):
            nom = ligne.removeprefix("event: ")
        elif ligne.startswith("data: "):
            yield nom, json.loads(ligne.removeprefix("data: "))


def test_the_other_tab_sees_the_message_then_its_answer(serveur: Serveur) -> None:
    fil = serveur.ouvrir()
    fil.dire("avant")
    onglet = Ecoute(fil)
    fil.dire("bonjour")
    (recu, question), (reponse, tour) = onglet.attendre(2)
    assert (recu, question["texte"], question["messages"]) == ("recu", "bonjour", None)
    assert (reponse, tour["messages"][0]["texte"]) == ("reponse", "J’ai lu : bonjour")
    assert tour == fil.historique()["tours"][1]


def test_a_tab_on_another_process_sees_it_too(lancer: Lanceur) -> None:
    with lancer() as un, lancer() as deux:
        fil = un.ouvrir()
        onglet = Ecoute(deux.fil(fil))
        fil.dire("bonjour")
        noms = [nom for nom, _ in onglet.attendre(2)]
    assert noms == ["recu", "reponse"]


def test_a_tab_is_told_to_wait_while_the_bot_restarts(lancer: Lanceur, bot: FauxBot) -> None:
    with lancer(patience=60) as serveur:
        fil = serveur.ouvrir()
        onglet = Ecoute(fil)
        bot.arreter()
        with ThreadPoolExecutor(1) as page:
            envoi = page.submit(fil.dire, "bonjour")
            _, (nom, attente) = onglet.attendre(2)
            assert (nom, "Votre message est gardé" in attente["texte"]) == ("attente", True)
            bot.demarrer()
            envoi.result()
        assert onglet.attendre(3)[2][0] == "reponse"


def test_an_erased_conversation_is_as_unknown(serveur: Serveur, bot: FauxBot) -> None:
    bot.repondre = lambda tour: dire("Voici Martin.", ("Oui", {"acte": "affirmation"}))
    fil = serveur.ouvrir()
    fil.dire("je m'appelle Martin")
    onglet = Ecoute(fil)
    assert serveur.client.delete(fil.adresse, headers=fil.en_tetes).status_code == 204
    onglet.attendre_la_fin()
    inconnue = serveur.client.get(f"{serveur.url}/api/v1/conversations/{uuid.uuid4()}/messages", headers=fil.en_tetes)
    effacee = serveur.client.get(f"{fil.adresse}/messages", headers=fil.en_tetes)
    assert (effacee.status_code, effacee.json()) == (404, inconnue.json())
    assert fil.poster(texte="encore").status_code == 404
    with Session(serveur.app.state.socle.engine) as db:
        assert db.execute(sa.select(Tour.texte, Tour.reponse)).all() == [("", None)]
        assert db.scalars(sa.select(Bouton)).all() == []


def test_the_bot_forgets_too_even_when_it_was_away(serveur: Serveur, bot: FauxBot) -> None:
    fil = serveur.ouvrir()
    fil.dire("je m'appelle Martin")
    bot.pannes = [503, 500]
    assert serveur.client.delete(fil.adresse, headers=fil.en_tetes).status_code == 204
    for _ in range(200):
        with Session(serveur.app.state.socle.engine) as db:
            if not db.get_one(Conversation, fil.id).a_oublier:
                break
        time.sleep(0.05)
    assert bot.oubliees == [fil.id]


@pytest.mark.parametrize("methode", ["GET", "DELETE"])
def test_erasing_and_listening_take_the_token(serveur: Serveur, methode: str) -> None:
    fil = serveur.ouvrir()
    adresse = fil.adresse + ("/flux" if methode == "GET" else "")
    for en_tetes in ({}, {"Authorization": "Bearer autre"}, {"Authorization": fil.jeton}):
        assert serveur.client.request(methode, adresse, headers=en_tetes).status_code == 404
