"""A bare yes or no among the proposals: answered, or said in passing of whoever has to agree."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from actions.mots_cles import mots, plat

ACCORD = re.compile(r"\b(?:accord|valid\w+|accept\w+|favorable|refus\w*|oppos\w+|desaccord|oui|non|ok)\b")
DONNE = re.compile(r"\baccord (?:a ete |est |deja )?(?:donne|obtenu|recu|ok)\b")
REFUS = re.compile(r"\b(?:pas|refus\w*|non|sans|oppos\w+|desaccord|defavorable)\b")
EN_ATTENTE = re.compile(r"\b(?:attend\w*|attente|fau\w+|besoin|demand\w+|pas encore|si)\b")
OUI_NON = {"oui", "non"}


def accord(titre: str, texte: str) -> str | None:
    """« oui » or « non » to a question that the sentence answers in passing: « l’agence est d’accord »."""
    qui = {mot for mot in mots(titre) if not ACCORD.fullmatch(mot)}
    for clause in re.split(r"[,.;!?\n]| mais ", texte):
        dite = plat(clause)
        repond = (qui & set(dite.split()) and ACCORD.search(dite)) or DONNE.search(dite)
        if not repond or EN_ATTENTE.search(dite):
            continue
        return "non" if REFUS.search(dite) else "oui"
    return None


def est_oui_non(choix: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the proposals are a bare yes and no, that no words stand for."""
    return {c["valeur"] for c in choix} == OUI_NON and not any((c.get("indices") or {}).get("mots") for c in choix)


def oui_ou_non(reponse: str) -> str | None:
    """The answer to a question that awaits one of the two."""
    dite = re.match(r"(oui|ok|d accord|c est bon|bien sur|tout a fait|exact)?(non|pas|toujours pas)?\b", plat(reponse))
    return "oui" if dite and dite[1] else "non" if dite and dite[2] else None
