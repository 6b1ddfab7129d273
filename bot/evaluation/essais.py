"""Held-out questions, and what was understood of each."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.evaluation.bruit import BRUITS

# From texts to their `comprehension` properties (docs/architecture.md, « Understanding »), in order.
Comprendre = Callable[[list[str]], Iterable[dict[str, Any]]]


@dataclass(frozen=True)
class Essai:
    """One question of a test set, and what was understood."""

    question: dict[str, Any]
    compris: dict[str, Any]

    @property
    def attendus(self) -> set[str]:
        return {self.question["expect"], *self.question.get("accept", [])}

    @property
    def genre(self) -> str:
        return str(self.question["kind"])

    @property
    def dedans(self) -> bool:
        return self.genre in ("article", "operation")

    @property
    def lu(self) -> str:
        """The first reading, or the decision when there is none."""
        return str(next(iter(self.compris["ids"]), self.compris["decision"]))

    @property
    def premier(self) -> bool:
        decision, ids = self.compris["decision"], self.compris["ids"]
        if self.genre == "oos":
            return bool(decision == "hors-perimetre")
        return decision != "hors-perimetre" and bool(ids) and ids[0] in self.attendus

    @property
    def dans_trois(self) -> bool:
        if self.genre == "oos":
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
        """« proche », « loin », « hostile », « mixte »…, from the style of an out-of-scope line."""
        return str(self.question.get("style", "")).partition("-")[0]


def lire(fichiers: Iterable[Path]) -> list[dict[str, Any]]:
    """The questions of these files, each with the name of its set as `jeu`."""
    questions = []
    for fichier in fichiers:
        lignes = fichier.read_text(encoding="utf-8").split("\n")
        questions += [json.loads(ligne) | {"jeu": fichier.stem} for ligne in lignes if ligne.strip()]
    return questions


def essayer(questions: list[dict[str, Any]], comprendre: Comprendre) -> list[Essai]:
    """Each question with what was understood of it."""
    compris = comprendre([question["text"] for question in questions])
    return [Essai(question, lu) for question, lu in zip(questions, compris, strict=True)]


def essayer_bruits(essais: list[Essai], comprendre: Comprendre) -> dict[str, list[Essai]]:
    """The same questions under each noise; those that it leaves as they are, are not understood again."""
    bruites = {}
    for nom, bruiter in BRUITS.items():
        gates = {e.question["text"]: bruiter(e.question["text"]) for e in essais}
        changes = [gate for texte, gate in gates.items() if gate != texte]
        lus = dict(zip(changes, comprendre(changes), strict=True))
        bruites[nom] = [Essai(e.question, lus.get(gates[e.question["text"]], e.compris)) for e in essais]
    return bruites
