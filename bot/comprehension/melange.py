"""How much n-grams, sentences and words weigh: chosen by what lines left out would have scored."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from bot.comprehension.moindres_carres import noyau, resoudre, viser


class Melange(NamedTuple):
    """Share of each similarity. The more examples a label has, the more n-grams are worth."""

    creux: float
    phrases: float
    mots: float


MELANGES = (Melange(0.53, 0.30, 0.17), Melange(0.4, 0.4, 0.2), Melange(0.3, 0.5, 0.2), Melange(0.2, 0.6, 0.2))
# Lines up to which the mixture is chosen.
PEU = 2500
# Points of lines left out by which another mixture must beat the first one: below, other people's words tell more.
NETTEMENT = 2.0


def assembler(phrases: np.ndarray, mots: np.ndarray, melange: Melange) -> np.ndarray:
    """One vector a text whose dot products weigh the similarity of its sentence and of its words: (n, 812)."""
    return np.hstack([np.sqrt(melange.phrases) * phrases, np.sqrt(melange.mots) * mots]).astype(np.float32)


def choisir(creux: csr_matrix, phrases: np.ndarray, mots: np.ndarray, classes: np.ndarray) -> Melange:
    """The best mixture on the lines when they are few, the first one unless another is clearly better.

    Many lines keep the first: a sample of them has few lines a label, and would speak for the few.
    """
    if len(classes) > PEU:
        return MELANGES[0]
    cibles, temoins = viser(classes, int(classes.max()) + 1), np.arange(len(classes))
    proches = (creux @ creux.T).toarray()
    justes = []
    for melange in MELANGES:
        denses = assembler(phrases, mots, melange)
        _, ecartees = resoudre(noyau(melange.creux * proches, denses @ denses.T), cibles, temoins)
        justes.append(100 * float((ecartees.argmax(axis=1) == classes).mean()))
    meilleur = int(np.argmax(justes))
    return MELANGES[meilleur if justes[meilleur] > justes[0] + NETTEMENT else 0]
