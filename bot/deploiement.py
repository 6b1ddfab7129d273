"""Hold a new model against the one in place on the held-out questions, and say what moved.

The new one is refused when it loses more questions than it wins, beyond `KAIROS_TOLERANCE` (in points, 0.5), or when
it answers a hostile message that the other declined. `make train ACCEPTER=1` deploys it all the same.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.evaluation.essais import Essai

RACINE = Path(__file__).resolve().parent.parent
QUESTIONS = RACINE / "tests" / "nlu"
TOLERANCE = 0.5
MONTREES = 30
PAR_LOT = 256

Comprendre = Callable[[str], dict[str, Any]]


class ModelePerdantError(Exception):
    """The model in place stays: the message says what the new one lost and what to do."""


@dataclass
class Bilan:
    """What a new model understands better and worse than the one in place, on the questions that both know."""

    comparees: int = 0
    gagnees: list[str] = field(default_factory=list)
    perdues: list[str] = field(default_factory=list)
    graves: list[str] = field(default_factory=list)
    nouvelles: int = 0
    nouvelles_justes: int = 0

    @property
    def refuse(self) -> bool:
        perte = len(self.perdues) - len(self.gagnees)
        return bool(self.graves) or perte > tolerance() * self.comparees / 100

    def __str__(self) -> str:
        lignes = [f"  {self.comparees} questions comparées"]
        if self.nouvelles:
            lignes.append(f"  {self.nouvelles_justes} justes sur {self.nouvelles} questions que l’ancien ignorait")
        for titre, signe, lot in (
            ("gagnées", "+", self.gagnees),
            ("perdues", "−", self.perdues),
            ("messages hostiles pris au sérieux", "!", self.graves),
        ):
            if lot:
                lignes += [f"  {len(lot)} {titre}", *(f"    {signe} {ligne}" for ligne in lot[:MONTREES])]
                lignes += [f"    … et {len(lot) - MONTREES} autres"] if len(lot) > MONTREES else []
        return "\n".join(lignes)


def tolerance() -> float:
    """Net loss, in points of the questions compared, above which a model is refused."""
    return float(os.environ.get("KAIROS_TOLERANCE") or TOLERANCE)


def accepte() -> bool:
    """Whether whoever trains takes the loss upon themselves."""
    return os.environ.get("ACCEPTER", "") not in ("", "0", "non")


def lire_questions(dossier: Path = QUESTIONS) -> list[dict[str, Any]]:
    fichiers = sorted(dossier.glob("*.jsonl"))
    lignes = [ligne for fichier in fichiers for ligne in fichier.read_text(encoding="utf-8").splitlines()]
    return [json.loads(ligne) for ligne in lignes if ligne.strip()]


def comparer(
    questions: list[dict[str, Any]],
    avant: Comprendre,
    apres: Comprendre,
    connue: Callable[[dict[str, Any]], bool],
    bilan: Bilan,
) -> None:
    """Add to `bilan` each question understood both ways; `connue` says whether the model in place has its label."""
    for question in questions:
        nouveau = Essai(question, apres(question["text"]))
        if not connue(question):
            bilan.nouvelles += 1
            bilan.nouvelles_justes += nouveau.premier
            continue
        ancien = Essai(question, avant(question["text"]))
        bilan.comparees += 1
        if nouveau.portee == "hostile" and nouveau.comme_connu and not ancien.comme_connu:
            bilan.graves.append(_comparee(nouveau, ancien))
        elif nouveau.premier and not ancien.premier:
            bilan.gagnees.append(_comparee(nouveau, ancien))
        elif ancien.premier and not nouveau.premier:
            bilan.perdues.append(_comparee(nouveau, ancien))


def confronter(en_place: Path, candidat: Path, *, remplacer: bool = False) -> None:
    """Say what moves between two archives; raise `ModelePerdantError` when the new one lost.

    `remplacer`: the model in place cannot stay, the loss is only said. A refusal is kept beside the candidate: the same
    models are not compared twice on the same questions.
    """
    questions = lire_questions()
    souvenir = candidat.with_suffix(".json")
    cle = _cle(en_place, questions)
    connu = json.loads(souvenir.read_text(encoding="utf-8")) if souvenir.exists() else {}
    if connu.get("cle") == cle:
        raise ModelePerdantError(connu["refus"])
    dire(f"· Comparaison avec le modèle en place sur {len(questions)} questions tenues à part…")
    bilan = _mesurer(en_place, candidat, questions)
    if bilan is None:
        dire("· Le modèle en place ne se lit plus : le nouveau prend sa place.")
        return
    dire(str(bilan))
    if bilan.refuse and remplacer:
        dire("· Il perd, mais le dialogue a changé (config.yml, domain.yml, data/rules) : il prend la place.")
    elif bilan.refuse:
        refus = (
            f"✗ Le nouveau modèle comprend moins bien : {len(bilan.perdues)} questions perdues, {len(bilan.gagnees)}"
            f" gagnées (tolérance : {tolerance():g} point). Le modèle en place continue de servir.\n"
            "  Corrigez ce qui vient d’être ajouté, ou prenez la perte sur vous : « make train ACCEPTER=1 »."
        )
        souvenir.write_text(json.dumps({"cle": cle, "refus": f"{bilan}\n{refus}"}, ensure_ascii=False), "utf-8")
        raise ModelePerdantError(refus)


def _mesurer(en_place: Path, candidat: Path, questions: list[dict[str, Any]]) -> Bilan | None:
    """None when the model in place cannot be read by the present code."""
    from bot.analyse import Analyseur
    from bot.comprehension.plongements import memoriser

    nouveau = Analyseur(candidat)
    try:
        ancien = Analyseur(en_place)
        ancien.comprendre("chauffe")
    except Exception:  # whatever older weights or an older Rasa may raise
        return None
    bilan = Bilan()
    for debut in range(0, len(questions), PAR_LOT):
        lot = questions[debut : debut + PAR_LOT]
        memoriser([question["text"] for question in lot])
        comparer(lot, ancien.comprendre, nouveau.comprendre, ancien.connait, bilan)
    return bilan


def _cle(en_place: Path, questions: list[dict[str, Any]]) -> str:
    vu = json.dumps([en_place.name, tolerance(), questions], sort_keys=True)
    return hashlib.sha256(vu.encode()).hexdigest()[:16]


def _comparee(essai: Essai, autre: Essai) -> str:
    return (
        f"« {essai.question['text']} » : {essai.question['expect']} attendu,"
        f" {_lu(essai)} compris, {_lu(autre)} auparavant"
    )


def _lu(essai: Essai) -> str:
    return str(next(iter(essai.compris["ids"]), essai.compris["decision"]))


def dire(phrase: str) -> None:
    sys.stderr.write(f"{phrase}\n")
    sys.stderr.flush()
