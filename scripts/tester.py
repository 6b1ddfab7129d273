"""Run every test, in both environments: `make test`. Ends with one line that counts all of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
PYTHON_BOT = RACINE / "bot" / ".venv" / "bin" / "python"
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")


def dire(phrase: str) -> None:
    sys.stderr.write(f"· {phrase}\n")
    sys.stderr.flush()


def exiger_navigateur() -> None:
    """The page is tested in a real browser: install Debian's when the machine has none and we may."""
    if any(Path(chemin).exists() for chemin in CHROMIUM):
        return
    dire("Installation du navigateur Chromium (paquet Debian)…")
    apt = ["apt-get", "-q", "-y"]
    for commande in ([*apt, "update"], [*apt, "install", "--no-install-recommends", "chromium"]):
        essai = subprocess.run(
            commande, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, stdout=subprocess.DEVNULL, check=False
        )
        if essai.returncode != 0:
            raise SystemExit(
                "✗ Chromium est introuvable et ne s’installe pas : « apt-get install chromium », puis relancez."
            )


def lancer(nom: str, commande: list[str]) -> tuple[int, int, int]:
    """Run one suite, its output on the terminal; (return code, passed, failed)."""
    dire(f"{nom}…")
    debut = time.monotonic()
    with subprocess.Popen(commande, cwd=RACINE, stdout=subprocess.PIPE, text=True, bufsize=1) as suite:
        fin = ""
        for ligne in suite.stdout or ():
            sys.stdout.write(ligne)
            fin = ligne if re.search(r"\d+ (passed|failed|error)", ligne) else fin
        code = suite.wait()
    compte = {mot: int(nombre) for nombre, mot in re.findall(r"(\d+) (passed|failed|error)", fin)}
    dire(f"{nom} : {time.monotonic() - debut:.0f} s")
    return code, compte.get("passed", 0), compte.get("failed", 0) + compte.get("error", 0)


def main() -> None:
    exiger_navigateur()
    # The tests judge these sources, even when their model would not be deployed.
    modeles = Path(os.environ.get("KAIROS_MODELE") or Path(os.environ.get("KAIROS_VAR") or RACINE / "var") / "modele")
    modele = subprocess.run([str(PYTHON_BOT), "-m", "bot.entrainer", "--essai"], cwd=RACINE, check=False)
    os.environ["KAIROS_MODELE"] = str(modeles / "essais")
    if modele.returncode != 0:
        raise SystemExit("✗ Le modèle ne s’entraîne pas : le détail est juste au-dessus.")
    suites = [
        lancer(
            "Tests de la compréhension (Python 3.10)",
            [
                str(PYTHON_BOT),
                "-m",
                "pytest",
                "-q",
                "-c",
                "bot/pyproject.toml",
                "--rootdir=.",
                "--confcutdir=tests/bot",
                "tests/bot",
            ],
        ),
        lancer(
            "Tests du moteur, de la conversation et du site",
            # Two processes, a file whole in one of them: its fixtures start once.
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-n",
                "2",
                "--dist",
                "loadfile",
                "--ignore=tests/bot",
                *sys.argv[1:],
            ],
        ),
    ]
    reussis, rates = sum(suite[1] for suite in suites), sum(suite[2] for suite in suites)
    sys.stdout.write(f"{reussis} passed, {rates} failed\n")
    sys.exit(max(suite[0] for suite in suites))


if __name__ == "__main__":
    main()
