"""Another language is told from French that borrows its words."""

from __future__ import annotations

import pytest

from bot.comprehension.langue import ETRANGERE, est_francais, trancher


@pytest.mark.parametrize(
    "texte",
    [
        "hello how are you",
        "list of sessions please",
        "where is my quote",
        "por favor, ¿dónde está mi presupuesto?",
        "ich habe mein Passwort vergessen",
        "مرحبا كيف حالك",
        "привет как дела",
        "我需要帮助",
    ],
)
def test_another_language(texte: str) -> None:
    assert est_francais(texte) is False


@pytest.mark.parametrize(
    "texte",
    [
        "mon password est expiré",
        "le login ne marche pas sur KAIROS NG",
        "je veux uploader le fichier csv",
        "comment faire un reset du mot de passe",
        "on fait un meeting de présentation mardi à 14h",
    ],
)
def test_french_with_the_words_of_tools(texte: str) -> None:
    assert est_francais(texte) is True


@pytest.mark.parametrize("texte", ["", "12", "help", "inscription via smf", "Will Smith", "non non", "😀"])
def test_words_that_do_not_tell(texte: str) -> None:
    assert est_francais(texte) is not False


def test_what_the_words_tell_settles_it() -> None:
    lectures = {ETRANGERE: 0.4, "faq/identifiants-provisoires-expires": 0.2, "remerciement": 0.4}
    assert trancher("mon password est expiré", lectures) == {
        ETRANGERE: 0,
        "faq/identifiants-provisoires-expires": pytest.approx(1 / 3),
        "remerciement": pytest.approx(2 / 3),
    }
    assert trancher("thank you very much", lectures)[ETRANGERE] == 1
    assert trancher("help", lectures) == lectures
