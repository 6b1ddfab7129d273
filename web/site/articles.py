"""The articles of `knowledge/` as the pages show them: by theme, with their sources, found again by their words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from math import log1p
from pathlib import Path

import yaml
from markupsafe import Markup, escape

CONNAISSANCES = Path(__file__).resolve().parents[2] / "knowledge"
LECTEUR = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # eight times faster, where libyaml is
THEMES = {
    "decouvrir-kairos": "Découvrir KAIROS",
    "adhesion-comptes": "Adhésion et comptes",
    "offre-de-formation": "Offre de formation",
    "recrutement": "Recrutement des candidats",
    "inscription-entree": "Inscription et entrée en formation",
    "assiduite": "Assiduité des stagiaires",
    "avenir": "Parcours #Avenir",
    "cadre-legal": "Cadre légal",
    "aide-contacts": "Aide et contacts",
}

LIEN = re.compile(
    r"(?P<url>https?://[^\s<>«»]*[^\s<>«».,;:!?)])"
    r"|(?P<courriel>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<tel>\b0[1-9](?:[ \u00a0\u202f]\d{2}){4}\b)"
)
VIDES = """
a ai au aux avec ce ces cette comment combien dans de des du elle en est et faire fait il j je l la le les ma
mais me mes mon ne nos notre on ou par pas peut peux pour puis qu quand que quel quelle quelles quels qui quoi
s sa se ses si son sont sur t un une vos votre y c d n
"""
MOTS_VIDES = frozenset(VIDES.split())


@dataclass(frozen=True)
class Article:
    id: str
    theme: str
    question: str
    texte: str
    sources: tuple[str, ...]
    verifie_le: date
    voir_aussi: tuple[str, ...]
    operation: str | None
    exemples: tuple[str, ...]

    @property
    def resume(self) -> str:
        """The first paragraph: every article answers in its first sentence."""
        return self.texte.split("\n\n", 1)[0]

    @cached_property
    def mots(self) -> Counter[str]:
        """How often each word comes: in the question (ten times more), the answer, the ways in which people ask it."""
        compte = Counter(mots(" ".join((self.texte, *self.exemples))))
        compte.update(mots(self.question) * 10)
        return compte


def mots(texte: str) -> list[str]:
    """Lower-case words without accents, plural « s » nor empty words."""
    nu = "".join(c for c in unicodedata.normalize("NFD", texte.lower()) if not unicodedata.combining(c))
    trouves = re.findall(r"[a-z0-9]+", nu)
    return [mot.removesuffix("s") if len(mot) > 3 else mot for mot in trouves if mot not in MOTS_VIDES]


def lire_article(chemin: Path) -> Article:
    _, entete, texte = chemin.read_text(encoding="utf-8").split("---\n", 2)
    donnees = yaml.load(entete, Loader=LECTEUR)
    return Article(
        id=chemin.stem,
        theme=chemin.parent.name,
        question=donnees["question"],
        texte=texte.strip(),
        sources=tuple(donnees["sources"]),
        verifie_le=donnees["verifie_le"],
        voir_aussi=tuple(donnees.get("voir_aussi", ())),
        operation=donnees.get("operation"),
        exemples=tuple(donnees["exemples"]),
    )


class Articles:
    """All the articles, read once."""

    def __init__(self, dossier: Path) -> None:
        lus = (lire_article(chemin) for chemin in sorted(dossier.glob("*/*.md")))
        self.par_id = {article.id: article for article in lus}

    def par_theme(self) -> dict[str, list[Article]]:
        """Articles under the name of their theme, in the order of `THEMES`."""
        return {
            nom: [article for article in self.par_id.values() if article.theme == theme]
            for theme, nom in THEMES.items()
        }

    def choisir(self, ids: list[str] | tuple[str, ...]) -> list[Article]:
        return [self.par_id[id_] for id_ in ids]

    def chercher(self, demande: str, au_plus: int = 12) -> list[Article]:
        """Articles that share words with `demande`, best first: a word counts more when few articles have it."""
        cherches = mots(demande)
        tous = self.par_id.values()
        poids = {mot: 1 / (1 + sum(mot in article.mots for article in tous)) for mot in cherches}
        notes = {a.id: sum(poids[mot] * log1p(a.mots[mot]) for mot in cherches) for a in tous}
        return sorted((a for a in tous if notes[a.id] > 0), key=lambda a: -notes[a.id])[:au_plus]


def lier(ligne: str) -> Markup:
    """One line of text with its addresses, e-mails and phone numbers as links, all the rest escaped."""
    morceaux, debut = [], 0
    for trouve in LIEN.finditer(ligne):
        morceaux.append(escape(ligne[debut : trouve.start()]))
        texte = trouve.group()
        prefixe = {"url": "", "courriel": "mailto:", "tel": "tel:"}[str(trouve.lastgroup)]
        cible = re.sub(r"\s", "", texte) if trouve.lastgroup == "tel" else texte
        morceaux.append(Markup('<a href="{}{}">{}</a>').format(prefixe, cible, texte))
        debut = trouve.end()
    morceaux.append(escape(ligne[debut:]))
    return Markup("").join(morceaux)


def rendre(texte: str) -> Markup:
    """HTML of an article's text: paragraphs and « - » lists, as the widget renders them."""
    blocs = []
    for bloc in re.split(r"\n\s*\n", texte.strip()):
        lignes = bloc.split("\n")
        while lignes:
            puces = lignes[0].startswith("- ")
            nombre = next((i for i, ligne in enumerate(lignes) if ligne.startswith("- ") != puces), len(lignes))
            groupe, lignes = lignes[:nombre], lignes[nombre:]
            if puces:
                items = Markup("").join(Markup("<li>{}</li>").format(lier(ligne[2:])) for ligne in groupe)
                blocs.append(Markup("<ul>{}</ul>").format(items))
            else:
                blocs.append(Markup("<p>{}</p>").format(Markup("<br>").join(lier(ligne) for ligne in groupe)))
    return Markup("\n").join(blocs)


@cache
def articles() -> Articles:
    """The articles, read once by a process."""
    return Articles(CONNAISSANCES)
