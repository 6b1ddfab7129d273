"""What the bot says becomes what the page shows: sources, links, receipts, opaque buttons."""

from typing import Any

import pytest

from engine.familles import load_operations
from engine.kit.acteurs import Role
from tests.web.conversations.faux_bot import dire
from web.conversations.reponses import Redaction, etat_des_slots
from web.site.articles import articles

load_operations()
redaction = Redaction(articles())


def rediger(*messages: dict[str, Any], role: Role = Role.GESTIONNAIRE) -> list[dict[str, Any]]:
    return redaction.rediger([message for replique in messages for message in replique["messages"]], role)


@pytest.mark.parametrize("id", sorted(articles().par_id))
def test_every_article_shows_its_source_and_its_neighbours(id: str) -> None:
    article = articles().par_id[id]
    (message,) = rediger(dire(article.texte, article=id))
    assert message["article"] == id
    assert message["sources"] == [{"titre": source, "article": id} for source in article.sources]
    liens = [bouton["charge"].get("article") for bouton in message["boutons"] if "article" in bouton["charge"]]
    assert liens == list(article.voir_aussi[:3])


def test_a_visiteur_is_not_offered_what_takes_an_account() -> None:
    def offres(role: Role) -> list[dict[str, Any]]:
        (message,) = rediger(dire("…", article="ric-definition"), role=role)
        return [b["charge"] for b in message["boutons"] if "operation" in b["charge"]]

    assert offres(Role.RGC) == [{"operation": "creer-ric"}]
    assert offres(Role.VISITEUR) == []


def test_what_is_not_words_joins_the_words_before_it() -> None:
    recu = {"numero": "R-2027-000042", "operation": "creer-ric", "le": "2027-01-12T09:00:00Z"}
    separes = {"messages": [{"text": "C’est enregistré."}, {"custom": {"recu": recu}}, {"text": "Et ensuite ?"}]}
    assert rediger(separes) == [
        {"texte": "C’est enregistré.", "boutons": [], "sources": [], "recu": recu},
        {"texte": "Et ensuite ?", "boutons": [], "sources": []},
    ]


def test_warnings_and_operation_are_passed_on() -> None:
    avertissements = [{"code": "saisie-en-retard", "message": "La saisie est en retard."}]
    (message,) = rediger(dire("…", avertissements=avertissements, operation="saisir-presences"))
    assert (message["avertissements"], message["operation"]) == (avertissements, "saisir-presences")


def test_a_payload_is_an_object_or_its_json() -> None:
    for payload in ({"acte": "affirmation"}, '{"acte": "affirmation"}'):
        (message,) = redaction.rediger(
            [{"text": "?", "buttons": [{"title": "Oui", "payload": payload}]}], Role.GESTIONNAIRE
        )
        assert message["boutons"] == [{"titre": "Oui", "charge": {"acte": "affirmation"}}]


def test_an_article_alone_is_said_in_its_own_words() -> None:
    (message,) = redaction.rediger([{"custom": {"article": "ric-definition"}}], Role.VISITEUR)
    assert message["texte"] == articles().par_id["ric-definition"].texte


def test_the_key_of_a_recap_is_kept_while_its_operation_lasts() -> None:
    apercu = {"cle": "k-1", "recap": "…"}
    assert etat_des_slots({"operation": "creer-ric", "apercu": apercu}) == {"operation": "creer-ric", "cle": "k-1"}
    assert etat_des_slots({"operation": None, "apercu": apercu, "echecs": 1}) == {}


def _ajouter(dit: list[dict[str, Any]], decision: str, autre: str, role: Role = Role.GESTIONNAIRE) -> list[Any]:
    messages = redaction.rediger(dit, role)
    lue = {"decision": decision, "ids": [autre], "confiance": 0.9}
    redaction.ajouter(messages, {"ids": ["rgc-role", autre], "aussi": [lue]}, role)
    return messages


def test_the_other_question_is_answered_after_the_first_and_before_what_the_form_asks() -> None:
    dit = [{"text": "Le RGC…", "custom": {"article": "rgc-role"}}, {"text": "Pour quelle session ?"}]
    messages = _ajouter(dit, "article", "aes")
    assert [message.get("article") for message in messages] == ["rgc-role", "aes", None]
    assert messages[1]["texte"].startswith("Pour votre autre question\u00a0:")
    assert messages[1]["sources"]


def test_a_question_beside_an_operation_is_answered_first() -> None:
    messages = _ajouter([{"text": "Pour quelle session ?"}], "article", "aes")
    assert [message.get("article") for message in messages] == ["aes", None]
    assert "autre question" not in messages[0]["texte"]


def test_another_operation_waits_on_a_button_of_who_may_do_it() -> None:
    def boutons(role: Role) -> list[Any]:
        return [b["charge"] for b in _ajouter([{"text": "…"}], "operation", "mes-echeances", role)[-1]["boutons"]]

    assert boutons(Role.GESTIONNAIRE) == [{"operation": "mes-echeances"}]
    assert boutons(Role.VISITEUR) == []
