"""What a sentence says in passing: an agreement, a paper, a day that is the first and the last."""

import pytest

from actions.accords import accord
from actions.catalogue import Catalogue
from actions.choix import reperes, retenir
from actions.deduits import completer
from actions.pieces import piece
from actions.tour import Entite, Etat, Tour

MOTIFS = [
    {"valeur": "maladie", "titre": "maladie", "indices": {"mots": "malade arrêt certificat médical"}},
    {"valeur": "enfant_malade", "titre": "enfant malade", "indices": {"mots": "enfant fils fille"}},
    {"valeur": "sans_motif", "titre": "sans motif", "indices": {"mots": "injustifiée aucun"}},
]
RESEAUX = [{"valeur": "pole_emploi", "titre": "Pôle emploi"}, {"valeur": "cap_emploi", "titre": "Cap emploi"}]


@pytest.mark.parametrize(
    ("dit", "valeurs"),
    [
        ("absente lundi, maladie", ["maladie"]),
        ("malade depuis lundi", ["maladie"]),
        ("son fils est malade", ["enfant_malade"]),
        ("enfant malade au lieu de sans motif", ["enfant_malade"]),
        ("absent sans certificat", ["sans_motif"]),
        ("son absence s’arrête le 31", ["maladie", "enfant_malade", "sans_motif"]),
    ],
)
def test_a_word_said_whole_is_not_half_of_another(dit: str, valeurs: list[str]) -> None:
    assert [c["valeur"] for c in retenir(MOTIFS, reperes([], dit))[0]] == valeurs


def test_a_cap_is_no_cap_emploi() -> None:
    assert len(retenir(RESEAUX, reperes([], "inscris-la en CAP cuisine"))[0]) == 2
    assert [c["valeur"] for c in retenir(RESEAUX, reperes([], "suivie par Cap emploi"))[0]] == ["cap_emploi"]


def test_a_proposal_that_lasts_is_told_by_any_of_its_days() -> None:
    absences = [
        {"valeur": 1, "titre": "", "indices": {"date": "2027-01-04", "fin": "2027-01-06"}},
        {"valeur": 2, "titre": "", "indices": {"date": "2027-01-08", "fin": "2027-01-08"}},
    ]
    dits = reperes([Entite("date", "2027-01-05")], "")
    assert [c["valeur"] for c in retenir(absences, dits)[0]] == [1]


@pytest.mark.parametrize(
    ("dit", "attendu"),
    [
        ("1100 heures prévues, l’agence est d’accord", "oui"),
        ("l’agence n’est pas d’accord", "non"),
        ("sans accord de l’agence", "non"),
        ("on attend l’accord de l’agence", None),
        ("préviens l’agence", None),
    ],
)
def test_who_agrees(dit: str, attendu: str | None) -> None:
    assert accord("Accord de l’agence", dit) == attendu


@pytest.mark.parametrize(
    ("dit", "attendue"),
    [
        ("j’ai le certificat", "certificat"),
        ("Ajoute le certificat médical à l’absence de Mme Petit", "certificat médical"),
        ("absence, maladie, arrêt de travail reçu ce matin", "arrêt de travail"),
        ("il n’a pas fourni de certificat", None),
        ("il apportera son certificat demain", None),
        ("convocation au tribunal", None),
    ],
)
def test_a_paper_counts_once_received(dit: str, attendue: str | None) -> None:
    assert piece(dit, [], dates=True) == attendue


@pytest.mark.parametrize(
    ("texte", "role", "attend", "fin"),
    [
        ("absente le 5", None, None, "2027-01-05"),
        ("absente depuis le 5", "debut", None, None),
        ("le 5", None, "date_debut", None),
        ("le 5 seulement", None, "date_debut", "2027-01-05"),
    ],
)
def test_a_day_alone_is_the_first_and_the_last(
    catalogue: Catalogue, texte: str, role: str | None, attend: str | None, fin: str | None
) -> None:
    etat = Etat(attend={"donnee": attend} if attend else None)
    tour = Tour("c", "m", texte, entites=(Entite("date", "2027-01-05", texte="le 5", role=role),))
    deduites = completer(catalogue.operations["saisir-absence"], etat, tour, {"date_debut": "2027-01-05"})
    assert deduites.get("date_fin") == fin
