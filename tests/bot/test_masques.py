"""What n-grams read of a text: who, where, when and how many are words of their kind."""

from __future__ import annotations

import pytest

from bot.comprehension.masques import masquer


@pytest.mark.parametrize(
    ("texte", "lu"),
    [
        ("Passe Mme Da Silva de mardi à jeudi", "passe mme idnom de idjour a idjour"),
        ("inscris karim et Sabrina Leroy à Rouen", "inscris idnom et idnom a idlieu"),
        ("RIC le 12 janvier, 14h, 20 places", "ric le iddate idheure idnombre places"),
        ("déclarer mars sur KAIROS", "declarer idmois sur kairos"),
        ("la conseillère de Cap emploi à la Mission locale", "la conseillere de cap emploi a la mission locale"),
        ("on a dit Mardi", "on a dit idjour"),
        ("TOUT EN CAPITALES MARDI", "tout en capitales idjour"),
    ],
)
def test_what_changes_is_masked(texte: str, lu: str) -> None:
    assert masquer(texte) == lu
