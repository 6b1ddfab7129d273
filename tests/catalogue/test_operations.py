"""An operation is the same thing in the catalogue, the engine, the phrases and the tests, found by its name."""

from __future__ import annotations

from typing import Any

import pytest

from engine.familles import load_operations
from engine.kit.acteurs import Role
from engine.kit.operations import OPERATIONS, donnee_de
from tests.catalogue.conftest import RACINE, Article

load_operations()

CHAMPS = {"id", "libelle", "qui", "ecrit", "article", "donnees", "famille"}
CHAMPS_A_VENIR = {"id", "libelle", "qui", "article", "a_venir", "famille"}
# Steps of the other parties and deadlines of the engine: never of the conversation.
AUTRES_ACTEURS = {"plateforme-nationale", "prescripteur", "demandeur-emploi", "employeur", "carif-oref", "systeme"}


@pytest.fixture(scope="session")
def offertes(operations: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The operations that the assistant carries out today."""
    return {id: entree for id, entree in operations.items() if not entree.get("a_venir")}


def test_every_entry_has_its_fields(operations: dict[str, dict[str, Any]]) -> None:
    ecarts = {
        id: sorted(manque)
        for id, entree in operations.items()
        if (manque := (CHAMPS_A_VENIR - {"a_venir"} if entree.get("a_venir") else CHAMPS) - set(entree))
    }
    assert ecarts == {}


def test_what_is_offered_is_done_by_the_engine(offertes: dict[str, Any]) -> None:
    assert set(offertes) - set(OPERATIONS) == set()


def test_what_the_engine_does_is_offered_or_of_another_party(offertes: dict[str, Any]) -> None:
    cachees = {
        id
        for id, operation in OPERATIONS.items()
        if id not in offertes and not {role.value for role in operation.roles} <= AUTRES_ACTEURS | {"hotline"}
    }
    assert cachees == set()


def test_roles_are_the_same(offertes: dict[str, dict[str, Any]]) -> None:
    ecarts = {
        id: (sorted(entree["qui"]), sorted(role.value for role in OPERATIONS[id].roles))
        for id, entree in offertes.items()
        if set(entree["qui"]) != {role.value for role in OPERATIONS[id].roles}
    }
    assert ecarts == {}


def test_data_are_the_same(offertes: dict[str, dict[str, Any]]) -> None:
    def du_moteur(id: str) -> dict[str, tuple[str, bool]]:
        return {nom: (donnee_de(champ).type, not champ.is_required()) for nom, champ in OPERATIONS[id].champs.items()}

    def du_catalogue(entree: dict[str, Any]) -> dict[str, tuple[str, bool]]:
        return {d["nom"]: (d["type"], bool(d.get("facultatif"))) for d in entree["donnees"]}

    ecarts = {
        id: (du_catalogue(entree), du_moteur(id))
        for id, entree in offertes.items()
        if du_catalogue(entree) != du_moteur(id)
    }
    assert ecarts == {}


def test_writing_is_the_same(offertes: dict[str, dict[str, Any]]) -> None:
    assert [id for id, entree in offertes.items() if entree["ecrit"] != OPERATIONS[id].ecrit] == []


def test_every_datum_has_its_question_and_its_reason(offertes: dict[str, dict[str, Any]]) -> None:
    muettes = [
        f"{id}.{donnee['nom']}"
        for id, entree in offertes.items()
        for donnee in entree["donnees"]
        if not donnee.get("question") or not donnee.get("pourquoi")
    ]
    assert muettes == []


def test_the_article_of_every_operation_exists(
    operations: dict[str, dict[str, Any]], articles: dict[str, Article]
) -> None:
    assert {id: entree["article"] for id, entree in operations.items() if entree["article"] not in articles} == {}


def test_every_operation_is_a_file_of_its_name(offertes: dict[str, dict[str, Any]]) -> None:
    absents = [
        str(chemin)
        for id, entree in offertes.items()
        for famille, nom in [(entree["famille"].replace("-", "_"), id.replace("-", "_"))]
        for chemin in (
            f"engine/{famille}/operations/{nom}.py",
            f"tests/engine/{famille}/test_{nom}.py",
        )
        if not (RACINE / chemin).exists()
    ]
    assert absents == []


def test_every_operation_has_a_journey(offertes: dict[str, dict[str, Any]]) -> None:
    parcours = "\n".join(chemin.read_text() for chemin in (RACINE / "tests" / "parcours").rglob("*.yml"))
    assert [id for id in offertes if f"operation: {id}" not in parcours] == []


def test_every_writing_operation_is_played_under_the_guard_of_personal_data() -> None:
    """The engine's tests refuse words of people where ids belong (tests/engine/confidentialite.py).

    What the engine does by itself is planned with ids, which the same guard looks at.
    """
    joues = "\n".join(chemin.read_text() for chemin in (RACINE / "tests" / "engine").rglob("*.py"))
    de_quelqu_un = {id: op for id, op in OPERATIONS.items() if op.ecrit and op.roles != {Role.SYSTEME}}
    assert [id for id in de_quelqu_un if f'"{id}"' not in joues] == []
