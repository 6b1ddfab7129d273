"""Install both environments from their lock files. Standard library only: it runs before anything is installed.

Root: Python 3.11 or 3.12, `.venv`. Rasa: Python 3.10, `bot/.venv`. A second call with unchanged locks takes a moment.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
OUTILS = RACINE / ".outils"
UV = "uv==0.13.9"
PLACE_NECESSAIRE = 4 * 1024**3


class Impossible(SystemExit):
    """Stop with one sentence that says what to do."""

    def __init__(self, phrase: str) -> None:
        super().__init__(f"✗ {phrase}")


def dire(phrase: str) -> None:
    sys.stderr.write(f"· {phrase}\n")
    sys.stderr.flush()


def marche(commande: list[str]) -> bool:
    """True when a command runs and succeeds; a pyenv shim without a selected version answers False."""
    try:
        return subprocess.run(commande, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def trouver_uv() -> str:
    """The pinned uv of this checkout, or the one on the PATH, or a fresh install of it from the package registry."""
    local = OUTILS / "bin" / "uv"
    for candidat in (str(local), shutil.which("uv") or ""):
        if candidat and marche([candidat, "--version"]):
            return candidat
    dire("Installation de l’outil uv…")
    subprocess.run([sys.executable, "-m", "venv", str(OUTILS)], check=True)
    subprocess.run([str(OUTILS / "bin" / "python"), "-m", "pip", "install", "--quiet", UV], check=True)
    return str(local)


def est_python(chemin: str, versions: tuple[str, ...]) -> bool:
    controle = f"import sys, ssl, sqlite3; sys.exit('%d.%d' % sys.version_info[:2] not in {versions!r})"
    return marche([chemin, "-c", controle])


def trouver_python(uv: str, versions: tuple[str, ...]) -> str:
    """A working interpreter of one of `versions` (preferred first): PATH, pyenv, uv's own, else uv downloads one."""
    for version in versions:
        pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
        candidats = [sys.executable, f"python{version}", *map(str, sorted(pyenv.glob(f"{version}.*/bin/python")))]
        for candidat in candidats:
            chemin = shutil.which(candidat)
            if chemin and est_python(chemin, (version,)):
                return chemin
    for version in versions:
        if marche([uv, "python", "install", version]):
            trouve = subprocess.run([uv, "python", "find", version], capture_output=True, text=True, check=False)
            if trouve.returncode == 0 and est_python(trouve.stdout.strip(), (version,)):
                return trouve.stdout.strip()
    liste = " ou ".join(versions)
    raise Impossible(
        f"Python {liste} est introuvable : installez-le (par exemple « uv python install {versions[0]} »), "
        "puis relancez la commande."
    )


def empreinte(projet: Path) -> str:
    return hashlib.sha256((projet / "uv.lock").read_bytes() + (projet / "pyproject.toml").read_bytes()).hexdigest()


def synchroniser(uv: str, projet: Path, versions: tuple[str, ...], nom: str) -> None:
    """Bring `projet/.venv` to exactly what its lock says; nothing to do when its stamp is already that of the lock."""
    environnement = projet / ".venv"
    temoin = environnement / "verrou.sha256"
    if (
        temoin.exists()
        and temoin.read_text() == empreinte(projet)
        and marche([str(environnement / "bin/python"), "-c", ""])
    ):
        return
    if shutil.disk_usage(projet).free < PLACE_NECESSAIRE:
        raise Impossible("Il reste moins de 4 Go sur le disque : libérez de la place, puis relancez la commande.")
    python = trouver_python(uv, versions)
    dire(f"Installation de l’environnement {nom} (quelques minutes la première fois)…")
    commande = [uv, "sync", "--frozen", "--project", str(projet), "--python", python]
    propre = {cle: valeur for cle, valeur in os.environ.items() if cle != "VIRTUAL_ENV"}
    if subprocess.run(commande, env=propre, check=False).returncode != 0:
        raise Impossible(
            f"L’environnement {nom} ne s’installe pas : vérifiez l’accès au registre de paquets, "
            "puis relancez la commande."
        )
    temoin.write_text(empreinte(projet))


def main() -> None:
    uv = trouver_uv()
    synchroniser(uv, RACINE, ("3.11", "3.12"), "principal")
    synchroniser(uv, RACINE / "bot", ("3.10",), "de Rasa")


if __name__ == "__main__":
    main()
