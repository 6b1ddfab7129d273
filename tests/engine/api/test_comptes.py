"""Invitations answered by HTTP, the lists of the RGC and of the Kairos team, quotes as each party reads them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Convention
from engine.kit.door import Socle
from tests.engine.adhesions import AUTRE_SIRET, SIRET
from tests.engine.comptes import dernier_lien
from tests.engine.monde import un_demandeur, une_session

Entete = Callable[[str], dict[str, str]]
LEA = {"collaborateur_nom": "Léa Morin", "collaborateur_courriel": "lea@greta.example"}
PHRASE = {"mot_de_passe": "quatre mots faciles à retenir"}


def test_an_invitation_is_answered_once_and_opens_the_session(api: TestClient, entete: Entete, socle: Socle) -> None:
    invitee = api.post("/operations/habiliter-collaborateur", json=LEA, headers=entete("rgc")).json()
    adresse = f"/auth/invitations/{dernier_lien(socle)}"
    court = api.post(adresse, json={"mot_de_passe": "court"})
    assert (court.status_code, court.json()["code"]) == (422, "mot-de-passe-trop-court")
    accueil = api.post(adresse, json=PHRASE).json()
    assert accueil["identifiant"] == "lea@greta.example"
    assert api.post(adresse, json=PHRASE).status_code == 404
    connexion = {"identifiant": "lea@greta.example"} | PHRASE
    jeton = api.post("/auth/login", json=connexion).json()["jeton"]
    porteur = {"Authorization": f"Bearer {jeton}"}
    assert api.get("/moi", headers=porteur).json()["nom"] == "Léa Morin"
    acces = {compte["nom"] for compte in api.get("/comptes", headers=entete("rgc")).json()}
    assert acces == {"Rgc", "Gestionnaire", "Léa Morin"}
    retrait = {"collaborateur": invitee["resultat"]["collaborateur"]}
    api.post("/operations/retirer-habilitation", json=retrait, headers=entete("rgc"))
    assert api.get("/moi", headers=porteur).status_code == 401
    assert api.post("/auth/login", json=connexion).status_code == 401


def test_the_kairos_team_sees_what_it_has_to_confirm(sqlite_api: TestClient, sqlite_socle: Socle) -> None:
    def porteur(qui: str) -> dict[str, str]:
        reponse = sqlite_api.post("/auth/login", json={"identifiant": qui, "mot_de_passe": "un mot de passe"})
        return {"Authorization": f"Bearer {reponse.json()['jeton']}"}

    nouveau = {"nouveau_rgc_nom": "Yann Kerjean", "nouveau_rgc_courriel": "yann@greta.example"}
    sqlite_api.post("/operations/changer-rgc", json=nouveau, headers=porteur("gestionnaire"))
    (vu,) = sqlite_api.get("/changements-rgc", headers=porteur("hotline")).json()
    assert (vu["ancien"], vu["nouveau"]) == ("Rgc", "Yann Kerjean")
    sqlite_api.post("/operations/confirmer-rgc", json={"siret": vu["siret"]}, headers=porteur("hotline"))
    assert sqlite_api.get("/changements-rgc", headers=porteur("hotline")).json() == []
    pdf = {"justificatif": "JVBERi0xLjcK"}
    refusee = sqlite_api.post("/auth/login", json={"identifiant": "rgc", "mot_de_passe": "un mot de passe"})
    assert refusee.status_code == 401
    reponse = sqlite_api.post(f"/auth/invitations/{dernier_lien(sqlite_socle)}", json=PHRASE)
    jeton = sqlite_api.post("/auth/login", json={"identifiant": reponse.json()["identifiant"]} | PHRASE).json()["jeton"]
    sqlite_api.post(
        "/operations/demander-referencement-qualite", json=pdf, headers={"Authorization": f"Bearer {jeton}"}
    )
    assert [d["siret"] for d in sqlite_api.get("/demandes-qualite", headers=porteur("hotline")).json()] == [vu["siret"]]


def test_each_party_reads_the_quotes_it_may_know_of(api: TestClient, entete: Entete, db: Session) -> None:
    siret = api.get("/moi", headers=entete("gestionnaire")).json()["siret"]
    db.add_all([une_session(numero=160070, siret=siret), un_demandeur("Petit", "Léa", "7942369Z")])
    db.commit()
    devis = {
        "type_devis": "poei", "candidat": "7942369Z", "session": "SE_0000160070", "montant": 1500, "heures": 100,
        "employeur": "Employeur",
    }  # fmt: skip
    cree = api.post("/operations/creer-devis", json=devis, headers=entete("gestionnaire")).json()

    def vus(qui: str) -> list[str]:
        return [un["statut"] for un in api.get("/devis", headers=entete(qui)).json()]

    assert [vus(qui) for qui in ("gestionnaire", "voisin", "employeur", "prescripteur")] == [["brouillon"], [], [], []]
    api.post("/operations/transmettre-devis", json=cree["resultat"], headers=entete("gestionnaire"))
    numero = {"devis": cree["resultat"]["devis"]}
    api.post("/operations/transmettre-devis", json=numero, headers=entete("gestionnaire"))
    assert [vus(qui) for qui in ("employeur", "demandeur-emploi")] == [["transmis"], []]
    assert api.post("/operations/accepter-devis", json=numero, headers=entete("employeur")).status_code == 200
    assert vus("hotline") == ["accepte"]


def test_conventions_are_read_by_their_organisme_and_those_who_follow_all(
    sqlite_api: TestClient, sqlite_socle: Socle
) -> None:
    with sqlite_socle.session() as db, db.begin():
        for siret, numero, fin in (
            (SIRET, "C-1", date(2026, 12, 31)),
            (SIRET, "C-2", None),
            (AUTRE_SIRET, "C-3", None),
        ):
            db.add(Convention(siret=siret, numero=numero, debut=date(2024, 1, 1), fin=fin))

    def lues(qui: str, **criteres: Any) -> dict[str, bool]:
        connexion = {"identifiant": qui, "mot_de_passe": "un mot de passe"}
        jeton = sqlite_api.post("/auth/login", json=connexion).json()["jeton"]
        reponse = sqlite_api.get("/conventions", params=criteres, headers={"Authorization": f"Bearer {jeton}"})
        return {une["numero"]: une["en_cours"] for une in reponse.json()}

    assert lues("rgc") == {"C-1": False, "C-2": True}
    assert lues("voisin") == {"C-3": True}
    assert lues("voisin", siret=SIRET) == {}
    assert set(lues("hotline")) == {"C-1", "C-2", "C-3"}
    assert set(lues("plateforme-nationale", siret=AUTRE_SIRET)) == {"C-3"}
    assert set(lues("hotline", apres=1, limite=1)) == {"C-2"}
