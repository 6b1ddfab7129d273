"""A fixed noise on held-out questions, to say what hurried typing costs: the same lines always give the same ones."""

import random
import re
import zlib

from bot.comprehension.texte import ABREVIATIONS, sans_accents

LIGNES_AZERTY = ("azertyuiop", "qsdfghjklm", "wxcvbn")
VOISINES: dict[str, str] = {
    touche: ligne[max(rang - 1, 0) : rang] + ligne[rang + 1 : rang + 2]
    for ligne in LIGNES_AZERTY
    for rang, touche in enumerate(ligne)
}
UN_MOT_SUR = 10
_COURTS: dict[str, str] = {}
for _court, _long in ABREVIATIONS.items():
    if " " not in _long and len(_long) > 3 and len(_court) < len(_long) - 1:
        _COURTS.setdefault(_long, _court)


def sans_apostrophe(texte: str) -> str:
    return re.sub(r"(?<=\w)['’](?=\w)", "", texte)


def touche_voisine(texte: str) -> str:
    """One letter in one word out of ten, and at least one, hit on the next key."""
    hasard = random.Random(zlib.crc32(texte.encode()))
    mots = texte.split(" ")
    longs = [rang for rang, mot in enumerate(mots) if len(mot) > 3 and any(c in VOISINES for c in mot)]
    for rang in hasard.sample(longs, min(len(longs), max(1, len(mots) // UN_MOT_SUR))):
        place = hasard.choice([i for i, c in enumerate(mots[rang]) if c in VOISINES])
        mots[rang] = mots[rang][:place] + hasard.choice(VOISINES[mots[rang][place]]) + mots[rang][place + 1 :]
    return " ".join(mots)


def abrege(texte: str) -> str:
    return re.sub(r"\w+", lambda mot: _COURTS.get(sans_accents(mot[0]), mot[0]), texte)


def tout(texte: str) -> str:
    return abrege(touche_voisine(sans_apostrophe(sans_accents(texte))))


BRUITS = {
    "accents perdus": sans_accents,
    "apostrophes perdues": sans_apostrophe,
    "touche voisine": touche_voisine,
    "abréviations": abrege,
    "tout à la fois": tout,
}
