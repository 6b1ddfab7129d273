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
# How much membership weighs beside the odds, in what says that a text is of a family rather than known: two witnesses.
TEMOIGNAGE = 12.0
INFIME = 1e-6
INCOMPREHENSIBLE = "incomprehensible"
DETRESSE, RECIT = "hors-perimetre/detresse", "hors-perimetre/recit"
# How much the whole of a family (articles, operations) weighs on each of its labels.
ACCORD = 5.0
# Nobody says these of an honest act.
FRAUDE = re.compile(
    r"\b(?:bidons?|falsifi\w+|antidat\w+|trafiqu\w+|fraud\w+|usurp\w+|pirat\w+|hack\w*|fantomes?|fictifs?|fictives?"
    r"|ni vu ni connu|sans (?:me |nous |se )?faire (?:prendre|choper|pincer|griller)"
    r"|sans que (?:ca|cela) se (?:voie|sache)|inventer (?:des|les|de fau\w+) \w+"
    r"|sign\w+ a la place d\w+ (?:candidat|stagiaire|demandeur)e?s?"
    r"|magouill\w+|soudoy\w+|pots? de vin|dessous de table|bakchichs?|retro ?commissions?|surfactur\w+|maquill\w+"
    r"|truqu\w+|trich\w+|en douce|en cachette|en sous main|a (?:son|leur) insu|de complaisance|prete noms?"
    r"|gonfl\w+ (?:\w+ ){0,2}(?:devis|heures|montants?|prix|chiffres|effectifs?|presences)|arrang\w+ les chiffres"
    r"|dans (?:ma|notre) poche|moitie moitie|ferm\w+ les yeux|personne (?:ne )?(?:le )?(?:saura|verra))\b"
)


@dataclass(frozen=True)
class Gardes:
    """Evidence (`_indice`) from where a text that reads as known is out of scope all the same: in doubt, do not answer.

    That of `detresse` (`_detresse`) is against all the rest, not against what is known: small talk hides it too.
    """

    dehors: float = 2.0
    hostile: float = -1.0
    detresse: float = -2.0


# Share of the known lines, left out of their own training, that each guard may disturb; and how many it takes to tell.
DERANGES = Gardes(dehors=0.05, hostile=0.03, detresse=0.004)
ASSEZ = 500
USUELLES = Gardes()
# Evidence beyond a guard up to which the user is asked rather than turned away: there, it is known as often as not.
DOUTE = Gardes(dehors=3.0, hostile=2.0)


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


def regler(etiquettes: list[str], probabilites: np.ndarray, appartenances: np.ndarray, classes: np.ndarray) -> Gardes:
    """The guards, from left-out lines: two arrays of shape (n, len(etiquettes)), and the rank of each one's label."""
    connues = np.array([etiquettes[c].startswith(("faq/", "operation/")) for c in classes])
    if connues.sum() < ASSEZ:
        return USUELLES
    lignes = [
        (etiqueter(etiquettes, p), etiqueter(etiquettes, m))
        for p, m in zip(probabilites[connues], appartenances[connues], strict=True)
    ]

    def seuil(valeurs: list[float], deranges: float) -> float:
        return float(np.quantile(valeurs, 1 - deranges))

    return Gardes(
        seuil([_indice(p, m, "hors-perimetre/") for p, m in lignes], DERANGES.dehors),
        seuil([_indice(p, m, "hors-perimetre/hostile") for p, m in lignes], DERANGES.hostile),
        seuil([_detresse(p, m) for p, m in lignes], DERANGES.detresse),
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

    # Where no distress was taught, all lines are alike: a rounding would tell them apart.
    if _somme(probabilites, DETRESSE) and _detresse(probabilites, appartenances) >= gardes.detresse:
        ids = ["detresse", *(e for e in dehors if e != "detresse")]
        return Comprehension("hors-perimetre", "hors-perimetre", ids, max(part, hors), classement=classement)
    if "/" not in rang[0] and 1 - connu - hors >= connu:
        return Comprehension(rang[0], "conversation", [rang[0]], part, classement=classement)
    lu_dehors = rang[0].startswith("hors-perimetre/") or hors > connu
    hostile = _indice(probabilites, appartenances, "hors-perimetre/hostile") - gardes.hostile
    if FRAUDE.search(texte) or (hostile >= DOUTE.hostile and not lu_dehors):
        ids = sorted(dehors, key=lambda e: not e.startswith("hostile"))
        return Comprehension("hors-perimetre", "hors-perimetre", ids, max(part, hors), classement=classement)
    exterieur = _indice(probabilites, appartenances, "hors-perimetre/") - gardes.dehors
    if lu_dehors or exterieur >= DOUTE.dehors:
        # What means nothing is asked for again, and counts as not understood: the second time, a person is offered.
        intent = "clarification" if dehors[0] == INCOMPREHENSIBLE else "hors-perimetre"
        return Comprehension(intent, "hors-perimetre", dehors, max(part, hors), classement=classement)
    connues = [e for e in rang if e.startswith(("faq/", "operation/"))][:PROPOSES]
    ids = [e.partition("/")[2] for e in connues]
    meilleure = float(probabilites[connues[0]])
    part = meilleure / float(sum(probabilites[e] for e in rang[:PROPOSES]))
    if hostile >= 0 or exterieur >= 0 or part < SURE or meilleure < MINIMALE:
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


def _indice(probabilites: Mapping[str, float], appartenances: Mapping[str, float], famille: str) -> float:
    """How much says that a text is of `famille` rather than known."""
    connu = _somme(probabilites, "faq/", "operation/")
    return _deux_temoins(_somme(probabilites, famille), connu, _somme(appartenances, famille))


def _detresse(probabilites: Mapping[str, float], appartenances: Mapping[str, float]) -> float:
    """How much says that someone is in distress rather than anything else; a story is how it is told."""
    reste = 1 - _somme(probabilites, RECIT)
    return _deux_temoins(_somme(probabilites, DETRESSE), reste, _somme(appartenances, DETRESSE))


def _deux_temoins(pour: float, contre: float, appartenance: float) -> float:
    """The odds (natural logarithm) and the membership: softmax flatters the best label, least squares are noisy.

    Each misleads where the other does not.
    """
    return math.log(max(pour, INFIME) / max(contre, INFIME)) + TEMOIGNAGE * appartenance


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
