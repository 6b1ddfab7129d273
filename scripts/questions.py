"""Understand each line of a JSONL file, by the code and the model of the live assistant.

    python scripts/questions.py FILE.jsonl

Reads `{"text": …}` lines; writes `{"text", "decision", "ids", "confiance"}` lines to standard output, in order, and
nothing anywhere else.
"""

import json
import os
import sys
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
PYTHON_BOT = RACINE / "bot" / ".venv" / "bin" / "python"


def rejouer_avec_rasa() -> None:
    """Go on in the interpreter of the bot: understanding lives there."""
    if Path(sys.prefix).resolve() == PYTHON_BOT.parent.parent.resolve():
        return
    if not PYTHON_BOT.exists():
        raise SystemExit("✗ L’environnement de Rasa n’est pas installé : lancez « make install ».")
    os.execv(PYTHON_BOT, [str(PYTHON_BOT), str(Path(__file__).resolve()), *sys.argv[1:]])


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit("✗ Donnez un fichier de questions : python scripts/questions.py FICHIER.jsonl")
    rejouer_avec_rasa()
    fichier = Path(sys.argv[1])
    if not fichier.exists():
        raise SystemExit(f"✗ Le fichier {fichier} n’existe pas.")
    textes = [json.loads(ligne)["text"] for ligne in fichier.read_text(encoding="utf-8").splitlines() if ligne.strip()]

    sys.path.insert(0, str(RACINE))
    from bot.analyse import Analyseur

    analyseur = Analyseur.du_modele()
    for texte in textes:
        compris = analyseur.comprendre(texte)
        reponse = {"text": texte, **{cle: compris[cle] for cle in ("decision", "ids", "confiance")}}
        sys.stdout.write(json.dumps(reponse, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
