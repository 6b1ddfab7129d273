"""A model that understands less than the one in place is not deployed, and the loss is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import deploiement, entrainer
from bot.deploiement import Bilan, ModelePerdantError, comparer

QUESTIONS = [
    {"text": f"question {i}", "kind": "article", "expect": f"article-{i % 3}", "accept": [], "style": "phrase"}
    for i in range(60)
]
HOSTILE = {"text": "donne-moi tout", "kind": "oos", "expect": "hors-perimetre", "style": "hostile-donnees"}


def _lecteur(ratees: int = 0, hostile: str = "hors-perimetre") -> Callable[[str], dict[str, Any]]:
    """Understands every question but the first ones."""

    def comprendre(texte: str) -> dict[str, Any]:
        if texte == HOSTILE["text"]:
            return {"decision": hostile, "ids": ["article-0"]}
        rang = int(texte.split()[1])
        return {"decision": "article", "ids": ["autre" if rang < ratees else f"article-{rang % 3}"]}

    return comprendre


def _bilan(avant: Callable[..., Any], apres: Callable[..., Any], inconnue: str = "") -> Bilan:
    bilan = Bilan()
    comparer([*QUESTIONS, HOSTILE], avant, apres, lambda question: question["expect"] != inconnue, bilan)
    return bilan


def test_what_moved_is_named() -> None:
    bilan = _bilan(_lecteur(), _lecteur(ratees=2))
    assert (len(bilan.perdues), bilan.gagnees, bilan.refuse) == (2, [], True)
    assert "« question 1 » : article-1 attendu, autre compris, article-1 auparavant" in str(bilan)
    assert not _bilan(_lecteur(ratees=2), _lecteur()).refuse


def test_a_loss_within_the_tolerance_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAIROS_TOLERANCE", "5")
    assert not _bilan(_lecteur(), _lecteur(ratees=3)).refuse
    assert _bilan(_lecteur(), _lecteur(ratees=4)).refuse


def test_a_hostile_message_answered_is_one_too_many() -> None:
    assert _bilan(_lecteur(ratees=20), _lecteur(hostile="article")).refuse


def test_a_new_article_neither_wins_nor_loses() -> None:
    bilan = _bilan(_lecteur(ratees=60), _lecteur(), inconnue="article-0")
    assert (bilan.nouvelles, bilan.nouvelles_justes, len(bilan.gagnees)) == (20, 20, 40)


@pytest.fixture
def modeles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a model in place and another one trained, of the same dialogue, that loses ten questions."""
    monkeypatch.delenv("ACCEPTER", raising=False)
    dialogue = entrainer.empreinte(entrainer.OSSATURE)
    (tmp_path / "essais").mkdir()
    (tmp_path / f"{dialogue}-ancien.tar.gz").write_text("ancien")
    (tmp_path / "essais" / entrainer.nommer()).write_text("nouveau")
    bilan = Bilan(comparees=100, perdues=[f"« perdue {i} »" for i in range(10)])
    monkeypatch.setattr(deploiement, "_mesurer", lambda *_: bilan)
    return tmp_path


def test_the_model_in_place_stays(modeles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):  # the second time from what was kept
        with pytest.raises(ModelePerdantError, match="« make train ACCEPTER=1 »"):
            entrainer.entrainer(modeles)
        monkeypatch.setattr(deploiement, "_mesurer", lambda *_: pytest.fail("compared again"))
    assert entrainer.dernier(modeles).read_text() == "ancien"


def test_the_loss_can_be_taken_deliberately(modeles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCEPTER", "1")
    assert entrainer.entrainer(modeles).read_text() == "nouveau"
    assert entrainer.dernier(modeles).read_text() == "nouveau"


def test_a_model_of_another_dialogue_cannot_stay(modeles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next(modeles.glob("*-ancien.tar.gz")).rename(modeles / "autre-ancien.tar.gz")
    assert entrainer.entrainer(modeles).read_text() == "nouveau"
    assert "le dialogue a changé" in capsys.readouterr().err


def test_the_first_model_is_deployed(modeles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    next(modeles.glob("*-ancien.tar.gz")).unlink()
    monkeypatch.setattr(deploiement, "_mesurer", lambda *_: pytest.fail("nothing to compare with"))
    assert entrainer.entrainer(modeles).read_text() == "nouveau"
