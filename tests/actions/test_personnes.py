"""Names people type, against the people registered on the RIC of 12 January."""

import pytest

from actions.personnes import candidats, cites, proches, resoudre, sans_titres

INSCRITS = [
    {"valeur": 1, "titre": "Anne Petit", "indices": {"nom": "Petit", "prenom": "Anne"}},
    {"valeur": 2, "titre": "Zoé Leroy", "indices": {"nom": "Leroy", "prenom": "Zoé"}},
    {"valeur": 3, "titre": "Thi Nguyen", "indices": {"nom": "Nguyen", "prenom": "Thi"}},
    {"valeur": 4, "titre": "Paul Martin", "indices": {"nom": "Martin", "prenom": "Paul"}},
    {"valeur": 5, "titre": "Julie Martin", "indices": {"nom": "Martin", "prenom": "Julie"}},
    {"valeur": 6, "titre": "Awa Diallo", "indices": {"nom": "Diallo", "prenom": "Awa"}},
    {"valeur": 7, "titre": "Hélène Lefèvre", "indices": {"nom": "Lefèvre", "prenom": "Hélène"}},
]
CHOIX = {"presents": INSCRITS, "absents": INSCRITS}
NOMS = ("presents", "absents")


@pytest.mark.parametrize(
    ("dit", "valeurs"),
    [
        ("Petit", [1]),
        ("PETIT", [1]),
        ("mme petit", [1]),
        ("lefevre", [7]),
        ("Helene Lefevre", [7]),
        ("Dialo", [6]),
        ("nguyenn", [3]),
        ("Martin", [4, 5]),
        ("Julie Martin", [5]),
        ("martin paul", [4]),
        ("Dupont", []),
        ("Li", []),
    ],
)
def test_a_name_is_found_whatever_its_accents_and_slips(dit: str, valeurs: list[int]) -> None:
    assert [c["valeur"] for c in candidats(dit, INSCRITS)] == valeurs


def test_a_name_nobody_bears_gets_those_that_look_like_it() -> None:
    assert [c["titre"] for c in proches("Leroux", INSCRITS)] == ["Zoé Leroy"]


def test_everyone_but_the_absent_is_present() -> None:
    qui = resoudre({"tous": "presents", "listes": {"absents": ["Petit", "Diallo"]}}, NOMS, CHOIX, {}, {})
    assert qui.valeurs == {"presents": [2, 3, 4, 5, 7], "absents": [1, 6]}


def test_two_people_of_one_name_stop_it() -> None:
    qui = resoudre({"tous": "presents", "listes": {"absents": ["Martin"]}}, NOMS, CHOIX, {}, {})
    assert qui.ambigu is not None
    assert [c["titre"] for c in qui.ambigu[1]] == ["Paul Martin", "Julie Martin"]


def test_the_one_picked_is_kept() -> None:
    qui = resoudre({"tous": "presents", "listes": {"absents": ["Martin"]}}, NOMS, CHOIX, {}, {"martin": [5]})
    assert qui.valeurs["absents"] == [5]
    assert 4 in qui.valeurs["presents"]


def test_a_change_moves_the_person_and_nobody_else() -> None:
    deja = {"presents": [1, 2], "absents": [3, 6]}
    qui = resoudre({"tous": None, "listes": {"presents": ["Diallo"]}}, NOMS, CHOIX, deja, {})
    assert qui.valeurs == {"presents": [1, 2, 6], "absents": [3]}


def test_nobody_is_guessed() -> None:
    qui = resoudre({"tous": None, "listes": {"presents": ["Petit", "Dupont"]}}, NOMS, CHOIX, {}, {})
    assert qui.inconnu is not None
    assert qui.inconnu[0] == "Dupont"


@pytest.mark.parametrize(
    ("texte", "qui"),
    [
        ("pourquoi je peux pas valider l entree d anne petit", ["anne petit"]),
        ("martin paul est bloque", ["martin paul"]),
        ("un petit probleme avec anne", []),
        ("anne petit ou julie martin", ["anne petit", "julie martin"]),
        ("leroy absente du 16 au 18 novembre", ["leroy"]),
        ("absence de petit", ["petit"]),
        ("martin est absent", ["martin"]),
        ("interruption pour diallo et leroy", ["diallo", "leroy"]),
    ],
)
def test_names_are_seen_in_a_sentence_without_capitals(texte: str, qui: list[str]) -> None:
    assert cites(texte, INSCRITS) == qui


def test_the_name_of_a_training_is_nobody() -> None:
    dit = {"tous": "presents", "listes": {"presents": ["Cuisine", "Petit"], "absents": ["Inconnu"]}}
    assert sans_titres(dit, CHOIX, {"cap", "cuisine", "petit"}) == {
        "tous": "presents",
        "listes": {"presents": ["Petit"], "absents": ["Inconnu"]},
    }
