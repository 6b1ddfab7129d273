"""Figures of understanding on held-out questions: `make evaluate` (FILE=… for another set).

Prints them and writes them to `$KAIROS_VAR/evaluation/<name>.json`.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))

from bot.analyse import Analyseur  # noqa: E402
from bot.comprehension.mesure import mesurer, mesurer_bruit  # noqa: E402


def lire(fichiers: list[Path]) -> list[dict[str, Any]]:
    lignes = (ligne for fichier in fichiers for ligne in fichier.read_text(encoding="utf-8").splitlines())
    return [json.loads(ligne) for ligne in lignes if ligne.strip()]


def taux(mesure: dict[str, float]) -> str:
    if not mesure["n"]:
        return "–"
    return f"{mesure['taux']:5.1f} %  [{mesure['bas']:.1f} – {mesure['haut']:.1f}]  sur {mesure['n']:.0f}"


def montrer(mesures: dict[str, Any]) -> str:
    """The figures, as lines for the terminal."""
    lignes = []
    for titre, cle in (
        ("Juste du premier coup", "juste_premier"),
        ("Juste dans les trois premiers", "juste_dans_trois"),
        ("Hors périmètre répondu comme connu", "hors_perimetre_comme_connu"),
        ("Juste du premier coup, par style", "par_style"),
    ):
        lignes += ["", titre, *(f"  {nom:36} {taux(mesure)}" for nom, mesure in mesures[cle].items())]
    lignes += ["", f"Question du périmètre refusée            {taux(mesures['connu_refuse'])}"]
    lignes += [f"Question du périmètre à préciser         {taux(mesures['connu_a_preciser'])}"]
    lignes += [f"Question du périmètre affirmée à tort    {taux(mesures['connu_affirme_a_tort'])}"]
    lignes += ["", "Juste du premier coup, tapé de travers (perte en points)"]
    lignes += [f"  {nom:36} {taux(mesure)}  −{mesure['perte']:.1f}" for nom, mesure in mesures["par_bruit"].items()]
    lignes += ["", "Confusions les plus fréquentes"]
    lignes += [f"  {combien} ×  {attendu}  →  {compris}" for attendu, compris, combien in mesures["confusions"][:15]]
    return "\n".join(lignes)


def main() -> None:
    fichiers = [Path(nom) for nom in sys.argv[1:]] or sorted((RACINE / "tests" / "nlu").glob("*.jsonl"))
    questions, comprendre = lire(fichiers), Analyseur.du_modele().comprendre
    mesures = mesurer(questions, comprendre) | {"par_bruit": mesurer_bruit(questions, comprendre)}
    sortie = Path(os.environ.get("KAIROS_VAR") or RACINE / "var") / "evaluation"
    sortie.mkdir(parents=True, exist_ok=True)
    nom = fichiers[0].stem if len(sys.argv) > 1 else "tenues-a-part"
    (sortie / f"{nom}.json").write_text(json.dumps(mesures, ensure_ascii=False, indent=1), encoding="utf-8")
    sys.stdout.write(montrer(mesures) + f"\n\n→ {sortie / nom}.json\n")


if __name__ == "__main__":
    main()
