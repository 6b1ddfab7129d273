"""What people think of the answers: a summary, and the phrases to review before they teach anything (`make avis`).

Writes `$KAIROS_VAR/avis/phrases.jsonl`, one line for each phrase, what was understood of it and what was thought of
the answer: `{"text", "compris", "expect", "avis", "raison", "combien"}`. The texts are masked first (bot/anonymat.py).
`expect` is what was understood when the answer was useful, empty when it was not: someone reviews each line, corrects
it, and puts it by hand into data/nlu/ or into tests/nlu/, never into both. Nothing reads this file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Utilisateur
from engine.kit.db import create_engine
from engine.kit.sceau import MOTIF_SCEAU
from engine.recrutement.models import Demandeur
from engine.settings import Settings
from web.conversations.bilan import bilan
from web.conversations.models import Avis, Tour
from web.conversations.service import articles

RACINE = Path(__file__).resolve().parent.parent
PYTHON_BOT = RACINE / "bot" / ".venv" / "bin" / "python"
ETIQUETTES = ("article", "operation")


def exporter(db: Session, dossier: Path) -> int:
    """Write `phrases.jsonl` in `dossier`, most frequent first; how many lines."""
    choix = sa.select(Avis, Tour).join(Tour, Tour.id == Avis.tour_id)
    tapes = choix.where(Tour.bouton.is_(None), Tour.comprehension.is_not(None)).order_by(Tour.id)
    lus = [(avis, tour) for avis, tour in db.execute(tapes) if not MOTIF_SCEAU.search(tour.texte)]
    textes = anonymiser([tour.texte for _, tour in lus], noms_connus(db))
    lignes = Counter(
        json.dumps(_ligne(texte, avis, tour.comprehension or {}), ensure_ascii=False)
        for texte, (avis, tour) in zip(textes, lus, strict=True)
    )
    dossier.mkdir(parents=True, exist_ok=True)
    brouillon = dossier / "phrases.jsonl.tmp"
    with brouillon.open("w", encoding="utf-8") as fichier:
        for ligne, combien in lignes.most_common():
            fichier.write(json.dumps(json.loads(ligne) | {"combien": combien}, ensure_ascii=False) + "\n")
    brouillon.replace(dossier / "phrases.jsonl")
    return len(lignes)


def _ligne(texte: str, avis: Avis, compris: dict[str, Any]) -> dict[str, Any]:
    ids = compris.get("ids") or []
    suggere = ids[0] if avis.utile and ids and compris["decision"] in ETIQUETTES else ""
    return {
        "text": texte,
        "compris": {"decision": compris["decision"], "ids": ids},
        "expect": suggere,
        "avis": "utile" if avis.utile else "pas-utile",
        "raison": avis.raison or "",
    }


def noms_connus(db: Session) -> list[str]:
    """The names of the people that the database knows."""
    candidats = db.execute(sa.select(Demandeur.nom, Demandeur.prenom))
    return [nom for ligne in candidats for nom in ligne if nom] + list(db.scalars(sa.select(Utilisateur.nom)))


def anonymiser(textes: list[str], noms: list[str]) -> list[str]:
    """The texts without the people they speak of, in the interpreter of the bot: names are recognised there."""
    if not textes:
        return []
    demande = json.dumps({"textes": textes, "noms": noms})
    fait = subprocess.run(
        [PYTHON_BOT, "-m", "bot.anonymat"], input=demande, capture_output=True, text=True, check=True, cwd=RACINE
    )
    return list(json.loads(fait.stdout))


def resumer(db: Session) -> str:
    """The totals by article and operation, in words."""
    totaux = bilan(db, articles())["totaux"]
    if not totaux:
        return "Aucun avis n’a encore été donné.\n"
    lignes = ["utile  pas utile  sujet"]
    for total in totaux:
        nom = total.get("article") or total.get("operation") or total["titre"]
        dites = ", ".join(f"{dite['libelle']} ({dite['combien']})" for dite in total["raisons"][:2])
        lignes.append(f"{total['utiles']:5}  {total['pas_utiles']:9}  {nom}" + (f" : {dites}" if dites else ""))
    return "\n".join(lignes) + "\n"


def main() -> None:
    settings = Settings.from_env()
    engine = create_engine(settings.database_url)
    if not sa.inspect(engine).has_table("avis"):
        raise SystemExit("✗ Aucune base ici : lancez « make run » une première fois.")
    with Session(engine) as db:
        sys.stdout.write(resumer(db))
        dossier = settings.var / "avis"
        combien = exporter(db, dossier)
    sys.stdout.write(f"\n{combien} lignes à relire dans {dossier / 'phrases.jsonl'}\n")


if __name__ == "__main__":
    main()
