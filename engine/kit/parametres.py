"""The numbers and closed lists of the trade, from `parametres/*.yml`: value, since when, source."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "parametres"


@dataclass(frozen=True)
class Parametre:
    """One value of the trade, with where it comes from."""

    nom: str
    libelle: str
    valeur: Any
    unite: str
    depuis: date
    source: str


@cache
def parametres() -> dict[str, Parametre]:
    """Every parameter by its name; a name declared in two files is an error."""
    tous: dict[str, Parametre] = {}
    for fichier in sorted(FOLDER.glob("*.yml")):
        for nom, entree in (yaml.safe_load(fichier.read_text(encoding="utf-8")) or {}).items():
            if nom in tous:
                raise ValueError(f"parameter {nom} declared twice, again in {fichier.name}")
            tous[nom] = Parametre(nom=nom, **entree)
    return tous


def parametre(nom: str) -> Any:
    """The value in force of a parameter."""
    return parametres()[nom].valeur


def entier(nom: str) -> int:
    """The value of a parameter that is a whole number."""
    return int(parametre(nom))
