"""Tickets, screenshots and the queue by HTTP: one's own, and all of it for the hotline."""

import base64
from collections.abc import Callable

from fastapi.testclient import TestClient

Entete = Callable[[str], dict[str, str]]
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100


def deposer(api: TestClient, porteur: dict[str, str], **donnees: str) -> str:
    reponse = api.post("/operations/contacter-hotline", json={"description": "Rien ne va."} | donnees, headers=porteur)
    assert reponse.status_code == 200, reponse.text
    return str(reponse.json()["resultat"]["ticket"])


def test_a_ticket_is_read_by_its_organisme_and_by_the_hotline(api: TestClient, entete: Entete) -> None:
    gestionnaire, voisin, hotline = entete("gestionnaire"), entete("voisin"), entete("hotline")
    numero = deposer(api, gestionnaire, copie_ecran=base64.b64encode(PNG).decode())
    sans_image = deposer(api, voisin)
    assert [t["ticket"] for t in api.get("/tickets", headers=gestionnaire).json()] == [numero]
    assert [t["ticket"] for t in api.get("/tickets", headers=hotline).json()] == [numero, sans_image]
    lu = api.get(f"/tickets/{numero}", headers=hotline).json()
    assert (lu["courriel"], lu["copie_ecran"], lu["libelle"]) == (
        "gestionnaire@demo.example", True, "déposée, à prendre par l’équipe Kairos",
    )  # fmt: skip
    inconnu = api.get("/tickets/HK-9999", headers=gestionnaire)
    autre = api.get(f"/tickets/{sans_image}", headers=gestionnaire)
    assert (autre.status_code, autre.json()) == (inconnu.status_code, inconnu.json())
    assert autre.status_code == 404
    image = api.get(f"/tickets/{numero}/copie-ecran", headers=hotline)
    assert (image.content, image.headers["content-type"]) == (PNG, "image/png")
    assert image.headers["x-content-type-options"] == "nosniff"
    assert api.get(f"/tickets/{sans_image}/copie-ecran", headers=hotline).json()["code"] == "copie-ecran-absente"
    assert api.get(f"/tickets/{numero}/copie-ecran", headers=voisin).json()["code"] == "ticket-introuvable"


def test_the_queue_is_the_hotline_s(sqlite_api: TestClient) -> None:
    connexion = {"identifiant": "hotline", "mot_de_passe": "un mot de passe"}
    hotline = {"Authorization": f"Bearer {sqlite_api.post('/auth/login', json=connexion).json()['jeton']}"}
    recu = sqlite_api.post("/operations/parler-a-un-conseiller", json={}, headers={"X-Conversation": "conv-1"})
    assert recu.json()["resultat"]["place"] == 1
    [attend] = sqlite_api.get("/file-attente", headers=hotline).json()
    assert (attend["conversation"], attend["statut"], attend["place"]) == ("conv-1", "en_attente", 1)
    sqlite_api.post("/operations/prendre-conversation", json={}, headers=hotline)
    [pris] = sqlite_api.get("/file-attente", headers=hotline).json()
    assert (pris["statut"], pris["conseiller"], pris["place"]) == ("pris", "Hotline", None)
    sqlite_api.post("/operations/rendre-conversation", json={"conversation": "conv-1"}, headers=hotline)
    assert sqlite_api.get("/file-attente", headers=hotline).json() == []
