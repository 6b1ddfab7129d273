"""The classifier: the same lines give the same model, and a stored model answers as before."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.comprehension.modele import Modele

LIGNES = [
    *((f"combien de temps pour valider les codes {mot}", "faq/codes") for mot in ("provisoires", "reçus", "du mail")),
    *((f"délai pour activer {mot}", "faq/codes") for mot in ("mes identifiants", "le mot de passe", "mon accès")),
    *((f"programme une info coll {jour}", "operation/creer-ric") for jour in ("lundi", "mardi", "le 12", "demain")),
    *((f"créer une réunion d'information {jour}", "operation/creer-ric") for jour in ("jeudi", "à 14h", "à Rouen")),
    *((mot, "remerciement") for mot in ("merci", "merci beaucoup", "un grand merci", "mille mercis")),
]


@pytest.fixture(scope="module")
def modele() -> Modele:
    return Modele.apprendre(LIGNES)


def test_same_lines_same_model(modele: Modele) -> None:
    encore = Modele.apprendre(LIGNES)
    np.testing.assert_array_equal(modele.duales, encore.duales)
    assert modele.lectures[:2] == encore.lectures[:2]


def test_stored_then_read_it_answers_the_same(modele: Modele, tmp_path: Path) -> None:
    modele.ecrire(tmp_path)
    relu = Modele.lire(tmp_path)
    texte = "cb de temps pr valider les codes ?"
    np.testing.assert_allclose(_peser(relu, texte), _peser(modele, texte), rtol=1e-4, atol=1e-6)
    assert relu.etiquettes[int(_peser(relu, texte)[0].argmax())] == "faq/codes"


@pytest.mark.parametrize("texte", ["", "🙂🙂", "<b>?</b>", "x" * 2000, "/inform{}"])
def test_any_text_gets_probabilities(modele: Modele, texte: str) -> None:
    probabilites, _ = _peser(modele, texte)
    assert probabilites.sum() == pytest.approx(1, abs=1e-4)


def _peser(modele: Modele, texte: str) -> tuple[np.ndarray, np.ndarray]:
    return modele.calibrer(modele.scores([texte])[0])


def test_what_was_kept_changes_nothing(modele: Modele, tmp_path: Path) -> None:
    Modele.apprendre(LIGNES, tmp_path)
    gardes = {fichier.name for fichier in tmp_path.iterdir()}
    relu = Modele.apprendre(LIGNES, tmp_path)
    np.testing.assert_array_equal(relu.duales, modele.duales)
    Modele.apprendre([*LIGNES, ("mille fois merci", "remerciement")], tmp_path)
    changes = {fichier.name for fichier in tmp_path.iterdir()} - gardes
    assert (len(gardes), len(changes)) == (3, 1)


def test_a_damaged_memory_is_made_again(modele: Modele, tmp_path: Path) -> None:
    Modele.apprendre(LIGNES, tmp_path)
    next(iter(tmp_path.iterdir())).write_bytes(b"\x93NUMPY\x01\x00")
    np.testing.assert_array_equal(Modele.apprendre(LIGNES, tmp_path).duales, modele.duales)
