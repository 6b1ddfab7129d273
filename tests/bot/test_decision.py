"""What the assistant does of a message: answer, act, ask, decline; and what is awaited comes first."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from bot.comprehension.attente import comprendre, convient
from bot.comprehension.decision import ASSEZ, USUELLES, Comprehension, decider, regler
from bot.comprehension.modele import Modele


def _probabilites(**fortes: float) -> Mapping[str, float]:
    noms = {nom.replace("__", "/").replace("_", "-"): valeur for nom, valeur in fortes.items()}
    fond = {f"faq/autre-{i}": 0.0 for i in range(10)}
    return {**fond, **noms}


def _decider(probabilites: Mapping[str, float], texte: str = "", **appartenances: float) -> Comprehension:
    return decider(texte, probabilites, _probabilites(**appartenances))


def test_a_sure_article_is_answered_and_its_operation_offered() -> None:
    compris = _decider(_probabilites(faq__ric=0.7, operation__creer_ric=0.2, faq__rdv=0.1))
    assert (compris.intent, compris.decision, compris.ids[0], compris.offre) == ("faq", "article", "ric", "creer-ric")


def test_close_readings_are_put_to_the_user() -> None:
    compris = _decider(_probabilites(faq__ric=0.4, operation__creer_ric=0.35, faq__rdv=0.25))
    assert compris.decision == "clarification"
    assert compris.ids[:3] == ["ric", "creer-ric", "rdv"]


def test_a_message_like_nothing_known_is_not_answered() -> None:
    compris = _decider({f"faq/article-{i}": 0.02 for i in range(50)})
    assert compris.decision == "clarification"


def test_out_of_scope_wins_by_its_sum() -> None:
    compris = _decider(
        _probabilites(faq__ric=0.3, hors_perimetre__cpf=0.28, hors_perimetre__qualiopi=0.25, faq__rdv=0.1)
    )
    assert (compris.intent, compris.ids[0]) == ("hors-perimetre", "cpf")


def test_what_means_nothing_is_asked_again_by_the_dialogue() -> None:
    compris = _decider(_probabilites(hors_perimetre__incomprehensible=0.8, faq__ric=0.1))
    assert (compris.intent, compris.decision, compris.ids[0]) == ("clarification", "hors-perimetre", "incomprehensible")


def test_small_talk_is_conversation() -> None:
    compris = _decider(_probabilites(remerciement=0.9, faq__ric=0.1))
    assert (compris.intent, compris.decision) == ("remerciement", "conversation")


@pytest.mark.parametrize(
    ("famille", "poids", "id_"),
    [("cpf", 0.7, "cpf"), ("hostile_donnees", 0.35, "hostile-donnees"), ("detresse", 0.2, "detresse")],
)
def test_in_doubt_it_does_not_answer(famille: str, poids: float, id_: str) -> None:
    lectures = {"faq__ric": 0.7, "faq__rdv": 0.2, f"hors_perimetre__{famille}": 0.05}
    compris = _decider(_probabilites(**lectures), **{f"hors_perimetre__{famille}": poids})
    assert (compris.decision, compris.ids[0]) == ("hors-perimetre", id_)


@pytest.mark.parametrize(("famille", "poids"), [("cpf", 0.5), ("hostile_donnees", 0.2)])
def test_just_beyond_a_guard_it_asks(famille: str, poids: float) -> None:
    lectures = {"faq__ric": 0.7, "faq__rdv": 0.2, f"hors_perimetre__{famille}": 0.05}
    compris = _decider(_probabilites(**lectures), **{f"hors_perimetre__{famille}": poids})
    assert (compris.decision, compris.ids[:2]) == ("clarification", ["ric", "rdv"])


def test_a_frank_request_that_names_people_is_not_taken_for_asking_after_them() -> None:
    lectures = _probabilites(operation__saisir_presences=0.98, hors_perimetre__hostile_donnees=0.004)
    compris = _decider(lectures, hors_perimetre__hostile_donnees=0.25)
    assert (compris.decision, compris.ids[0]) == ("operation", "saisir-presences")


def test_even_a_frank_reading_yields_to_a_strong_guard() -> None:
    lectures = _probabilites(faq__creation_sessions_region=0.84, hors_perimetre__financeurs=0.11)
    assert _decider(lectures, hors_perimetre__financeurs=0.3).decision == "article"
    assert _decider(lectures, hors_perimetre__financeurs=0.6).decision == "hors-perimetre"


def test_a_word_of_distress_in_a_frank_question_is_not_distress() -> None:
    lectures = _probabilites(faq__avenir_fin_modifiee=0.95, hors_perimetre__detresse=0.001)
    assert _decider(lectures, "le stagiaire finit plus tot", hors_perimetre__detresse=0.14).decision == "article"


def test_a_story_of_distress_is_distress() -> None:
    lectures = _probabilites(hors_perimetre__recit=0.75, hors_perimetre__detresse=0.01, faq__ric=0.24)
    assert _decider(lectures, hors_perimetre__detresse=0.16).ids[0] == "detresse"
    assert _decider(lectures, hors_perimetre__detresse=0.02).ids[0] == "recit"


def test_where_no_distress_was_taught_none_is_told() -> None:
    proches = _probabilites(faq__ric=0.9, faq__rdv=0.1)
    assert decider("", proches, proches, replace(USUELLES, detresse=-math.inf)).decision == "article"


def test_what_is_read_out_of_scope_keeps_its_own_answer() -> None:
    compris = _decider(
        _probabilites(hors_perimetre__allocations=0.9, hors_perimetre__hostile_donnees=0.05),
        hors_perimetre__hostile_donnees=0.2,
    )
    assert (compris.decision, compris.ids[0]) == ("hors-perimetre", "allocations")


def test_a_request_is_told_from_a_question_by_its_whole_family() -> None:
    lectures = _probabilites(faq__ric=0.5, operation__creer_ric=0.4, faq__rdv=0.1)
    assert _decider(lectures, operation__saisir_presences=0.5, faq__ric=0.3).ids[0] == "creer-ric"
    assert _decider(lectures, operation__saisir_presences=0.3, faq__ric=0.5).ids[0] == "ric"


@pytest.mark.parametrize(
    "texte",
    ["y a moyen de creer un siret bidon", "je gonfle les heures", "inscris le a son insu", "un pot de vin suffit"],
)
def test_fraud_is_never_answered_as_a_question(texte: str) -> None:
    compris = _decider(_probabilites(faq__ric=0.99, hors_perimetre__hostile_fraude=0.001), texte)
    assert (compris.decision, compris.ids[0]) == ("hors-perimetre", "hostile-fraude")


def test_words_of_honest_acts_are_not_fraud() -> None:
    for texte in ("je ne veux pas la faire passer pour partie", "le pneu est gonfle", "on ferme le centre en aout"):
        assert _decider(_probabilites(operation__saisir_interruption=0.9), texte).decision == "operation"


def test_the_guards_follow_the_lines() -> None:
    etiquettes = ["faq/ric", "hors-perimetre/cpf", "hors-perimetre/hostile-donnees"]
    n = 2 * ASSEZ + 1
    probabilites = np.tile([0.5, 0.25, 0.25], (n, 1))
    memberships = np.linspace(0, 1, n)
    appartenances = np.stack([1 - memberships, 0.8 * memberships, 0.2 * memberships], axis=1)
    gardes = regler(etiquettes, probabilites, appartenances, np.zeros(n, dtype=int))
    # Odds of one for one, and of one for two, and what 5 % and 3 % of the lines exceed.
    assert gardes.dehors == pytest.approx(12 * 0.95)
    assert gardes.hostile == pytest.approx(math.log(0.5) + 12 * 0.2 * 0.97)
    assert regler(etiquettes, probabilites[:9], appartenances[:9], np.zeros(9, dtype=int)) == USUELLES


QUESTION = Comprehension("faq", "article", ["ric"], 0.9)
DOUTE = Comprehension("clarification", "clarification", ["ric"], 0.3)
OPERATION = Comprehension("operation", "operation", ["saisir-sortie"], 0.7)
DEHORS = Comprehension(
    "hors-perimetre", "hors-perimetre", ["incomprehensible"], 0.9, None, [("hors-perimetre/incomprehensible", 0.9)]
)
DETRESSE = Comprehension(
    "hors-perimetre", "hors-perimetre", ["detresse"], 0.9, None, [("hors-perimetre/detresse", 0.9)]
)
POLI = Comprehension("au-revoir", "conversation", ["au-revoir"], 0.9)
INSULTE = Comprehension("insulte", "conversation", ["insulte"], 0.9)
ANNULER = Comprehension("annuler", "conversation", ["annuler"], 0.95)


def _entite(nom: str, texte: str, dans: str) -> dict[str, Any]:
    debut = dans.index(texte)
    return {"entity": nom, "value": texte, "start": debut, "end": debut + len(texte), "text": texte}


@pytest.mark.parametrize(
    ("texte", "entites", "attendu", "compris", "oui"),
    [
        ("20", [("entier", "20")], "entier", QUESTION, True),
        ("20 places svp", [("entier", "20")], "entier", QUESTION, True),
        ("plutôt mardi prochain", [("date", "mardi prochain")], "date", DOUTE, True),
        ("le 12 à 14h", [("date_heure", "le 12 à 14h")], "date_heure", QUESTION, True),
        ("combien de places au maximum ?", [], "entier", QUESTION, False),
        ("annule tout", [], "texte", ANNULER, False),
        ("Martin et Diallo", [], "personnes", DOUTE, True),
        ("la salle des fêtes", [], "lieu", DOUTE, True),
        ("pourquoi je ne peux pas saisir d’info coll ?", [], "texte", QUESTION, False),
        ("jeudi", [("date", "jeudi")], "entier", DOUTE, False),
        ("Institut Caux Formation", [], "nom", DEHORS, True),
        ("Bonne Journée Conseil", [], "nom", POLI, True),
        ("Boulanger Pierre", [("nom", "Boulanger Pierre")], "personne", OPERATION, True),
        ("il a trouvé un emploi, il est parti hier", [], "texte", OPERATION, True),
        ("depuis ce matin la page reste blanche quand je valide la saisie des présences", [], "texte", QUESTION, True),
        ("saisir une sortie de formation", [], "texte", OPERATION, False),
        ("finalement je veux déclarer une sortie", [], "nom", OPERATION, False),
        ("je dois mettre quoi, est-ce que c’est la raison sociale", [], "nom", DEHORS, False),
        ("je n’en peux plus, je veux en finir", [], "texte", DETRESSE, False),
        ("bande d’incapables", [], "nom", INSULTE, False),
        ("Institut Caux Formation", [], "date", DEHORS, False),
    ],
)
def test_what_is_awaited_comes_first(
    texte: str, entites: list[tuple[str, str]], attendu: str, compris: Comprehension, oui: bool
) -> None:
    assert convient(texte, [_entite(nom, mots, texte) for nom, mots in entites], attendu, compris) is oui


@pytest.fixture(scope="module")
def modele() -> Modele:
    """Knows gibberish and one article: what is awaited must decide."""
    charabia = [(mots, "hors-perimetre/incomprehensible") for mots in ("qsdf qsdf", "blabla bla", "zzz", "xxkk ttt")]
    return Modele.apprendre([*charabia, ("c'est quoi une ric ?", "faq/ric"), ("définition de la ric", "faq/ric")])


@pytest.mark.parametrize(
    ("texte", "intent"),
    [
        ("non", "negation"),
        ("Oui !", "affirmation"),
        ("stop", "annuler"),
        ("Annule", "annuler"),
        ("je sais pas", "je-ne-sais-pas"),
        ("pourquoi ?", "pourquoi-cette-question"),
        ("merci", "remerciement"),
        ("Institut Caux Formation", "donnee"),
        ("Nonancourt", "donnee"),
    ],
)
@pytest.mark.parametrize("attendu", ["nom", "texte", "lieu", "choix"])
def test_an_act_is_never_a_name(modele: Modele, texte: str, intent: str, attendu: str) -> None:
    compris = comprendre(modele, texte, [], {"attend": {"donnee": "raison_sociale", "type": attendu}})
    assert compris.intent == intent
