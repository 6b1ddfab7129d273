"""The family of a label: the theme of an article, the family of an operation."""

from functools import lru_cache
from pathlib import Path

import yaml

RACINE = Path(__file__).resolve().parents[2]
HORS, CONVERSATION = "hors périmètre", "conversation"
DECISIONS = {"hors-perimetre": HORS, "conversation": CONVERSATION}
GENRES = {"oos": HORS, "chitchat": CONVERSATION}


@lru_cache(maxsize=1)
def familles() -> dict[str, str]:
    """Family by label: `article · <theme>` or `opération · <family>`."""
    articles = {f.stem: f"article · {f.parent.name}" for f in sorted((RACINE / "knowledge").glob("*/*.md"))}
    catalogue = yaml.safe_load((RACINE / "catalogue" / "operations.yml").read_text(encoding="utf-8"))
    operations = {
        entree["id"]: f"opération · {famille.replace('_', '-')}"
        for famille, entrees in catalogue.items()
        for entree in entrees
    }
    return articles | operations
