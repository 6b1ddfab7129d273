"""A conversation handed over to a person: the assistant is silent, the person is heard, then it takes over again."""

import time
import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.comptes import hacher
from engine.adhesion_comptes.models import Utilisateur
from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.door import execute
from engine.suivi_assistance.models import Relais
from tests.web.conversations.conftest import Fil, Lanceur, Serveur
from tests.web.conversations.faux_bot import FauxBot

HACHE = hacher("un mot de passe")
Hotline = Callable[..., httpx.Response]


def compte(serveur: Serveur, identifiant: str, nom: str, role: Role = Role.HOTLINE) -> dict[str, str]:
    """Someone of the hotline (or another), signed in."""
    with Session(serveur.app.state.socle.engine) as db, db.begin():
        db.add(
            Utilisateur(
                identifiant=identifiant,
                mot_de_passe=HACHE,
                nom=nom,
                courriel=f"{identifiant}@h.example",
                role=role.value,
            )
        )
    connexion = {"identifiant": identifiant, "mot_de_passe": "un mot de passe"}
    reponse = serveur.client.post(f"{serveur.url}/api/v1/auth/login", json=connexion)
    return {"Authorization": f"Bearer {reponse.json()['jeton']}"}


def faire(serveur: Serveur, qui: dict[str, str], chemin: str, **donnees: Any) -> httpx.Response:
    return serveur.client.post(f"{serveur.url}/api/v1{chemin}", headers=qui, json=donnees)


def demander_quelqu_un(serveur: Serveur, fil: Fil) -> None:
    """What the dialogue does once the user has said yes."""
    visiteur = Acteur(id=f"visiteur:{fil.id}", role=Role.VISITEUR, nom="Visiteur", conversation=fil.id)
    execute(serveur.app.state.socle, "parler-a-un-conseiller", {"sujet": "devis"}, visiteur)


def repondre(serveur: Serveur, qui: dict[str, str], fil: Fil, texte: str, id: str | None = None) -> httpx.Response:
    return faire(serveur, qui, f"/console/conversations/{fil.id}/messages", id=id or str(uuid.uuid4()), texte=texte)


def attendre(fil: Fil, condition: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The history once it is as expected; announcements are made by a round of their own."""
    for _ in range(200):
        historique = fil.historique()
        if condition(historique):
            return historique
        time.sleep(0.05)
    raise AssertionError(fil.historique())


def noter(serveur: Serveur) -> None:
    """One round of what is announced, without waiting for the next."""
    serveur.app.state.conversations.traitement.relayeur.annoncer()


def dits(historique: dict[str, Any]) -> list[tuple[str, str]]:
    """(who, text) of each line of the transcript."""
    lignes = []
    for tour in historique["tours"]:
        if tour["texte"]:
            lignes.append(("moi", tour["texte"]))
        lignes += [(message.get("auteur", "assistant"), message["texte"]) for message in tour["messages"]]
    return lignes


def test_the_assistant_is_silent_while_a_person_answers_then_takes_over(serveur: Serveur, bot: FauxBot) -> None:
    nadia = compte(serveur, "nadia", "Nadia Hotline")
    fil = serveur.ouvrir()
    fil.dire("mon devis est bloqué")
    demander_quelqu_un(serveur, fil)
    assert fil.historique()["etat"]["personne"] == {"etat": "en_attente", "place": 1}
    assert fil.dire("tu es là ?")["messages"][0]["texte"] == "J’ai lu : tu es là ?"

    assert faire(serveur, nadia, "/operations/prendre-conversation", conversation=fil.id).status_code == 200
    attendre(fil, lambda lu: len(lu["tours"]) == 3)
    passes = len(bot.tours)
    muet = fil.dire("bonjour madame")
    assert muet["messages"] == []
    assert muet["etat"]["personne"] == {"etat": "en_ligne", "nom": "Nadia Hotline"}
    lus = serveur.client.get(f"{serveur.url}/api/v1/console/conversations/{fil.id}", headers=nadia).json()
    assert lus["tours"][-1]["texte"] == "bonjour madame"
    assert repondre(serveur, nadia, fil, "Bonjour, je regarde votre devis.").status_code == 200
    assert len(bot.tours) == passes

    faire(serveur, nadia, "/operations/rendre-conversation", conversation=fil.id)
    rendue = attendre(fil, lambda lu: len(lu["tours"]) == 6)
    assert "personne" not in rendue["etat"]
    assert dits(rendue)[4:] == [
        ("assistant", "Nadia Hotline, de la hotline, vous répond ici. Je me tais jusqu’à la fin de votre échange."),
        ("moi", "bonjour madame"),
        ("Nadia Hotline", "Bonjour, je regarde votre devis."),
        ("assistant", "Nadia Hotline a terminé. Je reprends la conversation\u00a0: que puis-je faire pour vous\u00a0?"),
    ]
    assert fil.dire("merci")["messages"][0]["texte"] == "J’ai lu : merci"


def test_the_place_in_the_queue_follows(serveur: Serveur) -> None:
    nadia = compte(serveur, "nadia", "Nadia Hotline")
    premier, second = serveur.ouvrir(), serveur.ouvrir()
    for fil in (premier, second):
        demander_quelqu_un(serveur, fil)
    assert second.historique()["etat"]["personne"]["place"] == 2
    file = serveur.client.get(f"{serveur.url}/api/v1/console/file", headers=nadia).json()
    assert [(une["place"], une["attend"]) for une in file] == [(1, 0), (2, 0)]
    faire(serveur, nadia, "/operations/prendre-conversation")
    assert second.historique()["etat"]["personne"] == {"etat": "en_attente", "place": 1}


def test_the_flux_brings_the_person_and_what_they_say(serveur: Serveur) -> None:
    nadia = compte(serveur, "nadia", "Nadia Hotline")
    fil = serveur.ouvrir()
    demander_quelqu_un(serveur, fil)
    recus = []
    with serveur.client.stream("GET", f"{fil.adresse}/flux", headers=fil.en_tetes) as flux:
        for ligne in flux.iter_lines():
            recus.append(ligne)
            if '"etat": "en_attente"' in ligne:
                faire(serveur, nadia, "/operations/prendre-conversation", conversation=fil.id)
            if "Je me tais" in ligne and "reponse" in recus[-2]:
                repondre(serveur, nadia, fil, "Me voilà.")
            if "Me voilà." in ligne:
                break
    assert 'data: {"etat": "en_ligne", "nom": "Nadia Hotline"}' in recus
    assert '"auteur": "Nadia Hotline"' in recus[-1]


def test_only_who_took_it_speaks_and_only_once(serveur: Serveur) -> None:
    nadia, omar = compte(serveur, "nadia", "Nadia Hotline"), compte(serveur, "omar", "Omar Hotline")
    fil = serveur.ouvrir()
    assert repondre(serveur, nadia, fil, "Bonjour").status_code == 409
    demander_quelqu_un(serveur, fil)
    faire(serveur, nadia, "/operations/prendre-conversation", conversation=fil.id)
    refus = repondre(serveur, omar, fil, "Bonjour")
    assert (refus.status_code, refus.json()["code"]) == (409, "conversation-pas-a-vous")
    id = str(uuid.uuid4())
    premier, second = (repondre(serveur, nadia, fil, "Bonjour", id).json() for _ in range(2))
    assert premier == second
    assert [dit for dit in dits(fil.historique()) if dit[0] == "Nadia Hotline"] == [("Nadia Hotline", "Bonjour")]


@pytest.mark.parametrize("chemin", ["/console/file", "/console/avis", "/console/conversations/{id}"])
def test_the_console_is_for_the_hotline(serveur: Serveur, chemin: str) -> None:
    gestionnaire = compte(serveur, "sophie", "Sophie", Role.GESTIONNAIRE)
    hotline = compte(serveur, "nadia", "Nadia Hotline")
    fil = serveur.ouvrir()
    adresse = f"{serveur.url}/api/v1{chemin.format(id=fil.id)}"
    assert serveur.client.get(adresse).status_code == 401
    assert serveur.client.get(adresse, headers=gestionnaire).status_code == 403
    # A conversation that nobody handed over is nobody's to read.
    assert serveur.client.get(adresse, headers=hotline).status_code == (404 if "{id}" in chemin else 200)


def test_a_code_typed_to_a_person_stays_hidden(serveur: Serveur) -> None:
    nadia = compte(serveur, "nadia", "Nadia Hotline")
    fil = serveur.ouvrir()
    demander_quelqu_un(serveur, fil)
    faire(serveur, nadia, "/operations/prendre-conversation", conversation=fil.id)
    fil.dire("mon code est ABCD-EF23")
    lus = serveur.client.get(f"{serveur.url}/api/v1/console/conversations/{fil.id}", headers=nadia).text
    assert "ABCD" not in lus
    assert "mon code est" in lus


def test_two_processes_and_a_restart_announce_once(lancer: Lanceur) -> None:
    with lancer() as serveur, lancer() as autre:
        nadia = compte(serveur, "nadia", "Nadia Hotline")
        fil = serveur.ouvrir()
        demander_quelqu_un(serveur, fil)
        noter(serveur)
    with lancer() as serveur, lancer() as autre:
        faire(serveur, nadia, "/operations/prendre-conversation", conversation=fil.id)
        attendre(autre.fil(fil), lambda lu: len(lu["tours"]) == 1)
        for processus in (serveur, autre):
            noter(processus)
        assert len(serveur.fil(fil).historique()["tours"]) == 1


def test_when_the_hotline_closes_the_wait_ends_and_says_so(serveur: Serveur, clock: StoppedClock) -> None:
    fil = serveur.ouvrir()
    demander_quelqu_un(serveur, fil)
    noter(serveur)
    clock.set("2027-01-12T23:00")
    with serveur.app.state.socle.session() as db:
        relais = db.scalars(sa.select(Relais.id)).one()
    execute(serveur.app.state.socle, "clore-attente", {"relais": relais}, Acteur("systeme", Role.SYSTEME))
    dit = attendre(fil, lambda lu: bool(lu["tours"]))["tours"][0]["messages"][0]["texte"]
    assert dit.startswith("La hotline vient de fermer")
