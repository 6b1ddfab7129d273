"""The second reading: the scores of all the labels, together, tell what each one alone does not."""

from __future__ import annotations

import numpy as np
import pytest

from bot.comprehension.relecture import Lectures, familles, relire

# How each of four labels is usually scored: the last is read as the first two, never as itself.
USUELS = np.array([[0.9, 0.1, 0.0, 0.0], [0.1, 0.9, 0.0, 0.0], [0.0, 0.0, 0.8, 0.1], [0.5, 0.5, 0.0, 0.2]])


def _tirer(effectifs: list[int], graine: int = 0) -> tuple[np.ndarray, np.ndarray]:
    classes = np.repeat(np.arange(len(effectifs)), effectifs)
    return USUELS[classes] + np.random.default_rng(graine).normal(0, 0.1, (len(classes), 4)), classes


def test_a_label_that_others_hide_is_found() -> None:
    relecture, _ = relire(*_tirer([30, 30, 30, 30]))
    scores, classes = _tirer([50, 50, 50, 50], graine=1)
    cachee = classes == 3
    assert (scores.argmax(axis=1) == classes)[cachee].mean() < 0.1
    assert (relecture.lire(scores).argmax(axis=1) == classes)[cachee].mean() > 0.9


def test_the_first_reading_weighs_when_the_second_has_nothing_to_learn_from() -> None:
    scores = np.eye(8)[np.arange(8)] * 0.6
    relecture, _ = relire(scores, np.arange(8))
    np.testing.assert_array_equal(relecture.lire(scores).argmax(axis=1), np.arange(8))


def test_lines_are_read_by_what_others_taught() -> None:
    hasard = np.random.default_rng(2)
    _, relues = relire(hasard.normal(size=(400, 4)), np.repeat(np.arange(4), 100))
    assert (relues.argmax(axis=1) == np.repeat(np.arange(4), 100)).mean() == pytest.approx(0.25, abs=0.08)


@pytest.mark.parametrize("effectifs", [[40, 1, 2, 1], [1, 1, 0, 0], [1, 1, 1, 1]])
def test_labels_of_one_line_or_none_are_read_too(effectifs: list[int]) -> None:
    relecture, relues = relire(*_tirer(effectifs))
    assert np.isfinite(relues).all()
    assert np.isfinite(relecture.lire(USUELS)).all()
    assert relecture.lire(USUELS[0]).shape == (4,)


def test_the_same_lines_give_the_same_reading() -> None:
    scores, classes = _tirer([9, 9, 9, 9])
    (premiere, relues), (encore, relues_encore) = relire(scores, classes), relire(scores, classes)
    np.testing.assert_array_equal(premiere.poids, encore.poids)
    np.testing.assert_array_equal(relues, relues_encore)


def test_the_first_reading_tells_the_family_and_the_second_the_label() -> None:
    lectures = Lectures(1.0, 1.0, familles(["faq/ric", "operation/creer-ric", "hors-perimetre/cpf", "salutation"]))
    premiere, seconde = np.array([2.0, 1.0, 0.0, 0.0]), np.array([0.0, 1.0, 9.0, 0.0])
    probabilites, appartenances = lectures.calibrer(premiere, seconde)
    assert probabilites.sum() == pytest.approx(1)
    assert probabilites[:2].sum() == pytest.approx((np.exp(2) + np.e) / (np.exp(2) + np.e + 2))
    assert probabilites[1] / probabilites[0] == pytest.approx(np.e)
    np.testing.assert_allclose(appartenances, premiere + 0.25)
