"""The conversations and the console answer what the description of the API says."""

from typing import Any

import jsonschema
from openapi_spec_validator import validate

from engine.kit.acteurs import Role
from tests.web.conversations.conftest import Serveur
from tests.web.conversations.faux_bot import FauxBot, dire

BONJOUR = {"recu": {"numero": "R-2027-000001", "operation": "creer-ric", "le": "2027-01-12T09:00:00Z"}}


def tenir(document: dict[str, Any], verbe: str, chemin: str, reponse: Any) -> dict[str, Any]:
    """The JSON of an answer, valid for its status in the description."""
    decrites = document["paths"][chemin][verbe]["responses"]
    (contenu,) = decrites[str(reponse.status_code)]["content"].values()
    schema = contenu["schema"] | {"components": document["components"]}
    corps = reponse.json()
    jsonschema.Draft202012Validator(schema).validate(corps)
    assert "$ref" in contenu["schema"] or "$ref" in contenu["schema"].get("items", {}), "some object, no more"
    return dict(corps)


def test_a_conversation_answers_as_described(serveur: Serveur, bot: FauxBot) -> None:
    document = serveur.client.get(f"{serveur.url}/api/v1/openapi.json").json()
    validate(document)
    bot.repondre = lambda tour: dire(
        "C’est fait.", ("Voir", {"article": "ais"}), slots={"operation": "creer-ric"}, **BONJOUR
    )
    fil, messages = serveur.ouvrir(), "/conversations/{id}/messages"
    tenir(document, "post", messages, fil.poster(texte="bonjour"))
    tenir(document, "post", messages, fil.poster(id="pas un uuid", texte="bonjour"))
    tenir(document, "post", messages, fil.poster())
    lu = serveur.client.get(f"{fil.adresse}/messages", headers=fil.en_tetes)
    historique = tenir(document, "get", messages, lu)
    assert historique["tours"][0]["messages"][0]["recu"]["numero"] == "R-2027-000001"
    inconnue = serveur.client.get(f"{fil.adresse}/messages", headers={"Authorization": "Bearer faux"})
    assert tenir(document, "get", messages, inconnue)["code"] == "conversation-inconnue"
    for chemin in ("/console/file", "/console/avis", "/console/conversations/{id}"):
        refusee = serveur.client.get(f"{serveur.url}/api/v1{chemin.format(id=fil.id)}")
        assert tenir(document, "get", chemin, refusee)["code"] == "connexion-requise"


def test_every_route_says_who_may_and_what_it_answers(serveur: Serveur) -> None:
    document = serveur.client.get(f"{serveur.url}/api/v1/openapi.json").json()
    for chemin, verbes in document["paths"].items():
        for verbe, route in verbes.items():
            assert set(route["x-roles"]) <= {role.value for role in Role}, (verbe, chemin)
            if chemin.startswith("/console"):
                assert route["x-roles"] == ["hotline"]
    assert list(document["paths"]["/conversations/{id}/flux"]["get"]["responses"]["200"]["content"]) == [
        "text/event-stream"
    ]
