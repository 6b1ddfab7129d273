"""The figures of `make evaluate`, on examples small enough to be counted by hand, and the report that tells them."""

from __future__ import annotations

import math
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.calibration import couverture, fiabilite
from bot.evaluation.essais import Essai, essayer, essayer_bruits
from bot.evaluation.intervalles import intervalle, macro
from bot.evaluation.mesure import mesurer, mesurer_bruits, mesurer_valeurs
from bot.evaluation.rapport import rediger


def _essai(genre: str, attendu: str, lu: str, confiance: float = 0.9, style: str = "phrase", jeu: str = "un") -> Essai:
    decision = {"hors": "hors-perimetre", "merci": "conversation"}.get(lu, genre if genre != "oos" else "article")
    question = {"text": f"é {attendu} <b>", "kind": genre, "expect": attendu, "style": style, "jeu": jeu}
    return Essai(question, {"decision": decision, "ids": [lu, "ric-definition"], "confiance": confiance})


ESSAIS = [
    _essai("article", "identifiants-72h", "identifiants-72h"),
    _essai("article", "identifiants-72h", "kairos-definition", 0.5, "sms", "deux"),
    _essai("article", "ric-definition", "kairos-definition", 0.4, "sms"),
    _essai("article", "ric-definition", "hors", 0.3),
    _essai("operation", "creer-ric", "creer-ric"),
    _essai("chitchat", "merci", "merci"),
    _essai("oos", "hors-perimetre", "hors", 0.8, "proche-cpf"),
    _essai("oos", "hors-perimetre", "kairos-definition", 0.7, "hostile-fraude"),
    _essai("oos", "hors-perimetre", "hors", 0.6, "loin-sport", "deux"),
]


@pytest.fixture(scope="module")
def mesures() -> dict[str, Any]:
    bruits = {"accents perdus": ESSAIS[:1] + ESSAIS[2:], "tout à la fois": ESSAIS[1:4]}
    return {"modele": "m", "lignes": len(ESSAIS), **mesurer(ESSAIS), "par_bruit": mesurer_bruits(ESSAIS, bruits)}


def test_right_first_and_in_three(mesures: dict[str, Any]) -> None:
    taux = {genre: mesure["taux"] for genre, mesure in mesures["juste_premier"].items()}
    assert taux == {"article": 25, "chitchat": 100, "oos": pytest.approx(200 / 3), "operation": 100}
    assert mesures["juste_dans_trois"]["article"]["taux"] == 50
    assert mesures["macro"]["article"]["taux"] == 25  # one label at 50 %, the other at 0 %
    assert {jeu: m["juste_premier"]["n"] for jeu, m in mesures["par_jeu"].items()} == {"deux": 2, "un": 7}
    assert mesures["par_style"]["article · sms"]["taux"] == 0


def test_out_of_scope_and_noise(mesures: dict[str, Any]) -> None:
    connus = {portee: mesure["taux"] for portee, mesure in mesures["hors_perimetre_comme_connu"].items()}
    assert connus == {"tous": pytest.approx(100 / 3), "proche": 0, "hostile": 100, "loin": 0}
    assert (mesures["connu_refuse"]["taux"], mesures["connu_affirme_a_tort"]["taux"]) == (20, 40)
    bruits = mesures["par_bruit"]
    assert (bruits["accents perdus"]["taux"], bruits["accents perdus"]["perte"]) == (50, -10)
    assert bruits["tout à la fois"]["hors_perimetre_comme_connu"]["n"] == 0


def test_families_taken_for_one_another(mesures: dict[str, Any]) -> None:
    tableau = mesures["confusions_familles"]
    noms = tableau["familles"]

    def combien(attendu: str, compris: str) -> int:
        return int(tableau["lignes"][noms.index(attendu)][noms.index(compris)])

    assert combien("article · adhesion-comptes", "article · adhesion-comptes") == 1
    assert combien("article · recrutement", "article · decouvrir-kairos") == 1
    assert combien("article · recrutement", "hors périmètre") == 1
    assert combien("hors périmètre", "article · decouvrir-kairos") == 1
    assert sum(map(sum, tableau["lignes"])) == len(ESSAIS)


def test_confidence_against_accuracy() -> None:
    lu = fiabilite([0.25, 0.25, 0.25, 0.25, 0.95, 1.0], [True, False, False, False, True, True])
    assert [(case["bas"], case["n"], case["juste"]["taux"]) for case in lu["cases"]] == [(0.2, 4, 25), (0.9, 2, 100)]
    assert lu["ece"] == pytest.approx(2 / 6 * 2.5)  # 97.5 said, 100 found, on a third of the lines


def test_what_answering_only_the_surest_would_spare() -> None:
    points = {p["part"]: p for p in couverture([0.9, 0.5, 0.8, 0.7], [True, False, True, True])}
    assert (points[50]["erreur"], points[100]["erreur"]) == (0, 25)
    assert (points[50]["seuil"], points[100]["seuil"]) == (0.8, 0.5)


def test_intervals() -> None:
    large, serre = intervalle([True, False] * 20), intervalle([True, False] * 500)
    assert large["bas"] < serre["bas"] < 50 < serre["haut"] < large["haut"]
    # Nobody was wrong in thirty lines: one in ten could still be.
    assert intervalle([False] * 30)["haut"] == pytest.approx(11.57, abs=0.01)
    assert intervalle([True] * 30)["bas"] == pytest.approx(88.43, abs=0.01)
    assert math.isnan(intervalle([])["taux"])
    egales = macro({"a": intervalle([True] * 99), "b": intervalle([False])})
    assert (egales["taux"], egales["n"]) == (50, 2)


def test_only_what_a_noise_changes_is_understood_again() -> None:
    lus: list[str] = []

    def comprendre(textes: list[str]) -> list[dict[str, Any]]:
        lus.extend(textes)
        return [{"decision": "conversation", "ids": [texte], "confiance": 1.0} for texte in textes]

    essais = essayer([{"text": texte, "kind": "chitchat", "expect": "x"} for texte in ("été", "ok")], comprendre)
    bruites = essayer_bruits(essais, comprendre)
    assert [essai.lu for essai in bruites["accents perdus"]] == ["ete", "ok"]
    assert lus.count("ok") == 1


LOT = """
- maintenant: 2027-01-06T10:00
  premiere_lecture: {exacts: 3, n: 4}
  cas:
    - {dit: mardi à Rouen, attendu: [{date: "2027-01-12"}, {lieu: Rouen}]}
    - {dit: mercredi, attendu: [{date: "2027-01-14"}]}
"""


def test_data_in_sentences_by_type_and_at_their_first_reading(tmp_path: Path, mesures: dict[str, Any]) -> None:
    for lot in ("a-9", "b-10", "c-11"):
        (tmp_path / f"{lot}.yml").write_text(LOT, encoding="utf-8")
    (tmp_path / "ancien.yml").write_text(LOT.replace("  premiere_lecture: {exacts: 3, n: 4}\n", ""), encoding="utf-8")

    lues = mesurer_valeurs(tmp_path)

    assert {type_: (m["taux"], m["n"]) for type_, m in lues["par_type"].items()} == {
        "date": (50, 8),
        "lieu": (100, 4),
        "total": (50, 8),
    }
    assert list(lues["premiere_lecture"]) == ["a-9", "b-10", "c-11"]
    assert (lues["derniers_lots"]["taux"], lues["derniers_lots"]["n"]) == (75, 8)
    page = rediger({**mesures, "donnees": lues}, "essai")
    assert re.search(r"deux derniers lots.{0,80}75,0\u00a0%.{0,60}≥\u00a097\u00a0% ✗", page, re.DOTALL)
    assert re.search(r"<th scope=\"row\">lieu</th><td class=\"n\">4</td><td class=\"n\">100,0", page)


def test_the_report_tells_the_figures_with_its_pictures(mesures: dict[str, Any]) -> None:
    page = rediger(mesures, "essai")
    assert '<html lang="fr">' in page
    assert 'name="viewport"' in page
    assert re.search(r"25,0\u00a0% \[0,0\u00a0–\u00a075,0\]</td><td class=\"n manquee\">≥\u00a092\u00a0% ✗", page)
    assert "é ric-definition &lt;b&gt;" in page
    assert not re.search(r"(?:src|href)=\"(?!data:|#)", page), "another file would be needed"
    images = re.findall(r'<img [^>]*alt="([^"]+)" src="data:image/svg\+xml;base64,([^"]+)"', page)
    assert len(images) == page.count("<img ") == 7
    dessins = {alt: b64decode(donnees).decode() for alt, donnees in images}
    assert all(dessin.rstrip().endswith("</svg>") for dessin in dessins.values())
    assert any("article · adhesion-comptes" in dessin for dessin in dessins.values())
    assert rediger(mesures, "essai") == page, "the same figures give the same page"
