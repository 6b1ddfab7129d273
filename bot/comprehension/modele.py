"""The classifier: least squares in the space of similarities to every example, calibrated on left-out lines.

docs/decisions/comprehension.md says what was tried, and what each choice is worth.
"""

import json
from dataclasses import asdict
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from bot.comprehension.decision import Gardes, regler
from bot.comprehension.masques import masquer
from bot.comprehension.melange import Melange, assembler, choisir
from bot.comprehension.moindres_carres import Forme, echelonner, entre_exemples, noyau, repartir, resoudre, viser
from bot.comprehension.plongements import centrer, plonger, plonger_exemples
from bot.comprehension.relecture import Lectures, Relecture, familles, relire
from bot.comprehension.traits import Creux

# Main directions kept of the 812 dimensions: as accurate, and a message reads a third of the memory.
DIRECTIONS = 256
COEURS = 2
# Lines left out to learn the second reading, and to set the scale of probabilities and the guards.
TEMOINS = 3000
# Lines of a label, at least, among them: its usual scores are told by them.
TEMOINS_PAR_ETIQUETTE = 20


class Modele:
    """Probabilities of every label for a text. The same lines always give the same model."""

    def __init__(
        self,
        etiquettes: list[str],
        creux: Creux,
        exemples_creux: csr_matrix,
        exemples_denses: np.ndarray,
        centre: np.ndarray,
        melange: Melange,
        forme: Forme,
        projection: np.ndarray,
        duales: np.ndarray,
        relecture: Relecture,
        lectures: Lectures,
        gardes: Gardes,
    ) -> None:
        self.etiquettes = etiquettes
        self.creux = creux
        self.exemples_creux = exemples_creux
        self.exemples_denses = exemples_denses
        self.centre = centre
        self.melange = melange
        self.forme = forme
        self.projection = projection
        self.duales = duales
        self.relecture = relecture
        self.lectures = lectures
        self.gardes = gardes

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
        masques = [masquer(texte) for texte, _ in lignes]
        creux = Creux.apprendre(masques)
        exemples = creux.matrice(masques)
        phrases, mots = plonger_exemples(lignes, memoire)
        centre = mots.mean(axis=0)
        mots = centrer(mots, centre)
        with threadpool_limits(COEURS):
            melange, forme = choisir(exemples, phrases, mots, classes)
            exemples = exemples * np.float32(np.sqrt(melange.creux))
            denses = assembler(phrases, mots, melange)
            _, directions = np.linalg.eigh(denses.T @ denses)
            projection = np.ascontiguousarray(directions[:, -DIRECTIONS:], dtype=np.float32)
            denses = denses @ projection
            temoins = repartir(classes, TEMOINS, TEMOINS_PAR_ETIQUETTE)
            cibles = viser(classes, len(etiquettes))
            duales, ecartees = resoudre(entre_exemples(exemples, denses, forme), cibles, temoins, forme.regularisation)
            relecture, relues = relire(ecartees, classes[temoins])
        lectures = Lectures(
            echelonner(ecartees, classes[temoins]), echelonner(relues, classes[temoins]), familles(etiquettes)
        )
        gardes = regler(etiquettes, *lectures.calibrer(ecartees, relues), classes[temoins])
        return cls(
            etiquettes,
            creux,
            exemples,
            denses,
            centre,
            melange,
            forme,
            projection,
            duales,
            relecture,
            lectures,
            gardes,
        )

    def scores(self, textes: list[str]) -> np.ndarray:
        """Uncalibrated scores of raw texts: shape (len(textes), len(etiquettes))."""
        creux = self.creux.matrice([masquer(texte) for texte in textes]) * np.float32(np.sqrt(self.melange.creux))
        phrases, mots = plonger(textes)
        denses = assembler(phrases, centrer(mots, self.centre), self.melange) @ self.projection
        return noyau((creux @ self._index).toarray(), denses @ self.exemples_denses.T, self.forme) @ self.duales

    def calibrer(self, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """From scores, the probability of each label, and its membership: the labels on the last axis."""
        return self.lectures.calibrer(scores, self.relecture.lire(scores))

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
            relecture=self.relecture.poids,
            seuils=self.relecture.seuils,
        )
        lisible = {
            "etiquettes": self.etiquettes,
            "echelles": [self.lectures.premiere, self.lectures.seconde],
            "melange": self.melange,
            "forme": self.forme,
            "gardes": asdict(self.gardes),
            "vocabulaire": list(self.creux.vocabulaire),
        }
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
                Melange(*lisible["melange"]),
                Forme(*lisible["forme"]),
                poids["projection"],
                poids["duales"],
                Relecture(poids["relecture"], poids["seuils"]),
                Lectures(*lisible["echelles"], familles(lisible["etiquettes"])),
                Gardes(**lisible["gardes"]),
            )
        modele.scores(["chauffe"])  # loads the sentence encoder now rather than under the first message
        return modele
