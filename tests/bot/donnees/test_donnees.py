"""What is said in each sentence of tests/nlu/donnees/, neither less nor more."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.donnees import trouver

CAS = Path(__file__).resolve().parents[2] / "nlu" / "donnees"
PARIS = ZoneInfo("Europe/Paris")


def cas() -> Iterator[Any]:
    for fichier in sorted(CAS.glob("*.yml")):
        for groupe in yaml.safe_load(fichier.read_text(encoding="utf-8")):
            quand = str(groupe["maintenant"])
            for un_cas in groupe["cas"]:
                nom = f"{fichier.stem}-{quand[:10]}-{un_cas.get('attend', '')}-{un_cas['dit']}"
                yield pytest.param(datetime.fromisoformat(quand).replace(tzinfo=PARIS), un_cas, id=nom)


TOUS = list(cas())


@pytest.mark.parametrize(("maintenant", "un_cas"), TOUS)
def test_all_that_is_said_and_nothing_else(maintenant: datetime, un_cas: dict[str, Any]) -> None:
    donnees = trouver(un_cas["dit"], maintenant, un_cas.get("attend"))

    trouve = sorted(json.dumps([d.entity, d.value], sort_keys=True) for d in donnees)
    attendu = sorted(json.dumps(list(*attente.items()), sort_keys=True) for attente in un_cas["attendu"])
    assert trouve == attendu
    if "autres" in un_cas:
        assert [list(d.autres) for d in donnees] == un_cas["autres"]
    if "roles" in un_cas:
        assert [d.role for d in donnees] == un_cas["roles"]


@pytest.mark.parametrize(("maintenant", "un_cas"), TOUS)
def test_each_datum_points_at_its_own_words(maintenant: datetime, un_cas: dict[str, Any]) -> None:
    for donnee in trouver(un_cas["dit"], maintenant, un_cas.get("attend")):
        assert un_cas["dit"][donnee.start : donnee.end] == donnee.text
        assert donnee.text.strip()
        json.dumps(donnee.value)


@pytest.mark.parametrize(
    "dit",
    ["à Évreux le 12 février à 14h30, Mme Traoré", "mardi 12 décembre, salle B, après-midi", "Léa Fontaine était là"],
)
def test_accents_typed_as_separate_marks_are_read_alike(dit: str) -> None:
    maintenant = datetime(2027, 1, 6, 10, tzinfo=PARIS)
    decompose = unicodedata.normalize("NFD", dit)

    assert [(d.entity, d.value) for d in trouver(decompose, maintenant)] == [
        (d.entity, d.value) for d in trouver(dit, maintenant)
    ]
    for donnee in trouver(decompose, maintenant):
        assert decompose[donnee.start : donnee.end] == donnee.text


def test_the_day_is_that_of_paris() -> None:
    soir_a_londres = datetime(2027, 1, 6, 23, 30, tzinfo=ZoneInfo("UTC"))

    assert [d.value for d in trouver("demain", soir_a_londres)] == ["2027-01-08"]


@pytest.mark.parametrize(
    "dit", ["9" * 5000, "le 12 à 14h " * 400, "vingt " * 800, "Petit, " * 700 + "absents", "(" * 3000]
)
def test_a_long_message_ends(dit: str) -> None:
    assert isinstance(trouver(dit, datetime(2027, 1, 6, tzinfo=PARIS)), list)
