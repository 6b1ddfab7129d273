"""From probabilities to what the assistant does with the message.

The thresholds come from the held-out phrases of tests/nlu (docs/decisions/comprehension.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

# Share of the best reading among the five best, below which the user is asked which one is meant.
SURE = 0.45
# Probability below which a best reading says nothing: the message is like none of the examples.
MINIMALE = 0.08
PROPOSES = 5


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


def decider(probabilites: Mapping[str, float]) -> Comprehension:
    """Decide on a text alone, nothing being awaited, from the probability of every label."""
    rang = sorted(probabilites, key=probabilites.__getitem__, reverse=True)
    classement = [(etiquette, float(probabilites[etiquette])) for etiquette in rang[:PROPOSES]]
    masses = {"faq": 0.0, "operation": 0.0, "hors-perimetre": 0.0, "": 0.0}
    for etiquette, probabilite in probabilites.items():
        famille, separateur, _ = etiquette.partition("/")
        masses[famille if separateur else ""] += probabilite
    connu, hors, propos = masses["faq"] + masses["operation"], masses["hors-perimetre"], masses[""]
    part = classement[0][1] / sum(p for _, p in classement)

    if "/" not in rang[0] and propos >= connu:
        return Comprehension(rang[0], "conversation", [rang[0]], part, classement=classement)
    if rang[0].startswith("hors-perimetre/") or hors > connu:
        ids = [e.partition("/")[2] for e in rang if e.startswith("hors-perimetre/")][:PROPOSES]
        return Comprehension("hors-perimetre", "hors-perimetre", ids, max(part, hors), classement=classement)
    connues = [e for e in rang if e.startswith(("faq/", "operation/"))][:PROPOSES]
    ids = [e.partition("/")[2] for e in connues]
    meilleure = float(probabilites[connues[0]])
    part = meilleure / float(sum(probabilites[e] for e in rang[:PROPOSES]))
    if part < SURE or meilleure < MINIMALE:
        return Comprehension("clarification", "clarification", ids, part, classement=classement)
    intent = connues[0].partition("/")[0]
    autre = next((e for e in connues[1:3] if not e.startswith(f"{intent}/")), None)
    return Comprehension(
        intent,
        "article" if intent == "faq" else "operation",
        ids,
        part,
        autre.partition("/")[2] if autre else None,
        classement,
    )


def etiqueter(etiquettes: list[str], probabilites: np.ndarray) -> dict[str, float]:
    """Labels with their probability, in the order of the labels."""
    return dict(zip(etiquettes, probabilites.tolist(), strict=True))
