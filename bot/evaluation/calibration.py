"""Whether the confidence says how often the reading is right."""

from typing import Any

import numpy as np

from bot.evaluation.intervalles import intervalle

CASES = 10
COUVERTURES = (50, 60, 70, 80, 85, 90, 95, 100)


def fiabilite(confiances: list[float], justes: list[bool]) -> dict[str, Any]:
    """Confidence against accuracy, by bins of equal width, and the expected calibration error.

    `cases`: {bas, haut, n, confiance (mean), juste (rate in % and interval)} for each bin that holds a line. `ece`, in
    points, is the mean gap between the two, each bin weighing its lines.
    """
    confiance, juste = np.array(confiances, dtype=float), np.array(justes, dtype=bool)
    # 1 belongs to the last bin.
    rangs = np.minimum((confiance * CASES).astype(int), CASES - 1)
    cases, ecart = [], 0.0
    for rang in np.unique(rangs):
        dedans = rangs == rang
        mesure = intervalle(juste[dedans])
        moyenne = float(confiance[dedans].mean())
        ecart += mesure["n"] / len(confiance) * abs(mesure["taux"] - 100 * moyenne)
        bornes = {"bas": int(rang) / CASES, "haut": (int(rang) + 1) / CASES}
        cases.append({**bornes, "n": mesure["n"], "confiance": moyenne, "juste": mesure})
    return {"n": len(confiance), "ece": ecart, "cases": cases}


def couverture(confiances: list[float], justes: list[bool]) -> list[dict[str, float]]:
    """What answering only the surest lines would cost and spare.

    For each share answered in %, the surest first: `seuil`, the confidence of the last one, and `erreur`, the share
    in % of wrong ones among them.
    """
    if not confiances:
        return []
    ordre = np.argsort(-np.array(confiances, dtype=float), kind="stable")
    fautes = np.cumsum(~np.array(justes, dtype=bool)[ordre])
    points = []
    for part in COUVERTURES:
        combien = max(1, round(len(ordre) * part / 100))
        erreur = 100 * float(fautes[combien - 1]) / combien
        points.append({"part": part, "seuil": float(confiances[ordre[combien - 1]]), "erreur": erreur})
    return points
