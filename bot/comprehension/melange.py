"""How much n-grams, sentences and words weigh, and the kernel's form: chosen by lines left out when they are few."""

from itertools import product
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from bot.comprehension.moindres_carres import Forme, noyau, resoudre, viser
from bot.comprehension.relecture import relire


class Melange(NamedTuple):
    """Share of each similarity. The more examples a label has, the more n-grams are worth."""

    creux: float
    phrases: float
    mots: float


MELANGES = (Melange(0.53, 0.30, 0.17), Melange(0.4, 0.4, 0.2), Melange(0.3, 0.5, 0.2), Melange(0.2, 0.6, 0.2))
# Likeness in words and in meaning together, or the sum of both: short orders of few labels are better read by the sum.
FORMES = (Forme(carre=1.0, regularisation=0.1), Forme(carre=0.0, regularisation=0.2))
# Lines up to which the mixture and the form are chosen.
PEU = 2500


def assembler(phrases: np.ndarray, mots: np.ndarray, melange: Melange) -> np.ndarray:
    """One vector a text whose dot products weigh the similarity of its sentence and of its words: (n, 812)."""
    return np.hstack([np.sqrt(melange.phrases) * phrases, np.sqrt(melange.mots) * mots]).astype(np.float32)


def choisir(creux: csr_matrix, phrases: np.ndarray, mots: np.ndarray, classes: np.ndarray) -> tuple[Melange, Forme]:
    """The mixture and the form whose second reading is right on the most lines left out, when they are few.

    Many lines keep the first: a sample of them has few lines a label, and would speak for the few.
    """
    if len(classes) > PEU:
        return MELANGES[0], FORMES[0]
    cibles, temoins = viser(classes, int(classes.max()) + 1), np.arange(len(classes))
    proches = (creux @ creux.T).toarray()
    essais = list(product(MELANGES, FORMES))
    justes = []
    for melange, forme in essais:
        denses = assembler(phrases, mots, melange)
        exemples = noyau(melange.creux * proches, denses @ denses.T, forme)
        _, ecartees = resoudre(exemples, cibles, temoins, forme.regularisation)
        _, relues = relire(ecartees, classes)
        justes.append(float((relues.argmax(axis=1) == classes).mean()))
    return essais[int(np.argmax(justes))]
