"""The file that the bench imports is one that KAIROS reads whole."""

from __future__ import annotations

from pathlib import Path

from bench.lheo import ecrire
from engine.offre.lheo.lecture import Bornes, FormationLue, lire


def test_every_session_is_read_with_its_recruitment(tmp_path: Path) -> None:
    ecrire(tmp_path / "carif.xml", 13)
    with (tmp_path / "carif.xml").open("rb") as flux:
        lues = list(lire(flux, Bornes(10**6, 10**6)))
    formations = [lue for lue in lues if isinstance(lue, FormationLue)]
    assert len(formations) == len(lues) == 3
    sessions = [session for formation in formations for session in formation.sessions]
    assert [len(session.modalites) for session in sessions] == [1] * 13
    assert not any(formation.rejets or formation.modalites_rejetees for formation in formations)
