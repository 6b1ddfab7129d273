"""Another organisme's objects: every operation and every read that names one answers as if it did not exist."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from engine.api.app import build_socle, create_api
from engine.demo import MOT_DE_PASSE
from engine.kit.acteurs import Role
from engine.kit.operations import OPERATIONS, Operation, donnee_de
from engine.settings import Settings
from scripts.demo import seed

Appel = Callable[..., Any]
INCONNUS: dict[str, Any] = {"session": "SE_0000999999", "devis": "DV-2027-9999", "ticket": "HK-9999"}
OBJETS = ("session", "rdv", "groupe_rv", "candidature", "devis", "ticket", "collaborateur")


@pytest.fixture(scope="module")
def api(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    var = tmp_path_factory.mktemp("autrui")
    shutil.copy(sqlite_template, var / "kairos.db")
    reglages = Settings(var, f"sqlite:///{var / 'kairos.db'}", "secret des tests", now="2027-01-12T10:00", demo=True)
    socle = build_socle(reglages)
    seed(socle)
    with TestClient(create_api(reglages, socle)) as client:
        yield client
    socle.engine.dispose()


@pytest.fixture(scope="module")
def appel(api: TestClient) -> Appel:
    jetons: dict[str, str] = {}

    def appeler(compte: str, verbe: str, adresse: str, corps: dict[str, Any] | None = None) -> Any:
        if compte not in jetons:
            connexion = {"identifiant": compte, "mot_de_passe": MOT_DE_PASSE}
            jetons[compte] = api.post("/auth/login", json=connexion).json()["jeton"]
        return api.request(verbe, adresse, json=corps, headers={"Authorization": f"Bearer {jetons[compte]}"})

    return appeler


@pytest.fixture(scope="module")
def objets(appel: Appel) -> dict[str, Any]:
    """One object of Greta Normandie of each sort, by the name of the datum that takes it."""
    soudure = appel("gestionnaire", "get", "/sessions/SE_0000160071").json()
    return {
        "session": "SE_0000160071",
        "rdv": soudure["rdv"][0]["rdv"],
        "groupe_rv": soudure["groupes"][0]["rdv"],
        "candidature": appel("gestionnaire", "get", "/candidatures").json()[0]["candidature"],
        "devis": appel("gestionnaire", "get", "/devis").json()[0]["devis"],
        "ticket": appel("gestionnaire", "get", "/tickets").json()[0]["ticket"],
        "collaborateur": appel("rgc", "get", "/comptes").json()[-1]["collaborateur"],
    }


def _concernees() -> list[tuple[str, str]]:
    """(operation, datum) of every operation of an organisme that names an object."""
    return [
        (op.id, nom)
        for op in OPERATIONS.values()
        if op.roles & {Role.GESTIONNAIRE, Role.RGC}
        for nom in op.champs
        if nom in OBJETS and not (nom == "session" and op.id == "contacter-hotline")
    ]


def _corps(op: Operation, nom: str, valeur: Any) -> dict[str, Any]:
    exemples = {
        autre: schema["examples"][0]
        for autre, schema in op.commande.model_json_schema()["properties"].items()
        if op.champs[autre].is_required() and donnee_de(op.champs[autre]).type not in ("personnes", "fichier")
    }
    return exemples | {nom: valeur}


@pytest.mark.parametrize(("operation", "nom"), _concernees())
def test_an_operation_on_it_answers_as_on_nothing(
    appel: Appel, objets: dict[str, Any], operation: str, nom: str
) -> None:
    op = OPERATIONS[operation]
    compte = "gestionnaire2" if Role.GESTIONNAIRE in op.roles else "rgc2"
    dits = []
    for valeur in (objets[nom], INCONNUS.get(nom, 999_999)):
        reponse = appel(compte, "post", f"/operations/{operation}", _corps(op, nom, valeur))
        corps = reponse.json()
        dits.append((reponse.status_code, corps.get("code"), corps["message"].replace(str(valeur), "…")))
        # Beside other data at fault, it is one of them.
        introuvable = reponse.status_code == 404 or nom in corps.get("donnees", ())
        assert introuvable or operation == "diagnostiquer-blocage", corps
    assert dits[0] == dits[1]


def test_a_read_of_it_answers_as_of_nothing(appel: Appel, objets: dict[str, Any]) -> None:
    adresses = {
        "/sessions/{}": objets["session"],
        "/sessions/{}/assiduite": objets["session"],
        "/inscriptions?session={}": objets["session"],
        "/rdv/{}/inscrits": objets["rdv"],
        "/rdv/{}/inscrits.csv": objets["rdv"],
        "/rdv/{}.ics": objets["rdv"],
        "/tickets/{}": objets["ticket"],
        "/tickets/{}/copie-ecran": objets["ticket"],
        "/attestations/{}/pdf": "AIS-2027-000001",
    }
    for adresse, numero in adresses.items():
        assert appel("gestionnaire2", "get", adresse.format(numero)).status_code == 404, adresse
    for liste in ("/journal", "/sessions", "/rdv", "/candidatures", "/inscriptions", "/devis", "/tickets"):
        vus, siens = (appel(compte, "get", liste).json() for compte in ("gestionnaire2", "gestionnaire"))
        assert not {str(un) for un in vus} & {str(un) for un in siens}, liste
