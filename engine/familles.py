"""The families of the catalogue, and how their tables and operations are found by their place in the tree."""

import importlib
import pkgutil
from importlib.util import find_spec
from pathlib import Path

FAMILLES = tuple(
    sorted(dossier.parent.name for dossier in Path(__file__).parent.glob("*/models.py") if dossier.parent.name != "kit")
)


def load_models() -> None:
    """Import every table, those of the conversations included: one database holds them all."""
    for module in ("engine.kit.journal", "engine.kit.notices", "engine.kit.echeances", "engine.kit.horloge"):
        importlib.import_module(module)
    for famille in FAMILLES:
        importlib.import_module(f"engine.{famille}.models")
    _import_of_web("models")


def _import_of_web(module: str) -> None:
    """By name: the engine does not depend on web, it only keeps its tables in the same schema."""
    nom = f"web.conversations.{module}"
    if find_spec("web") and find_spec("web.conversations") and find_spec(nom):
        importlib.import_module(nom)


def load_operations() -> None:
    """Import each family’s `operations`, `choix`, `a_faire` and `effacement`: importing registers them."""
    load_models()
    for famille in FAMILLES:
        for paquet in ("operations", "choix", "a_faire", "effacement"):
            nom = f"engine.{famille}.{paquet}"
            if not find_spec(nom):
                continue
            module = importlib.import_module(nom)
            for fichier in pkgutil.iter_modules(getattr(module, "__path__", [])):
                importlib.import_module(f"{nom}.{fichier.name}")
    _import_of_web("effacement")
