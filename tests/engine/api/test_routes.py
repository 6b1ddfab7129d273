"""Routes: rights, refusals as problem+json, reads within one's organisme, a complete description."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from openapi_spec_validator import validate

from engine.kit.acteurs import Role
from engine.kit.catalogue import libelles
from engine.kit.door import Socle
from engine.kit.operations import OPERATIONS
from engine.kit.parametres import parametres
from tests.engine.adhesions import AUTRE_SIRET, INCONNU, SIRET, demande

Entete = Callable[[str], dict[str, str]]
PUBLIQUES = {
    "/auth/login",
    "/moi",
    "/health",
    "/parametres",
    "/courriels",
    "/attestations/{code}",
    "/auth/invitations/{jeton}",
}
LECTURES = {
    "/journal": {"gestionnaire", "rgc", "hotline"},
    "/adhesions": {"plateforme-nationale", "hotline"},
    "/sessions": {"gestionnaire", "rgc", "hotline", "prescripteur"},
    "/sessions/{numero}": {"gestionnaire", "rgc", "hotline", "prescripteur"},
    "/rdv/{id}/inscrits": {"gestionnaire", "rgc", "hotline"},
    "/rdv/{id}/inscrits.{forme}": {"gestionnaire", "rgc", "hotline"},
    "/rdv/{id}.ics": {"gestionnaire", "rgc", "hotline", "prescripteur", "demandeur-emploi"},
    "/candidatures": {"gestionnaire", "rgc"},
    "/lheo": {"carif-oref", "gestionnaire", "rgc"},
    "/rdv": {"gestionnaire", "rgc", "hotline", "prescripteur", "demandeur-emploi"},
    "/reouvertures": {"hotline"},
    "/comptes": {"rgc"},
    "/conventions": {"gestionnaire", "rgc", "hotline", "plateforme-nationale"},
    "/changements-rgc": {"hotline"},
    "/demandes-qualite": {"hotline"},
    "/devis": {"gestionnaire", "rgc", "hotline", "prescripteur", "demandeur-emploi", "employeur"},
    "/sessions/{numero}/assiduite": {"gestionnaire", "rgc", "hotline"},
    "/inscriptions": {"gestionnaire", "rgc", "hotline", "prescripteur"},
    "/tickets": {"gestionnaire", "rgc", "hotline"},
    "/tickets/{numero}": {"gestionnaire", "rgc", "hotline"},
    "/tickets/{numero}/copie-ecran": {"gestionnaire", "rgc", "hotline"},
    "/file-attente": {"hotline"},
    "/attestations/{numero}/pdf": {"gestionnaire", "rgc", "hotline"},
}
DEPOTS = {"/lheo": {"carif-oref"}, "/organismes": {"plateforme-nationale"}}
ROLES = [role.value for role in Role if role not in (Role.VISITEUR, Role.SYSTEME)]


def test_every_route_has_its_rights(api: TestClient, entete: Entete) -> None:
    """Each route, each role: open to all by name, an operation for its roles, or a read listed here."""
    porteurs = {role: entete(role) for role in ROLES} | {"visiteur": {}}
    for chemin, verbes in api.get("/openapi.json").json()["paths"].items():
        if chemin in PUBLIQUES:
            assert all(set(route["x-roles"]) == {*ROLES, "visiteur"} for route in verbes.values())
            continue
        if chemin.startswith("/operations/"):
            permis = {role.value for role in Role if role.peut(OPERATIONS[chemin.split("/")[2]].roles)}
        for verbe in verbes:
            if not chemin.startswith("/operations/"):
                permis = (DEPOTS if verbe == "post" else LECTURES)[chemin]
            assert set(verbes[verbe]["x-roles"]) == permis, chemin
            for role, porteur in porteurs.items():
                adresse = chemin.format(numero="SE_0000160070", id=1, forme="csv")
                reponse = api.request(verbe, adresse, headers=porteur, json={} if verbe == "post" else None)
                refusee = reponse.status_code in (401, 403)
                assert refusee == (role not in permis), (chemin, role, reponse.status_code)
                if refusee:
                    assert reponse.status_code == (401 if role == "visiteur" else 403)


def test_the_description_is_valid_and_complete(sqlite_api: TestClient) -> None:
    schema = sqlite_api.get("/openapi.json").json()
    validate(schema)
    for id, op in OPERATIONS.items():
        if op.roles == {Role.SYSTEME}:
            assert f"/operations/{id}" not in schema["paths"]
            continue
        for chemin in (f"/operations/{id}", f"/operations/{id}/apercu"):
            route = schema["paths"][chemin]["post"]
            assert set(op.champs) == set(route["requestBody"]["content"]["application/json"]["schema"]["properties"])
            assert route["security"] == [{"jeton": []}]
            assert {"401", "403", "404", "409", "422", "500"} <= set(route["responses"])
            assert list(route["responses"]["409"]["content"]) == ["application/problem+json"]
            assert route["x-roles"] == sorted(role.value for role in Role if role.peut(op.roles))
            assert id not in route["summary"], "a step of another party is named in catalogue/etapes.yml"
            donnees = route["requestBody"]["content"]["application/json"]["schema"]["properties"]
            assert all(donnee["description"] for donnee in donnees.values()), "say the form or where to find the value"


def test_every_read_says_what_it_answers(sqlite_api: TestClient) -> None:
    """No answer is « some object »: each has its fields, or is a file of a stated type."""
    schema = sqlite_api.get("/openapi.json").json()
    for chemin, verbes in schema["paths"].items():
        for route in verbes.values():
            for type_de_contenu, contenu in route["responses"]["200"]["content"].items():
                lu = contenu["schema"].get("items", contenu["schema"])
                dit = "$ref" in lu or lu.get("type") == "string" or isinstance(lu.get("additionalProperties"), dict)
                assert dit, (chemin, type_de_contenu, lu)


def test_an_operation_of_the_catalogue_yet_to_come_says_so(sqlite_api: TestClient) -> None:
    for id in libelles():
        reponse = sqlite_api.post(f"/operations/{id}", json={})
        if id not in OPERATIONS:
            assert (reponse.status_code, reponse.json()["code"]) == (409, "operation-a-venir")
    assert sqlite_api.post("/operations/tout-effacer", json={}).status_code == 404


def test_execute_then_again_with_the_same_key(api: TestClient) -> None:
    cle = {"Idempotency-Key": "un-oui", "X-Canal": "widget"}
    premier = api.post("/operations/demander-adhesion", json=demande(INCONNU), headers=cle)
    second = api.post("/operations/demander-adhesion", json=demande(INCONNU), headers=cle)
    assert premier.status_code == second.status_code == 200
    assert second.json() == premier.json() | {"rejoue": True}
    assert set(premier.json()) == {
        "operation", "recu", "message", "avertissements", "ecartes", "suite", "resultat", "le", "rejoue",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("donnees", "status", "code", "fautives"),
    [
        (demande("21760540800013"), 422, "siret-incorrect", ["siret"]),
        ({"siret": SIRET}, 422, "donnees-refusees", ["raison_sociale", "rgc_nom", "rgc_courriel"]),
        (demande(couleur="bleu"), 422, "donnee-inconnue", ["couleur"]),
        (demande(rgc_nom=["a"]), 422, "donnee-mal-formee", ["rgc_nom"]),
        (demande(rgc_nom="a\u0000b"), 422, "donnee-mal-formee", ["rgc_nom"]),
        (demande(rgc_courriel="a@b"), 422, "courriel-incorrect", ["rgc_courriel"]),
    ],
)
def test_data_at_fault_are_named(
    sqlite_api: TestClient, donnees: dict[str, Any], status: int, code: str, fautives: list[str]
) -> None:
    reponse = sqlite_api.post("/operations/demander-adhesion", json=donnees)
    assert reponse.headers["content-type"] == "application/problem+json"
    corps = reponse.json()
    assert (reponse.status_code, corps["code"], corps["donnees"]) == (status, code, fautives)
    assert [erreur["donnee"] for erreur in corps["erreurs"]] == fautives
    assert corps["message"]
    assert corps["suite"]["titre"]
    assert corps["source"]


@pytest.mark.parametrize("corps", ["[]", "null", "{", '"texte"', '{"siret": }'])
def test_a_body_that_is_no_object_is_malformed(sqlite_api: TestClient, corps: str) -> None:
    reponse = sqlite_api.post(
        "/operations/demander-adhesion", content=corps, headers={"Content-Type": "application/json"}
    )
    assert (reponse.status_code, reponse.json()["code"]) == (422, "demande-mal-formee")


@pytest.mark.parametrize("siret", ["\\ud83d", "\\u0000", "٢١٧٦٠٥٤٠٨٠٠٠١٢", "\\u202e21760540800012"])
def test_odd_characters_are_refused_and_nothing_breaks(api: TestClient, siret: str) -> None:
    corps = f'{{"siret": "{siret}", "code_provisoire": "{siret}"}}'.encode()
    for adresse in ("/operations/valider-identifiants", "/operations/valider-identifiants/apercu"):
        reponse = api.post(adresse, content=corps, headers={"Content-Type": "application/json"})
        assert reponse.status_code == 422 or reponse.json()["refusees"][0]["code"] == "siret-incorrect"
    connexion = f'{{"identifiant": "{siret}", "mot_de_passe": "x"}}'.encode()
    reponse = api.post("/auth/login", content=connexion, headers={"Content-Type": "application/json"})
    assert reponse.status_code in (401, 422)


def test_the_journal_shows_one_s_own_organisme_and_the_hotline_all(api: TestClient, entete: Entete) -> None:
    for siret in (SIRET, AUTRE_SIRET):
        api.post("/operations/redemander-identifiants", json={"siret": siret})
    vus = {
        qui: {ligne["siret"] for ligne in api.get("/journal", headers=entete(qui)).json()}
        for qui in ("gestionnaire", "rgc", "voisin", "hotline")
    }
    assert vus == {"gestionnaire": {SIRET}, "rgc": {SIRET}, "voisin": {AUTRE_SIRET}, "hotline": {SIRET, AUTRE_SIRET}}


def test_the_parameters_are_dated_and_sourced(sqlite_api: TestClient) -> None:
    lus = sqlite_api.get("/parametres").json()
    assert set(lus) == set(parametres())
    assert lus["delai_validation_identifiants"]["valeur"] == 72
    assert all(parametre["source"] and parametre["depuis"] and parametre["libelle"] for parametre in lus.values())


def test_the_plateforme_sees_what_it_has_to_treat(api: TestClient, entete: Entete) -> None:
    api.post("/operations/demander-adhesion", json=demande(INCONNU))
    a_traiter = api.get("/adhesions", params={"statut": "deposee"}, headers=entete("plateforme-nationale")).json()
    assert [demande["siret"] for demande in a_traiter] == [INCONNU]


def test_an_incident_has_a_number_and_no_trace(api: TestClient, socle: Socle, caplog: pytest.LogCaptureFixture) -> None:
    with socle.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE adhesion")
    reponse = api.post("/operations/demander-adhesion", json=demande(INCONNU))
    corps = reponse.json()
    assert reponse.status_code == 500
    assert corps["code"] == "incident"
    assert corps["ticket"] in corps["message"]
    assert corps["ticket"] in caplog.text
    for mot in ('adhesion"', "Traceback", "Claire", INCONNU):
        assert mot not in reponse.text
        assert mot not in caplog.text


def test_health_answers_for_its_part(api: TestClient, socle: Socle) -> None:
    assert api.get("/health").status_code == 200
    with socle.engine.connect() as connection:
        assert connection.execute(sa.select(1)).scalar_one() == 1
