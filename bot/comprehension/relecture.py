"""The second reading: what the scores of all the labels, together, say of each one.

Least squares score each label apart from the others. « Supprime l'alarme » looks like setting an alarm and like
emptying a list, and it is this pair that tells what it is; a label of varied lines never scores high, and wins where
none does. Scores of lines left out show how each label is usually scored: a text is of the label whose usual scores
are the nearest to its own (linear discriminant analysis).

Of a text unlike all lines, it is sure of something: whether a text is known, out of scope or small talk is told by the
first reading, and the second one tells the labels of a family apart.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

# Share of the mean variance added to each: the fewer lines, the noisier their covariance.
LISSAGE = 0.5
# Lines that the profile of all labels is worth in the profile of one: a label of one or two lines has hardly its own.
TYPIQUE = 1.0
# How much the first reading weighs beside the second: chosen by lines that the second did not learn from.
PARTS = (0.0, 0.1, 0.3, 1.0, 3.0)
LOTS = 5
CONNUES, DEHORS = ("faq/", "operation/"), "hors-perimetre/"


def familles(etiquettes: Sequence[str]) -> np.ndarray:
    """0 for what is known, 1 for out of scope, 2 for the rest: shape (len(etiquettes),)."""
    return np.array([0 if e.startswith(CONNUES) else 1 if e.startswith(DEHORS) else 2 for e in etiquettes])


class Lectures(NamedTuple):
    """What makes probabilities of both readings: the scale of each, and the family of each label."""

    premiere: float
    seconde: float
    familles: np.ndarray

    def calibrer(self, scores: np.ndarray, relus: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Probabilities of the labels, and memberships, from the first reading: the labels on the last axis."""
        premieres, secondes = _softmax(self.premiere * scores), _softmax(self.seconde * relus)
        probabilites = np.empty_like(secondes)
        for famille in range(3):
            siennes = self.familles == famille
            parts = secondes[..., siennes]
            ensemble = premieres[..., siennes].sum(axis=-1, keepdims=True)
            probabilites[..., siennes] = parts / np.maximum(parts.sum(axis=-1, keepdims=True), 1e-12) * ensemble
        return probabilites, scores + 1 / scores.shape[-1]


def _softmax(exposants: np.ndarray) -> np.ndarray:
    poids = np.exp(exposants - exposants.max(axis=-1, keepdims=True))
    return np.asarray(poids / poids.sum(axis=-1, keepdims=True))


class Relecture(NamedTuple):
    """Scores → what both readings say together: `scores @ poids + seuils`, the greatest being the label."""

    poids: np.ndarray
    seuils: np.ndarray

    def lire(self, scores: np.ndarray) -> np.ndarray:
        """Second reading of scores, the labels on the last axis."""
        return np.asarray(scores @ self.poids + self.seuils, dtype=np.float32)


def relire(ecartees: np.ndarray, classes: np.ndarray) -> tuple[Relecture, np.ndarray]:
    """The second reading, from scores of lines left out (n, labels), and what it says of these lines, each read by
    what was learnt from four fifths of the others."""
    ecartees = ecartees.astype(np.float64)
    croisees = np.empty_like(ecartees)
    lots = np.random.default_rng(0).permutation(len(classes)) % LOTS
    for lot in range(LOTS):
        autres = lots != lot
        croisees[~autres] = _apprendre(ecartees[autres], classes[autres]).lire(ecartees[~autres])
    # Both readings in the same unit: the spread of their scores on the lines left out.
    unite, unite_premiere = max(float(croisees.std()), 1e-9), max(float(ecartees.std()), 1e-9)
    ensemble = [croisees / unite + part * ecartees / unite_premiere for part in PARTS]
    justes = [float((lecture.argmax(axis=1) == classes).mean()) for lecture in ensemble]
    choisie = int(np.argmax(justes))
    seconde = _apprendre(ecartees, classes)
    premiere = PARTS[choisie] / unite_premiere * np.eye(ecartees.shape[1])
    relecture = Relecture(
        (seconde.poids / unite + premiere).astype(np.float32), (seconde.seuils / unite).astype(np.float32)
    )
    return relecture, ensemble[choisie]


def _apprendre(ecartees: np.ndarray, classes: np.ndarray) -> Relecture:
    etiquettes = ecartees.shape[1]
    effectifs = np.bincount(classes, minlength=etiquettes)[:, None]
    sommes = np.zeros((etiquettes, etiquettes))
    np.add.at(sommes, classes, ecartees)
    vues = effectifs[:, 0] > 0
    propres = sommes[vues] / effectifs[vues]
    typique = np.tile(propres.mean(axis=0), (etiquettes, 1))
    typique[np.diag_indices(etiquettes)] += propres[:, vues].diagonal().mean() - propres.mean()
    profils = (sommes + TYPIQUE * typique) / (effectifs + TYPIQUE)
    ecarts = ecartees - profils[classes]
    covariance = ecarts.T @ ecarts / len(classes)
    covariance[np.diag_indices(etiquettes)] += LISSAGE * max(float(covariance.diagonal().mean()), 1e-9)
    poids = np.linalg.solve(covariance, profils.T)
    return Relecture(poids, -0.5 * (profils.T * poids).sum(axis=0))
