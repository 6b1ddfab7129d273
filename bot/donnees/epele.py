"""Words of time as they are written: typing errors in « mardi » or « janvier », days and years spelled out."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.donnees.nombres import UNITES, lire_entier

SEMAINES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
_SEMAINE = f"(?:{'|'.join(SEMAINES)})"
_MOIS = f"(?:{'|'.join(MOIS)})"
# Shorter ones are one error away from too many words.
_JUSTES = tuple(mot for mot in (*SEMAINES, *MOIS, "demain", "aujourd") if len(mot) >= 5)
_LONG = re.compile(r"(?<![\w@.'-])[a-z]{5,10}(?![\w@-])")
_PETITS = [mot for mot, valeur in UNITES.items() if 2 <= valeur <= 16]
_CHIFFRES = "(?:" + "|".join(sorted((mot for mot, valeur in UNITES.items() if 2 <= valeur <= 9), key=len)) + ")"
_CHIFFRE = "|".join(mot for mot, valeur in UNITES.items() if valeur <= 9)
# Two to thirty-one; « un » is an article more often than a day.
_NOMBRE = (
    rf"(?:trente[ -]et[ -]un|trente|vingt[ -]et[ -]un|vingt[ -]{_CHIFFRES}|vingt"
    rf"|dix[ -](?:sept|huit|neuf)|{'|'.join(sorted(_PETITS, key=len, reverse=True))})"
)
_FIN = r"(?=\s*$|[,.;!?]| (?:a|au|et|de|inclus|matin|apres|aprem)\b)"
# « jai », « cest », « jusquau », « lassiduite »: the apostrophe was not typed.
_APOSTROPHE = re.compile(
    r"\b(?:j(?=ai\b|avais\b|aurai)|c(?=est\b|etait\b)|n(?=est\b|etait\b|etaient\b|ont\b)|d(?=une?\b|ici\b|hier\b)"
    r"|jusqu(?=aux?\b|a\b)|l(?=assiduite|entretien|information|infocoll|absence))"
)
INDICE = re.compile(rf"\b(?:{_NOMBRE}|un)\b")
# An identifier read out figure by figure.
_EPELE = re.compile(rf"\b(?:{_CHIFFRE})(?:[ ,-]+(?:{_CHIFFRE})){{4,}}\b(?! (?:cents?|mille)\b)")
MOTIFS = (
    re.compile(rf"\b{_MOIS} (?P<an>deux mille {_NOMBRE})\b"),
    re.compile(rf"\b(?P<jour>{_NOMBRE}) (?={_MOIS}\b)"),
    re.compile(rf"\b(?:le|du|au|{_SEMAINE}) (?P<jour>un) (?={_MOIS}\b)"),
    re.compile(rf"\b{_SEMAINE} (?:le )?(?P<jour>{_NOMBRE}){_FIN}"),
    re.compile(rf"\bdu (?P<jour>{_NOMBRE}) (?=au )"),
    re.compile(rf"\b(?:le|cel(?:le|ui) du|du \d\d? au) (?P<jour>{_NOMBRE}){_FIN}"),
)

_PREMIER = re.compile(r"\bdu (?P<jour>premier) (?=au )")


def redresser(plat: str, places: list[int], tape: str) -> tuple[str, list[int]]:
    """Return a folded text with its time words as they are written, and the place of each sign in the text as typed.

    `places` holds that of each sign of `plat`, plus that of the end; `tape` is the text as typed. A word with a capital
    inside a sentence is a name, not an error.
    """
    for match in reversed(list(_APOSTROPHE.finditer(plat))):
        plat, places = _remplacer(plat, places, match.span(), match.group() + "'")
    for match in reversed(list(_LONG.finditer(plat))):
        juste = _juste(match.group())
        if juste and (match.start() == 0 or tape.isupper() or not tape[places[match.start()]].isupper()):
            plat, places = _remplacer(plat, places, match.span(), juste)
    if INDICE.search(plat):
        for match in reversed(list(_EPELE.finditer(plat))):
            chiffres = "".join(str(UNITES[mot]) for mot in re.findall(_CHIFFRE, match.group()))
            plat, places = _remplacer(plat, places, match.span(), chiffres)
        for motif in MOTIFS:
            for match in reversed(list(motif.finditer(plat))):
                debut, fin = match.span(match.lastgroup or 0)
                plat, places = _remplacer(plat, places, (debut, fin), str(lire_entier(plat[debut:fin])))
    for match in reversed(list(_PREMIER.finditer(plat))):
        plat, places = _remplacer(plat, places, match.span("jour"), "1er")
    return plat, places


def _remplacer(plat: str, places: list[int], span: tuple[int, int], nouveau: str) -> tuple[str, list[int]]:
    debut, fin = span
    nouvelles = [places[min(debut + rang, fin - 1)] for rang in range(len(nouveau))]
    return plat[:debut] + nouveau + plat[fin:], [*places[:debut], *nouvelles, *places[fin:]]


@lru_cache(maxsize=4096)
def _juste(mot: str) -> str | None:
    """The word of time that a long word is but for one error, its first letter right; nothing when there is none."""
    if mot in _JUSTES or mot.removesuffix("s") in _JUSTES:
        return None
    return next((j for j in _JUSTES if j[0] == mot[0] and OSA.distance(j, mot, score_cutoff=1) == 1), None)
