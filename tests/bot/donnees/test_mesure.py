"""The share of sentences read exactly, by type: a datum missed and a datum invented both count against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.donnees.mesure import mesurer_donnees

CAS = """
- maintenant: 2027-01-06T10:00
  cas:
    - {dit: mardi à Rouen, attendu: [{date: "2027-01-12"}, {lieu: Rouen}]}
    - {dit: "mardi, 20 places", attendu: [{date: "2027-01-13"}, {entier: 20}]}
    - {dit: "20 places à Rouen", attendu: [{entier: 20}]}
    - {dit: bonjour, attendu: []}
    - {dit: à Rouen, attendu: []}
"""


def test_each_type_counts_what_was_missed_and_what_was_invented(tmp_path: Path) -> None:
    (tmp_path / "cas.yml").write_text(CAS, encoding="utf-8")

    mesure = mesurer_donnees(tmp_path)

    assert {type_: (m["exacts"], m["n"]) for type_, m in mesure.items()} == {
        "date": (1, 2),
        "entier": (2, 2),
        "lieu": (1, 2),
        "rien": (1, 2),
        "total": (2, 5),
    }
    assert mesure["total"]["taux"] == pytest.approx(0.4)


def test_a_folder_without_cases_has_a_total_of_nothing(tmp_path: Path) -> None:
    assert mesurer_donnees(tmp_path) == {"total": {"n": 0, "exacts": 0, "taux": 0.0}}
