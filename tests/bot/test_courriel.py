"""What is kept of a long message to understand it: neither its greetings nor its signature, and what it asks apart."""

from __future__ import annotations

import pytest

from bot.comprehension.courriel import Courriel, alleger

RECIT = "Nous avons accueilli douze stagiaires le 4 janvier à Rouen, le groupe est au complet et tout se passe bien"
QUESTION = "Sous quel délai devons-nous déclarer un abandon ?"


def _de(*lignes: str) -> Courriel:
    courriel = alleger("\n".join(lignes))
    assert courriel is not None
    return courriel


def test_greetings_headers_formulas_and_signature_are_dropped() -> None:
    courriel = _de(
        "De : accueil@centre.example",
        "Objet : TR : question urgente",
        "Bonjour à toute l’équipe,",
        RECIT,
        QUESTION,
        "Dans l’attente de vous lire, je vous prie d’agréer, Madame, Monsieur, mes salutations distinguées.",
        "Nadia Lebrun, responsable pédagogique",
        "Tél. 02 35 00 00 00 – SIRET 13000576600485",
    )
    assert courriel == Courriel(f"{RECIT}. {QUESTION}", [QUESTION])


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_is_asked_is_found_wherever_it_stands(place: int) -> None:
    phrases = [RECIT, "La conseillère de la mission locale attend notre retour depuis hier matin"]
    phrases.insert(place, QUESTION)
    assert _de("Bonjour,", *phrases, "Cordialement", "N. Lebrun").requetes == [QUESTION]


@pytest.mark.parametrize(
    "requete",
    [
        "Merci de l’inscrire à la réunion de mardi",
        "merci d’avance de supprimer la réunion du 12",
        "Je vous remercie par avance de bien vouloir noter son absence",
        "Il faudrait lui ouvrir un accès à son nom",
        "du coup faut l’enlever des inscrits",
        "pouvez vous donc supprimer cette réunion",
        "Elle demande quelle est la limite légale",
        "Il souhaite qu’on lui explique la différence",
        "Nous vous demandons d’enregistrer son abandon",
        "Mon ami est au chômage, inscrivez-le sans attendre",
    ],
)
def test_an_order_or_a_wish_is_what_is_asked(requete: str) -> None:
    contexte = "Le groupe est au complet depuis lundi, tout le monde est content du formateur et des nouveaux locaux"
    assert _de("Bonjour Madame Pottier,", RECIT, contexte, requete, "Merci beaucoup", "Sabrina").requetes == [requete]


def test_the_full_stop_of_a_title_or_an_initial_ends_no_sentence() -> None:
    courriel = _de(
        RECIT, "Pouvez-vous inscrire M. Lenoir et J. Ba à la réunion de jeudi matin, s’il reste des places ?"
    )
    assert courriel.requetes == [
        "Pouvez-vous inscrire M Lenoir et J Ba à la réunion de jeudi matin, s’il reste des places ?"
    ]


def test_a_long_message_that_only_tells_may_mean_each_of_its_sentences() -> None:
    recit = "Mme Petit ne viendra plus du tout depuis lundi dernier"
    assert _de("Bonjour,", RECIT, recit, "Cordialement").requetes == [RECIT, recit]


def test_a_long_message_of_formulas_alone_is_read_whole() -> None:
    texte = "Bonjour,\n" + "Bien cordialement, bonne journée à toute votre équipe.\n" * 4
    assert _de(texte).fond == texte


def test_a_short_message_is_left_as_it_is() -> None:
    assert alleger(f"Bonjour,\n{QUESTION}\nMerci") is None
