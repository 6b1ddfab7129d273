"""Days and years spelled out, put back in digits: « le douze à midi », « vingt mars deux mille vingt-sept »."""

from __future__ import annotations

import re

from bot.donnees.nombres import UNITES, lire_entier

_SEMAINE = "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_MOIS = "(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_PETITS = [mot for mot, valeur in UNITES.items() if 2 <= valeur <= 16]
_CHIFFRES = "(?:" + "|".join(sorted((mot for mot, valeur in UNITES.items() if 2 <= valeur <= 9), key=len)) + ")"
# Two to thirty-one; « un » is an article more often than a day.
_NOMBRE = (
    rf"(?:trente[ -]et[ -]un|trente|vingt[ -]et[ -]un|vingt[ -]{_CHIFFRES}|vingt"
    rf"|dix[ -](?:sept|huit|neuf)|{'|'.join(sorted(_PETITS, key=len, reverse=True))})"
)
_FIN = r"(?=\s*$|[,.;!?]| (?:a|au|et|de|inclus|matin|apres|aprem)\b)"
INDICE = re.compile(rf"\b{_NOMBRE}\b")
MOTIFS = (
    re.compile(rf"\b{_MOIS} (?P<an>deux mille {_NOMBRE})\b"),
    re.compile(rf"\b(?P<jour>{_NOMBRE}) (?={_MOIS}\b)"),
    re.compile(rf"\b{_SEMAINE} (?:le )?(?P<jour>{_NOMBRE}){_FIN}"),
    re.compile(rf"\bdu (?P<jour>{_NOMBRE}) (?=au )"),
    re.compile(rf"\b(?:le|du \d\d? au) (?P<jour>{_NOMBRE}){_FIN}"),
)


def en_chiffres(plat: str, places: list[int]) -> tuple[str, list[int]]:
    """Return a folded text with its spelled days in digits, and the place of each of its signs in the text as typed.

    `places` holds that of each sign of `plat`, plus that of the end.
    """
    for motif in MOTIFS:
        for match in reversed(list(motif.finditer(plat))):
            debut, fin = match.span(match.lastgroup or 0)
            chiffres = str(lire_entier(plat[debut:fin]))
            plat = plat[:debut] + chiffres + plat[fin:]
            places = [*places[: debut + len(chiffres)], *places[fin:]]
    return plat, places
