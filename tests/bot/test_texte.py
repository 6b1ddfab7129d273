"""Texts as people type them, brought to one shape."""

from __future__ import annotations

import pytest

from bot.comprehension.texte import developper, normaliser


@pytest.mark.parametrize(
    ("tape", "lu"),
    [
        ("Réunion d’information collective", "ric"),
        ("info coll", "ric"),
        ("bjr jarrive pas a saisir", "bonjour j arrive pas a saisir"),
        ("URGENT !!!! mdp perduuuu", "urgent mot de passe perdu"),
        ("cb de temps pr les codes ?", "combien de temps pour les codes ?"),
        ("inscrire un DE sur SE_0000160070", "inscrire un demandeurs sur idsession"),
        ("France Travail ou PE", "pole emploi ou pole emploi"),
        ("tarif oref", "carif oref"),
        ("🙂", ""),
        ("une apprenante a tout laissé tomber", "une apprenante abandonne"),
        ("non, laisse tomber", "non laisse tomber"),
    ],
)
def test_normaliser(tape: str, lu: str) -> None:
    assert normaliser(tape) == lu


def test_developper_keeps_accents_and_hides_numbers() -> None:
    assert developper("qd saisir l’entrée sur SE_0000160070") == "quand saisir l'entrée sur la session"
