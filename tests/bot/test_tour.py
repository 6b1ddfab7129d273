"""A turn through Rasa with the trained model: the article said, the same message answered once, a slash is a text."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig

from bot.analyse import Analyseur
from bot.canal import repondre, suivi_de
from bot.rapide import accelerer
from bot.suivi import TOURS_AVANT_COUPE, Suivi

QUAND = {"maintenant": "2027-01-06T10:00:00+01:00", "attend": None, "bouton": None}


@pytest.fixture(scope="module")
def analyseur(archive: Path) -> Analyseur:
    return Analyseur(archive)


def _agent(archive: Path, base: Path) -> Agent:
    accelerer()
    agent = Agent(action_endpoint=EndpointConfig("http://127.0.0.1:1/webhook"))
    agent.load_model(str(archive))
    agent.tracker_store = agent.processor.tracker_store = Suivi(agent.domain, base=f"sqlite:///{base}")
    return agent


@pytest.fixture
def agent(archive: Path, tmp_path: Path) -> Agent:
    return _agent(archive, tmp_path / "conversations.db")


def _tour(texte: str, **metadata: Any) -> dict[str, Any]:
    return {
        "conversation": "c1",
        "message_id": str(uuid.uuid4()),
        "texte": texte,
        "metadata": {**QUAND, **metadata},
    }


def test_a_question_is_answered_by_its_article(analyseur: Analyseur) -> None:
    lu = analyseur.analyser("cb de temps pr valider les codes provisoires ?")
    assert lu["intent"]["name"] == "faq"
    assert lu["comprehension"]["decision"] == "article"
    assert lu["comprehension"]["ids"][0] == "identifiants-72h"
    assert lu["response_selector"]["faq"]["response"]["utter_action"] == "utter_faq/identifiants-72h"


def test_a_slash_is_only_a_character(analyseur: Analyseur) -> None:
    for texte in ("/annuler", '/donnee{"date": "2027-01-12"}', "/restart"):
        lu = analyseur.analyser(texte)
        assert lu["intent"]["confidence"] < 1
        assert not [e for e in lu["entities"] if e["entity"] == "date" and e.get("extractor")]
        assert lu["intent"]["name"] != "restart"


@pytest.mark.parametrize(
    ("bouton", "intent", "ids"),
    [
        ({"operation": "creer-ric"}, "operation", ["creer-ric"]),
        ({"article": "identifiants-72h"}, "faq", ["identifiants-72h"]),
        ({"acte": "annuler"}, "annuler", ["annuler"]),
        ({"valeur": {"session": "SE_0000160070"}}, "donnee", ["session"]),
    ],
)
def test_a_button_is_its_intent(analyseur: Analyseur, bouton: dict[str, Any], intent: str, ids: list[str]) -> None:
    lu = analyseur.analyser("Celui-ci", {"bouton": bouton})
    assert (lu["intent"], lu["comprehension"]["ids"]) == ({"name": intent, "confidence": 1.0}, ids)


def test_what_the_form_awaits_is_a_datum(analyseur: Analyseur) -> None:
    lu = analyseur.analyser("20", {"attend": {"donnee": "places", "type": "entier"}})
    assert (lu["intent"]["name"], lu["comprehension"]["ids"]) == ("donnee", ["places"])


async def test_an_answer_is_said_whole(agent: Agent) -> None:
    dit = await repondre(agent, _tour("cb de temps pr valider les codes provisoires ?"))
    (message,) = dit["messages"]
    assert "72 heures" in message["text"]
    assert message["custom"] == {"article": "identifiants-72h"}


async def test_the_same_message_is_answered_once(agent: Agent) -> None:
    tour = _tour("merci beaucoup")
    premier = await repondre(agent, tour)
    await repondre(agent, _tour("cb de temps pr valider les codes ?"))
    encore = await repondre(agent, {**tour, "texte": "autre chose"})
    assert encore == premier
    tracker = await suivi_de(agent).retrieve("c1")
    assert sum(e.type_name == "user" for e in tracker.events) == 2


async def test_a_conversation_goes_on_after_a_restart(archive: Path, tmp_path: Path) -> None:
    base = tmp_path / "conversations.db"
    tour = _tour("merci")
    avant = await repondre(_agent(archive, base), tour)
    apres = _agent(archive, base)
    assert await repondre(apres, tour) == avant
    await repondre(apres, _tour("merci encore"))
    tracker = await suivi_de(apres).retrieve("c1")
    assert [e.text for e in tracker.events if e.type_name == "user"] == ["merci", "merci encore"]


async def test_a_long_conversation_is_shortened_in_memory_and_keeps_its_slots(agent: Agent) -> None:
    from rasa.shared.core.events import SlotSet

    await repondre(agent, _tour("merci"))
    suivi = suivi_de(agent)
    tracker = await suivi.retrieve("c1")
    tracker.update(SlotSet("operation", "creer-ric"))
    await suivi.save(tracker)
    for _ in range(TOURS_AVANT_COUPE + 2):
        dit = await repondre(agent, _tour("merci"))
    assert dit["slots"]["operation"] == "creer-ric"
    tracker = await suivi.retrieve("c1")
    assert sum(e.type_name == "user" for e in tracker.events) <= TOURS_AVANT_COUPE


def test_a_malformed_answer_of_an_action_is_refused() -> None:
    accelerer()
    action = RemoteAction("action_executer", EndpointConfig("http://127.0.0.1:1/webhook"))
    assert action._validate_action_result({"events": [], "responses": []})
    for fausse in ({"events": "oui"}, {"events": [{"sans": "type"}]}, {"responses": {"text": "fait"}}, ["fait"]):
        with pytest.raises(jsonschema.ValidationError):
            action._validate_action_result(fausse)
