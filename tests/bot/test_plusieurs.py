"""Two requests in a message are both found, and one request in a long message stays one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.analyse import Analyseur
from bot.comprehension.decision import Comprehension
from bot.comprehension.demandes import demandes
from bot.comprehension.plusieurs import reunir

LIGNES = Path(__file__).parent / "plusieurs"
TAUX = 0.9


@pytest.mark.parametrize(
    ("texte", "parties"),
    [
        (
            "quel navigateur ? et à quelle adresse se connecter ?",
            ["quel navigateur ?", "et à quelle adresse se connecter ?"],
        ),
        ("c'est quoi une RIC et combien dure le code ?", ["c'est quoi une RIC", "combien dure le code ?"]),
        ("programme une RIC mardi, et au fait qui peut inscrire ?", ["programme une RIC mardi", "qui peut inscrire ?"]),
        ("1) comment adhérer ? 2) où trouver le guide ?", ["comment adhérer ?", "où trouver le guide ?"]),
        (
            "Le devis de Mme Petit est passé ? Et M. Traoré, il en est où de son inscription",
            ["Le devis de Mme Petit est passé ?", "Et M Traoré, il en est où de son inscription"],
        ),
        ("Peux-tu vérifier où se situe M. Aubert pour la formation de cariste ?", []),
        ("qui peut inscrire des candidats et des stagiaires ?", []),
        ("comment changer de RGC et combien de temps ça prend ?", []),
        ("Bonjour Madame, merci de votre appel. Comment faire pour adhérer ?", []),
    ],
)
def test_a_text_is_cut_where_a_second_request_starts(texte: str, parties: list[str]) -> None:
    assert demandes(texte) == parties


def _lue(id: str, decision: str = "article", confiance: float = 0.9, *suivants: str) -> Comprehension:
    intent = {"article": "faq"}.get(decision, decision)
    return Comprehension(intent, decision, [id, *suivants], confiance)


def test_the_reading_of_the_whole_stays_and_the_other_part_joins_it() -> None:
    compris = reunir(_lue("aes", "article", 0.6, "rgc-role", "ais"), [_lue("rgc-role"), _lue("aes")])
    assert (compris.decision, compris.ids, compris.confiance) == ("article", ["aes", "rgc-role", "ais"], 0.6)
    assert compris.en_dict()["aussi"] == [{"decision": "article", "ids": ["rgc-role"], "confiance": 0.9}]


def test_an_operation_goes_before_an_article() -> None:
    compris = reunir(_lue("aes", "article", 0.6, "creer-ric"), [_lue("aes"), _lue("creer-ric", "operation")])
    assert (compris.intent, compris.ids) == ("operation", ["creer-ric", "aes"])
    assert [autre.ids[0] for autre in compris.aussi] == ["aes"]


@pytest.mark.parametrize(
    "parties",
    [
        [_lue("aes"), _lue("aes")],
        [_lue("aes"), _lue("rgc-role", confiance=0.3)],
        [_lue("aes"), _lue("contacts")],
        [_lue("aes"), _lue("cpf-edof", "hors-perimetre")],
    ],
)
def test_a_second_reading_is_another_frank_one_that_the_whole_knows(parties: list[Comprehension]) -> None:
    entier = _lue("aes", "article", 0.9, "rgc-role", "ais")
    assert reunir(entier, parties) == entier


def test_what_is_out_of_scope_as_a_whole_stays_so() -> None:
    dehors = _lue("hostile-injection", "hors-perimetre")
    assert reunir(dehors, [_lue("aes"), _lue("rgc-role")]) == dehors


@pytest.fixture(scope="module")
def analyseur() -> Analyseur:
    """The model of the present sources, that the tests of the whole are run with."""
    return Analyseur.du_modele()


def test_both_questions_of_a_message_are_found(analyseur: Analyseur) -> None:
    lignes = yaml.safe_load((LIGNES / "doubles.yml").read_text(encoding="utf-8"))
    rates = []
    for texte, *attendus in lignes:
        compris = analyseur.comprendre(texte)
        trouves = {compris["ids"][0], *(autre["ids"][0] for autre in compris.get("aussi", ()))}
        if len(trouves) < 2 or not all(trouves & set(ids.split("|")) for ids in attendus):
            rates.append((texte, trouves))
    assert len(rates) <= (1 - TAUX) * len(lignes), rates


def test_a_long_message_with_one_question_stays_one(analyseur: Analyseur) -> None:
    lignes = yaml.safe_load((LIGNES / "simples.yml").read_text(encoding="utf-8"))
    lus = [(texte, ids.split("|"), analyseur.comprendre(texte)) for texte, ids in lignes]
    coupes = [texte for texte, _, compris in lus if "aussi" in compris]
    rates = [texte for texte, ids, compris in lus if compris["ids"][0] not in ids]
    assert len(coupes) <= (1 - TAUX) * len(lignes), coupes
    assert len(rates) <= (1 - TAUX) * len(lignes), rates
