"""Each type of datum, from what was found in the sentence to the engine's value."""

from typing import Any

import pytest

from actions.catalogue import Donnee
from actions.donnees import LECTEURS, affirmees, nettoyer
from actions.lu import Contexte
from actions.tour import Entite


def lire(type_: str, texte: str, *entites: Entite, nom: str = "", **contexte: Any) -> Any:
    lu = LECTEURS[type_](Contexte(Donnee(nom or type_, type_, "?"), texte, **contexte), entites)
    return lu and (lu.partiel or lu.valeur)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("à Rouen", "Rouen"),
        ("c'est à Rouen", "Rouen"),
        ("c’est le Greta Normandie", "Greta Normandie"),
        ("La Poste Formation", "La Poste Formation"),
        ("euh, au CFA d’Elbeuf, salle B.", "CFA d’Elbeuf, salle B"),
        ("il s'appelle Paul Durand", "Paul Durand"),
        ("salle B", "salle B"),
        ("oui", "oui"),
    ],
)
def test_free_words_lose_what_introduces_them(texte: str, attendu: str) -> None:
    assert nettoyer(texte) == attendu


def test_an_instant_from_a_day_and_an_hour() -> None:
    jour, heure = Entite("date", "2027-01-12"), Entite("heure", "14:30")
    assert lire("date_heure", "le 12 à 14h30", jour, heure) == "2027-01-12T14:30"


def test_half_an_instant_waits_for_the_other_half() -> None:
    assert lire("date_heure", "mardi", Entite("date", "2027-01-12")) == {"date": "2027-01-12"}
    complet = lire("date_heure", "14h", Entite("heure", "14:00"), partiel={"date": "2027-01-12"})
    assert complet == "2027-01-12T14:00"


def test_a_new_day_keeps_the_hour_and_a_new_hour_the_day() -> None:
    ancien = "2027-01-12T14:00"
    assert lire("date_heure", "le 14", Entite("date", "2027-01-14"), ancien=ancien) == "2027-01-14T14:00"
    assert lire("date_heure", "à 15h", Entite("heure", "15:00"), ancien=ancien) == "2027-01-12T15:00"


@pytest.mark.parametrize(
    ("dit", "nom", "valeur"),
    [
        ("du 16 au 17", "date_debut", "2026-11-16"),
        ("du 16 au 17", "date_fin", "2026-11-17"),
        ("16 au 17", "date_fin", "2026-11-17"),
        ("du 16 au 31", "date_fin", "2026-12-31"),
        ("du 16 au 17 décembre", "date_fin", "2026-12-17"),
    ],
)
def test_two_bare_numbers_in_place_of_dates_keep_their_month(dit: str, nom: str, valeur: str) -> None:
    fin = "2026-12-31" if "31" in dit else "2026-12-17"
    periode = Entite("periode", {"debut": "2026-12-16", "fin": fin}, texte=dit)
    assert lire("date", dit, periode, nom=nom, ancien="2026-11-18") == valeur


def test_a_number_awaited_or_named() -> None:
    vingt = Entite("entier", 20, 0, 2)
    assert lire("entier", "20", vingt, attendu=True, nom="places") == 20
    quatre = Entite("entier", 4, 7, 8)
    texte = "groupe 4, 20 places"
    assert lire("entier", texte, quatre, Entite("entier", 20, 10, 12), nom="places") == 20


def test_a_length_in_whatever_words() -> None:
    assert lire("duree", "1h30", Entite("duree", 90)) == 90
    assert lire("duree", "2", Entite("entier", 2), attendu=True) == 120
    assert lire("duree", "45", Entite("entier", 45), attendu=True) == 45
    assert lire("duree", "2h", Entite("heure", "02:00"), attendu=True) == 120
    assert lire("duree", "à 2h", Entite("heure", "02:00")) is None


def test_the_two_ends_of_a_period() -> None:
    mars = Entite("periode", {"debut": "2027-03-01", "fin": "2027-03-31"})
    assert lire("date", "du 1er au 31 mars", mars, nom="date_debut") == "2027-03-01"
    assert lire("date", "du 1er au 31 mars", mars, nom="date_fin") == "2027-03-31"
    fin = Entite("date", "2027-03-31", role="fin")
    assert lire("date", "jusqu’au 31 mars", fin, nom="date_debut") is None


def test_a_seal_is_passed_as_it_is() -> None:
    assert lire("secret", "mon code est ⟦sceau:abc=⟧ merci") == "⟦sceau:abc=⟧"
    assert lire("secret", "je n’ai pas mon code") is None


def test_several_job_seekers_and_one_more() -> None:
    deux = (Entite("demandeur", "1234567A"), Entite("demandeur", "7654321B"))
    assert lire("demandeurs", "1234567A et 7654321B", *deux) == ["1234567A", "7654321B"]
    assert lire("demandeurs", "ajoute aussi 7654321B", deux[1], ancien=["1234567A"]) == ["1234567A", "7654321B"]
    assert lire("demandeurs", "7654321B", deux[1], ancien=["1234567A"]) == ["7654321B"]


def test_what_is_denied_is_not_taken() -> None:
    elbeuf, rouen = Entite("lieu", "Elbeuf"), Entite("lieu", "Rouen", role="ecarte")
    assert affirmees([elbeuf, rouen]) == (elbeuf,)


def test_a_reference_is_found_in_a_sentence() -> None:
    assert lire("reference", "ma référence c’est ad-7k2m-4qxr") == "AD-7K2M-4QXR"


def test_not_back_before_monday_ends_on_sunday() -> None:
    lundi = Entite("date", "2027-01-11", role="reprise")
    assert lire("date", "ne reviendra que lundi", lundi, nom="date_fin") == "2027-01-10"
    assert lire("date", "ne reviendra que lundi", lundi, nom="date_debut") is None
