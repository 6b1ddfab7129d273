"""What the coherence suite reads: the data that several layers share, straight from their files."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

RACINE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Article:
    id: str
    theme: str
    entete: dict[str, Any]
    texte: str


def lire_article(chemin: Path) -> Article:
    _, entete, texte = chemin.read_text().split("---\n", 2)
    return Article(chemin.stem, chemin.parent.name, yaml.safe_load(entete), texte)


def a_plat(texte: str) -> str:
    """No-break spaces and line ends count as spaces when one looks for words."""
    return re.sub(r"\s+", " ", texte).strip()


@pytest.fixture(scope="session")
def articles() -> dict[str, Article]:
    return {chemin.stem: lire_article(chemin) for chemin in sorted((RACINE / "knowledge").rglob("*.md"))}


@pytest.fixture(scope="session")
def operations() -> dict[str, dict[str, Any]]:
    """Catalogue entries by id, each with its `famille`."""
    catalogue = yaml.safe_load((RACINE / "catalogue" / "operations.yml").read_text())
    return {entree["id"]: entree | {"famille": famille} for famille, entrees in catalogue.items() for entree in entrees}


def lire_phrases(chemin: Path) -> dict[str, list[str]]:
    """Intent → training lines of one Rasa NLU file; a subject may have its own block."""
    lignes: dict[str, list[str]] = defaultdict(list)
    for bloc in yaml.safe_load(chemin.read_text())["nlu"]:
        lignes[bloc["intent"]] += [li.removeprefix("- ").strip() for li in bloc["examples"].splitlines() if li.strip()]
    return lignes


@pytest.fixture(scope="session")
def phrases(articles: dict[str, Article]) -> dict[str, list[str]]:
    """Every label of the assistant → the lines it is trained on."""
    tout = {f"faq/{article.id}": article.entete["exemples"] for article in articles.values()}
    for chemin in sorted((RACINE / "data" / "nlu").rglob("*.yml")):
        for intent, lignes in lire_phrases(chemin).items():
            tout[intent] = tout.get(intent, []) + lignes
    return tout
