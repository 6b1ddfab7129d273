"""The word lists of `lexique/`, folded, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.donnees.texte import plier

DOSSIER = Path(__file__).with_suffix("")


@cache
def mots(nom: str) -> frozenset[str]:
    """The folded words of a list, several on a line."""
    return frozenset(plier(mot) for ligne in _lignes(nom) for mot in ligne.split())


@cache
def communes() -> dict[str, str]:
    """Folded names of towns, hyphens and apostrophes as spaces, to the names as they are written."""
    noms = {}
    for ligne in _lignes("communes"):
        plat = plier(ligne).replace("-", " ").replace("'", " ")
        noms[plat] = ligne
        if plat.startswith("l "):
            noms[plat.replace(" ", "", 1)] = ligne
        if plat.startswith(("le ", "les ")):
            noms[plat.split(" ", 1)[1]] = ligne
    return noms


@cache
def tailles() -> dict[str, int]:
    """First words of the towns, to the number of words of the longest that starts so."""
    longueurs: dict[str, int] = {}
    for nom in communes():
        mots_du_nom = nom.split()
        longueurs[mots_du_nom[0]] = max(longueurs.get(mots_du_nom[0], 0), len(mots_du_nom))
    return longueurs


def est_prenom(plat: str) -> bool:
    """Tell whether a folded word is a first name, compound ones by their first part."""
    return plat in mots("prenoms") or plat.split("-", 1)[0] in mots("prenoms")


def _lignes(nom: str) -> list[str]:
    lignes = (DOSSIER / f"{nom}.txt").read_text(encoding="utf-8").splitlines()
    return [ligne.strip() for ligne in lignes if ligne.strip() and not ligne.startswith("#")]
