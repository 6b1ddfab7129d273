"""The file of the sessions: to each what is theirs."""

from collections.abc import Callable

from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from tests.engine.adhesions import AUTRE_SIRET, SIRET
from tests.engine.monde import une_session


def test_each_takes_away_what_is_theirs(api: TestClient, db: Session, entete: Callable[[str], dict[str, str]]) -> None:
    afpr = une_session(siret=SIRET)
    afpr.employeur = "Boulangerie Petit"
    db.add_all([une_session(siret=SIRET), une_session(siret=AUTRE_SIRET), afpr])
    db.commit()
    for role, nombre in (("carif-oref", 2), ("gestionnaire", 1)):
        reponse = api.get("/lheo", headers=entete(role))
        assert (reponse.status_code, reponse.headers["content-type"]) == (200, "application/xml")
        assert reponse.content.count(b"<session ") == nombre
