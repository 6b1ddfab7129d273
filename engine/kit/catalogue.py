"""What the catalogue says of operations: their label."""

from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[2] / "catalogue" / "operations.yml"


@cache
def libelles() -> dict[str, str]:
    """The label of every operation of the catalogue."""
    familles = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {entree["id"]: entree["libelle"] for entrees in familles.values() for entree in entrees}


def libelle_de(operation: str) -> str:
    """The label of an operation; the id itself for the steps of other parties, which are no conversation."""
    return libelles().get(operation, operation)
