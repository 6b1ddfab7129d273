"""The classifier: least squares in the space of similarities to every example, calibrated on left-out lines.

docs/decisions/comprehension.md says what was tried, and what each choice is worth.
"""

import json
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy.linalg import blas, lapack
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from bot.comprehension.plongements import assembler, plonger, plonger_exemples
from bot.comprehension.texte import normaliser
from bot.comprehension.traits import Creux

PART_CREUSE = 0.53
PART_DENSE = 0.47
PART_LINEAIRE = 0.2
REGULARISATION = 0.1
# Main directions kept of the 812 dimensions: as accurate, and a message reads 6 MB of examples instead of 19.
DIRECTIONS = 256
COEURS = 2
# Lines left out to set the scale of probabilities.
TEMOINS = 1500
PAR_LOT = 512


def noyau(creuse: np.ndarray, dense: np.ndarray) -> np.ndarray:
    """Similarity that rewards likeness in words and in meaning together: a polynomial of their mixture."""
    melange = np.maximum(PART_CREUSE * creuse + PART_DENSE * dense, 0)
    return np.asarray(melange * (melange + PART_LINEAIRE))


class Modele:
    """Probabilities of every label for a text. The same lines always give the same model."""

    def __init__(
        self,
        etiquettes: list[str],
        creux: Creux,
        exemples_creux: csr_matrix,
        exemples_denses: np.ndarray,
        centre: np.ndarray,
        projection: np.ndarray,
        duales: np.ndarray,
        echelle: float,
    ) -> None:
        self.etiquettes = etiquettes
        self.creux = creux
        self.exemples_creux = exemples_creux
        self.exemples_denses = exemples_denses
        self.centre = centre
        self.projection = projection
        self.duales = duales
        self.echelle = echelle

    @cached_property
    def _index(self) -> csr_matrix:
        """Feature → examples that have it: a message reads a few hundred of its rows."""
        return csr_matrix(self.exemples_creux.T)

    @classmethod
    def apprendre(cls, lignes: list[tuple[str, str]], memoire: Path | None = None) -> "Modele":
        """Learn from (text, label) lines. Sentence vectors are kept in `memoire` from one training to the next."""
        etiquettes = sorted({etiquette for _, etiquette in lignes})
        rang = {etiquette: i for i, etiquette in enumerate(etiquettes)}
        classes = np.array([rang[etiquette] for _, etiquette in lignes])
        normalises = [normaliser(texte) for texte, _ in lignes]
        creux = Creux.apprendre(normalises)
        exemples = creux.matrice(normalises)
        phrases, mots = plonger_exemples(lignes, memoire)
        centre = mots.mean(axis=0)
        denses = assembler(phrases, mots, centre)
        _, directions = np.linalg.eigh(denses.T @ denses)
        projection = np.ascontiguousarray(directions[:, -DIRECTIONS:], dtype=np.float32)
        denses = denses @ projection

        cibles = np.full((len(lignes), len(etiquettes)), -1 / len(etiquettes), dtype=np.float32)
        cibles[np.arange(len(lignes)), classes] = 1
        temoins = np.unique(np.linspace(0, len(lignes) - 1, TEMOINS).astype(int))
        with threadpool_limits(COEURS):
            duales, diagonale = _resoudre(_entre_exemples(exemples, denses), cibles, temoins)
        # Least squares say in closed form what a line would have scored had it been left out.
        ecartees = cibles[temoins] - duales[temoins] / diagonale[:, None]
        return cls(
            etiquettes, creux, exemples, denses, centre, projection, duales, _echelle(ecartees, classes[temoins])
        )

    def scores(self, textes: list[str]) -> np.ndarray:
        """Uncalibrated scores of raw texts: shape (len(textes), len(etiquettes))."""
        creuses = (self.creux.matrice([normaliser(texte) for texte in textes]) @ self._index).toarray()
        phrases, mots = plonger(textes)
        denses = assembler(phrases, mots, self.centre) @ self.projection
        return noyau(creuses, denses @ self.exemples_denses.T) @ self.duales

    def peser(self, texte: str) -> tuple[np.ndarray, np.ndarray]:
        """Calibrated probability of each label for a raw text, and its membership: shapes (len(etiquettes),)."""
        scores = self.scores([texte])[0]
        poids = np.exp(self.echelle * (scores - scores.max()))
        return poids / poids.sum(), scores + 1 / len(self.etiquettes)

    def ecrire(self, dossier: Path) -> None:
        np.savez(
            dossier / "poids.npz",
            idf=self.creux.idf,
            valeurs=self.exemples_creux.data,
            indices=self.exemples_creux.indices,
            pointeurs=self.exemples_creux.indptr,
            denses=self.exemples_denses,
            centre=self.centre,
            projection=self.projection,
            duales=self.duales,
        )
        lisible = {"etiquettes": self.etiquettes, "echelle": self.echelle, "vocabulaire": list(self.creux.vocabulaire)}
        (dossier / "modele.json").write_text(json.dumps(lisible, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def lire(cls, dossier: Path) -> "Modele":
        lisible = json.loads((dossier / "modele.json").read_text(encoding="utf-8"))
        with np.load(dossier / "poids.npz", allow_pickle=False) as poids:
            creux = Creux({trait: i for i, trait in enumerate(lisible["vocabulaire"])}, poids["idf"])
            exemples = csr_matrix(
                (poids["valeurs"], poids["indices"], poids["pointeurs"]),
                shape=(len(poids["denses"]), len(lisible["vocabulaire"])),
            )
            modele = cls(
                lisible["etiquettes"],
                creux,
                exemples,
                poids["denses"],
                poids["centre"],
                poids["projection"],
                poids["duales"],
                lisible["echelle"],
            )
        modele.scores(["chauffe"])  # loads the sentence encoder now rather than under the first message
        return modele


def _entre_exemples(creux: csr_matrix, denses: np.ndarray) -> np.ndarray:
    """The kernel of every pair of examples: shape (n, n), filled by rows so that 12,000 lines fit in memory."""
    n = len(denses)
    complet = np.empty((n, n), dtype=np.float32)
    for debut in range(0, n, PAR_LOT):
        lot = slice(debut, debut + PAR_LOT)
        complet[lot] = noyau((creux[lot] @ creux.T).toarray(), denses[lot] @ denses.T)
    return complet


def _resoudre(noyau_exemples: np.ndarray, cibles: np.ndarray, temoins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Duals of the regularised kernel, which is spoilt, and the diagonal of its inverse at `temoins`, by Cholesky.

    Two thirds cheaper than the inverse, which only the lines left out would need.
    """
    noyau_exemples[np.diag_indices_from(noyau_exemples)] += REGULARISATION
    # LAPACK reads columns: the transpose of a symmetric matrix is itself, and costs no copy.
    facteur, _ = lapack.spotrf(noyau_exemples.T, lower=0, clean=0, overwrite_a=1)
    duales, _ = lapack.spotrs(facteur, cibles, lower=0)
    diagonale = np.empty(len(temoins), dtype=np.float32)
    for debut in range(0, len(temoins), PAR_LOT):
        lot = temoins[debut : debut + PAR_LOT]
        unites = np.zeros((len(facteur), len(lot)), dtype=np.float32, order="F")
        unites[lot, np.arange(len(lot))] = 1
        # K = UᵀU: the i-th entry of its inverse's diagonal is the squared length of U⁻ᵀ e_i.
        colonnes = blas.strsm(1.0, facteur, unites, lower=0, trans_a=1, overwrite_b=1)
        diagonale[debut : debut + len(lot)] = np.square(colonnes).sum(axis=0)
    return np.ascontiguousarray(duales), diagonale


def _echelle(scores: np.ndarray, classes: np.ndarray) -> float:
    """The factor that makes softmax(factor × scores) the most truthful on lines left out."""
    candidates = np.geomspace(2, 60, 40)
    pertes = []
    for echelle in candidates:
        exposants = echelle * (scores - scores.max(axis=1, keepdims=True))
        normes = np.log(np.exp(exposants).sum(axis=1))
        pertes.append(float((normes - exposants[np.arange(len(classes)), classes]).mean()))
    return float(candidates[int(np.argmin(pertes))])
