"""A real server process of the demonstration, Rasa apart: the engine's API with its worker, and a clock to move."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

RACINE = Path(__file__).resolve().parents[3]
ATTENTE = 180.0  # seconds at most for the process to answer


def environnement(var: Path, maintenant: str) -> dict[str, str]:
    """The settings of the process: the folder of its data, and the time of Paris at which it starts."""
    propre = {cle: valeur for cle, valeur in os.environ.items() if not cle.startswith("KAIROS_")}
    return propre | {"KAIROS_VAR": str(var), "KAIROS_NOW": maintenant, "KAIROS_NOW_DEPUIS": repr(time.time())}


def semer(var: Path, maintenant: str) -> None:
    """Prepare the database and the invented people, as `make run` does."""
    var.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "scripts.demo"],
        cwd=RACINE, env=environnement(var, maintenant), check=True, capture_output=True,
    )  # fmt: skip


class Serveur:
    """The process, from `demarrer` to `arreter`. `url` is that of the site; the API is under `/api/v1`."""

    def __init__(self, var: Path, maintenant: str) -> None:
        self.var = var
        self._env = environnement(var, maintenant)
        with socket.socket() as prise:
            prise.bind(("127.0.0.1", 0))
            self.port = prise.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._processus: subprocess.Popen[bytes] | None = None

    def demarrer(self) -> None:
        commande = [sys.executable, "-m", "uvicorn", "--factory", "web.app:create_app"]
        options = ["--host", "127.0.0.1", "--port", str(self.port), "--log-level", "warning"]
        with (self.var / "serveur.log").open("ab") as sortie:
            self._processus = subprocess.Popen(
                [*commande, *options], cwd=RACINE, env=self._env, stdout=sortie, stderr=sortie
            )
        limite = time.monotonic() + ATTENTE
        while not self._repond():
            assert self._processus.poll() is None, self.journal()
            assert time.monotonic() < limite, self.journal()
            time.sleep(0.1)

    def _repond(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/v1/parametres", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def journal(self) -> str:
        """The last words of the process."""
        return (self.var / "serveur.log").read_text(errors="replace")[-3000:]

    def arreter(self) -> None:
        if self._processus is not None:
            self._processus.terminate()
            self._processus.wait(30)


def copier(modele: Path, var: Path) -> Path:
    """A demonstration of one's own, from one prepared once."""
    shutil.copytree(modele, var)
    return var
