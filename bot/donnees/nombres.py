"""French numbers, in digits or in words."""

from __future__ import annotations

import re
from decimal import Decimal

UNITES = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "nonante": 90, "cent": 100, "cents": 100, "mille": 1000,
}  # fmt: skip
ENVIRONS = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
            "cinquantaine": 50, "soixantaine": 60, "centaine": 100}  # fmt: skip

_MOT = "(?:" + "|".join(sorted(UNITES, key=len, reverse=True)) + ")"
MOTS = rf"{_MOT}(?:(?:[ -]et[ -]|[ -]){_MOT})*"
# « 3 200 », « 3.200 », « 3200 »; a space or a dot only before exactly three digits.
ENTIER = r"\d{1,3}(?:[ .]\d{3})+(?!\d)|\d+"
DECIMAL = rf"(?:{ENTIER})(?:,\d{{1,2}}(?!\d)|\.\d{{1,2}}(?!\d))?"
NOMBRE = rf"(?:{DECIMAL}|{MOTS})"

_MOTS_SEULS = re.compile(MOTS)


def lire_milliers(n: str, k: str | None) -> Decimal:
    """Value of a number and of what follows it: « 3,2 » « k », « 3 » « k2 »."""
    valeur = lire_decimal(n)
    if k:
        valeur = valeur * 1000 + int(k[1:] or 0) * 100
    return valeur


def lire_entier(texte: str) -> int:
    """Value of a whole number written in digits or in folded words (« vingt et un », « 1 200 »)."""
    if _MOTS_SEULS.fullmatch(texte):
        return _lire_mots(texte)
    return int(re.sub(r"\D", "", texte))


def lire_decimal(texte: str) -> Decimal:
    """Value of a number with at most two decimals, comma or dot (« 3 200,50 »)."""
    if _MOTS_SEULS.fullmatch(texte):
        return Decimal(_lire_mots(texte))
    texte = texte.replace(" ", "")
    texte = re.sub(r"\.(?=\d{3}(?!\d))", "", texte)
    return Decimal(texte.replace(",", "."))


def _lire_mots(texte: str) -> int:
    total = groupe = 0
    for mot in re.split(r"[ -]+", texte):
        if mot == "et":
            continue
        valeur = UNITES[mot]
        if valeur == 1000:
            total, groupe = total + max(groupe, 1) * 1000, 0
        elif valeur == 100:
            groupe = max(groupe, 1) * 100
        elif valeur == 20 and groupe % 100 == 4:  # quatre-vingts
            groupe += 76
        else:
            groupe += valeur
    return total + groupe
