"""Share of the sentences of a folder of cases whose data are read exactly: none missed, none invented."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from bot.donnees import trouver

PARIS = ZoneInfo("Europe/Paris")
# The type of a sentence in which there is nothing to read.
RIEN = "rien"


def mesurer_donnees(dossier: Path) -> dict[str, dict[str, Any]]:
    """Return `{type: {"n", "exacts", "taux"}}` over the YAML cases of `dossier`, types in alphabetical order.

    The last key is `total`.

    A sentence counts once under each type that it holds or that was read in it, and once in `total`. It is exact when
    the values read are those expected, neither more nor less, whatever their order; under one type, when the values
    of that type are. A sentence without data counts under `rien`. Without any case, `total` has `n` 0 and `taux` 0.
    """
    comptes: dict[str, list[bool]] = {}
    total: list[bool] = []
    for fichier in sorted(dossier.glob("*.yml")):
        for groupe in yaml.safe_load(fichier.read_text(encoding="utf-8")):
            maintenant = datetime.fromisoformat(str(groupe["maintenant"])).replace(tzinfo=PARIS)
            for cas in groupe["cas"]:
                attendu = _par_type(tuple(*attente.items()) for attente in cas["attendu"])
                lu = _par_type((d.entity, d.value) for d in trouver(cas["dit"], maintenant, cas.get("attend")))
                total.append(lu == attendu)
                for type_ in attendu.keys() | lu.keys() if attendu else [RIEN]:
                    comptes.setdefault(type_, []).append(
                        lu.get(type_) == attendu.get(type_) and (bool(attendu) or not lu)
                    )
    return {type_: _taux(justes) for type_, justes in [*sorted(comptes.items()), ("total", total)]}


def premieres_lectures(dossier: Path) -> dict[str, dict[str, int]]:
    """Return `{batch: {"n", "exacts"}}`, batches in the order written: what was read before a rule changed.

    The cases of `dossier` are all mended for: this is the figure that tells how the next sentence will be read.
    """
    lus = {
        fichier.stem: groupe["premiere_lecture"]
        for fichier in dossier.glob("*.yml")
        for groupe in yaml.safe_load(fichier.read_text(encoding="utf-8"))
        if "premiere_lecture" in groupe
    }
    return {lot: lus[lot] for lot in sorted(lus, key=lambda lot: int(lot.rpartition("-")[2]))}


def _par_type(donnees: Any) -> dict[str, list[str]]:
    valeurs: dict[str, list[str]] = {}
    for type_, valeur in donnees:
        valeurs.setdefault(type_, []).append(json.dumps(valeur, sort_keys=True))
    return {type_: sorted(lues) for type_, lues in valeurs.items()}


def _taux(justes: list[bool]) -> dict[str, Any]:
    return {"n": len(justes), "exacts": sum(justes), "taux": sum(justes) / len(justes) if justes else 0.0}
