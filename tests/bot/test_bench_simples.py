"""The plain methods of the bench, on vectors that can be looked at."""

from __future__ import annotations

import numpy as np

from bench.simples import centre, comprendre, mesurer_juge, regression_logistique, voisin

TEXTES = [
    "codes provisoires",
    "recevoir mes codes provisoires",
    "météo demain",
    "la météo à Rouen demain",
    "merci",
    "merci",
]
CLASSES = np.array([0, 0, 1, 1, 2, 2])
ETIQUETTES = ["faq/identifiants-72h", "hors-perimetre/loin-meteo", "remerciement"]
QUESTIONS = [
    {"text": "mes codes provisoires", "kind": "article", "expect": "identifiants-72h"},
    {"text": "la météo", "kind": "oos", "expect": "hors-perimetre", "style": "loin-meteo"},
    {"text": "merci bien", "kind": "chitchat", "expect": "remerciement"},
]


def test_the_best_label_decides() -> None:
    lu = comprendre(np.array([0.7, 0.2, 0.1]), ETIQUETTES)
    assert lu == {"decision": "article", "ids": ["identifiants-72h"], "confiance": 0.7}
    assert comprendre(np.array([0.1, 0.2, 0.7]), ETIQUETTES)["ids"][0] == "remerciement"
    assert comprendre(np.array([0.1, 0.8, 0.1]), ETIQUETTES)["decision"] == "hors-perimetre"


def test_logistic_regression_is_judged_as_ours() -> None:
    mesures = mesurer_juge(regression_logistique(TEXTES, CLASSES), ETIQUETTES, QUESTIONS)
    premier = mesures["justesse"]["juste_premier"]
    assert {genre: mesure["taux"] for genre, mesure in premier.items()} == {"article": 100, "chitchat": 100, "oos": 100}
    assert mesures["calcul"]["p50"] > 0


def test_nearest_example_and_nearest_centre() -> None:
    vecteurs = np.array([[1, 0], [0.6, 0.8], [0, 1]], dtype=np.float32)
    classes = np.array([1, 0, 1])
    seul = np.array([[0.0, 1.0]], dtype=np.float32)
    assert voisin(vecteurs, classes, lambda _: seul)(["x"])[0].tolist() == [np.float32(0.8), 1.0]
    proche = centre(vecteurs, classes, lambda _: seul)(["x"])[0]
    assert proche.round(2).tolist() == [np.float32(0.8), np.float32(0.71)]
