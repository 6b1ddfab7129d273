"""Understand each line of a JSONL file, by the code and the model of the live assistant.

    python scripts/questions.py FILE.jsonl
    python scripts/questions.py --train FILE.jsonl --test FILE.jsonl

The first reads `{"text": …}` lines and writes `{"text", "decision", "ids", "confiance"}` lines to standard output, in
order. The second teaches the same classifier the `{"text", "label"}` lines of another trade or benchmark, tries it on
others, and prints its accuracy. Neither writes anything anywhere else.
"""

import argparse
import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

RACINE = Path(__file__).resolve().parent.parent
PYTHON_BOT = RACINE / "bot" / ".venv" / "bin" / "python"
PAR_LOT = 256


def rejouer_avec_rasa() -> None:
    """Go on in the interpreter of the bot: understanding lives there."""
    if Path(sys.prefix).resolve() == PYTHON_BOT.parent.parent.resolve():
        return
    if not PYTHON_BOT.exists():
        raise SystemExit("✗ L’environnement de Rasa n’est pas installé : lancez « make install ».")
    os.execv(PYTHON_BOT, [str(PYTHON_BOT), str(Path(__file__).resolve()), *sys.argv[1:]])


def lire(nom: str, *cles: str) -> list[dict[str, Any]]:
    """The lines of a JSONL file, each with `cles`."""
    fichier = Path(nom)
    if not fichier.exists():
        raise SystemExit(f"✗ Le fichier {fichier} n’existe pas.")
    lignes = []
    # Not `splitlines`: a text may hold any of the other separators of Unicode.
    for numero, ligne in enumerate(fichier.read_text(encoding="utf-8-sig").split("\n"), 1):
        if not ligne.strip():
            continue
        try:
            lue = json.loads(ligne)
            lignes.append({cle: "" if lue[cle] is None else str(lue[cle]) for cle in cles})
        except (ValueError, KeyError, TypeError):
            attendues = " et ".join(f"« {cle} »" for cle in cles)
            raise SystemExit(f"✗ {fichier}, ligne {numero} : il faut un objet JSON avec {attendues}.") from None
    return lignes


def comprendre(fichier: str) -> None:
    textes = [ligne["text"] for ligne in lire(fichier, "text")]
    from bot.analyse import Analyseur

    analyseur = Analyseur.du_modele()
    for texte in textes:
        compris = analyseur.comprendre(texte)
        reponse = {"text": texte, **{cle: compris[cle] for cle in ("decision", "ids", "confiance")}}
        sys.stdout.write(json.dumps(reponse, ensure_ascii=False) + "\n")


def eprouver(appris: str, essayes: str) -> None:
    """Teach the lines of one file, print the accuracy on those of another, and by label, the worst first."""
    exemples, essais = lire(appris, "text", "label"), lire(essayes, "text", "label")
    if len({ligne["label"] for ligne in exemples}) < 2 or not essais:
        raise SystemExit("✗ Il faut au moins deux étiquettes à apprendre et une ligne à essayer.")
    from bot.comprehension.modele import Modele

    modele = Modele.apprendre([(ligne["text"], ligne["label"]) for ligne in exemples])
    justes: dict[str, list[bool]] = defaultdict(list)
    for debut in range(0, len(essais), PAR_LOT):
        lot = essais[debut : debut + PAR_LOT]
        probabilites, _ = modele.calibrer(modele.scores([ligne["text"] for ligne in lot]))
        for ligne, meilleure in zip(lot, probabilites.argmax(axis=1), strict=True):
            justes[ligne["label"]].append(modele.etiquettes[int(meilleure)] == ligne["label"])
    tous = [juste for lot in justes.values() for juste in lot]
    sys.stdout.write(f"Exactitude : {100 * sum(tous) / len(tous):.1f} % sur {len(tous)} lignes, ")
    sys.stdout.write(f"{len(modele.etiquettes)} étiquettes apprises de {len(exemples)} lignes\n")
    for etiquette, lot in sorted(justes.items(), key=lambda e: sum(e[1]) / len(e[1])):
        sys.stdout.write(f"  {etiquette:32} {100 * sum(lot) / len(lot):5.1f} % sur {len(lot)}\n")


def main() -> None:
    rejouer_avec_rasa()
    arguments = argparse.ArgumentParser(description="Comprendre les questions d’un fichier JSONL.")
    arguments.add_argument("fichier", nargs="?", help="questions à comprendre")
    arguments.add_argument("--train", metavar="FICHIER", help="lignes « text », « label » à apprendre")
    arguments.add_argument("--test", metavar="FICHIER", help="lignes « text », « label » à essayer")
    choix = arguments.parse_args()
    sys.path.insert(0, str(RACINE))
    if choix.fichier and not (choix.train or choix.test):
        comprendre(choix.fichier)
    elif choix.train and choix.test and not choix.fichier:
        eprouver(choix.train, choix.test)
    else:
        raise SystemExit("✗ Donnez un fichier de questions, ou --train et --test ensemble.")


if __name__ == "__main__":
    main()
