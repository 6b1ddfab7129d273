"""The bot stops, restarts, says nothing; the process is killed: the user hears the truth, and nothing is done twice."""

import os
import signal
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

from engine.settings import Settings
from tests.web.conversations.conftest import Fil, Lanceur, Serveur
from tests.web.conversations.faux_bot import CLE, FauxBot, dire

ADHESION = {
    "siret": "73282932000074",
    "raison_sociale": "Formation Caux",
    "rgc_nom": "Claire Dubois",
    "rgc_courriel": "claire@example.fr",
}
RACINE = Path(__file__).resolve().parents[3]


def attendre_tour(bot: FauxBot, nombre: int) -> None:
    while bot.appels < nombre:
        time.sleep(0.01)


def test_the_bot_comes_back_in_time(serveur: Serveur, bot: FauxBot) -> None:
    fil = serveur.ouvrir()
    bot.arreter()
    with ThreadPoolExecutor(1) as page:
        envoi = page.submit(fil.dire, "bonjour")
        while fil.historique()["tours"] == []:
            time.sleep(0.01)
        bot.demarrer()
        assert envoi.result()["messages"][0]["texte"] == "J’ai lu : bonjour"
    assert len(bot.tours) == 1


def test_the_bot_fails_twice_then_answers(serveur: Serveur, bot: FauxBot) -> None:
    bot.pannes = [500, 503]
    assert serveur.ouvrir().dire("bonjour")["messages"][0]["texte"] == "J’ai lu : bonjour"
    assert (bot.appels, len(bot.tours)) == (3, 1)


def test_the_bot_stays_away_and_the_turn_is_played_again_later(serveur: Serveur, bot: FauxBot) -> None:
    fil, id = serveur.ouvrir(), str(uuid.uuid4())
    bot.arreter()
    panne = fil.poster(id, texte="programme une info coll mardi").json()
    assert "Je n’ai pas pu vous répondre" in panne["messages"][0]["texte"]
    assert fil.poster(id, texte="programme une info coll mardi").json() == panne
    bot.demarrer()
    reprise = fil.cliquer(panne, "Réessayer")
    assert reprise["messages"][0]["texte"] == "J’ai lu : programme une info coll mardi"
    assert bot.tours[0]["message_id"] == id
    assert [tour["texte"] for tour in fil.historique()["tours"]] == ["programme une info coll mardi", "Réessayer"]


def test_a_retry_of_a_retry_plays_the_first_message(serveur: Serveur, bot: FauxBot) -> None:
    fil, id = serveur.ouvrir(), str(uuid.uuid4())
    bot.repondre = lambda tour: dire("Voici.", ("Valider", {"valeur": {"places": 20}}))
    bouton = fil.dire("bonjour")["messages"][0]["boutons"][0]["bouton"]
    bot.arreter()
    panne = fil.poster(id, bouton=bouton).json()
    encore = fil.cliquer(panne, "Réessayer")
    bot.demarrer()
    fil.cliquer(encore, "Réessayer")
    assert (bot.tours[-1]["message_id"], bot.tours[-1]["metadata"]["bouton"]) == (id, {"valeur": {"places": 20}})


def test_a_pending_recap_says_that_nothing_is_recorded(serveur: Serveur, bot: FauxBot) -> None:
    bot.repondre = lambda tour: dire("J’enregistre ?", slots={"operation": "creer-ric", "apercu": {"cle": "k-1"}})
    fil = serveur.ouvrir()
    fil.dire("programme une info coll")
    bot.arreter()
    panne = fil.dire("oui")
    assert "rien n’est enregistré" in panne["messages"][0]["texte"]
    assert "recu" not in panne["messages"][0]
    assert panne["etat"] == {"operation": "creer-ric"}


def test_what_was_recorded_just_before_the_stop_is_said_with_its_receipt(serveur: Serveur, bot: FauxBot) -> None:
    bot.repondre = lambda tour: dire(
        "J’enregistre ?", slots={"operation": "demander-adhesion", "apercu": {"cle": "k-1"}}
    )
    fil = serveur.ouvrir()
    fil.dire("je veux adhérer")
    bot.arreter()
    jeton = serveur.client.post(
        f"{serveur.url}/interne/conversations/{fil.id}/jeton", headers={"X-Service-Key": CLE}
    ).json()["jeton"]
    recu = serveur.client.post(
        f"{serveur.url}/api/v1/operations/demander-adhesion",
        headers={"Authorization": f"Bearer {jeton}", "Idempotency-Key": "k-1"},
        json=ADHESION,
    ).json()
    message = fil.dire("oui")["messages"][0]
    assert message["texte"].startswith(recu["message"])
    assert message["recu"] == {"numero": recu["recu"], "operation": "demander-adhesion", "le": recu["le"]}
    assert fil.historique()["etat"] == {}


def test_the_key_of_another_conversation_tells_nothing(serveur: Serveur, bot: FauxBot) -> None:
    bot.repondre = lambda tour: dire(
        "J’enregistre ?", slots={"operation": "demander-adhesion", "apercu": {"cle": "k-1"}}
    )
    fil = serveur.ouvrir()
    fil.dire("je veux adhérer")
    bot.arreter()
    serveur.client.post(
        f"{serveur.url}/api/v1/operations/demander-adhesion", headers={"Idempotency-Key": "k-1"}, json=ADHESION
    ).raise_for_status()
    assert "rien n’est enregistré" in fil.dire("oui")["messages"][0]["texte"]


RIEN_A_DIRE: list[Any] = [
    {"messages": []},
    {"messages": [{"text": ""}]},
    {"messages": [{"custom": {"article": "inconnu"}}]},
    {"messages": [{"text": "a", "buttons": [{"title": "b", "payload": "{"}]}]},
    {"autre": 1},
    [],
]


def test_an_answer_that_says_nothing_is_a_failure(serveur: Serveur, bot: FauxBot) -> None:
    fil = serveur.ouvrir()
    for reponse in RIEN_A_DIRE:
        bot.repondre = lambda tour, reponse=reponse: reponse
        assert "Je n’ai pas pu vous répondre" in fil.dire("bonjour")["messages"][0]["texte"]


def test_a_turn_left_by_a_stopped_process_is_answered_by_the_next(lancer: Lanceur, bot: FauxBot) -> None:
    id = str(uuid.uuid4())
    with lancer(patience=60) as avant, ThreadPoolExecutor(1) as page:
        fil = avant.ouvrir()
        bot.arreter()
        envoi = page.submit(lambda: fil.poster(id, texte="bonjour"))
        while fil.historique()["tours"] == []:
            time.sleep(0.01)
        avant.arreter()
        envoi.exception()
    bot.demarrer()
    with lancer() as apres:
        fil = apres.fil(fil)
        assert fil.poster(id, texte="bonjour").json()["messages"][0]["texte"] == "J’ai lu : bonjour"
        assert fil.historique()["tours"][0]["repondu_le"]
    assert len(bot.tours) == 1


class Processus:
    """The app as a process of its own, to be killed."""

    def __init__(self, moteur: Settings, bot: FauxBot, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        environnement = dict(os.environ) | {
            "KAIROS_VAR": str(moteur.var),
            "KAIROS_DATABASE_URL": moteur.database_url,
            "KAIROS_SECRET": moteur.secret,
            "KAIROS_BOT_URL": bot.url,
            "KAIROS_ACTIONS_URL": bot.url,
            "KAIROS_SERVICE_KEY": CLE,
        }
        commande = ["-m", "uvicorn", "--port", str(port), "--no-access-log", "--log-level", "error"]
        self.processus = subprocess.Popen(
            [sys.executable, *commande, "--factory", "web.app:create_app"], cwd=RACINE, env=environnement
        )
        while True:
            assert self.processus.poll() is None
            try:
                httpx.get(f"{self.url}/api/v1/health")
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                return

    def tuer(self) -> None:
        self.processus.send_signal(signal.SIGKILL)
        self.processus.wait()


def test_a_killed_process_answers_after_its_restart_once(moteur: Settings, bot: FauxBot, port: int) -> None:
    id = str(uuid.uuid4())
    with httpx.Client(timeout=60) as client:
        processus = Processus(moteur, bot, port)
        try:
            ouverture = client.post(f"{processus.url}/api/v1/conversations").json()
            fil = Fil(processus.url, client, ouverture)
            bot.lenteur = 0.5
            with ThreadPoolExecutor(1) as page:
                envoi = page.submit(lambda: fil.poster(id, texte="oui"))
                attendre_tour(bot, 1)
                processus.tuer()
                assert isinstance(envoi.exception(), httpx.TransportError)
            bot.lenteur = 0
            processus = Processus(moteur, bot, port)
            while fil.historique()["tours"][0]["messages"] is None:
                time.sleep(0.05)
            assert fil.poster(id, texte="oui").json()["messages"][0]["texte"] == "J’ai lu : oui"
        finally:
            processus.tuer()
    assert len(bot.tours) == 1
