"""What size costs: the same operations and reads from 1,000 to 1,000,000 journal rows, from 100 to 22,000 organismes.

python -m bench.echelle           var/bench/echelle.json, docs/images/echelle.png
python -m bench.echelle --dessin  only draws again
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.gestes import Banc, Geste, un_appelant
from bench.moteur import RACINE, preparer, sortie

TAILLES = ((100, 1_000), (500, 10_000), (2_000, 50_000), (8_000, 240_000), (22_000, 1_012_000))
FOIS = 40
IMAGE = RACINE / "docs" / "images" / "echelle.png"
HOTLINE, GESTIONNAIRE, CALME = 1, 2, 3  # accounts: the first organisme has the session of 500 people, the second not


def gestes(banc: Banc) -> dict[str, Geste]:
    """Of an ordinary organisme, of the hotline, and of the engine's own rounds."""
    return {
        "inscrire un candidat": banc.inscrire,
        "saisir une absence": banc.absence,
        "retrouver un reçu (même clé)": banc.rejouer,
        "mes échéances": banc.demander(CALME, "mes-echeances"),
        "mes échéances (hotline)": banc.demander(HOTLINE, "mes-echeances"),
        "journal de l’organisme": banc.lire(CALME, "/journal"),
        "journal (hotline)": banc.lire(HOTLINE, "/journal"),
        "aperçu d’une annulation": banc.demander(CALME, "annuler-derniere-operation/apercu"),
        "inscriptions (hotline)": banc.lire(HOTLINE, "/inscriptions?limite=50"),
        "tickets (hotline)": banc.lire(HOTLINE, "/tickets"),
        "adhésions à traiter": banc.lire(HOTLINE, "/adhesions?statut=deposee"),
        "tournée des échéances": banc.tournee,
    }


def mesurer() -> list[dict[str, Any]]:
    """For each size, the figures of each thing."""
    faits = []
    for organismes, journal in TAILLES:
        with TemporaryDirectory(prefix="kairos-echelle-") as dossier:
            sys.stderr.write(f"· {organismes} organismes, {journal} lignes de journal…\n")
            banc = preparer(Path(dossier), organismes, journal)
            mesures = {nom: asdict(un_appelant(geste, FOIS, organismes)) for nom, geste in gestes(banc).items()}
            banc.fermer()
        taille = {"organismes": organismes, "journal": journal, "charge": os.getloadavg()[0]}
        faits.append(taille | {"mesures": mesures})
        sortie("echelle.json", faits)
    return faits


def dessiner(faits: list[dict[str, Any]]) -> None:
    """The curve: processor time of each thing by size, both axes logarithmic."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    plt.rcParams.update({"font.size": 11, "axes.spines.top": False, "axes.spines.right": False})
    figure, cadre = plt.subplots(figsize=(10, 6.2), layout="constrained")
    tailles = [fait["journal"] for fait in faits]
    marques = "osD^vP*XphH8"
    for rang, nom in enumerate(faits[0]["mesures"]):
        temps = [fait["mesures"][nom]["cpu"] for fait in faits]
        cadre.plot(tailles, temps, marker=marques[rang % len(marques)], label=nom, color=plt.cm.tab20(rang))
    cadre.set(xscale="log", yscale="log", ylabel="millisecondes de processeur (médiane)")
    etiquettes = [f"{_mille(fait['journal'])}\n{_mille(fait['organismes'])}" for fait in faits]
    cadre.set_xticks(tailles, etiquettes)
    cadre.minorticks_off()
    cadre.set_yticks([0.1, 0.3, 1, 3, 10, 30, 100], ["0,1", "0,3", "1", "3", "10", "30", "100"])
    cadre.set_xlabel("lignes de journal\norganismes")
    cadre.set_title("Ce que coûte une opération ou une lecture quand la base grandit", loc="left")
    cadre.grid(axis="y", alpha=0.3)
    figure.legend(loc="outside right upper", frameon=False)
    IMAGE.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(IMAGE, dpi=110, metadata={"Software": None})


def _mille(nombre: int) -> str:
    return f"{nombre:,}".replace(",", "\u202f")


def tableau(faits: list[dict[str, Any]]) -> str:
    """Median processor milliseconds, as a Markdown table."""
    entete = "| | " + " | ".join(f"{_mille(f['journal'])} ; {_mille(f['organismes'])}" for f in faits) + " |"
    lignes = [
        f"| {nom} | " + " | ".join(f"{fait['mesures'][nom]['cpu']:.1f}" for fait in faits) + " |"
        for nom in faits[0]["mesures"]
    ]
    return "\n".join([entete, "| --- |" + " --- |" * len(faits), *lignes]) + "\n"


def main() -> None:
    if "--dessin" in sys.argv:
        var = Path(os.environ.get("KAIROS_VAR") or RACINE / "var")
        faits = json.loads((var / "bench" / "echelle.json").read_text(encoding="utf-8"))
    else:
        faits = mesurer()
    dessiner(faits)
    sys.stdout.write(tableau(faits))


if __name__ == "__main__":
    main()
