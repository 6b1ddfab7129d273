"""A night's file of the CARIF-OREF: how long it takes to import, and how much memory.

python -m bench.lheo              sixty thousand sessions that say how they recruit (kept by bench.moteur)
python -m bench.lheo FILE FOLDER  what one of its processes measures, as JSON on standard output
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import monde

SESSIONS, PAR_FORMATION = 60_000, 5
DEBUT = date(2027, 5, 3)
# One way of recruiting a session, in turn: a meeting, a group of four appointments, applications.
RECRUTEMENTS = (
    "<modalite-recrutement>9</modalite-recrutement><nb-places>15</nb-places>{jour}"
    "<heure-debut>14h15</heure-debut><heure-fin>16h</heure-fin><commentaire>Venir avec un CV.</commentaire>",
    "<modalite-recrutement>8</modalite-recrutement><a-distance>1</a-distance><urlweb>https://visio.example/of</urlweb>"
    "<nb-places>4</nb-places>{jour}<heure-debut>9h</heure-debut><heure-fin>12:00</heure-fin>",
    "<modalite-recrutement>7</modalite-recrutement>",
)


def ecrire(fichier: Path, sessions: int = SESSIONS) -> None:
    """A LHEO 2.3 file of that many sessions, always the same."""
    with fichier.open("w", encoding="utf-8") as sortie:
        sortie.write('<?xml version="1.0" encoding="UTF-8"?>\n<lheo xmlns="http://lheo.gouv.fr/2.3"><offres>\n')
        for premiere in range(0, sessions, PAR_FORMATION):
            sortie.write(_formation(premiere, min(PAR_FORMATION, sessions - premiere)))
        sortie.write("</offres></lheo>\n")


def _formation(premiere: int, combien: int) -> str:
    rang = premiere // PAR_FORMATION + 1
    sessions = "\n".join(_session(premiere + i + 1) for i in range(combien))
    return (
        f'<formation numero="14_AF_{rang:010d}"><intitule-formation>Formation {rang}</intitule-formation>'
        f'<action numero="14_AC_{rang:010d}"><lieu-de-formation><coordonnees><adresse><ville>Rouen</ville></adresse>'
        f"</coordonnees></lieu-de-formation>\n{sessions}</action>"
        f"<organisme-formation-responsable><SIRET-organisme-formation><SIRET>{monde.siret(rang)}</SIRET>"
        f"</SIRET-organisme-formation><raison-sociale>Organisme {rang}</raison-sociale>"
        "</organisme-formation-responsable></formation>\n"
    )


def _session(rang: int) -> str:
    debut = DEBUT + timedelta(days=rang % 200)
    jour = _periode(debut - timedelta(days=30), debut - timedelta(days=30))
    recrutement = RECRUTEMENTS[rang % len(RECRUTEMENTS)].format(jour=jour)
    return (
        f'<session numero="14_SE_{rang:010d}">{_periode(debut, debut + timedelta(days=90))}'
        f"<etat-recrutement>1</etat-recrutement>"
        f'<recrutement numero="R{rang}">{recrutement}</recrutement></session>'
    )


def _periode(debut: date, fin: date) -> str:
    return f"<periode><debut>{debut:%Y%m%d}</debut><fin>{fin:%Y%m%d}</fin></periode>"


def importer(fichier: Path, dossier: Path) -> dict[str, Any]:
    """Import the file twice into the database of `dossier`: seconds, and the memory it took beyond an idle engine."""
    from engine.familles import load_operations
    from engine.kit.acteurs import Acteur, Role
    from engine.kit.clock import StoppedClock
    from engine.kit.db import create_engine, migrate
    from engine.kit.door import Socle, execute
    from engine.kit.fichiers import recevoir
    from engine.kit.sceau import Sceau

    load_operations()
    base = f"sqlite:///{dossier / 'lheo.db'}"
    migrate(base)
    socle = Socle(create_engine(base), StoppedClock(monde.MAINTENANT), Sceau("bench"))
    carif = Acteur("carif", Role.CARIF_OREF, None, "CARIF-OREF", canal="bench")
    faits: dict[str, Any] = {"octets": fichier.stat().st_size, "memoire_au_repos_mo": _memoire()}
    for nom in ("premier import", "le même fichier"):
        debut = time.perf_counter()
        with fichier.open("rb") as flux:
            reponse = execute(socle, "importer-lheo", {"fichier": recevoir(flux)}, carif)
        faits[nom] = {
            "secondes": round(time.perf_counter() - debut, 1),
            "memoire_max_mo": _memoire(),
            "message": reponse["message"],
        }
    return faits


def _memoire() -> int:
    """Most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def mesurer(sessions: int = SESSIONS) -> dict[str, Any]:
    """The figures of a process of its own, whose memory is that of the import alone."""
    with TemporaryDirectory(prefix="kairos-lheo-") as dossier:
        fichier = Path(dossier) / "carif.xml"
        ecrire(fichier, sessions)
        commande = [sys.executable, "-m", "bench.lheo", str(fichier), dossier]
        lu = subprocess.run(commande, check=True, stdout=subprocess.PIPE)
    return {"sessions": sessions, "charge": os.getloadavg()[0], **json.loads(lu.stdout.splitlines()[-1])}


def phrase(faits: dict[str, Any]) -> str:
    """The figures, as lines for the terminal."""
    lignes = [f"Fichier LHEO de {faits['sessions']} sessions ({faits['octets'] / 1e6:.0f} Mo)"]
    for nom in ("premier import", "le même fichier"):
        mesure = faits[nom]
        lignes.append(f"  {nom} : {mesure['secondes']} s, {mesure['memoire_max_mo']} Mo au plus. {mesure['message']}")
    lignes.append(f"  avant l’import : {faits['memoire_au_repos_mo']} Mo")
    return "\n".join(lignes) + "\n"


def main() -> None:
    if len(sys.argv) == 3:
        sys.stdout.write(json.dumps(importer(Path(sys.argv[1]), Path(sys.argv[2])), ensure_ascii=False))
        return
    sys.stdout.write(phrase(mesurer()))


if __name__ == "__main__":
    main()
