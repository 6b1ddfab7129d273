"""From probabilities to what the assistant does with the message."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

RETRAIT = ("faq", "operation", "hors-perimetre")
SEUIL_CONNU = 0.30
SEUIL_PROPOSER = 0.12
MARGE = 0.08


@dataclass(frozen=True)
class Comprehension:
    """What was understood. `intent` for the dialogue, `ids` best first, `confiance` between 0 and 1."""

    intent: str
    decision: str
    ids: list[str]
    confiance: float
    offre: str | None = None
    classement: list[tuple[str, float]] = field(default_factory=list)

    def en_dict(self) -> dict[str, Any]:
        dit: dict[str, Any] = {"decision": self.decision, "ids": self.ids, "confiance": round(self.confiance, 4)}
        if self.offre:
            dit["offre"] = self.offre
        return dit


def decider(etiquettes: list[str], probabilites: np.ndarray) -> Comprehension:
    """Decide on a text alone, nothing being awaited."""
    ordre = np.argsort(-probabilites, kind="stable")[:8]
    classement = [(etiquettes[i], float(probabilites[i])) for i in ordre]
    meilleure, confiance = classement[0]
    famille, _, ident = meilleure.partition("/")

    connues = [(e, p) for e, p in classement if e.startswith(("faq/", "operation/"))]
    masses = dict.fromkeys(RETRAIT, 0.0)
    for etiquette, probabilite in zip(etiquettes, probabilites, strict=True):
        masses[etiquette.partition("/")[0]] = masses.get(etiquette.partition("/")[0], 0.0) + float(probabilite)
    hors, connu = masses["hors-perimetre"], masses["faq"] + masses["operation"]

    if famille not in RETRAIT:
        return Comprehension(meilleure, "conversation", [meilleure], confiance, classement=classement)
    if famille == "hors-perimetre" and hors >= connu:
        ids = [ident] + [e.partition("/")[2] for e, _ in classement[1:] if e.startswith("hors-perimetre/")]
        return Comprehension("hors-perimetre", "hors-perimetre", ids[:5], hors, classement=classement)

    ids = [e.partition("/")[2] for e, _ in connues][:5]
    premiere, confiance = connues[0]
    seconde = connues[1][1] if len(connues) > 1 else 0.0
    nature = premiere.partition("/")[0]
    if confiance < SEUIL_PROPOSER and hors > confiance:
        rejets = [e.partition("/")[2] for e, _ in classement if e.startswith("hors-perimetre/")]
        return Comprehension("hors-perimetre", "hors-perimetre", rejets[:5], hors, classement=classement)
    if confiance < SEUIL_CONNU and confiance - seconde < MARGE:
        return Comprehension("clarification", "clarification", ids, confiance, classement=classement)
    decision = "article" if nature == "faq" else "operation"
    offre = ids[1] if len(ids) > 1 and connues[1][0].partition("/")[0] != nature else None
    return Comprehension(nature, decision, ids, confiance, offre, classement)
