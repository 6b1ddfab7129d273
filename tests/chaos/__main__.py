"""`make chaos`: the long storms, their figures in `var/chaos.json` and on the terminal.

python -m tests.chaos [--graine 2027] [--base sqlite|postgresql] [--minutes 60]
"""

import argparse
import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from typing import Any

from tests.chaos.tourmente import Mesure, traverser
from tests.pile import RACINE

MESURES = {
    "sqlite": Mesure(effets=10_000, morts=220),
    "postgresql": Mesure(effets=3_000, morts=55, crashs=55),
}


def main() -> None:
    """Go through each storm; the seed is printed first, so that a failure can be played again."""
    lecteur = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lecteur.add_argument("--graine", type=int, default=int(time.time()) % 100_000)
    lecteur.add_argument("--base", choices=MESURES)
    lecteur.add_argument("--minutes", type=float, default=60.0, help="for each storm, at most")
    options = lecteur.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # nothing is left running behind
    sys.stdout.write(f"graine {options.graine}\n")
    sys.stdout.flush()
    fichier = RACINE / "var" / "chaos.json"
    fichier.parent.mkdir(exist_ok=True)
    figures = json.loads(fichier.read_text()) if fichier.exists() else {}
    for base in [options.base] if options.base else MESURES:
        figures[f"coupures-{base}"] = _coupures(base)
        figures[base] = vus = traverser(base, options.graine, replace(MESURES[base], duree=options.minutes * 60))
        fichier.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")
        sys.stdout.write(
            f"{base} : {vus['effets']} effets, {vus['morts']} kill -9, {vus['crashs']} crashs de la base : "
            f"{vus['perdus']} perdu, {vus['doublés']} doublé, {vus['lettres']} lettres dont {vus['lettres_répétées']} "
            f"répétées, {vus['durée_s']} s\n"
        )
        sys.stdout.flush()


def _coupures(base: str) -> Any:
    """Every operation killed at every boundary of its commit."""
    fait = subprocess.run([sys.executable, "-m", "tests.engine.coupures", base], cwd=RACINE, capture_output=True)
    vus = json.loads(fait.stdout)
    assert not vus["echecs"], vus["echecs"]
    sys.stdout.write(f"{base} : {len(vus['operations'])} opérations, {vus['coupures']} coupures, {vus['secondes']} s\n")
    sys.stdout.flush()
    return vus


if __name__ == "__main__":
    main()
