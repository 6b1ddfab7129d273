"""The classifier: least squares on word, character and sentence features, confidence from left-out lines."""

import json
from pathlib import Path

import numpy as np

from bot.comprehension.texte import normaliser
from bot.comprehension.traits import Creux, plongements

POIDS_CREUX = 0.5
POIDS_DENSE = 2.0
REGULARISATION = 1.0


class Modele:
    """Scores of every label for a text. Built by `apprendre`, the same lines always giving the same model."""

    def __init__(
        self, etiquettes: list[str], creux: Creux, poids_creux: np.ndarray, poids_dense: np.ndarray, echelle: float
    ) -> None:
        self.etiquettes = etiquettes
        self.creux = creux
        # Contiguous rows: a message reads a few hundred of them, never the whole matrix.
        self.poids_creux = np.ascontiguousarray(poids_creux, dtype=np.float32)
        self.poids_dense = np.ascontiguousarray(poids_dense, dtype=np.float32)
        self.echelle = echelle

    @classmethod
    def apprendre(cls, lignes: list[tuple[str, str]]) -> "Modele":
        """Learn from (text, label) lines."""
        etiquettes = sorted({etiquette for _, etiquette in lignes})
        rang = {etiquette: i for i, etiquette in enumerate(etiquettes)}
        classes = np.array([rang[etiquette] for _, etiquette in lignes])
        normalises = [normaliser(texte) for texte, _ in lignes]
        creux = Creux.apprendre(normalises)
        traits = creux.matrice(normalises)
        denses = plongements([texte for texte, _ in lignes])

        noyau = (POIDS_CREUX * (traits @ traits.T)).toarray().astype(np.float32)
        noyau += POIDS_DENSE * (denses @ denses.T)
        noyau[np.diag_indices_from(noyau)] += REGULARISATION
        cibles = np.full((len(lignes), len(etiquettes)), -1 / len(etiquettes), dtype=np.float32)
        cibles[np.arange(len(lignes)), classes] = 1
        inverse = np.linalg.inv(noyau)
        duales = inverse @ cibles

        # Least squares give for free what each line would have scored had it been left out.
        ecartees = cibles - duales / np.diag(inverse)[:, None]
        return cls(
            etiquettes,
            creux,
            POIDS_CREUX * (traits.T @ duales),
            POIDS_DENSE * (denses.T @ duales),
            _echelle(ecartees, classes),
        )

    def probabilites(self, texte: str) -> np.ndarray:
        """Calibrated probability of each label for a raw text: shape (len(etiquettes),)."""
        ou, valeurs = self.creux.vecteur(normaliser(texte))
        scores = valeurs @ self.poids_creux[ou] + plongements([texte])[0] @ self.poids_dense
        exposants = np.exp(self.echelle * (scores - scores.max()))
        return np.asarray(exposants / exposants.sum())

    def ecrire(self, dossier: Path) -> None:
        np.savez(dossier / "poids.npz", creux=self.poids_creux, dense=self.poids_dense, idf=self.creux.idf)
        lisible = {"etiquettes": self.etiquettes, "echelle": self.echelle, "vocabulaire": list(self.creux.vocabulaire)}
        (dossier / "modele.json").write_text(json.dumps(lisible, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def lire(cls, dossier: Path) -> "Modele":
        lisible = json.loads((dossier / "modele.json").read_text(encoding="utf-8"))
        with np.load(dossier / "poids.npz", allow_pickle=False) as poids:
            creux = Creux({trait: i for i, trait in enumerate(lisible["vocabulaire"])}, poids["idf"])
            return cls(lisible["etiquettes"], creux, poids["creux"], poids["dense"], lisible["echelle"])


def _echelle(scores: np.ndarray, classes: np.ndarray) -> float:
    """The factor that makes softmax(factor × scores) the most truthful on lines left out."""
    candidates = np.geomspace(2, 60, 40)
    pertes = []
    for echelle in candidates:
        exposants = echelle * (scores - scores.max(axis=1, keepdims=True))
        normes = np.log(np.exp(exposants).sum(axis=1))
        pertes.append(float((normes - exposants[np.arange(len(classes)), classes]).mean()))
    return float(candidates[int(np.argmin(pertes))])
