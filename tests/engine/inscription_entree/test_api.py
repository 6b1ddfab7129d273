"""Enrolments by HTTP, with the demo accounts: from the enrolment to the AES, each seeing what is theirs."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fastapi.testclient import TestClient
from httpx import Response

from engine import demo
from engine.api.app import create_api
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle
from engine.settings import Settings
from scripts.demo import seed

Appel = Callable[..., Response]


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock("2027-01-06T10:00")


@pytest.fixture
def api(sqlite_socle: Socle, tmp_path: Path) -> Iterator[TestClient]:
    seed(sqlite_socle)
    settings = Settings(var=tmp_path, database_url="", secret="essai", demo=True)
    with TestClient(create_api(settings, sqlite_socle)) as client:
        yield client


@pytest.fixture
def appel(api: TestClient) -> Appel:
    """Call an address as one of the demo accounts."""

    def appeler(compte: str, verbe: str, adresse: str, **donnees: Any) -> Response:
        corps = {"identifiant": compte, "mot_de_passe": demo.MOT_DE_PASSE}
        entete = {"Authorization": f"Bearer {api.post('/auth/login', json=corps).json()['jeton']}"}
        return api.request(verbe, adresse, headers=entete, json=donnees or None)

    return appeler


def test_from_the_enrolment_to_the_aes(api: TestClient, appel: Appel) -> None:
    session = "SE_0000160077"
    candidat = {"candidat": ["7654321X"], "nom": "Vidal", "prenom": "Noé", "session": session}
    inscrite = appel("gestionnaire", "post", "/operations/inscrire-en-formation", **candidat).json()
    id = inscrite["resultat"]["inscriptions"]["7654321X"]
    a_valider = appel("prescripteur", "get", f"/inscriptions?session={session}&statut=a_valider").json()
    assert {une["inscription"] for une in a_valider} >= {id}
    assert appel("prescripteur", "post", "/operations/valider-inscription", inscription=id).status_code == 200
    (vidal,) = [une for une in appel("gestionnaire", "get", "/inscriptions").json() if une["inscription"] == id]
    assert (vidal["libelle"], vidal["nom"]) == ("inscrit", "Vidal")
    entrees = {"session": session, "presents": [vidal["personne"]]}
    aes = appel("gestionnaire", "post", "/operations/saisir-entrees", **entrees).json()["resultat"]["aes"]["7654321X"]
    pdf = appel("gestionnaire", "get", f"/attestations/{aes}/pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert "Noé Vidal" in pypdf.PdfReader(BytesIO(pdf.content)).pages[0].extract_text()
    for compte in ("gestionnaire2", "rgc2"):
        refus = appel(compte, "get", f"/attestations/{aes}/pdf")
        assert (refus.status_code, refus.json()["code"]) == (404, "attestation-inconnue")
        assert appel(compte, "get", "/inscriptions").json() == []
        assert appel(compte, "get", f"/inscriptions?session={session}").status_code == 404


def test_a_revoked_document_says_so(appel: Appel) -> None:
    (chloe,) = [une for une in appel("gestionnaire", "get", "/inscriptions").json() if une["nom"] == "Duval"]
    ais = next(une["numero"] for une in chloe["attestations"] if une["type"] == "ais")
    retrait = {"candidat": chloe["identifiant"], "session": chloe["session"], "motif": "A trouvé un emploi"}
    assert appel("gestionnaire", "post", "/operations/retirer-inscription", **retrait).status_code == 200
    refus = appel("gestionnaire", "get", f"/attestations/{ais}/pdf")
    assert (refus.status_code, refus.json()["code"]) == (409, "attestation-revoquee")


def test_each_network_validates_its_own(appel: Appel) -> None:
    session = "SE_0000160077"
    par_reseau = {}
    for rang, reseau in enumerate(("pole_emploi", "mission_locale", "cap_emploi")):
        candidat = {"candidat": [f"765432{rang}X"], "session": session, "conseiller": reseau}
        inscrites = appel("gestionnaire", "post", "/operations/inscrire-en-formation", **candidat).json()
        (par_reseau[reseau],) = inscrites["resultat"]["inscriptions"].values()
    a_valider = f"/inscriptions?session={session}&attend_le_conseiller=true"
    vues = {
        compte: {une["inscription"] for une in appel(compte, "get", a_valider).json()} & set(par_reseau.values())
        for compte in ("prescripteur", "mission-locale", "cap-emploi")
    }
    assert vues == {
        "prescripteur": set(par_reseau.values()),
        "mission-locale": {par_reseau["mission_locale"]},
        "cap-emploi": {par_reseau["cap_emploi"]},
    }
    autre = appel("cap-emploi", "post", "/operations/valider-inscription", inscription=par_reseau["mission_locale"])
    assert (autre.status_code, autre.json()["code"]) == (404, "inscription-inconnue")
    appel("mission-locale", "post", "/operations/valider-inscription", inscription=par_reseau["mission_locale"])
    restent = {une["inscription"] for une in appel("mission-locale", "get", a_valider).json()}
    assert par_reseau["mission_locale"] not in restent
