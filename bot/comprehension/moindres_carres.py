"""Least squares in the space of similarities: the kernel, its solution, and what lines left out would have scored."""

from typing import NamedTuple

import numpy as np
from scipy.linalg import blas, lapack
from scipy.sparse import csc_matrix, csr_matrix

PART_LINEAIRE = 0.5
PAR_LOT = 512


class Forme(NamedTuple):
    """How much likeness counts by its square, and how far the solution stays from the examples."""

    carre: float
    regularisation: float


def noyau(creuse: np.ndarray, dense: np.ndarray, forme: Forme) -> np.ndarray:
    """Similarity that rewards likeness in words and in meaning together: a polynomial of their sum.

    A polynomial with positive coefficients, hence a kernel: cutting its negative values would not leave one.
    """
    melange = creuse + dense
    return np.asarray(melange * (forme.carre * melange + PART_LINEAIRE))


def entre_exemples(creux: csr_matrix, denses: np.ndarray, forme: Forme) -> np.ndarray:
    """The kernel of every pair of examples: shape (n, n), filled by rows so that 14,000 lines fit in memory.

    Only what is under the diagonal is right: the rest is the same, and `resoudre` does not read it.
    """
    n = len(denses)
    complet = np.empty((n, n), dtype=np.float32)
    transposes = csc_matrix(creux.T)
    for debut in range(0, n, PAR_LOT):
        fin = min(debut + PAR_LOT, n)
        proches = (creux[debut:fin] @ transposes[:, :fin]).toarray()
        complet[debut:fin, :fin] = noyau(proches, denses[debut:fin] @ denses[:fin].T, forme)
    return complet


def resoudre(
    exemples: np.ndarray, cibles: np.ndarray, temoins: np.ndarray, regularisation: float
) -> tuple[np.ndarray, np.ndarray]:
    """Duals of a kernel, which is spoilt, and the scores that the lines `temoins` would have had when left out.

    One Cholesky, a third of what the inverse would cost.
    """
    exemples[np.diag_indices_from(exemples)] += regularisation
    # LAPACK reads columns: the transpose of a symmetric matrix is itself, and costs no copy.
    facteur, rate = lapack.spotrf(exemples.T, lower=0, clean=0, overwrite_a=1)
    if rate:
        raise ArithmeticError("the kernel is not positive: too many lines for its regularisation in single precision")
    duales, _ = lapack.spotrs(facteur, cibles, lower=0)
    diagonale = np.empty(len(temoins), dtype=np.float32)
    for debut in range(0, len(temoins), PAR_LOT):
        lot = temoins[debut : debut + PAR_LOT]
        unites = np.zeros((len(facteur), len(lot)), dtype=np.float32, order="F")
        unites[lot, np.arange(len(lot))] = 1
        # K = UᵀU: the i-th entry of its inverse's diagonal is the squared length of U⁻ᵀ eᵢ.
        colonnes = blas.strsm(1.0, facteur, unites, lower=0, trans_a=1, overwrite_b=1)
        diagonale[debut : debut + len(lot)] = np.square(colonnes).sum(axis=0)
    return np.ascontiguousarray(duales), cibles[temoins] - duales[temoins] / diagonale[:, None]


def echelonner(scores: np.ndarray, classes: np.ndarray) -> float:
    """The factor that makes softmax(factor × scores) the most truthful on lines left out."""
    candidates = np.geomspace(0.2, 60, 60)
    pertes = []
    for echelle in candidates:
        exposants = echelle * (scores - scores.max(axis=1, keepdims=True))
        normes = np.log(np.exp(exposants).sum(axis=1))
        pertes.append(float((normes - exposants[np.arange(len(classes)), classes]).mean()))
    return float(candidates[int(np.argmin(pertes))])


def viser(classes: np.ndarray, etiquettes: int) -> np.ndarray:
    """What least squares aim at: 1 for the label of each line, a little less than 0 for the others."""
    cibles = np.full((len(classes), etiquettes), -1 / etiquettes, dtype=np.float32)
    cibles[np.arange(len(classes)), classes] = 1
    return cibles


def repartir(classes: np.ndarray, combien: int, au_moins: int) -> np.ndarray:
    """About `combien` ranks of lines, evenly apart, and `au_moins` of each label that has them: the same each time."""
    rangs = [_espacer(len(classes), combien)]
    for classe in range(int(classes.max()) + 1):
        siens = np.flatnonzero(classes == classe)
        rangs.append(siens[_espacer(len(siens), au_moins)])
    return np.unique(np.concatenate(rangs))


def _espacer(n: int, combien: int) -> np.ndarray:
    return np.unique(np.linspace(0, n - 1, min(n, combien)).astype(int))
