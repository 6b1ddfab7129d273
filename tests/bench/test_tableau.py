"""The comparison of the bench: what exists, and only figures of the same lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.tableau import COLONNES, comparer, donnees


def _mesures(taux: float, **autres: Any) -> dict[str, Any]:
    genres = {genre: {"taux": taux} for genre in ("article", "operation", "chitchat", "oos")}
    justesse = {
        "juste_premier": genres,
        "juste_dans_trois": genres,
        "hors_perimetre_comme_connu": {"tous": {"taux": 2}},
    }
    return {"entrainement_s": 3, "justesse": justesse, **autres}


def test_served_and_plain_systems_side_by_side(tmp_path: Path) -> None:
    servi = {"un_appelant": {"p50": 12.5, "p95": 20}, "huit_appelants": {"par_seconde": 80}, "memoire_mo": 300}
    simple = {"calcul": {"p50": 1.5, "p95": 2}}
    for nom, empreinte, mesures in (("notre", donnees(), servi), ("simples", "ancienne", simple)):
        lu = {"donnees": empreinte, "systemes": {nom: _mesures(90.0, **mesures)}}
        (tmp_path / f"{nom}.json").write_text(json.dumps(lu), encoding="utf-8")
    tableau = comparer([tmp_path / f"{nom}.json" for nom in ("notre", "simples", "stock")])
    lignes = [[cellule.strip() for cellule in ligne.split("|")[1:-1]] for ligne in tableau.splitlines()[2:4]]
    assert [len(ligne) for ligne in lignes] == [len(COLONNES)] * 2
    assert lignes[0][-4:] == ["300 Mo", "12.5", "20", "80/s"]
    assert (lignes[1][0], lignes[1][-4:]) == ("simples (sur d’autres lignes)", ["–", "1.5", "2", "–"])
