"""Someone holds a paper or a letter: the code says what the document is worth, the link opens an account."""

import email
import re
import time
from email import policy
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from engine.inscription_entree.models import Attestation
from tests.web.conversations.conftest import Serveur
from tests.web.demo.test_acteurs import en_tete

INCONNU = "ABCDE-ABCDE-ABCDE-ABCDE"


def attestations(serveur: Serveur) -> list[Attestation]:
    with serveur.app.state.socle.session() as db:
        return list(db.scalars(sa.select(Attestation).order_by(Attestation.id)))


def texte(page: httpx.Response) -> str:
    assert page.status_code == 200, page.text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text.split("<main")[1].split("</main>")[0]))


def test_a_valid_document_is_told_with_no_more_than_initials(client: httpx.Client, demonstration: Serveur) -> None:
    valable = next(une for une in attestations(demonstration) if une.revoquee_le is None)
    page = client.get("/attestations", params={"code": f" {valable.code.lower()} "})
    dit = texte(page)
    assert "Ce document est authentique et valable." in dit
    assert valable.numero in dit
    with demonstration.app.state.socle.session() as db:
        personne = db.merge(valable).inscription.demandeur
        assert personne.identifiant not in page.text
        assert personne.nom not in dit
    assert page.headers["cache-control"] == "no-store"


def test_a_revoked_document_says_since_when(client: httpx.Client, demonstration: Serveur) -> None:
    with demonstration.app.state.socle.session() as db, db.begin():
        attestation = db.scalars(sa.select(Attestation).limit(1)).one()
        attestation.revoquee_le, attestation.motif_revocation = demonstration.app.state.socle.clock.now(), "essai"
        code = attestation.code
    assert "n’est plus valable : il a été révoqué le mardi 12 janvier 2027" in texte(
        client.get("/attestations", params={"code": code})
    ).replace("\u00a0", " ")


@pytest.mark.parametrize("code", [INCONNU, "<script>", "é" * 60])
def test_an_unknown_code_is_said_kindly(client: httpx.Client, code: str) -> None:
    page = client.get("/attestations", params={"code": code})
    assert "Aucune attestation ne correspond." in texte(page)
    assert "<script>alert" not in page.text
    assert '<script>"' not in page.text


def test_the_page_asks_for_the_code_first(client: httpx.Client) -> None:
    assert "correspond" not in texte(client.get("/attestations"))


def test_an_invitation_of_the_rgc_opens_an_account_once(client: httpx.Client, demonstration: Serveur) -> None:
    invite = {"collaborateur_nom": "Jeanne Roy", "collaborateur_courriel": "jeanne.roy@greta.example"}
    adresse = "/api/v1/operations/habiliter-collaborateur"
    assert client.post(adresse, json=invite, headers=en_tete(client, "rgc")).status_code == 200
    lien = lien_recu(
        Path(demonstration.app.state.socle.engine.url.database).parent / "courriels", invite["collaborateur_courriel"]
    )
    page = client.get(lien)
    assert "12 caractères au moins" in texte(page)
    assert page.headers["x-robots-tag"] == "noindex"
    jeton = lien.rpartition("/")[2]
    choisi = {"mot_de_passe": "une phrase dont je me souviens"}
    assert client.post(f"/api/v1/auth/invitations/{jeton}", json=choisi).json()["nom"] == "Jeanne Roy"
    assert client.post(f"/api/v1/auth/invitations/{jeton}", json=choisi).status_code == 404
    connexion = {"identifiant": invite["collaborateur_courriel"], **choisi}
    assert client.post("/api/v1/auth/login", json=connexion).json()["role"] == "gestionnaire"


def lien_recu(dossier: Path, adresse: str) -> str:
    """The path of the link in the letter to this address, once it has left."""
    for _ in range(200):
        for fichier in dossier.glob("*.eml"):
            lettre = email.message_from_bytes(fichier.read_bytes(), policy=policy.default)
            if lettre["To"] == adresse:
                corps = lettre.get_body(("plain",))
                trouve = re.search(r"(/invitations/\S+)", corps.get_content() if corps else "")
                assert trouve
                return trouve[1]
        time.sleep(0.05)
    raise AssertionError("the letter never left")
