"""The next step that the engine gives, as words and as a button; refusals, which always have one."""

from collections.abc import Mapping
from typing import Any

from actions.catalogue import Catalogue
from actions.mots import Bouton


def suite(catalogue: Catalogue, donnee: Mapping[str, Any]) -> tuple[str, Bouton | None]:
    """A short label is the button's own; a sentence is said, its button bearing the name of what is behind it."""
    titre = str(donnee.get("titre") or "")
    phrase = titre if titre[-1:] in ".?!…" else ""
    operation = catalogue.operations.get(str(donnee.get("operation")))
    article = catalogue.articles.get(str(donnee.get("article")))
    if operation is not None and not operation.a_venir:
        donnees = {"donnees": donnee["donnees"]} if donnee.get("donnees") else {}
        return phrase, {
            "title": operation.libelle if phrase else titre,
            "payload": {"operation": operation.id, **donnees},
        }
    if article is not None:
        return phrase, {"title": article.question if phrase else titre, "payload": {"article": article.id}}
    return phrase, None


def refus(catalogue: Catalogue, probleme: Mapping[str, Any]) -> tuple[str, list[Bouton]]:
    """A refusal of the engine: its sentence, then its next step."""
    phrase, bouton = suite(catalogue, probleme.get("suite") or {})
    texte = str(probleme.get("message") or "KAIROS refuse cette opération.")
    return " ".join(mots for mots in (texte, phrase) if mots), [bouton] if bouton else []
