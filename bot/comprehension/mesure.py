"""Figures of understanding on labelled questions: right first, right in three, out of scope, confusions."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.comprehension.bruit import BRUITS

TIRAGES = 2000


@dataclass(frozen=True)
class Essai:
    """One question of a test set, and what was understood."""

    question: dict[str, Any]
    compris: dict[str, Any]

    @property
    def attendus(self) -> set[str]:
        return {self.question["expect"], *self.question.get("accept", [])}

    @property
    def premier(self) -> bool:
        decision, ids = self.compris["decision"], self.compris["ids"]
        if self.question["kind"] == "oos":
            return bool(decision == "hors-perimetre")
        return decision != "hors-perimetre" and bool(ids) and ids[0] in self.attendus

    @property
    def dans_trois(self) -> bool:
        if self.question["kind"] == "oos":
            return self.premier
        return self.compris["decision"] != "hors-perimetre" and bool(self.attendus & set(self.compris["ids"][:3]))

    @property
    def comme_connu(self) -> bool:
        return self.compris["decision"] in ("article", "operation")

    @property
    def refuse(self) -> bool:
        return bool(self.compris["decision"] == "hors-perimetre")

    @property
    def portee(self) -> str:
        """« proche », « loin » or « hostile », from the style of an out-of-scope line."""
        return str(self.question.get("style", "")).partition("-")[0]


def intervalle(valeurs: Iterable[bool]) -> dict[str, float]:
    """Rate in % with its 95 % bootstrap interval, and how many lines."""
    tableau = np.array(list(valeurs), dtype=float)
    if not len(tableau):
        return {"n": 0, "taux": float("nan"), "bas": float("nan"), "haut": float("nan")}
    hasard = np.random.default_rng(2026)
    tirages = hasard.choice(tableau, size=(TIRAGES, len(tableau))).mean(axis=1) * 100
    bas, haut = np.percentile(tirages, [2.5, 97.5])
    return {"n": len(tableau), "taux": float(tableau.mean() * 100), "bas": float(bas), "haut": float(haut)}


def mesurer(questions: list[dict[str, Any]], comprendre: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """Every figure on `questions`, understood one by one by `comprendre`."""
    essais = [Essai(question, comprendre(question["text"])) for question in questions]
    genres: dict[str, list[Essai]] = defaultdict(list)
    styles: dict[str, list[Essai]] = defaultdict(list)
    portees: dict[str, list[Essai]] = defaultdict(list)
    for essai in essais:
        genres[essai.question["kind"]].append(essai)
        styles[f"{essai.question['kind']} · {essai.question.get('style', '')}"].append(essai)
        if essai.question["kind"] == "oos":
            portees[essai.portee].append(essai)
    dedans = genres["article"] + genres["operation"]
    confusions = Counter(
        (e.question["expect"], e.compris["ids"][0] if e.compris["ids"] else e.compris["decision"])
        for e in essais
        if not e.premier
    )
    return {
        "juste_premier": {genre: intervalle(e.premier for e in lot) for genre, lot in sorted(genres.items())},
        "juste_dans_trois": {genre: intervalle(e.dans_trois for e in lot) for genre, lot in sorted(genres.items())},
        "par_style": {style: intervalle(e.premier for e in lot) for style, lot in sorted(styles.items())},
        "hors_perimetre_comme_connu": {
            "tous": intervalle(e.comme_connu for e in genres["oos"]),
            **{portee: intervalle(e.comme_connu for e in lot) for portee, lot in sorted(portees.items())},
        },
        "connu_refuse": intervalle(e.refuse for e in dedans),
        "connu_a_preciser": intervalle(e.compris["decision"] == "clarification" for e in dedans),
        "connu_affirme_a_tort": intervalle(e.comme_connu and not e.premier for e in dedans),
        "confusions": [[*paire, combien] for paire, combien in confusions.most_common(25)],
        "manques": [
            {"text": e.question["text"], "attendu": e.question["expect"], **e.compris} for e in essais if not e.premier
        ],
    }


def mesurer_bruit(
    questions: list[dict[str, Any]], comprendre: Callable[[str], dict[str, Any]]
) -> dict[str, dict[str, float]]:
    """Right first on in-scope questions under each noise, with `perte`, the drop in points against them clean."""
    dedans = [question for question in questions if question["kind"] in ("article", "operation")]
    mesures = {}
    for nom, bruiter in {"": str, **BRUITS}.items():
        mesure = intervalle(Essai(q, comprendre(bruiter(q["text"]))).premier for q in dedans)
        mesures[nom] = mesure | {"perte": mesures.get("", mesure)["taux"] - mesure["taux"]}
    del mesures[""]
    return mesures
