"""The sentence as it is read: folded for matching, with the way back to what was typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from bot.donnees import epele

PRIS = "\x00"
# A mail client cuts a long line anywhere.
_COUPURE = re.compile(r"(?<=[^\n]{60})\n(?=[^\n])")

_SIGNES = str.maketrans(
    dict.fromkeys("’‘ʼ`´", "'")
    | dict.fromkeys("–—‑−", "-")
    | dict.fromkeys("\u00a0\u202f\u2009\t\n\r", " ")
    | dict.fromkeys("«»“”", '"')
    | {"→": ">", "œ": "o", "æ": "a", "ı": "i", "ø": "o", "ł": "l", "đ": "d"}
)


@dataclass(frozen=True)
class Donnee:
    """One datum said. `value` is normalised, JSON; `start`, `end` index the text as typed.

    `autres` holds the other plausible values, best first (last Tuesday beside next Tuesday); `role` what the sentence
    says of it: `debut`, `fin`, `reprise` (the first day back), `ecarte` (« pas le 12 »), `auteur` (who writes).
    """

    entity: str
    value: Any
    start: int
    end: int
    text: str
    autres: tuple[Any, ...] = ()
    role: str | None = None


def plier(texte: str) -> str:
    """Fold a text: lower case, no accents, plain apostrophes, dashes and spaces."""
    return "".join(_plier_signe(signe) for signe in texte)


def _plier_signe(signe: str) -> str:
    if signe < "\x80":
        return signe.lower().translate(_SIGNES)
    signe = signe.lower().translate(_SIGNES)
    decompose = unicodedata.normalize("NFKD", signe)
    reste = "".join(c for c in decompose if not unicodedata.combining(c))
    return reste[:1] if len(reste) >= 1 else ""


class Texte:
    """A text being read: `plat` is folded, `libre` is `plat` where what is already understood is blanked out.

    A line break stays one in both: what is on two lines is not one datum, unless the line was only too long.
    """

    def __init__(self, texte: str) -> None:
        self.brut = texte
        self.donnees: list[Donnee] = []
        self.spans: list[tuple[int, int]] = []  # of each datum, in `plat`
        signes, places = [], []
        for place, signe in enumerate(_COUPURE.sub(" ", texte)):
            plie = signe if signe == "\n" else _plier_signe(signe)
            if plie:
                signes.append(plie)
                places.append(place)
        self.plat, self._places = epele.redresser("".join(signes), [*places, len(texte)], texte)
        self.libre = self.plat

    def place(self, indice: int) -> int:
        """Index in the text as typed of an index in `plat`."""
        return self._places[indice]

    def tape(self, debut: int, fin: int) -> str:
        """What was typed between two indices of `plat`, composed."""
        return unicodedata.normalize("NFC", self.brut[self.place(debut) : self.place(fin)])

    def capitale(self, indice: int) -> bool:
        return self.brut[self.place(indice)].isupper()

    def prendre(self, debut: int, fin: int) -> None:
        """Blank out a span: nothing else will be read in it."""
        self.libre = self.libre[:debut] + PRIS * (fin - debut) + self.libre[fin:]

    def ajouter(
        self, entity: str, value: Any, debut: int, fin: int, autres: tuple[Any, ...] = (), role: str | None = None
    ) -> None:
        """Record a datum and take its span."""
        start, end = self.place(debut), self.place(fin)
        brut = self.brut[start:end]
        self.spans.append((debut, fin))
        self.donnees.append(Donnee(entity, value, start, end, brut, autres, role))
        self.prendre(debut, fin)

    def chercher(self, motif: re.Pattern[str]) -> list[re.Match[str]]:
        """Matches of `motif` in what is still free."""
        return list(motif.finditer(self.libre))
