"""From probabilities to what the assistant does with the message.

The guards against answering what is out of scope are set at each training, by lines left out one by one.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

# Share of the best reading among the five best, below which the user is asked which one is meant.
SURE = 0.45
# Probability below which a best reading says nothing: the message is like none of the examples.
MINIMALE = 0.08
PROPOSES = 5
# Probability from which a known label is frank: the guards are for doubt, and it takes this many times more to stop it.
FRANCHE = 0.8
PLUS_HAUT = 2.0
# How much the whole of a family (articles, operations) weighs on each of its labels.
ACCORD = 5.0
# Nobody says these of an honest act.
FRAUDE = re.compile(
    r"\b(?:bidons?|falsifi\w+|antidat\w+|trafiqu\w+|fraud\w+|usurp\w+|pirat\w+|hack\w*|fantomes?|fictifs?|fictives?"
    r"|ni vu ni connu|sans (?:me |nous |se )?faire (?:prendre|choper|pincer|griller)"
    r"|sans que (?:ca|cela) se (?:voie|sache)|inventer|sign\w+ a la place d\w+ (?:candidat|stagiaire|demandeur)e?s?)\b"
)


@dataclass(frozen=True)
class Gardes:
    """Memberships from which a message is out of scope, whatever its best reading: in doubt, do not answer."""

    dehors: float = 0.38
    hostile: float = 0.18
    detresse: float = 0.15


# Share of the known lines, left out of their own training, that each guard may disturb; and how many it takes to tell.
DERANGES = Gardes(dehors=0.05, hostile=0.03, detresse=0.004)
ASSEZ = 500
USUELLES = Gardes()


@dataclass(frozen=True)
class Comprehension:
    """What was understood. `intent` for the dialogue, `ids` best first, `confiance` between 0 and 1."""

    intent: str
    decision: str
    ids: list[str]
    confiance: float
    offre: str | None = None
    classement: list[tuple[str, float]] = field(default_factory=list)
    aussi: list["Comprehension"] = field(default_factory=list)  # what else the message asks

    def en_dict(self) -> dict[str, Any]:
        dit: dict[str, Any] = {"decision": self.decision, "ids": self.ids, "confiance": round(self.confiance, 4)}
        if self.offre:
            dit["offre"] = self.offre
        if self.aussi:
            dit["aussi"] = [autre.en_dict() for autre in self.aussi]
        return dit


def regler(etiquettes: list[str], appartenances: np.ndarray, classes: np.ndarray) -> Gardes:
    """The guards, from the memberships of left-out lines, shape (n, len(etiquettes)), and from what these lines are."""
    connues = appartenances[np.array([etiquettes[c].startswith(("faq/", "operation/")) for c in classes])]
    if len(connues) < ASSEZ:
        return USUELLES

    def seuil(famille: str, deranges: float) -> float:
        colonnes = [rang for rang, etiquette in enumerate(etiquettes) if etiquette.startswith(famille)]
        return float(np.quantile(connues[:, colonnes].sum(axis=1), 1 - deranges))

    return Gardes(
        seuil("hors-perimetre/", DERANGES.dehors),
        seuil("hors-perimetre/hostile", DERANGES.hostile),
        seuil("hors-perimetre/detresse", DERANGES.detresse),
    )


def decider(
    texte: str, probabilites: Mapping[str, float], appartenances: Mapping[str, float], gardes: Gardes = USUELLES
) -> Comprehension:
    """Decide on a normalised text alone, nothing being awaited.

    `probabilites` of the labels add up to 1; `appartenances`, from least squares, add up to about 1 too and do
    not flatter the best: their sum over a family says how much the text is of that family.
    """
    probabilites = _accorder(probabilites, appartenances)
    rang = sorted(probabilites, key=probabilites.__getitem__, reverse=True)
    classement = [(etiquette, float(probabilites[etiquette])) for etiquette in rang[:PROPOSES]]
    connu, hors = _somme(probabilites, "faq/", "operation/"), _somme(probabilites, "hors-perimetre/")
    part = classement[0][1] / sum(p for _, p in classement)
    dehors = [e.partition("/")[2] for e in rang if e.startswith("hors-perimetre/")][:PROPOSES]

    if _somme(appartenances, "hors-perimetre/detresse") >= gardes.detresse:
        ids = ["detresse", *(e for e in dehors if e != "detresse")]
        return Comprehension("hors-perimetre", "hors-perimetre", ids, max(part, hors), classement=classement)
    if "/" not in rang[0] and 1 - connu - hors >= connu:
        return Comprehension(rang[0], "conversation", [rang[0]], part, classement=classement)
    franche = rang[0].startswith(("faq/", "operation/")) and probabilites[rang[0]] >= FRANCHE
    hauteur = PLUS_HAUT if franche else 1.0
    if _somme(appartenances, "hors-perimetre/hostile") >= hauteur * gardes.hostile or FRAUDE.search(texte):
        ids = sorted(dehors, key=lambda e: not e.startswith("hostile"))
        return Comprehension("hors-perimetre", "hors-perimetre", ids, max(part, hors), classement=classement)
    refuse = rang[0].startswith("hors-perimetre/") or hors > connu
    if refuse or _somme(appartenances, "hors-perimetre/") >= hauteur * gardes.dehors:
        return Comprehension("hors-perimetre", "hors-perimetre", dehors, max(part, hors), classement=classement)
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


def _accorder(probabilites: Mapping[str, float], appartenances: Mapping[str, float]) -> Mapping[str, float]:
    """Asking how and asking to do share their words: which of the two a text is tells their labels apart."""
    poids = dict(probabilites)
    connues = [etiquette for etiquette in poids if etiquette.startswith(("faq/", "operation/"))]
    for famille in ("faq/", "operation/"):
        facteur = math.exp(ACCORD * min(max(_somme(appartenances, famille), 0.0), 1.0))
        for etiquette in connues:
            if etiquette.startswith(famille):
                poids[etiquette] *= facteur
    avant, apres = sum(probabilites[e] for e in connues), sum(poids[e] for e in connues)
    return poids | {e: poids[e] * avant / apres for e in connues} if apres else probabilites


def etiqueter(etiquettes: list[str], valeurs: np.ndarray) -> dict[str, float]:
    """Labels with their value, in the order of the labels."""
    return dict(zip(etiquettes, valeurs.tolist(), strict=True))


def _somme(valeurs: Mapping[str, float], *familles: str) -> float:
    return sum(valeur for etiquette, valeur in valeurs.items() if etiquette.startswith(familles))
