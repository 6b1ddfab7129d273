"""Whose conversation it is, and in whose name the actions speak."""

import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.comptes import hacher
from engine.adhesion_comptes.models import Utilisateur
from engine.kit.clock import StoppedClock
from tests.web.conversations.conftest import Lanceur, Serveur
from tests.web.conversations.faux_bot import CLE, FauxBot, dire
from web.conversations.limites import CONVERSATIONS_PAR_CLIENT, MESSAGES_PAR_CLIENT, MESSAGES_PAR_CONVERSATION
from web.conversations.models import Conversation

MOT_DE_PASSE = "correct cheval agrafe"


def un_utilisateur(serveur: Serveur, identifiant: str, role: str = "gestionnaire") -> dict[str, str]:
    """Create an account and sign in; the header of its login."""
    with Session(serveur.app.state.socle.engine) as db:
        db.add(
            Utilisateur(
                identifiant=identifiant,
                mot_de_passe=hacher(MOT_DE_PASSE),
                nom=identifiant,
                courriel="a@b.fr",
                role=role,
            )
        )
        db.commit()
    corps = {"identifiant": identifiant, "mot_de_passe": MOT_DE_PASSE}
    reponse = serveur.client.post(f"{serveur.url}/api/v1/auth/login", json=corps)
    return {"Authorization": f"Bearer {reponse.json()['jeton']}"}


def jeton_interne(serveur: Serveur, conversation: str, cle: str = CLE) -> httpx.Response:
    adresse = f"{serveur.url}/interne/conversations/{conversation}/jeton"
    return serveur.client.post(adresse, headers={"X-Service-Key": cle})


def moi(serveur: Serveur, jeton: str) -> Any:
    return serveur.client.get(f"{serveur.url}/api/v1/moi", headers={"Authorization": f"Bearer {jeton}"}).json()


def test_someone_else_s_conversation_is_as_unknown(serveur: Serveur) -> None:
    mienne, autre = serveur.ouvrir(), serveur.ouvrir()
    message = {"id": str(uuid.uuid4()), "texte": "bonjour"}
    reponses = [
        serveur.client.post(f"{serveur.url}/api/v1/conversations/{id}/messages", headers=en_tetes, json=message)
        for id, en_tetes in [
            (autre.id, mienne.en_tetes),
            (str(uuid.uuid4()), mienne.en_tetes),
            ("' OR 1=1 --", mienne.en_tetes),
            (autre.id, {}),
            (autre.id, {"Authorization": "Basic abc"}),
        ]
    ]
    assert {reponse.status_code for reponse in reponses} == {404}
    assert len({reponse.text for reponse in reponses}) == 1
    assert autre.historique()["tours"] == []


def test_a_button_of_another_conversation_means_nothing(serveur: Serveur, bot: FauxBot) -> None:
    bot.repondre = lambda tour: dire("Voici.", ("Programmer", {"operation": "creer-ric"}))
    bouton = serveur.ouvrir().dire("bonjour")["messages"][0]["boutons"][0]["bouton"]
    fil = serveur.ouvrir()
    reponse = fil.poster(bouton=bouton).json()
    assert "je n’ai rien fait" in reponse["messages"][0]["texte"]
    assert len(bot.tours) == 1
    assert fil.historique()["tours"][0]["texte"] == "(bouton)"


def test_an_old_yes_does_not_confirm_the_present_recap(serveur: Serveur, bot: FauxBot) -> None:
    bot.repondre = lambda tour: dire("J’enregistre ?", ("Oui", {"acte": "affirmation"}))
    fil = serveur.ouvrir()
    ancien, present = fil.dire("une info coll le 12"), fil.dire("non le 14")
    assert "étape passée" in fil.cliquer(ancien, "Oui")["messages"][0]["texte"]
    assert len(bot.tours) == 2
    fil.cliquer(present, "Oui")
    assert bot.tours[2]["metadata"]["bouton"] == {"acte": "affirmation"}


def test_a_visiteur_speaks_for_nobody(serveur: Serveur) -> None:
    fil = serveur.ouvrir()
    corps = jeton_interne(serveur, fil.id).json()
    assert corps["role"] == "visiteur"
    assert moi(serveur, corps["jeton"])["role"] == "visiteur"


def test_the_actions_speak_for_whoever_signed_in(serveur: Serveur) -> None:
    fil = serveur.ouvrir(**un_utilisateur(serveur, "claire"))
    corps = jeton_interne(serveur, fil.id).json()
    assert (corps["role"], moi(serveur, corps["jeton"])["nom"]) == ("gestionnaire", "claire")
    # The token of the actions, were it stolen, opens no conversation and reads none.
    vole = {"Authorization": f"Bearer {corps['jeton']}"}
    assert serveur.client.post(f"{serveur.url}/api/v1/conversations", headers=vole).status_code == 401
    assert serveur.client.get(f"{fil.adresse}/messages", headers=vole).status_code == 404


def test_the_inner_address_takes_the_key_and_this_machine(serveur: Serveur) -> None:
    fil = serveur.ouvrir()
    for cle in ("", "fausse", CLE + "x"):
        assert jeton_interne(serveur, fil.id, cle).status_code == 401
    assert jeton_interne(serveur, str(uuid.uuid4())).status_code == 404
    dehors = httpx.post(
        f"{serveur.url}/interne/conversations/{fil.id}/jeton",
        headers={"X-Service-Key": CLE, "X-Forwarded-For": "203.0.113.7"},
    )
    assert dehors.status_code == 401


def test_a_false_or_stale_login_opens_nothing(serveur: Serveur, clock: StoppedClock) -> None:
    login = un_utilisateur(serveur, "claire")
    clock.advance(hours=8, seconds=1)
    for en_tetes in (login, {"Authorization": "Bearer faux"}, {"Authorization": "Bearer"}):
        assert serveur.client.post(f"{serveur.url}/api/v1/conversations", headers=en_tetes).status_code == 401


def test_a_signed_in_conversation_closes_with_the_sign_in(serveur: Serveur, clock: StoppedClock) -> None:
    fil, visiteur = serveur.ouvrir(**un_utilisateur(serveur, "claire")), serveur.ouvrir()
    clock.advance(hours=7, minutes=59)
    assert fil.poster(texte="bonjour").status_code == 200
    clock.advance(minutes=1)
    ferme = fil.poster(texte="bonjour")
    assert (ferme.status_code, ferme.json()["code"]) == (401, "conversation-fermee")
    assert visiteur.poster(texte="bonjour").status_code == 200


def test_a_closed_account_speaks_for_nobody(serveur: Serveur) -> None:
    fil = serveur.ouvrir(**un_utilisateur(serveur, "claire"))
    with Session(serveur.app.state.socle.engine) as db:
        db.execute(sa.update(Utilisateur).values(actif=False))
        db.commit()
    corps = jeton_interne(serveur, fil.id).json()
    reponse = serveur.client.get(f"{serveur.url}/api/v1/moi", headers={"Authorization": f"Bearer {corps['jeton']}"})
    assert (corps["role"], reponse.status_code) == ("visiteur", 401)


def test_the_operation_is_offered_to_those_who_may(serveur: Serveur, bot: FauxBot) -> None:
    bot.repondre = lambda tour: dire("Une RIC…", article="ric-definition")
    pour = {
        role: serveur.ouvrir(**un_utilisateur(serveur, role, role)).dire("une RIC c'est quoi")["messages"][0]["boutons"]
        for role in ("gestionnaire", "rgc", "demandeur-emploi")
    }
    offre = "Je m’en occupe\u00a0: Programmer une réunion d’information collective"
    assert [pour[role][0]["titre"] == offre for role in pour] == [True, True, False]


@pytest.fixture
def dehors(serveur: Serveur) -> Iterator[httpx.Client]:
    """Someone who is not on this machine, seen through a proxy that is."""
    with httpx.Client(base_url=serveur.url, headers={"X-Forwarded-For": "203.0.113.7"}, timeout=60) as client:
        yield client


def envoyer(client: httpx.Client, ouverture: dict[str, str]) -> httpx.Response:
    return client.post(
        f"/api/v1/conversations/{ouverture['id']}/messages",
        headers={"Authorization": f"Bearer {ouverture['jeton']}"},
        json={"id": str(uuid.uuid4()), "texte": "?"},
    )


def test_a_flood_is_told_to_wait_and_loses_nothing(serveur: Serveur, dehors: httpx.Client, clock: StoppedClock) -> None:
    ouverture = dehors.post("/api/v1/conversations").json()
    assert {envoyer(dehors, ouverture).status_code for _ in range(MESSAGES_PAR_CONVERSATION)} == {200}
    refus = envoyer(dehors, ouverture)
    assert (refus.status_code, refus.json()["code"], refus.headers["Retry-After"]) == (429, "trop-de-messages", "60")
    clock.advance(seconds=61)
    assert envoyer(dehors, ouverture).status_code == 200


def test_many_conversations_of_one_visitor_count_together(serveur: Serveur, dehors: httpx.Client) -> None:
    ouvertures = [dehors.post("/api/v1/conversations") for _ in range(CONVERSATIONS_PAR_CLIENT + 1)]
    assert [ouverture.status_code for ouverture in ouvertures] == [200] * CONVERSATIONS_PAR_CLIENT + [429]
    un_tour = [envoyer(dehors, ouvertures[n % CONVERSATIONS_PAR_CLIENT].json()) for n in range(MESSAGES_PAR_CLIENT + 1)]
    assert [reponse.status_code for reponse in un_tour] == [200] * MESSAGES_PAR_CLIENT + [429]
    with Session(serveur.app.state.socle.engine) as db:
        assert "203.0.113.7" not in str(db.scalars(sa.select(Conversation.client)).all())


def test_health_says_which_part_is_missing(lancer: Lanceur, bot: FauxBot) -> None:
    with lancer() as serveur:
        adresse = f"{serveur.url}/api/v1/health"
        assert serveur.client.get(adresse).status_code == 200
        bot.pret = False
        absent = serveur.client.get(adresse)
        assert (absent.status_code, absent.json()["parties"]["bot"]) == (503, False)
        bot.arreter()
        assert serveur.client.get(adresse).json()["parties"] == {"base": True, "actions": False, "bot": False}
