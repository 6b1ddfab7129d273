"""What was measured of each way of understanding, side by side."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

RACINE = Path(__file__).resolve().parent.parent
MOTIFS = ("data/nlu/**/*.yml", "knowledge/*/*.md", "tests/nlu/*.jsonl")
GENRES = ("article", "operation", "chitchat", "oos")
COLONNES = (
    "",
    "articles",
    "dans les trois",
    "opérations",
    "conversation",
    "hors périmètre",
    "pris pour connu",
    "entraînement",
    "mémoire",
    "p50",
    "p95",
    "huit appelants",
)

NOTE = (
    "Juste du premier coup, en %. p50 et p95 d’un message, en ms : le tour entier par HTTP pour ce qui est servi "
    "(mémoire indiquée), le calcul seul pour le reste."
)


def donnees() -> str:
    """Eight hex digits of the lines taught and of those tried: figures of other lines are not compared."""
    condense = hashlib.sha256()
    for fichier in sorted(fichier for motif in MOTIFS for fichier in RACINE.glob(motif)):
        condense.update(fichier.read_bytes() + b"\0")
    return condense.hexdigest()[:8]


def comparer(fichiers: list[Path]) -> str:
    """A Markdown table of the files that exist, a system a line; says which were measured on other lines."""
    lus = [json.loads(fichier.read_text(encoding="utf-8")) for fichier in fichiers if fichier.exists()]
    lignes = ["| " + " | ".join(COLONNES) + " |", "| --- |" + " --- |" * (len(COLONNES) - 1)]
    for lu in lus:
        reserve = "" if lu["donnees"] == donnees() else " (sur d’autres lignes)"
        lignes += [_ligne(f"{nom}{reserve}", mesures) for nom, mesures in lu["systemes"].items()]
    return (
        "\n".join(lignes)
        + "\n\nJuste du premier coup, en %. p50 et p95 d’un message en ms : par HTTP, le tour entier, "
        "pour ce qui est servi (mémoire indiquée) ; le calcul seul pour le reste.\n"
    )


def _ligne(nom: str, mesures: Mapping[str, Any]) -> str:
    justesse = mesures["justesse"]
    premier = [
        f"{justesse['juste_premier'][genre]['taux']:.1f}" for genre in ("article", "operation", "chitchat", "oos")
    ]
    premier.insert(1, f"{justesse['juste_dans_trois']['article']['taux']:.1f}")
    connu = f"{justesse['hors_perimetre_comme_connu']['tous']['taux']:.1f}"
    temps = mesures.get("un_appelant") or mesures["calcul"]
    servi = "memoire_mo" in mesures
    cellules = [nom, *premier, connu, f"{mesures['entrainement_s']} s"]
    cellules += [f"{mesures['memoire_mo']} Mo" if servi else "–", str(temps["p50"]), str(temps["p95"])]
    cellules += [f"{mesures['huit_appelants']['par_seconde']}/s" if servi else "–"]
    return "| " + " | ".join(cellules) + " |"
