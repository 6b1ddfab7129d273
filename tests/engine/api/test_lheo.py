"""Files left and taken away: to each what is theirs."""

from collections.abc import Callable

from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from tests.engine.adhesions import AUTRE_SIRET, SIRET
from tests.engine.monde import GRETA, une_session


def test_each_takes_away_what_is_theirs(api: TestClient, db: Session, entete: Callable[[str], dict[str, str]]) -> None:
    afpr = une_session(siret=SIRET)
    afpr.employeur = "Boulangerie Petit"
    db.add_all([une_session(siret=SIRET), une_session(siret=AUTRE_SIRET), afpr])
    db.commit()
    for role, nombre in (("carif-oref", 2), ("gestionnaire", 1)):
        reponse = api.get("/lheo", headers=entete(role))
        assert (reponse.status_code, reponse.headers["content-type"]) == (200, "application/xml")
        assert reponse.content.count(b"<session ") == nombre


def test_the_export_of_the_organismes_is_left_as_it_is(
    api: TestClient, entete: Callable[[str], dict[str, str]]
) -> None:
    titres = "SIRET|LIBELLE|REGION|Nouvelle région|Nom RGC|Prénom RGC|mail RGC|Téléphone RGC|ASSEDIC|convention"
    ligne = f"{GRETA}|Greta||Normandie|Leroy|Élise|elise@greta.example||28|0128|05/01/2026|04/01/2029"
    export = f"{titres}|date début|date fin\n{ligne}\n"
    porteur = entete("plateforme-nationale") | {"Content-Type": "text/csv", "Idempotency-Key": "reprise"}
    reponse = api.post("/organismes", content=export.encode("latin-1"), headers=porteur)
    assert (reponse.status_code, reponse.json()["resultat"]["crees"]) == (200, 1)
    encore = api.post("/organismes", content=export.encode("latin-1"), headers=porteur)
    assert encore.json() == reponse.json() | {"rejoue": True}
    autre = api.post("/organismes", content=b"<lheo/>", headers=entete("plateforme-nationale"))
    assert (autre.status_code, autre.json()["code"]) == (422, "export-kairos-illisible")
