"""Our Rasa beside the stock French set-up: training, start, memory, latency, throughput, accuracy."""

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
            if serveur.poll() is not None or time.monotonic() - debut > 300:
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
    return {"entrainement_s": entrainement, "demarrage_s": demarrage, **mesures, "justesse": justesse}


def le_stock(dossier: Path) -> dict[str, Any]:
    dire("Rasa tel quel : entraînement (une demi-heure environ)…")
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
    justesse = json.loads(lu.stdout.splitlines()[-1])
    return {"entrainement_s": entrainement, "demarrage_s": demarrage, **mesures, "justesse": justesse}


def tableau(notre: dict[str, Any], stock: dict[str, Any]) -> str:
    """The comparison, as a Markdown table."""

    def taux(mesures: dict[str, Any], cle: str, genre: str) -> str:
        return f"{mesures['justesse'][cle][genre]['taux']:.1f} %"

    lignes = [
        ("entraînement", *(f"{m['entrainement_s']} s" for m in (notre, stock))),
        ("prêt après", *(f"{m['demarrage_s']} s" for m in (notre, stock))),
        ("mémoire", *(f"{m['memoire_mo']} Mo" for m in (notre, stock))),
        *(
            (f"un appelant, {centile}", *(f"{m['un_appelant'][centile]} ms" for m in (notre, stock)))
            for centile in ("p50", "p95")
        ),
        ("huit appelants", *(f"{m['huit_appelants']['par_seconde']} messages/s" for m in (notre, stock))),
    ]
    for genre in ("article", "operation", "chitchat", "oos"):
        lignes.append((f"{genre}, juste du premier coup", *(taux(m, "juste_premier", genre) for m in (notre, stock))))
    lignes.append(("article, dans les trois", *(taux(m, "juste_dans_trois", "article") for m in (notre, stock))))
    hors = "hors_perimetre_comme_connu"
    lignes.append(("hors périmètre répondu comme connu", *(taux(m, hors, "tous") for m in (notre, stock))))
    entete = "| | le nôtre | Rasa tel quel (DIET 10 époques, sélecteurs 50) |\n| --- | --- | --- |\n"
    return entete + "\n".join(f"| {nom} | {a} | {b} |" for nom, a, b in lignes) + "\n"


def main() -> None:
    base = Path(os.environ.get("KAIROS_VAR") or RACINE / "var").resolve() / "bench"
    dossiers = {"notre": base / "notre", "stock": base / "stock"}
    for dossier in dossiers.values():
        dossier.mkdir(parents=True, exist_ok=True)
    notre = le_notre(dossiers["notre"])
    (base / "notre.json").write_text(json.dumps(notre, ensure_ascii=False, indent=1), encoding="utf-8")
    stock = le_stock(dossiers["stock"])
    (base / "stock.json").write_text(json.dumps(stock, ensure_ascii=False, indent=1), encoding="utf-8")
    (base / "rasa.md").write_text(tableau(notre, stock), encoding="utf-8")
    sys.stdout.write(tableau(notre, stock))
