"""Figures of understanding on held-out questions: `make evaluate` (FILE=… for another set).

Prints them, and writes them to `$KAIROS_VAR/evaluation/<name>.json` with their report beside, `<name>.html`.
`--image FILE.png` also draws the calibration and the confusions for docs/.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))

from bot.analyse import Analyseur  # noqa: E402
from bot.entrainer import dernier, dossier_modeles  # noqa: E402
from bot.evaluation.dessins import image_des_documents  # noqa: E402
from bot.evaluation.essais import essayer, essayer_bruits, lire  # noqa: E402
from bot.evaluation.mesure import mesurer, mesurer_bruits, mesurer_valeurs  # noqa: E402
from bot.evaluation.rapport import rediger  # noqa: E402

PAS = 256  # lines between two signs of life


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
        ("Juste du premier coup, chaque étiquette pesant autant", "macro"),
        ("Hors périmètre répondu comme connu", "hors_perimetre_comme_connu"),
        ("Juste du premier coup, par style", "par_style"),
    ):
        lignes += ["", titre, *(f"  {nom:36} {taux(mesure)}" for nom, mesure in mesures[cle].items())]
    lignes += ["", "Juste du premier coup, par jeu"]
    lignes += [f"  {jeu:36} {taux(mesure['juste_premier'])}" for jeu, mesure in mesures["par_jeu"].items()]
    lignes += ["", f"Question du périmètre refusée            {taux(mesures['connu_refuse'])}"]
    lignes += [f"Question du périmètre à préciser         {taux(mesures['connu_a_preciser'])}"]
    lignes += [f"Question du périmètre affirmée à tort    {taux(mesures['connu_affirme_a_tort'])}"]
    lignes += ["", "Juste du premier coup, tapé de travers (perte en points)"]
    lignes += [f"  {nom:36} {taux(mesure)}  −{mesure['perte']:.1f}" for nom, mesure in mesures["par_bruit"].items()]
    if "donnees" in mesures:
        for titre, cle in (("première lecture de chaque lot", "premiere_lecture"), ("par sorte", "par_type")):
            lignes += ["", f"Données exactes dans les phrases, {titre}"]
            lignes += [f"  {nom:36} {taux(mesure)}" for nom, mesure in mesures["donnees"][cle].items()]
    lignes += ["", "Écart entre confiance et justesse (ECE, points)"]
    lignes += [f"  {nom:36} {lot['ece']:5.1f}  sur {lot['n']}" for nom, lot in mesures["calibration"].items()]
    lignes += ["", "Confusions les plus fréquentes"]
    lignes += [f"  {combien} ×  {attendu}  →  {compris}" for attendu, compris, combien in mesures["confusions"][:15]]
    return "\n".join(lignes)


class Suivi:
    """Understands texts, and says on the terminal how far it is."""

    def __init__(self, analyseur: Analyseur) -> None:
        self._analyseur, self._faites = analyseur, 0

    def __call__(self, textes: list[str]) -> Iterator[dict[str, Any]]:
        for compris in self._analyseur.comprendre_tous(textes):
            yield compris
            self._faites += 1
            if self._faites % PAS == 0:
                sys.stderr.write(f"\r· {self._faites} lignes comprises…")
                sys.stderr.flush()

    def finir(self) -> None:
        sys.stderr.write(f"\r· {self._faites} lignes comprises, variantes tapées de travers comprises.\n")


def main() -> None:
    arguments = argparse.ArgumentParser(description="Mesurer la compréhension sur des questions tenues à part.")
    arguments.add_argument("fichiers", nargs="*", type=Path, help="questions (tests/nlu/*.jsonl)")
    arguments.add_argument("--image", type=Path, metavar="FICHIER.png", help="calibration et confusions, pour docs/")
    choix = arguments.parse_args()
    questions = lire(choix.fichiers or sorted((RACINE / "tests" / "nlu").glob("*.jsonl")))
    modele = dernier(dossier_modeles())
    suivi = Suivi(Analyseur(modele))
    essais = essayer(questions, suivi)
    mesures = {"modele": modele.name.removesuffix(".tar.gz"), "lignes": len(essais), **mesurer(essais)}
    mesures["par_bruit"] = mesurer_bruits(essais, essayer_bruits(essais, suivi))
    suivi.finir()
    if not choix.fichiers:
        mesures["donnees"] = mesurer_valeurs(RACINE / "tests" / "nlu" / "donnees")

    sortie = Path(os.environ.get("KAIROS_VAR") or RACINE / "var") / "evaluation"
    sortie.mkdir(parents=True, exist_ok=True)
    nom = choix.fichiers[0].stem if choix.fichiers else "tenues-a-part"
    (sortie / f"{nom}.json").write_text(json.dumps(mesures, ensure_ascii=False, indent=1), encoding="utf-8")
    (sortie / f"{nom}.html").write_text(rediger(mesures, nom), encoding="utf-8")
    if choix.image:
        image_des_documents(mesures).savefig(choix.image, dpi=110, metadata={"Software": None})
    sys.stdout.write(montrer(mesures) + f"\n\n→ {sortie / nom}.html, avec ses chiffres en .json\n")


if __name__ == "__main__":
    main()
