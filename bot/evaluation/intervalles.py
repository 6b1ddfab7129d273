"""Rates and their 95 % intervals."""

from collections.abc import Iterable, Mapping

import numpy as np

TIRAGES = 2000
GRAINE = 2026
CENTILES = (2.5, 97.5)


def intervalle(valeurs: Iterable[bool]) -> dict[str, float]:
    """Rate in % with its 95 % bootstrap interval, and how many lines.

    When all of them went the same way, drawing among them would claim certainty: the bound is then the exact binomial
    one (Clopper-Pearson).
    """
    tableau = np.array(list(valeurs), dtype=float)
    n = len(tableau)
    if not n:
        return {"n": 0, "taux": float("nan"), "bas": float("nan"), "haut": float("nan")}
    taux = float(tableau.mean() * 100)
    if taux in (0.0, 100.0):
        ecart = 100 * (1 - 0.025 ** (1 / n))
        return {"n": n, "taux": taux, "bas": max(0.0, taux - ecart), "haut": min(100.0, taux + ecart)}
    hasard = np.random.default_rng(GRAINE)
    bas, haut = np.percentile(hasard.choice(tableau, size=(TIRAGES, n)).mean(axis=1) * 100, CENTILES)
    return {"n": n, "taux": taux, "bas": float(bas), "haut": float(haut)}


def macro(par_etiquette: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Mean over the labels of their rates in %, each label weighing the same; the interval draws among labels."""
    taux = np.array([mesure["taux"] for mesure in par_etiquette.values()])
    if not len(taux):
        return intervalle([])
    hasard = np.random.default_rng(GRAINE)
    bas, haut = np.percentile(hasard.choice(taux, size=(TIRAGES, len(taux))).mean(axis=1), CENTILES)
    return {"n": len(taux), "taux": float(taux.mean()), "bas": float(bas), "haut": float(haut)}
