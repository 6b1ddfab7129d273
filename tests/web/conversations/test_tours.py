"""A message is kept, answered once, in its order, whoever asks and whatever stops."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.engine.conftest import database_url
from tests.web.conversations.conftest import Lanceur, Serveur
from tests.web.conversations.faux_bot import FauxBot, dire

__all__ = ["database_url"]  # on SQLite and on PostgreSQL


def test_a_question_gets_its_answer(serveur: Serveur, bot: FauxBot) -> None:
    fil = serveur.ouvrir()
    reponse = fil.dire("combien de temps pour valider mes codes")
    assert reponse["messages"][0]["texte"] == "J’ai lu : combien de temps pour valider mes codes"
    tour = bot.tours[0]
    assert (tour["conversation"], tour["metadata"]["maintenant"]) == (fil.id, "2027-01-12T10:00:00+01:00")


def test_the_same_id_gets_the_same_answer_and_acts_once(serveur: Serveur, bot: FauxBot) -> None:
    fil, id = serveur.ouvrir(), str(uuid.uuid4())
    premiere = fil.poster(id, texte="oui").json()
    assert fil.poster(id, texte="oui").json() == premiere
    assert fil.poster(id.upper(), texte="autre chose").json() == premiere
    assert len(bot.tours) == 1


def test_eight_tabs_post_one_message_at_the_same_instant(serveur: Serveur, bot: FauxBot) -> None:
    fil, id = serveur.ouvrir(), str(uuid.uuid4())
    bot.lenteur = 0.1
    depart = threading.Barrier(8)

    def poster(_: int) -> Any:
        depart.wait()
        return fil.poster(id, texte="oui").json()

    with ThreadPoolExecutor(8) as onglets:
        reponses = list(onglets.map(poster, range(8)))
    assert all(reponse == reponses[0] for reponse in reponses)
    assert reponses[0]["messages"][0]["texte"] == "J’ai lu : oui"
    assert len(bot.tours) == 1


def test_two_tabs_speak_in_turn(serveur: Serveur, bot: FauxBot) -> None:
    fil = serveur.ouvrir()
    bot.lenteur = 0.05
    with ThreadPoolExecutor(8) as onglets:
        reponses = list(onglets.map(lambda n: fil.dire(f"message {n}"), range(8)))
    assert [r["messages"][0]["texte"] for r in reponses] == [f"J’ai lu : message {n}" for n in range(8)]
    assert bot.simultanes == 1
    assert [t["texte"] for t in fil.historique()["tours"]] == [t["texte"] for t in bot.tours]


def test_two_processes_share_a_conversation(lancer: Lanceur, bot: FauxBot) -> None:
    bot.lenteur = 0.05
    with lancer() as un, lancer() as deux, ThreadPoolExecutor(8) as onglets:
        ici = un.ouvrir()
        ailleurs = deux.fil(ici)
        messages = [(str(uuid.uuid4()), f"message {n}") for n in range(4)]
        envois = [(fil, *message) for message in messages for fil in (ici, ailleurs)]
        reponses = list(onglets.map(lambda envoi: envoi[0].poster(envoi[1], texte=envoi[2]).json(), envois))
    assert [r["messages"][0]["texte"] for r in reponses] == [f"J’ai lu : {texte}" for _, _, texte in envois]
    assert len(bot.tours) == 4
    assert bot.simultanes == 1


def test_the_answer_is_prepared_though_the_page_left(serveur: Serveur, bot: FauxBot) -> None:
    fil, id = serveur.ouvrir(), str(uuid.uuid4())
    bot.lenteur = 0.3
    with ThreadPoolExecutor(1) as page:
        envoi = page.submit(
            lambda: serveur.client.post(
                f"{fil.adresse}/messages", headers=fil.en_tetes, json={"id": id, "texte": "oui"}, timeout=0.1
            )
        )
        assert envoi.exception() is not None
    assert fil.poster(id, texte="oui").json()["messages"][0]["texte"] == "J’ai lu : oui"
    assert len(bot.tours) == 1


def test_the_state_of_the_dialogue_comes_back_with_the_next_turn(serveur: Serveur, bot: FauxBot) -> None:
    attend = {"donnee": "places", "type": "entier"}
    bot.repondre = lambda tour: dire(
        "Combien de places ?", slots={"operation": "creer-ric", "attend": attend, "apercu": {"cle": "k-1"}}
    )
    fil = serveur.ouvrir()
    assert fil.dire("programme une info coll")["etat"] == {"operation": "creer-ric", "attend": attend}
    fil.dire("20")
    assert bot.tours[1]["metadata"]["attend"] == attend


def test_the_history_is_read_by_pages(serveur: Serveur) -> None:
    fil = serveur.ouvrir()
    for n in range(5):
        fil.dire(f"message {n}")
    fin = fil.historique(limite=2)
    assert ([t["texte"] for t in fin["tours"]], fin["suite"]) == (["message 3", "message 4"], True)
    debut = fil.historique(limite=3, avant=fin["tours"][0]["id"])
    assert ([t["texte"] for t in debut["tours"]], debut["suite"]) == (["message 0", "message 1", "message 2"], False)
    assert debut["tours"][0]["messages"][0]["texte"] == "J’ai lu : message 0"
