"""What the page of the other parties shows: what waits for each, and what each may do about it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from engine.kit.acteurs import Role
from engine.kit.francais import dire_instant


@dataclass(frozen=True)
class Champ:
    """One thing to fill in before the button is pressed. `choix` are (value, title) pairs."""

    nom: str
    libelle: str
    type: Literal["texte", "long", "date", "courriel", "choix"] = "texte"
    choix: tuple[tuple[Any, str], ...] = ()
    facultatif: bool = False
    exemple: str = ""


@dataclass(frozen=True)
class Geste:
    """A button: the operation it carries out, the data it knows, those it asks for."""

    operation: str
    libelle: str
    donnees: dict[str, Any] = field(default_factory=dict)
    champs: tuple[Champ, ...] = ()


@dataclass(frozen=True)
class Attente:
    """One thing that waits for a party."""

    titre: str
    detail: str
    gestes: tuple[Geste, ...]


@dataclass(frozen=True)
class Rubrique:
    """Things of one kind; `vide` is said when there is none."""

    titre: str
    vide: str
    attentes: tuple[Attente, ...]


@dataclass(frozen=True)
class Partie:
    """One party as the page shows it; `libres` are gestures that wait for nothing."""

    id: str
    role: Role
    titre: str
    nom: str
    chapeau: str
    rubriques: tuple[Rubrique, ...]
    libres: tuple[Geste, ...] = ()
    compte: str | None = None  # which of the role's accounts acts, when there are several

    @property
    def nombre(self) -> int:
        """How many things wait."""
        return sum(len(rubrique.attentes) for rubrique in self.rubriques)


MOTIF = Champ("motif", "Motif du refus")


def quand(iso: str) -> str:
    """« mardi 12 janvier 2027 à 14 h » of an instant of the API."""
    return dire_instant(datetime.fromisoformat(iso))
