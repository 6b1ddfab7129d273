"""The description of the API, fuzzed: no incident, no answer that it does not tell, whoever asks.

`KAIROS_FUZZ=200` tries that many examples on each route (`make fuzz`); `make test` tries few.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from engine.api.app import build_socle, create_api
from engine.demo import COMPTES, GRETA, MOT_DE_PASSE
from engine.settings import Settings
from scripts.demo import seed

EXEMPLES = int(os.environ.get("KAIROS_FUZZ", "2"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
PORTEURS = (None, *dict.fromkeys(compte.role.value for compte in COMPTES))
# Values of the demonstration, so that what is made up also reaches the rules, the rows and the letters.
VRAIES: dict[str, list[Any]] = {
    "session": ["SE_0000160070", "SE_0000160071", "SE_0000160074", "SE_0000160078", "3565575"],
    "rdv": list(range(1, 12)),
    "rdv_cible": list(range(1, 12)),
    "groupe_rv": list(range(1, 12)),
    "plage": list(range(1, 15)),
    "inscription": list(range(1, 12)),
    "candidature": [1],
    "absence": [1, 2],
    "siret": [GRETA, "21760540800012", "82431775600016"],
    "devis": ["DV-2027-0001", "DV-2027-0002"],
    "ticket": ["HK-2031", "HK-2032", "HK-2033"],
    "numero": ["SE_0000160070", "HK-2031", "AIS-2027-000001"],
    "mois": ["2026-12", "2027-01"],
}
PERSONNES = ("presents", "absents", "retenus", "non_retenus", "en_attente", "obtenue")


@pytest.fixture(scope="module")
def api(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The API on a demonstration of its own."""
    var = tmp_path_factory.mktemp("fuzz")
    shutil.copy(sqlite_template, var / "kairos.db")
    reglages = Settings(var, f"sqlite:///{var / 'kairos.db'}", "secret des tests", now="2027-01-12T10:00", demo=True)
    socle = build_socle(reglages)
    seed(socle)
    with TestClient(create_api(reglages, socle), raise_server_exceptions=False) as client:
        yield client
    socle.engine.dispose()


@pytest.fixture(scope="module")
def jetons(api: TestClient) -> dict[str | None, dict[str, str]]:
    """The header of someone of each role, None a visiteur."""
    entetes: dict[str | None, dict[str, str]] = {None: {}}
    for compte in reversed(COMPTES):
        corps = {"identifiant": compte.identifiant, "mot_de_passe": MOT_DE_PASSE}
        jeton = api.post("/auth/login", json=corps).json()["jeton"]
        entetes[compte.role.value] = {"Authorization": f"Bearer {jeton}"}
    return entetes


def test_no_answer_is_a_surprise(api: TestClient, jetons: dict[str | None, dict[str, str]]) -> None:
    """Every route, well-formed and malformed data, by those who may and by the others."""
    description = schemathesis.openapi.from_asgi("/openapi.json", api.app)
    echecs: list[str] = []
    for resultat in description.get_all_operations():
        operation = resultat.ok()
        permis = operation.definition.raw.get("x-roles") or PORTEURS
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            cas = operation.as_strategy(generation_mode=mode)

            @settings(
                max_examples=EXEMPLES,
                database=None,
                derandomize=True,
                deadline=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(cas, st.sampled_from(permis), st.randoms(use_true_random=False))
            def essayer(un: Any, role: str | None, hasard: Any) -> None:
                if isinstance(un.body, dict) and hasard.random() < 0.8:
                    un.body = realiste(un.body, hasard)
                if un.path_parameters and hasard.random() < 0.5:
                    un.path_parameters = realiste(un.path_parameters, hasard)
                reponse = un.call(headers=jetons.get(role, {}))
                un.validate_response(reponse, checks=CHECKS)

            try:
                essayer()
            except Unsatisfiable:
                continue  # nothing to send: nothing to send wrong
            except (Exception, BaseExceptionGroup) as echec:
                echecs.append(f"{operation.label} ({mode.value})\n{str(echec)[:1500]}")
    assert not echecs, f"{len(echecs)} routes\n\n" + "\n\n".join(echecs)


def realiste(donnees: dict[str, Any], hasard: Any) -> dict[str, Any]:
    """The same data, with numbers of the demonstration for what names something."""
    return {
        nom: hasard.choice(VRAIES[nom])
        if nom in VRAIES
        else hasard.sample(range(1, 30), 3)
        if nom in PERSONNES
        else valeur
        for nom, valeur in donnees.items()
    }
