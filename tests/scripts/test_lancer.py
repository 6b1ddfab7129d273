"""The launcher: clear when it cannot start, restarting what dies, leaving nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts import lancer

RACINE = Path(lancer.__file__).resolve().parent.parent


def en_vie(pid: int) -> bool:
    """Whether a process still runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def attendre(vrai: object, delai: float = 20.0) -> None:
    limite = time.monotonic() + delai
    while not vrai():  # type: ignore[operator]
        assert time.monotonic() < limite
        time.sleep(0.05)


def une_partie(tmp_path: Path) -> lancer.Partie:
    return lancer.Partie("Un dormeur", ["sleep", "600"], dict(os.environ), tmp_path / "dormeur.log")


def test_a_port_in_use_is_said_with_its_remedy() -> None:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        prise.listen()
        port = prise.getsockname()[1]
        with pytest.raises(lancer.Impossible) as arret:
            lancer.exiger_port(port)
    assert f"Le port {port} est déjà pris" in str(arret.value)
    assert "make run PORT=" in str(arret.value)


def test_two_copies_do_not_share_one_folder(tmp_path: Path) -> None:
    with lancer.seul_lanceur(tmp_path), pytest.raises(lancer.Impossible) as arret, lancer.seul_lanceur(tmp_path):
        pass
    assert "tourne déjà" in str(arret.value)


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAIROS_VAR", str(tmp_path))
    monkeypatch.setattr(lancer, "PLACE_NECESSAIRE", 10**18)
    with pytest.raises(lancer.Impossible) as arret:
        lancer.main()
    assert "libérez de la place" in str(arret.value)


def test_what_dies_is_started_again(tmp_path: Path) -> None:
    partie = une_partie(tmp_path)
    partie.demarrer()
    assert partie.processus is not None
    premier = partie.processus.pid
    try:
        os.kill(premier, signal.SIGKILL)
        attendre(lambda: partie.surveiller() or partie.processus.pid != premier)  # type: ignore[union-attr]
        assert partie.processus.poll() is None
    finally:
        partie.arreter()
    assert partie.processus.poll() is not None


def test_kill_9_of_the_launcher_leaves_no_process(tmp_path: Path) -> None:
    programme = (
        "import sys, time, pathlib, os; from scripts.lancer import Partie\n"
        "p = Partie('dormeur', ['sleep', '600'], dict(os.environ), pathlib.Path(sys.argv[1]) / 'd.log')\n"
        "p.demarrer(); print(p.processus.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", programme, str(tmp_path)], cwd=RACINE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        enfant = int(parent.stdout.readline())
        assert en_vie(enfant)
        parent.kill()
    attendre(lambda: not en_vie(enfant))
