"""Elision, numbers and lists as French writes them."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

import engine
from engine.kit.francais import compter, de, dire_heures, dire_montant, elider, enumerer, que

FAITS = r"(?:[\w.]*\.)?(?:nom|personne|noms|mois|raison_sociale|designation|organisme)|dire_mois\([^{}]*\)"


@pytest.mark.parametrize(
    ("nom", "dit"),
    [
        ("Léa Petit", "de Léa Petit"),
        ("Oscar", "d’Oscar"),
        ("Émile", "d’Émile"),
        ("Yves", "d’Yves"),
        ("Yann", "de Yann"),
        ("Hugo", "de Hugo"),
        ("avril 2027", "d’avril 2027"),
        ("août 2027", "d’août 2027"),
        ("mars 2027", "de mars 2027"),
        ("7942369Z", "de 7942369Z"),
        ("", "de "),
    ],
)
def test_de_is_elided_before_a_vowel(nom: str, dit: str) -> None:
    assert de(nom) == dit
    assert que(nom) == dit.replace("de ", "que ").replace("d’", "qu’")


def test_a_refusal_elides_before_its_facts_only() -> None:
    modele = "L’absence de {personne} de {jours} : que {autre} le dise. De {debut} à {fin}."
    faits = {"personne": "Awa Sow", "jours": "3 jours", "autre": "Ali", "debut": "avril", "fin": "mai"}
    dit = "L’absence d’Awa Sow de 3 jours : qu’Ali le dise. D’avril à mai."
    assert elider(modele, faits).format(**faits) == dit
    assert elider("la liste de appels de {nom}", {"nom": "Zoé"}) == "la liste de appels de {nom}"


def test_no_sentence_of_the_engine_forgets_it() -> None:
    """« de {nom} » is for the sentences of refusals, which are elided when they are said; elsewhere it is de(nom)."""
    sources = Path(engine.__file__).parent
    ecrites = [
        f"{chemin.relative_to(sources)} : {ligne.strip()}"
        for chemin in sources.rglob("*.py")
        for ligne in chemin.read_text("utf-8").splitlines()
        if 'f"' in ligne and chemin.name != "francais.py" and re.search(rf"\b(?:de|que) \{{(?:{FAITS})\}}", ligne)
    ]
    lettres = [
        f"{chemin.relative_to(sources)} : {ligne.strip()}"
        for chemin in sources.rglob("courriels/*.txt")
        for ligne in chemin.read_text("utf-8").splitlines()
        if re.search(
            r"\b(?:de|que) (?:\{% if personne %\})?\{\{ (?:personne|raison_sociale|organisme|mois) \}\}", ligne
        )
    ]
    assert ecrites + lettres == []


def test_zero_and_one_are_singular() -> None:
    assert [compter(nombre, "place") for nombre in (0, 1, 2)] == ["0\xa0place", "1\xa0place", "2\xa0places"]


def test_amounts_and_lists() -> None:
    assert [dire_heures(Decimal(heures)) for heures in ("35.50", "140", "1000")] == [
        "35,5\xa0h",
        "140\xa0h",
        "1\xa0000\xa0h",
    ]
    assert dire_montant(Decimal("3200.5")) == "3\xa0200,50\xa0€"
    assert [enumerer(noms) for noms in ([], ["A"], ["A", "B", "C"])] == ["", "A", "A, B et C"]
