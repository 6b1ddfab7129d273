"""French or not, by the small words that every sentence has: the classifier alone takes « password » for English."""

import re
import unicodedata
from collections.abc import Mapping
from importlib import import_module

from spacy.lang.fr.stop_words import STOP_WORDS

LANGUES = ("en", "es", "de", "it", "pt", "nl")
ETRANGERE = "hors-perimetre/langue-etrangere"
# Share of small French words above which a text is French, whatever the others.
SURE = 0.4
_MOT = re.compile(r"[^\W\d_]+")


def _petits_mots(langue: str) -> frozenset[str]:
    return frozenset(import_module(f"spacy.lang.{langue}.stop_words").STOP_WORDS)


# What spaCy's list of small French words lacks.
_A_NOUS = frozenset(
    {"bonjour", "bonsoir", "merci", "svp", "stp", "via", "ne", "pas", "sur", "veux", "peux", "peut", "faut"}
)
_FRANCAIS = frozenset(STOP_WORDS) | _A_NOUS
_AUTRES = {langue: _petits_mots(langue) - _FRANCAIS for langue in LANGUES}


def est_francais(texte: str) -> bool | None:
    """True or False when the words leave no doubt, None when they do not tell."""
    mots = set(_MOT.findall(texte.lower()))
    lettres = [lettre for mot in mots for lettre in mot]
    if sum(not unicodedata.name(lettre, "").startswith("LATIN") for lettre in lettres) > len(lettres) / 2:
        return False
    francais = sum(mot in _FRANCAIS for mot in mots)
    etrangers = max(sum(mot in petits for mot in mots) for petits in _AUTRES.values())
    if francais > max(SURE * len(mots), 2 * etrangers):
        return True
    if etrangers >= 2 and not francais:
        return False
    return None


def trancher(texte: str, probabilites: Mapping[str, float]) -> Mapping[str, float]:
    """The probabilities of a raw text once its language is known, when its words tell it."""
    francais = est_francais(texte)
    if francais is None or ETRANGERE not in probabilites:
        return probabilites
    if francais:
        reste = 1 - probabilites[ETRANGERE]
        return {e: 0.0 if e == ETRANGERE else p / max(reste, 1e-9) for e, p in probabilites.items()}
    return {e: float(e == ETRANGERE) for e in probabilites}
