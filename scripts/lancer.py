"""Serve the whole assistant on one machine: `make run`.

Prepares the database, the demo data and the model, starts the three processes (bot, actions, web), restarts one that
dies, and stops all of them on Ctrl-C. `docs/architecture.md` says which settings it reads.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
PYTHON_BOT = RACINE / "bot" / ".venv" / "bin" / "python"
PLACE_NECESSAIRE = 500 * 1024**2
ATTENTE_PRET = 180.0
REPRISES_AVANT_PRET = 3
PR_SET_PDEATHSIG = 1


class Impossible(SystemExit):
    """Stop with one sentence that says what to do."""

    def __init__(self, phrase: str) -> None:
        super().__init__(f"✗ {phrase}")


def dire(phrase: str) -> None:
    sys.stderr.write(f"{phrase}\n")
    sys.stderr.flush()


def port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


def exiger_port(port: int) -> None:
    with socket.socket() as prise:
        prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prise.bind(("127.0.0.1", port))
        except OSError:
            raise Impossible(
                f"Le port {port} est déjà pris : arrêtez ce qui l’occupe ou lancez « make run PORT=8081 »."
            ) from None


@contextlib.contextmanager
def seul_lanceur(var: Path) -> Iterator[None]:
    """Refuse a second copy on the same data: two would share one executor id and one model folder."""
    with (var / "lancer.verrou").open("w") as verrou:
        try:
            fcntl.flock(verrou, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Impossible(
                f"L’assistant tourne déjà sur {var} : arrêtez-le d’abord (Ctrl-C), "
                "ou donnez un autre dossier par KAIROS_VAR."
            ) from None
        yield


def mourir_avec_le_lanceur() -> None:
    """Child side: ask Linux for SIGTERM when the launcher dies, so that even kill -9 of it leaves no process."""
    with contextlib.suppress(OSError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Partie:
    """One supervised process: started, restarted when it dies, its output in `journal`."""

    nom: str
    commande: list[str]
    environnement: dict[str, str]
    journal: Path
    processus: subprocess.Popen[bytes] | None = None
    reprises: int = 0
    reprendre_a: float = field(default=0.0)

    def demarrer(self) -> None:
        with self.journal.open("ab") as sortie:
            self.processus = subprocess.Popen(
                self.commande,
                cwd=RACINE,
                env=self.environnement,
                stdin=subprocess.DEVNULL,
                stdout=sortie,
                stderr=sortie,
                start_new_session=True,
                preexec_fn=mourir_avec_le_lanceur,
            )

    def surveiller(self) -> None:
        """Start it again after it died, at once the first time, then more slowly (10 s at most)."""
        if self.processus is None or self.processus.poll() is None:
            return
        if not self.reprendre_a:
            self.reprendre_a = time.monotonic() + min(10.0, 0.2 * 2**self.reprises)
            dire(f"· {self.nom} s’est arrêté (code {self.processus.returncode}) : reprise…")
        if time.monotonic() >= self.reprendre_a:
            self.reprises, self.reprendre_a = self.reprises + 1, 0.0
            self.demarrer()

    def arreter(self, delai: float = 10.0) -> None:
        if self.processus is None or self.processus.poll() is not None:
            return
        self.processus.terminate()
        try:
            self.processus.wait(delai)
        except subprocess.TimeoutExpired:
            self.processus.kill()
            self.processus.wait()


def preparer(nom: str, commande: list[str], environnement: dict[str, str]) -> None:
    """Run one preparation step, its progress on the terminal; stop with one sentence when it fails."""
    if subprocess.run(commande, cwd=RACINE, env=environnement, check=False).returncode != 0:
        raise Impossible(f"{nom} : l’étape a échoué, le détail est juste au-dessus.")


def environnement_commun(var: Path, port: int) -> dict[str, str]:
    commun = dict(os.environ)
    commun.update(
        PORT=str(port),
        KAIROS_VAR=str(var),
        KAIROS_MODELE=os.environ.get("KAIROS_MODELE", str(var / "modele")),
        KAIROS_WEB_URL=f"http://127.0.0.1:{port}",
        KAIROS_BOT_URL=f"http://127.0.0.1:{port_libre()}",
        KAIROS_ACTIONS_URL=f"http://127.0.0.1:{port_libre()}",
        KAIROS_SERVICE_KEY=secrets.token_urlsafe(32),
        RASA_TELEMETRY_ENABLED="false",
        PYTHONUNBUFFERED="1",
        TF_CPP_MIN_LOG_LEVEL="3",
        OMP_NUM_THREADS="1",
    )
    if "KAIROS_NOW" in commun:  # every process starts its clock from the same pair, so that they agree on the time
        commun["KAIROS_NOW_DEPUIS"] = repr(time.time())
    return commun


def parties(commun: dict[str, str], journaux: Path) -> list[Partie]:
    def port(url: str) -> str:
        return commun[url].rpartition(":")[2]

    uvicorn = [sys.executable, "-m", "uvicorn", "--host", "127.0.0.1", "--no-access-log", "--log-level", "warning"]
    return [
        Partie("Rasa", [str(PYTHON_BOT), "-m", "bot.serveur"], commun, journaux / "bot.log"),
        Partie(
            "Les actions",
            [*uvicorn, "--port", port("KAIROS_ACTIONS_URL"), "--factory", "actions.serveur:create_app"],
            commun,
            journaux / "actions.log",
        ),
        Partie(
            "Le site",
            [*uvicorn, "--port", commun["PORT"], "--timeout-graceful-shutdown", "5", "--factory", "web.app:create_app"],
            commun,
            journaux / "web.log",
        ),
    ]


def est_pret(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/health", timeout=2) as reponse:
            return bool(reponse.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def attendre_pret(port: int, suivies: list[Partie], debut: float) -> None:
    limite = time.monotonic() + ATTENTE_PRET
    while not est_pret(port):
        for partie in suivies:
            partie.surveiller()
            if partie.reprises > REPRISES_AVANT_PRET:
                raise Impossible(f"{partie.nom} ne démarre pas : le détail est dans {partie.journal}.")
        if time.monotonic() > limite:
            raise Impossible(
                f"L’assistant n’est pas prêt après {ATTENTE_PRET:.0f} s : voyez {suivies[0].journal.parent}."
            )
        time.sleep(0.1)
    dire(f"✓ Prêt en {time.monotonic() - debut:.0f} s : http://127.0.0.1:{port}")


def servir(var: Path, port: int) -> None:
    debut = time.monotonic()
    journaux = var / "journaux"
    journaux.mkdir(exist_ok=True)
    commun = environnement_commun(var, port)
    preparer("Modèle de compréhension", [str(PYTHON_BOT), "-m", "bot.entrainer"], commun)
    suivies = parties(commun, journaux)
    try:
        suivies[0].demarrer()  # the slowest to load: it loads while the database is prepared
        dire("· Préparation de la base et des données de démonstration…")
        preparer("Base de données", [sys.executable, "-m", "scripts.demo"], commun)
        for partie in suivies[1:]:
            partie.demarrer()
        dire("· Démarrage de Rasa, des actions et du site…")
        attendre_pret(port, suivies, debut)
        while True:
            for partie in suivies:
                partie.surveiller()
            time.sleep(0.2)
    finally:
        for partie in reversed(suivies):
            partie.arreter()


def main() -> None:
    port = int(os.environ.get("PORT") or "8080")
    var = Path(os.environ.get("KAIROS_VAR") or RACINE / "var").resolve()
    var.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(var).free < PLACE_NECESSAIRE:
        raise Impossible("Il reste moins de 500 Mo sur le disque : libérez de la place, puis relancez « make run ».")
    exiger_port(port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with seul_lanceur(var), contextlib.suppress(KeyboardInterrupt):
        servir(var, port)
    dire("· Arrêté. Rien n’est perdu : « make run » reprend où vous en étiez.")


if __name__ == "__main__":
    main()
