"""`make bench`: every part, or those of PARTIES=…, each writing its figures under var/bench/ as it ends.

python -m bench [moteur] [notre] [simples] [stock]
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import moteur, rasa
from bench.tableau import comparer, donnees

# The longest one last.
COMPREHENSION: dict[str, Callable[[Path], dict[str, Any]]] = {
    "notre": rasa.le_notre,
    "simples": rasa.les_simples,
    "stock": rasa.le_stock,
}
PARTIES = ("moteur", *COMPREHENSION)


def passer(partie: str) -> None:
    """Measure one part and write what it found."""
    if partie == "moteur":
        moteur.main()
        return
    dossier = moteur.dossier() / partie
    dossier.mkdir(exist_ok=True)
    systemes = COMPREHENSION[partie](dossier)
    moteur.sortie(f"{partie}.json", {"donnees": donnees(), "systemes": systemes})


def main(choisies: list[str]) -> int:
    """0 when every part went to its end: one that fails does not stop the next ones."""
    if inconnues := set(choisies) - set(PARTIES):
        raise SystemExit(f"✗ Parties inconnues : {', '.join(sorted(inconnues))}. Il y a {', '.join(PARTIES)}.")
    echecs = []
    for partie in choisies or PARTIES:
        try:
            passer(partie)
        except (subprocess.CalledProcessError, OSError, RuntimeError, SystemExit) as erreur:
            echecs.append(partie)
            rasa.dire(f"{partie} : ✗ {erreur}")
    tableau = comparer([moteur.dossier() / f"{partie}.json" for partie in COMPREHENSION])
    (moteur.dossier() / "comprehension.md").write_text(tableau, encoding="utf-8")
    sys.stdout.write(tableau)
    return 1 if echecs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
