"""What the catalogue says of operations: their label, and the questions that ask for their data."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "catalogue"


@cache
def entrees() -> dict[str, dict[str, Any]]:
    """Every entry of the catalogue, by id."""
    familles = yaml.safe_load((FOLDER / "operations.yml").read_text(encoding="utf-8"))
    return {entree["id"]: entree for entrees in familles.values() for entree in entrees}


@cache
def libelles() -> dict[str, str]:
    """The label of every operation of the catalogue."""
    return {id: entree["libelle"] for id, entree in entrees().items()}


@cache
def etapes() -> dict[str, str]:
    """The label of every step of the other parties, which is no conversation."""
    return dict(yaml.safe_load((FOLDER / "etapes.yml").read_text(encoding="utf-8")))


def entree_de(operation: str) -> dict[str, Any]:
    """The catalogue's entry of an operation; empty for the steps of other parties."""
    return entrees().get(operation, {})


def libelle_de(operation: str) -> str:
    """The label of an operation or of a step; the id itself for what only the engine does."""
    return libelles().get(operation) or etapes().get(operation, operation)
