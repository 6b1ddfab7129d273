"""What people think of an answer: kept beside what was understood, theirs alone, replaced, withdrawn, erased."""

import uuid
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from openapi_spec_validator import validate
from sqlalchemy.orm import Session

from tests.web.conversations.conftest import Fil, Serveur
from tests.web.conversations.faux_bot import FauxBot, dire
from tests.web.conversations.test_personne import compte
from web.conversations.models import Avis, Tour

COMPRIS = {"decision": "article", "ids": ["ais", "aes"], "confiance": 0.83}


def juger(fil: Fil, message_id: str, **avis: Any) -> httpx.Response:
    return fil.client.put(f"{fil.adresse}/messages/{message_id}/avis", headers=fil.en_tetes, json=avis)


def retirer(fil: Fil, message_id: str) -> httpx.Response:
    return fil.client.delete(f"{fil.adresse}/messages/{message_id}/avis", headers=fil.en_tetes)


def une_reponse(fil: Fil, texte: str = "c’est quoi une AIS") -> str:
    """Ask something and wait for the answer; the id of the message."""
    fil.dire(texte)
    return str(fil.historique()["tours"][-1]["id"])


def lignes(serveur: Serveur, table: type[Any]) -> list[Any]:
    with Session(serveur.app.state.socle.engine) as db:
        return list(db.scalars(sa.select(table)))


@pytest.fixture
def fil(serveur: Serveur, bot: FauxBot) -> Fil:
    """A conversation with a bot that says what it understood."""
    bot.repondre = lambda tour: (
        dire(f"J’ai lu : {tour['texte']}") | {"comprehension": COMPRIS | {"offre": "editer-ais"}}
    )
    return serveur.ouvrir()


def test_an_avis_is_kept_and_given_back_with_its_turn(fil: Fil) -> None:
    message = une_reponse(fil)
    dit = {"avis": "pas-utile", "raison": "incomplet", "commentaire": "Il manque le délai."}
    garde = juger(fil, message, **dit)
    assert (garde.status_code, garde.json()) == (200, dit)
    assert fil.historique()["tours"][0]["avis"] == dit


def test_changing_one_s_mind_replaces_and_withdrawing_forgets(fil: Fil, serveur: Serveur) -> None:
    message = une_reponse(fil)
    juger(fil, message, avis="pas-utile", raison="autre", commentaire="bof")
    assert [juger(fil, message, avis="utile").json() for _ in range(2)] == [{"avis": "utile"}] * 2
    assert fil.historique()["tours"][0]["avis"] == {"avis": "utile"}
    assert [retirer(fil, message).status_code for _ in range(2)] == [204, 204]
    assert "avis" not in fil.historique()["tours"][0]
    assert lignes(serveur, Avis) == []


def test_what_was_understood_is_kept_beside_the_turn_and_never_shown(fil: Fil, serveur: Serveur) -> None:
    une_reponse(fil)
    assert [tour.comprehension for tour in lignes(serveur, Tour)] == [COMPRIS]
    assert "confiance" not in str(fil.historique())


@pytest.mark.parametrize(
    ("texte", "attend", "decision"),
    [
        ("le 12", {"donnee": "date", "type": "date"}, "donnee"),
        ("chaussure", {"donnee": "code_provisoire", "type": "secret"}, "article"),
        ("mon code est HM54-8XKQ", None, "article"),
    ],
)
def test_nothing_is_kept_of_a_datum_nor_of_a_secret(
    serveur: Serveur, bot: FauxBot, texte: str, attend: dict[str, str] | None, decision: str
) -> None:
    fil = serveur.ouvrir()
    bot.repondre = lambda tour: dire("Dites.", slots={"attend": attend} if attend else {})
    fil.dire("valider mes codes")
    bot.repondre = lambda tour: dire("Vu.") | {"comprehension": COMPRIS | {"decision": decision}}
    fil.dire(texte)
    assert lignes(serveur, Tour)[-1].comprehension is None


def test_a_code_in_a_comment_is_never_kept(fil: Fil, serveur: Serveur) -> None:
    message = une_reponse(fil)
    garde = juger(fil, message, avis="pas-utile", commentaire="le code\u202e, HM54-8XKQ, ne marche pas")
    assert garde.json()["commentaire"] == "le code, ••••, ne marche pas"
    assert "HM54-8XKQ" not in str([avis.commentaire for avis in lignes(serveur, Avis)])


@pytest.mark.parametrize(
    "corps",
    [
        {},
        {"avis": "bien"},
        {"avis": True},
        {"avis": "utile", "raison": "incomplet"},
        {"avis": "pas-utile", "raison": "parce que"},
        {"avis": "pas-utile", "commentaire": "x" * 501},
        {"avis": "utile", "note": 5},
    ],
)
def test_an_avis_that_does_not_read_is_refused_in_french(fil: Fil, corps: dict[str, Any]) -> None:
    message = une_reponse(fil)
    refus = juger(fil, message, **corps)
    assert (refus.status_code, refus.json()["code"]) == (422, "avis-mal-forme")
    assert refus.json()["message"].startswith("Cet avis ne se lit pas")
    assert "avis" not in fil.historique()["tours"][0]


def test_only_an_answer_of_the_assistant_is_judged(fil: Fil, serveur: Serveur) -> None:
    message = une_reponse(fil)
    with Session(serveur.app.state.socle.engine) as db, db.begin():
        tour = db.scalars(sa.select(Tour)).one()
        tour.reponse = {"messages": [{"texte": "Ici Nadia.", "auteur": "Nadia"}], "etat": {}}
    for inconnu in (message, str(uuid.uuid4()), "' OR 1=1 --"):
        for reponse in (juger(fil, inconnu, avis="utile"), retirer(fil, inconnu)):
            assert (reponse.status_code, reponse.json()["code"]) == (404, "reponse-inconnue")


def test_nobody_judges_nor_withdraws_in_someone_else_s_conversation(fil: Fil, serveur: Serveur) -> None:
    message = une_reponse(fil)
    juger(fil, message, avis="utile")
    intrus = serveur.ouvrir()
    une_reponse(intrus)
    masque = Fil(serveur.url, serveur.client, {"id": fil.id, "jeton": intrus.jeton})
    refus = [juger(masque, message, avis="pas-utile"), retirer(masque, message)]
    assert [(un.status_code, un.json()["code"]) for un in refus] == [(404, "conversation-inconnue")] * 2
    assert juger(intrus, message, avis="pas-utile").status_code == 404  # its own conversation, another's message
    assert fil.historique()["tours"][0]["avis"] == {"avis": "utile"}


def test_erasing_the_conversation_erases_what_was_thought_of_it(fil: Fil, serveur: Serveur) -> None:
    message = une_reponse(fil)
    juger(fil, message, avis="pas-utile", commentaire="Monsieur Martin attend.")
    assert fil.client.delete(fil.adresse, headers=fil.en_tetes).status_code == 204
    assert lignes(serveur, Avis) == []
    assert [tour.comprehension for tour in lignes(serveur, Tour)] == [None]
    assert juger(fil, message, avis="utile").status_code == 404


def test_the_reasons_are_those_of_the_catalogue(serveur: Serveur) -> None:
    raisons = serveur.client.get(f"{serveur.url}/api/v1/conversations/raisons-avis").json()
    assert raisons[0] == {"id": "pas-ma-question", "libelle": "Ce n’est pas ma question"}
    assert len(raisons) == 6


def test_the_hotline_reads_what_displeases_by_article_and_why(fil: Fil, serveur: Serveur) -> None:
    utile, inutile = une_reponse(fil), une_reponse(fil, "et après ?")
    juger(fil, utile, avis="utile")
    juger(fil, inutile, avis="pas-utile", raison="incomplet", commentaire="et l’AES ?")
    nadia = compte(serveur, "nadia", "Nadia Hotline")
    lu = serveur.client.get(f"{serveur.url}/api/v1/console/avis", headers=nadia).json()
    (total,) = lu["totaux"]
    assert (total["article"], total["utiles"], total["pas_utiles"]) == ("ais", 1, 1)
    assert total["raisons"] == [{"raison": "incomplet", "libelle": "Incomplet", "combien": 1}]
    (dernier,) = lu["derniers"]
    assert (dernier["article"], dernier["raison"], dernier["commentaire"]) == ("ais", "Incomplet", "et l’AES ?")


def test_the_description_of_the_api_says_how_to_give_one(serveur: Serveur) -> None:
    document = serveur.client.get(f"{serveur.url}/api/v1/openapi.json").json()
    validate(document)
    route = document["paths"]["/conversations/{id}/messages/{message_id}/avis"]
    assert set(route) == {"put", "delete"}
    assert route["put"]["security"] == [{"jeton": []}]
    assert list(route["put"]["responses"]["422"]["content"]) == ["application/problem+json"]
    assert document["components"]["schemas"]["AvisRecu"]["properties"]["avis"]["enum"] == ["utile", "pas-utile"]
    assert "/operations/creer-ric" in document["paths"]
