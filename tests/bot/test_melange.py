"""What the similarities weigh follows the examples."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix, identity

from bot.comprehension.melange import FORMES, MELANGES, choisir
from bot.comprehension.moindres_carres import repartir, resoudre

CLASSES = np.repeat(np.arange(4), 5)
RIEN = np.zeros((20, 3), dtype=np.float32)


def test_sentences_weigh_more_when_words_say_nothing() -> None:
    phrases = np.eye(4, dtype=np.float32)[CLASSES]
    hasard = np.random.default_rng(0)
    phrases += hasard.normal(0, 0.55, phrases.shape).astype(np.float32)
    phrases /= np.linalg.norm(phrases, axis=1, keepdims=True)
    trompeurs = csr_matrix(np.eye(5, dtype=np.float32)[np.tile(np.arange(5), 4)])
    melange, _ = choisir(trompeurs, phrases, RIEN, CLASSES)
    assert melange != MELANGES[0]


def test_the_usual_mixture_stays_when_nothing_is_better() -> None:
    phrases = np.eye(4, dtype=np.float32)[CLASSES]
    assert choisir(csr_matrix(identity(20, dtype=np.float32)), phrases, RIEN, CLASSES) == (MELANGES[0], FORMES[0])


def test_lines_left_out_score_as_if_the_rest_were_learnt_alone() -> None:
    hasard = np.random.default_rng(1)
    points = hasard.normal(size=(30, 6)).astype(np.float32)
    similarites, cibles = points @ points.T, hasard.normal(size=(30, 2)).astype(np.float32)
    _, ecartees = resoudre(similarites.copy(), cibles, np.array([7]), 0.1)
    autres = np.delete(np.arange(30), 7)
    duales, _ = resoudre(similarites[np.ix_(autres, autres)], cibles[autres], np.array([0]), 0.1)
    np.testing.assert_allclose(ecartees[0], similarites[7, autres] @ duales, rtol=1e-3, atol=1e-3)


def test_a_kernel_that_is_none_is_refused() -> None:
    with pytest.raises(ArithmeticError):
        resoudre(-np.eye(4, dtype=np.float32), np.eye(4, dtype=np.float32), np.array([0]), 0.1)


def test_every_label_has_its_lines_left_out() -> None:
    classes = np.repeat(np.arange(3), [400, 30, 2])
    temoins = repartir(classes, 40, 20)
    beaucoup, assez, peu = np.bincount(classes[temoins])
    assert (assez >= 20, peu) == (True, 2)
    assert 37 <= beaucoup <= 60
