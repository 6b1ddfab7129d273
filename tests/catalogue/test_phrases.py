"""What people say: every label is taught, nothing is taught twice, nothing measured was taught."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.catalogue.conftest import RACINE, Article

PHRASES_AU_MOINS = 20
MESURES = sorted((RACINE / "tests" / "nlu").glob("*.jsonl"))


def simplifier(phrase: str) -> str:
    sans_accent = "".join(c for c in unicodedata.normalize("NFKD", phrase.lower()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", sans_accent))


def test_every_operation_is_taught(operations: dict[str, dict[str, Any]], phrases: dict[str, list[str]]) -> None:
    peu = {
        id: len(set(phrases.get(f"operation/{id}", [])))
        for id in operations
        if len(set(phrases.get(f"operation/{id}", []))) < PHRASES_AU_MOINS
    }
    assert peu == {}


def test_every_taught_operation_is_in_the_catalogue(
    operations: dict[str, dict[str, Any]], phrases: dict[str, list[str]]
) -> None:
    enseignees = {intent.removeprefix("operation/") for intent in phrases if intent.startswith("operation/")}
    assert enseignees - set(operations) == set()


def test_the_phrases_of_an_operation_are_found_by_its_name(operations: dict[str, dict[str, Any]]) -> None:
    egarees = [
        id for id, o in operations.items() if not (RACINE / "data/nlu/operations" / o["famille"] / f"{id}.yml").exists()
    ]
    assert egarees == []


def test_no_phrase_teaches_two_things(phrases: dict[str, list[str]]) -> None:
    sens: dict[str, set[str]] = defaultdict(set)
    for intent, lignes in phrases.items():
        for ligne in lignes:
            sens[simplifier(ligne)].add(intent)
    assert {ligne: intents for ligne, intents in sens.items() if len(intents) > 1 and ligne} == {}


def test_every_intent_is_in_the_domain(phrases: dict[str, list[str]]) -> None:
    domaine = yaml.safe_load((RACINE / "domain.yml").read_text())
    declares = {intent if isinstance(intent, str) else next(iter(intent)) for intent in domaine["intents"]}
    assert {intent.split("/")[0] for intent in phrases} - declares == set()


def test_every_out_of_scope_subject_has_its_answer(phrases: dict[str, list[str]]) -> None:
    reponses = yaml.safe_load((RACINE / "domain.yml").read_text())["responses"]
    sujets = {intent for intent in phrases if intent.startswith("hors-perimetre/")}
    assert {sujet for sujet in sujets if f"utter_{sujet}" not in reponses} == set()


@pytest.mark.parametrize("chemin", MESURES, ids=lambda chemin: chemin.stem)
def test_nothing_measured_was_taught(chemin: Path, phrases: dict[str, list[str]]) -> None:
    enseignees = {simplifier(ligne) for lignes in phrases.values() for ligne in lignes}
    mesurees = [json.loads(ligne)["text"] for ligne in chemin.read_text().splitlines()]
    assert [texte for texte in mesurees if len(texte.split()) > 2 and simplifier(texte) in enseignees] == []


@pytest.mark.parametrize("chemin", MESURES, ids=lambda chemin: chemin.stem)
def test_what_is_measured_exists(
    chemin: Path, articles: dict[str, Article], operations: dict[str, Any], phrases: dict[str, list[str]]
) -> None:
    connus = {*articles, *operations, *phrases, "hors-perimetre"}
    lignes = [json.loads(ligne) for ligne in chemin.read_text().splitlines()]
    assert {id for ligne in lignes for id in (ligne["expect"], *ligne["accept"])} - connus == set()


def test_every_article_and_operation_is_measured(articles: dict[str, Article], operations: dict[str, Any]) -> None:
    mesures = {json.loads(ligne)["expect"] for chemin in MESURES for ligne in chemin.read_text().splitlines()}
    assert {*articles, *operations} - mesures == set()
