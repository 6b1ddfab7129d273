"""The noise that `make evaluate` adds: always the same, and of the kind that people type."""

from __future__ import annotations

import pytest

from bot.evaluation.bruit import BRUITS, abrege, sans_apostrophe, touche_voisine

PHRASE = "Pourquoi l’entrée de ma stagiaire n’apparaît-elle toujours pas dans l’application après la réunion ?"


@pytest.mark.parametrize("nom", list(BRUITS))
def test_the_same_line_is_always_spoilt_alike(nom: str) -> None:
    assert BRUITS[nom](PHRASE) == BRUITS[nom](PHRASE) != PHRASE


def test_what_is_lost() -> None:
    assert sans_apostrophe("l’entrée qu'il") == "lentrée quil"
    assert "toujours" not in abrege(PHRASE)
    assert sum(a != b for a, b in zip(PHRASE, touche_voisine(PHRASE), strict=True)) == 1
