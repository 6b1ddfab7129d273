"""What a reader of one datum is given, and what it gives back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from actions.catalogue import Donnee
from actions.tour import Entite


@dataclass(frozen=True)
class Lu:
    """One value read, and what it used up. `partiel`: half of a date and hour, to be completed."""

    valeur: Any = None
    uses: tuple[Entite, ...] = ()
    partiel: dict[str, str] | None = None


@dataclass(frozen=True)
class Contexte:
    """What a reader may know: the datum, the text, whether it is awaited, its value so far and its half-read part."""

    donnee: Donnee
    texte: str
    attendu: bool = False
    ancien: Any = None
    partiel: dict[str, str] | None = None


Lecteur = Callable[[Contexte, Sequence[Entite]], Lu | None]
