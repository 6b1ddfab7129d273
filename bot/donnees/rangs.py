"""« Le premier lundi de février », « le dernier vendredi du mois prochain »."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.donnees.calendrier import Jour, Reperes, fin_de_mois, trouver_mois
from bot.donnees.jours import MOIS_LONG, RANGS_MOIS, SEMAINES, Atome

_RANGS = {"premier": 1, "1er": 1, "deuxieme": 2, "second": 2, "2e": 2, "2eme": 2, "troisieme": 3, "3e": 3, "3eme": 3,
          "quatrieme": 4, "4e": 4, "4eme": 4, "dernier": -1}  # fmt: skip
RANG = re.compile(
    rf"\b(?P<rang>{'|'.join(_RANGS)}) (?P<jour>{'|'.join(SEMAINES)}) (?:de |d'|du mois de |du )"
    rf"(?:(?P<mois>{MOIS_LONG})(?: (?P<an>20\d\d))?|(?P<relatif>(?:ce )?mois(?: prochain| dernier)?\b))"
)


def trouver_rangs(libre: str, reperes: Reperes) -> list[Atome]:
    """The days of a month said by their rank, in order."""
    return [
        Atome(match.start(), match.end(), Jour(exact=_jour(match, *_mois(match, reperes))))
        for match in RANG.finditer(libre)
    ]


def _mois(match: re.Match[str], reperes: Reperes) -> tuple[int, int]:
    """Year and month said."""
    if match["relatif"]:
        ecart = 1 if "prochain" in match["relatif"] else -1 if "dernier" in match["relatif"] else 0
        voulu = reperes.jour + relativedelta(months=ecart)
        return voulu.year, voulu.month
    mois = RANGS_MOIS[match["mois"]]
    return (int(match["an"]), mois) if match["an"] else trouver_mois(mois, reperes)[0]


def _jour(match: re.Match[str], an: int, mois: int) -> date:
    rang, semaine = _RANGS[match["rang"]], SEMAINES.index(match["jour"])
    if rang < 0:
        dernier = fin_de_mois(an, mois)
        return dernier - timedelta(days=(dernier.weekday() - semaine) % 7)
    premier = date(an, mois, 1)
    return premier + timedelta(days=(semaine - premier.weekday()) % 7 + 7 * (rang - 1))
