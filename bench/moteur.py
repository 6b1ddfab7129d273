"""The engine on one machine: operations with eight callers, reads of a session of five hundred people, a night's file.

python -m bench.moteur            figures, var/bench/moteur.json and var/bench/lheo.json
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import lheo, monde
from bench.gestes import Banc, Mesure, huit_appelants, lectures_d_une_grande_session, un_appelant
from engine.familles import load_operations
from engine.kit.db import create_engine, migrate

RACINE = Path(__file__).resolve().parent.parent
ORGANISMES, JOURNAL = 1_000, 20_000
OPERATIONS, LECTURES = 400, 30
PAUSE = 0.2  # seconds between two operations of one caller: faster than anyone works


def preparer(dossier: Path, organismes: int, journal: int) -> Banc:
    """A filled database, and the engine on it."""
    load_operations()
    base = dossier / f"{organismes}-{journal}.db"
    migrate(f"sqlite:///{base}")
    monde.remplir(create_engine(f"sqlite:///{base}"), organismes, journal)
    return Banc(base, organismes)


def mesurer(banc: Banc) -> dict[str, Mesure]:
    """Each thing measured, by its name."""
    faits = {}
    for nom, geste in (("inscrire-candidat", banc.inscrire), ("saisir-absence", banc.absence)):
        faits[f"{nom}, un appelant"] = un_appelant(geste, OPERATIONS // 2, banc.organismes)
    geste = banc.inscrire
    faits["inscrire-candidat, huit appelants, 5 opérations/s chacun"] = huit_appelants(
        geste, OPERATIONS, banc.organismes, PAUSE
    )
    faits["inscrire-candidat, huit appelants sans pause"] = huit_appelants(geste, OPERATIONS, banc.organismes, 0)
    for nom, lecture in lectures_d_une_grande_session(banc).items():
        faits[nom] = un_appelant(lecture, LECTURES, banc.organismes)
    return faits


def tableau(faits: dict[str, Mesure]) -> str:
    """The figures, as a Markdown table."""
    lignes = [f"| {nom} | {m.p50:.1f} | {m.p99:.1f} | {m.cpu:.1f} |" for nom, m in faits.items()]
    return "| | p50 (ms) | p99 (ms) | processeur (ms) |\n| --- | --- | --- | --- |\n" + "\n".join(lignes) + "\n"


def dossier() -> Path:
    """Where figures are kept."""
    ou = Path(os.environ.get("KAIROS_VAR") or RACINE / "var").resolve() / "bench"
    ou.mkdir(parents=True, exist_ok=True)
    return ou


def sortie(nom: str, contenu: object) -> None:
    """Keep the figures under var/bench/."""
    (dossier() / nom).write_text(json.dumps(contenu, ensure_ascii=False, indent=1), encoding="utf-8")


def main() -> None:
    with TemporaryDirectory(prefix="kairos-bench-") as base:
        banc = preparer(Path(base), ORGANISMES, JOURNAL)
        faits = mesurer(banc)
        banc.fermer()
    charge = os.getloadavg()[0]
    sortie("moteur.json", {"charge": charge, "mesures": {nom: asdict(mesure) for nom, mesure in faits.items()}})
    sys.stdout.write(tableau(faits) + f"\nCharge de la machine pendant la mesure : {charge:.1f}.\n\n")
    importe = lheo.mesurer()
    sortie("lheo.json", importe)
    sys.stdout.write(lheo.phrase(importe))


if __name__ == "__main__":
    main()
