"""The catalogue as the conversation reads it: operations, their data, and the questions that name the articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Donnee:
    """One datum that an operation asks for."""

    nom: str
    type: str
    question: str
    pourquoi: str = ""
    libelle: str = ""
    facultatif: bool = False
    demander: bool = False  # optional, yet worth asking once when the engine has proposals
    dit: str = ""  # how it is said inside a sentence: « firme », « titre »; free words are else read only when awaited
    annonce: Sequence[str] = ()  # the words that it follows, the surest first
    suit: Sequence[str] = ()  # those that it may follow bare: « AFPR soudeur »
    meme_jour: str = ""  # the datum that is its day too, where one day alone is said: « absente le 5 »

    @property
    def titre(self) -> str:
        """What people call it."""
        return self.libelle or self.nom.replace("_", " ")


@dataclass(frozen=True)
class Operation:
    """One entry of the catalogue."""

    id: str
    libelle: str
    qui: frozenset[str]
    article: str
    ecrit: bool = True
    a_venir: bool = False
    donnees: tuple[Donnee, ...] = ()

    def donnee(self, nom: str) -> Donnee | None:
        """The datum of that name."""
        return next((donnee for donnee in self.donnees if donnee.nom == nom), None)


@dataclass(frozen=True)
class Article:
    """What a button needs of an article: the question it answers and the operation that does it."""

    id: str
    question: str
    operation: str | None = None


@dataclass(frozen=True)
class Catalogue:
    """Operations and articles by id."""

    operations: Mapping[str, Operation] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)

    @classmethod
    def lire(cls, racine: Path) -> "Catalogue":
        """Read catalogue/operations.yml and the front matter of knowledge/**/*.md."""
        familles = yaml.safe_load((racine / "catalogue" / "operations.yml").read_text())
        operations = [_operation(entree) for entrees in familles.values() for entree in entrees]
        articles = [_article(chemin) for chemin in sorted((racine / "knowledge").rglob("*.md"))]
        return cls({o.id: o for o in operations}, {a.id: a for a in articles})


def _operation(entree: dict[str, Any]) -> Operation:
    return Operation(
        id=entree["id"],
        libelle=entree["libelle"],
        qui=frozenset(entree["qui"]),
        article=entree["article"],
        ecrit=entree.get("ecrit", True),
        a_venir=entree.get("a_venir", False),
        donnees=tuple(Donnee(**donnee) for donnee in entree.get("donnees", ())),
    )


def _article(chemin: Path) -> Article:
    entete = yaml.safe_load(chemin.read_text().split("---\n", 2)[1])
    return Article(chemin.stem, entete["question"], entete.get("operation"))
