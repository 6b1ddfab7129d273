"""A session from the CARIF-OREF's file to the presences, by HTTP alone, with the demo accounts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from engine import demo
from engine.api.app import create_api
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle
from engine.settings import Settings
from scripts.demo import seed

LHEO = (Path(__file__).parents[1] / "offre" / "lheo" / "intercarif-2.2.xml").read_bytes()


@pytest.fixture
def api(socle: Socle, tmp_path: Path) -> Iterator[TestClient]:
    seed(socle)
    settings = Settings(var=tmp_path, database_url="", secret="essai", demo=True)
    with TestClient(create_api(settings, socle)) as client:
        yield client


class Compte:
    """Someone signed in."""

    def __init__(self, api: TestClient, identifiant: str) -> None:
        corps = {"identifiant": identifiant, "mot_de_passe": demo.MOT_DE_PASSE}
        jeton = api.post("/auth/login", json=corps).json()["jeton"]
        self._api, self._entetes = api, {"Authorization": f"Bearer {jeton}"}

    def faire(self, operation: str, attendu: int = 200, **donnees: Any) -> dict[str, Any]:
        reponse = self._api.post(f"/operations/{operation}", json=donnees, headers=self._entetes)
        assert reponse.status_code == attendu, reponse.text
        return dict(reponse.json())

    def lire(self, adresse: str, attendu: int = 200) -> Any:
        reponse = self._api.get(adresse, headers=self._entetes)
        assert reponse.status_code == attendu, reponse.text
        return reponse.json()

    def telecharger(self, adresse: str) -> httpx.Response:
        return self._api.get(adresse, headers=self._entetes)

    def deposer(self, contenu: bytes, attendu: int = 200) -> dict[str, Any]:
        entetes = self._entetes | {"Content-Type": "application/xml"}
        reponse = self._api.post("/lheo", content=contenu, headers=entetes)
        assert reponse.status_code == attendu, reponse.text
        return dict(reponse.json())


def test_from_the_file_to_the_presences(api: TestClient, clock: StoppedClock) -> None:
    carif, gestionnaire, conseiller = (Compte(api, nom) for nom in ("carif", "gestionnaire", "prescripteur"))
    assert carif.deposer(LHEO)["resultat"]["creees"] == 2
    reunion = {"session": "SE_0000190001", "date_heure": "2027-01-19T14:00", "lieu": "Rouen", "places": 2}
    refus = gestionnaire.faire("creer-ric", 409, **reunion)
    assert refus["code"] == "session-pas-encore-utilisable"
    assert refus["suite"]["article"] == "pourquoi-pas-info-coll"

    clock.set("2027-01-13T00:00")
    gestionnaire, conseiller = Compte(api, "gestionnaire"), Compte(api, "prescripteur")
    rdv = gestionnaire.faire("creer-ric", **reunion)["resultat"]["rdv"]
    conseiller.faire("prescrire-candidat", candidat="1111111A", rdv=rdv, nom="Sow", prenom="Awa")
    gestionnaire.faire("inscrire-candidat", candidat=["2222222B"], rdv=rdv)
    assert gestionnaire.faire("inscrire-candidat", 409, candidat=["3333333C"], rdv=rdv)["code"] == "places-epuisees"

    clock.set("2027-01-19T16:00")
    gestionnaire = Compte(api, "gestionnaire")
    inscrits = gestionnaire.lire(f"/rdv/{rdv}/inscrits")["inscrits"]
    presents, absents = [inscrits[0]["personne"]], [inscrits[1]["personne"]]
    recu = gestionnaire.faire("saisir-presences", rdv=rdv, presents=presents, absents=absents)["recu"]
    assert recu.startswith("R-2027-")
    statuts = [un["libelle"] for un in gestionnaire.lire(f"/rdv/{rdv}/inscrits")["inscrits"]]
    assert statuts == ["présent", "absent"]


def test_the_demo_holds_what_the_readme_tells(api: TestClient) -> None:
    gestionnaire = Compte(api, "gestionnaire")
    numeros = [session["session"] for session in gestionnaire.lire("/sessions")]
    assert "SE_0000160070" in numeros
    assert "SE_0000160073" not in numeros
    cuisine = gestionnaire.lire("/sessions/3565575")
    assert [(rdv["titre"], rdv["restantes"]) for rdv in cuisine["rdv"]] == [
        ("Réunion d’information collective du lundi 11 janvier 2027 à 14\u00a0h, Rouen", 15),
        ("Réunion d’information collective du mardi 19 janvier 2027 à 14\u00a0h, Rouen", 18),
    ]
    causes = {
        numero: gestionnaire.faire("diagnostiquer-blocage", session=numero)["resultat"]["cause"]
        for numero in ("3565575", "3565577", "3565578", "3565579", "3565580", "3565581", "SE_0000169954")
    }
    assert causes == {
        "3565575": "rien-ne-bloque",
        "3565577": "session-pas-encore-utilisable",
        "3565578": "session-terminee",
        "3565579": "rien-ne-bloque",
        "3565580": "marche-avenir-passe",
        "3565581": "session-non-validee",
        "SE_0000169954": "session-inconnue",
    }


def test_another_organisme_reads_the_same_words_as_for_what_does_not_exist(api: TestClient) -> None:
    autre = Compte(api, "gestionnaire2")
    connus = [autre.lire(adresse, 404)["message"] for adresse in ("/sessions/SE_0000160070", "/rdv/1/inscrits")]
    inconnus = [autre.lire(adresse, 404)["message"] for adresse in ("/sessions/SE_0000999999", "/rdv/999/inscrits")]
    assert [message.replace("160070", "999999") for message in connus] == inconnus


def test_only_the_carif_oref_deposits_a_file_and_a_bad_one_says_why(api: TestClient) -> None:
    assert Compte(api, "rgc").deposer(LHEO, 403)["code"] == "droit-insuffisant"
    refus = Compte(api, "carif").deposer(b"<html/>", 422)
    assert refus["code"] == "fichier-lheo-illisible"
    assert "LHEO 2.2 ou 2.3" in refus["message"]


def test_a_visitor_and_a_prescriber_read_no_names(api: TestClient) -> None:
    assert api.get("/rdv/1/inscrits").status_code == 401
    assert Compte(api, "prescripteur").lire("/rdv/1/inscrits", 403)["code"] == "droit-insuffisant"


def test_the_list_and_the_calendar_are_downloaded_by_those_who_may(api: TestClient) -> None:
    gestionnaire, demandeur, autre = (Compte(api, nom) for nom in ("gestionnaire", "demandeur", "gestionnaire2"))
    rdv = gestionnaire.lire("/sessions/3565575")["rdv"][0]["rdv"]
    for forme, nature in (("csv", "text/csv"), ("xlsx", "application/vnd.openxmlformats")):
        reponse = gestionnaire.telecharger(f"/rdv/{rdv}/inscrits.{forme}?vue=presences")
        assert reponse.headers["content-type"].startswith(nature)
        assert f"presences-rdv-{rdv}.{forme}" in reponse.headers["content-disposition"]
        assert autre.telecharger(f"/rdv/{rdv}/inscrits.{forme}").status_code == 404
        assert demandeur.telecharger(f"/rdv/{rdv}/inscrits.{forme}").status_code == 403
    assert "7942369Z" in gestionnaire.telecharger(f"/rdv/{rdv}/inscrits.csv").text
    for compte, attendu in ((gestionnaire, 200), (demandeur, 200), (autre, 404)):
        assert compte.telecharger(f"/rdv/{rdv}.ics").status_code == attendu
    a_venir = gestionnaire.lire("/sessions/3565575")["rdv"][1]["rdv"]
    assert demandeur.telecharger(f"/rdv/{a_venir}.ics").status_code == 404
    assert [une["nom"] for une in gestionnaire.lire("/candidatures")] == ["Cohen"]


def test_a_job_seeker_finds_the_places_that_are_theirs(api: TestClient) -> None:
    lea = Compte(api, "demandeur")
    libre = next(un["rdv"] for un in lea.lire("/rdv") if un.get("restantes") and not un["inscrit"])
    lea.faire("se-positionner", rdv=libre)
    assert [un["rdv"] for un in lea.lire("/rdv") if un["inscrit"]] == [libre]
    lea.faire("se-desister", rdv=libre)
    assert not any(un["inscrit"] for un in lea.lire("/rdv"))
    assert "inscrit" not in Compte(api, "prescripteur").lire("/rdv")[0]
