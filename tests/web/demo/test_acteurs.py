"""Someone trying the software plays the other parties, by the engine's own door."""

import uuid
from typing import Any

import httpx

from engine.demo import MOT_DE_PASSE
from tests.web.conversations.conftest import Serveur

DEPOSEE = "21760540800012"


def appuyer(
    client: httpx.Client, role: str, operation: str, cle: str | None = None, compte: str | None = None, **donnees: Any
) -> httpx.Response:
    corps = {"role": role, "operation": operation, "donnees": donnees, "cle": cle or str(uuid.uuid4())}
    return client.post("/acteurs/operation", json=corps | {"compte": compte})


def en_tete(client: httpx.Client, identifiant: str) -> dict[str, str]:
    connexion = {"identifiant": identifiant, "mot_de_passe": MOT_DE_PASSE}
    return {"Authorization": f"Bearer {client.post('/api/v1/auth/login', json=connexion).json()['jeton']}"}


def texte(client: httpx.Client) -> str:
    reponse = client.get("/acteurs")
    assert reponse.status_code == 200, reponse.text
    return reponse.text


def test_the_plateforme_accepts_what_waits_for_it(client: httpx.Client) -> None:
    assert f"Formations du Havre, SIRET {DEPOSEE}" in texte(client)
    recu = appuyer(client, "plateforme-nationale", "accepter-adhesion", siret=DEPOSEE)
    assert recu.status_code == 200
    assert recu.json()["recu"].startswith("R-2027-")
    assert DEPOSEE not in texte(client)
    assert "Aucune adhésion ne l’attend." in texte(client)


def test_a_button_pressed_twice_acts_once(client: httpx.Client) -> None:
    deux = [
        appuyer(client, "plateforme-nationale", "accepter-adhesion", "un-seul-appui", siret=DEPOSEE) for _ in range(2)
    ]
    assert [une.json()["rejoue"] for une in deux] == [False, True]
    assert deux[0].json()["recu"] == deux[1].json()["recu"]


def test_a_refusal_is_that_of_the_engine(client: httpx.Client) -> None:
    refus = appuyer(client, "demandeur-emploi", "accepter-devis", devis="DV-2027-9999")
    assert refus.status_code == 404
    assert refus.json()["suite"]["titre"]
    assert appuyer(client, "employeur", "accepter-adhesion", siret=DEPOSEE).status_code == 403


def test_a_ticket_is_answered_by_the_hotline(client: httpx.Client) -> None:
    demande = {"description": "La page des devis reste blanche"}
    gestionnaire = en_tete(client, "gestionnaire")
    numero = client.post("/api/v1/operations/contacter-hotline", json=demande, headers=gestionnaire).json()["resultat"][
        "ticket"
    ]
    assert "La page des devis reste blanche" in texte(client)
    assert appuyer(client, "hotline", "repondre-ticket", ticket=numero, reponse="C’est réparé.").status_code == 200
    assert numero not in texte(client)


def test_the_prescriber_and_the_job_seeker_take_places(client: httpx.Client) -> None:
    a_venir = client.get("/api/v1/rdv", headers=en_tete(client, "prescripteur")).json()
    cuisine = max(a_venir, key=lambda un: un.get("restantes", 0))
    assert cuisine["libelle"] in texte(client)
    qui = {"candidat": "7777777D", "nom": "Roy", "prenom": "Paul", "rdv": cuisine["rdv"]}
    assert appuyer(client, "prescripteur", "prescrire-candidat", **qui).status_code == 200
    assert appuyer(client, "demandeur-emploi", "se-positionner", rdv=cuisine["rdv"]).status_code == 200
    assert appuyer(client, "demandeur-emploi", "se-desister", rdv=cuisine["rdv"]).status_code == 200


def test_each_kind_of_prescriber_places_people_in_its_own_name(client: httpx.Client) -> None:
    a_venir = client.get("/api/v1/rdv", headers=en_tete(client, "prescripteur")).json()
    rdv = max(a_venir, key=lambda un: un.get("restantes", 0))["rdv"]
    for rang, compte in enumerate(("prescripteur", "mission-locale", "cap-emploi")):
        qui = {"candidat": f"777777{rang}D", "nom": f"Roy{rang}", "prenom": "Paul", "rdv": rdv}
        recu = appuyer(client, "prescripteur", "prescrire-candidat", compte=compte, **qui)
        assert recu.status_code == 200, recu.text
    inscrits = client.get(f"/api/v1/rdv/{rdv}/inscrits", headers=en_tete(client, "hotline")).json()["inscrits"]
    par_nom = {un["nom"]: un["prescripteur"] for un in inscrits}
    assert [par_nom[f"Roy{rang}"] for rang in range(3)] == [
        "Julie Conseil", "Mission locale de Rouen", "Cap emploi Seine-Maritime",
    ]  # fmt: skip


def test_an_account_of_another_role_does_not_speak_for_this_one(client: httpx.Client) -> None:
    refus = appuyer(client, "plateforme-nationale", "accepter-adhesion", compte="rgc", siret=DEPOSEE)
    assert refus.status_code == 401


def test_a_session_published_today_is_usable_once_the_night_has_passed(client: httpx.Client) -> None:
    fichier = client.get("/acteurs/exemple.xml").content
    depot = client.post("/acteurs/lheo", content=fichier, headers={"Content-Type": "application/xml"})
    assert depot.status_code == 200, depot.text
    assert depot.json()["resultat"]["creees"] == 1
    gestionnaire = en_tete(client, "gestionnaire")
    numero = next(
        une["session"]
        for une in client.get("/api/v1/sessions", headers=gestionnaire).json()
        if une["intitule"] == "Commis de cuisine"
    )
    ric = {"session": numero, "date_heure": "2027-01-20T14:00", "lieu": "Rouen", "places": 10}

    def apercu() -> dict[str, Any]:
        reponse = client.post("/api/v1/operations/creer-ric/apercu", json=ric, headers=gestionnaire)
        return dict(reponse.json())

    assert not apercu()["complet"]
    assert client.post("/acteurs/horloge", json={"a": "2027-01-13T00:00"}).status_code == 200
    gestionnaire = en_tete(client, "gestionnaire")
    assert apercu()["complet"]


def test_the_clock_goes_forward_and_the_codes_expire(client: httpx.Client, demonstration: Serveur) -> None:
    appuyer(client, "plateforme-nationale", "accepter-adhesion", siret=DEPOSEE)
    avance = client.post("/acteurs/horloge", json={"a": "2027-01-16T10:00"})
    assert "samedi 16 janvier 2027" in avance.json()["message"]
    assert "samedi 16 janvier 2027" in texte(client)
    refusee = client.post("/acteurs/horloge", json={"a": "2027-01-15T10:00"})
    assert (refusee.status_code, refusee.json()["code"]) == (409, "horloge-reculee")
    for _ in range(200):
        adhesions = client.get("/api/v1/adhesions", headers=en_tete(client, "plateforme")).json()
        if next(une for une in adhesions if une["siret"] == DEPOSEE)["statut"] == "identifiants_expires":
            return
    raise AssertionError("the code never expired")


def test_a_malformed_time_moves_nothing(client: httpx.Client) -> None:
    for corps in ({}, {"a": "demain"}, {"a": "2027-01-12"}):
        assert client.post("/acteurs/horloge", json=corps).status_code in (409, 422)
    assert "mardi 12 janvier 2027" in texte(client)
