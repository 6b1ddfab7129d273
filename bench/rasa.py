"""Our Rasa, the stock French set-up and the plain methods: training, start, memory, latency, accuracy."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from bench.charge import Requete, charger, vers_assistant, vers_rest

RACINE = Path(__file__).resolve().parent.parent
PYTHON_BOT = str(RACINE / "bot" / ".venv" / "bin" / "python")
CLE = "bench"
MESSAGES = 400
PATIENCE = 900  # seconds: the stock set-up loads TensorFlow, spaCy and four models


def dire(phrase: str) -> None:
    sys.stderr.write(f"· {phrase}\n")
    sys.stderr.flush()


def port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


def environnement(dossier: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(RACINE),
        "KAIROS_VAR": str(dossier),
        "KAIROS_MODELE": str(dossier / "modele"),
        "KAIROS_BOT_URL": f"http://127.0.0.1:{port}",
        "KAIROS_ACTIONS_URL": "http://127.0.0.1:1",
        "KAIROS_SERVICE_KEY": CLE,
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "OMP_NUM_THREADS": "1",
    }


def chronometrer(commande: list[str], env: dict[str, str]) -> float:
    """Seconds that a command takes, its progress on the terminal."""
    debut = time.monotonic()
    subprocess.run(commande, cwd=RACINE, env=env, check=True)
    return round(time.monotonic() - debut, 1)


@contextmanager
def servi(commande: list[str], env: dict[str, str], pret: str, journal: Path) -> Iterator[tuple[float, int]]:
    """(seconds until ready, process id) of a server, stopped at the end."""
    debut = time.monotonic()
    with journal.open("wb") as sortie:
        serveur = subprocess.Popen(commande, cwd=RACINE, env=env, stdout=sortie, stderr=sortie)
    try:
        while not _repond(pret):
            if serveur.poll() is not None or time.monotonic() - debut > PATIENCE:
                raise SystemExit(f"✗ Le serveur ne démarre pas : voyez {journal}.")
            time.sleep(0.1)
        yield round(time.monotonic() - debut, 1), serveur.pid
    finally:
        serveur.terminate()
        serveur.wait(30)


def _repond(adresse: str) -> bool:
    try:
        with urllib.request.urlopen(adresse, timeout=2) as reponse:
            return bool(reponse.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def memoire(pid: int) -> int:
    """Resident memory, in MB."""
    etat = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(ligne.split()[1] for ligne in etat.splitlines() if ligne.startswith("VmRSS"))) // 1024


def questions() -> list[str]:
    """As many different questions as messages to send: nothing is answered from what was just asked."""
    lignes = []
    for fichier in sorted((RACINE / "knowledge").glob("*/*.md")):
        lignes += yaml.safe_load(fichier.read_text(encoding="utf-8").split("---\n", 2)[1])["exemples"]
    return [str(ligne) for ligne in lignes]


def vitesse(port: int, requete: Requete, pid: int) -> dict[str, Any]:
    textes = questions()
    pas = len(textes) // (MESSAGES + 240)
    chauffe, un, huit = textes[: 40 * pas : pas], textes[40 * pas : 240 * pas : pas], textes[240 * pas :: pas]
    charger(port, requete, chauffe, 1)
    seul, ensemble = charger(port, requete, un, 1), charger(port, requete, huit, 8)
    return {"un_appelant": asdict(seul), "huit_appelants": asdict(ensemble), "memoire_mo": memoire(pid)}


def le_notre(dossier: Path) -> dict[str, Any]:
    """Our assistant by its name: trained from nothing, served, judged."""
    dire("Le nôtre : entraînement…")
    port = port_libre()
    env = environnement(dossier, port)
    for memoire in ("modele", "plongements"):
        shutil.rmtree(dossier / memoire, ignore_errors=True)
    entrainement = chronometrer([PYTHON_BOT, "-m", "bot.entrainer"], env)
    dire("Le nôtre : vitesse…")
    pret = f"http://127.0.0.1:{port}/webhooks/assistant/pret"
    with servi([PYTHON_BOT, "-m", "bot.serveur"], env, pret, dossier / "serveur.log") as (demarrage, pid):
        mesures = vitesse(port, vers_assistant(CLE), pid)
    dire("Le nôtre : justesse…")
    subprocess.run([PYTHON_BOT, "scripts/evaluate.py"], cwd=RACINE, env=env, check=True, stdout=subprocess.DEVNULL)
    justesse = json.loads((dossier / "evaluation" / "tenues-a-part.json").read_text(encoding="utf-8"))
    return {"Le nôtre": {"entrainement_s": entrainement, "demarrage_s": demarrage, **mesures, "justesse": justesse}}


def les_simples(dossier: Path) -> dict[str, Any]:
    """TF-IDF and logistic regression, search by each embedding alone."""
    dire("Les méthodes simples : entraînement et justesse, une ligne chacune…")
    mesure = [PYTHON_BOT, "-W", "ignore", "-m", "bench.simples", str(dossier / "simples.json")]
    subprocess.run(mesure, cwd=RACINE, env=environnement(dossier, 0), check=True)
    return dict(json.loads((dossier / "simples.json").read_text(encoding="utf-8")))


def le_stock(dossier: Path) -> dict[str, Any]:
    """The stock French set-up: trained as `bench.stock` says, served by Rasa, judged."""
    dire("Rasa tel quel : entraînement (une demi-heure au moins ; EPOCHS=… et LINES=… le bornent)…")
    port = port_libre()
    env = environnement(dossier, port)
    entrainement = chronometrer([PYTHON_BOT, "-m", "bench.stock", "entrainer", str(dossier)], env)
    dire("Rasa tel quel : vitesse…")
    options = ["--model", str(dossier / "stock.tar.gz"), "--endpoints", str(dossier / "endpoints.yml")]
    options += ["--credentials", str(dossier / "credentials.yml"), "-i", "127.0.0.1", "-p", str(port)]
    with servi(
        [PYTHON_BOT, "-m", "rasa", "run", *options], env, f"http://127.0.0.1:{port}/", dossier / "serveur.log"
    ) as (demarrage, pid):
        mesures = vitesse(port, vers_rest, pid)
    dire("Rasa tel quel : justesse…")
    mesure = [PYTHON_BOT, "-W", "ignore", "-m", "bench.stock", "mesurer", str(dossier)]
    lu = subprocess.run(mesure, cwd=RACINE, env=env, check=True, stdout=subprocess.PIPE)
    juge = json.loads(lu.stdout.splitlines()[-1])
    nom = f"Rasa tel quel ({juge.pop('reglage')}, {juge['lignes']} lignes)"
    return {nom: {"entrainement_s": entrainement, "demarrage_s": demarrage, **mesures, **juge}}
