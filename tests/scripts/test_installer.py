"""What a newcomer reads when the machine lacks something: one sentence that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import installer


def test_a_missing_python_is_said_with_its_remedy() -> None:
    with pytest.raises(installer.Impossible) as arret:
        installer.trouver_python("/bin/false", ("3.99",))
    assert "Python 3.99 est introuvable" in str(arret.value)
    assert "uv python install 3.99" in str(arret.value)


def test_a_full_disk_is_said_before_anything_is_downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "uv.lock").write_text("")
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.setattr(installer, "PLACE_NECESSAIRE", 10**18)
    with pytest.raises(installer.Impossible) as arret:
        installer.synchroniser("/bin/false", tmp_path, ("3.11",), "d’essai")
    assert "libérez de la place" in str(arret.value)


def test_a_registry_out_of_reach_is_said(tmp_path: Path) -> None:
    (tmp_path / "uv.lock").write_text("")
    (tmp_path / "pyproject.toml").write_text("")
    with pytest.raises(installer.Impossible) as arret:
        installer.synchroniser("/bin/false", tmp_path, ("3.11", "3.12"), "d’essai")
    assert "registre de paquets" in str(arret.value)
    assert not (tmp_path / ".venv" / "verrou.sha256").exists()
