"""The table of moves of an enrolment: each status moves where the table says and nowhere else."""

from itertools import product

import pytest

from engine.inscription_entree.models import Inscription
from engine.inscription_entree.refus import PassageImpossible
from engine.inscription_entree.statuts import (
    CADUCS,
    LIBELLES,
    PASSAGES,
    REPRISES,
    SENS,
    Reseau,
    StatutInscription,
    libelle_statut,
    reseau_de,
)
from tests.engine.monde import le, un_demandeur

S = StatutInscription
MAINTENANT = le("2027-03-01T09:00")


def au_statut(statut: StatutInscription) -> Inscription:
    return Inscription(statut=statut, reseau=Reseau.CAP_EMPLOI, demandeur=un_demandeur("Petit"), depuis=MAINTENANT)


@pytest.mark.parametrize(("de", "vers"), list(product(S, S)), ids=lambda statut: statut.value)
def test_an_enrolment_moves_as_the_tables_say(de: StatutInscription, vers: StatutInscription) -> None:
    for table, mouvement in ((PASSAGES, "passer_a"), (REPRISES, "revenir_a")):
        inscription = au_statut(de)
        if vers in table[de]:
            getattr(inscription, mouvement)(vers, MAINTENANT)
            assert inscription.statut is vers
        else:
            with pytest.raises(PassageImpossible, match="Camille Petit"):
                getattr(inscription, mouvement)(vers, MAINTENANT)
            assert inscription.statut is de


def test_every_status_has_its_words_its_meaning_and_its_moves() -> None:
    assert set(LIBELLES) == set(SENS) == set(PASSAGES) == set(REPRISES) == set(S)


def test_what_is_over_only_comes_back_by_an_undoing() -> None:
    assert all(not PASSAGES[statut] for statut in CADUCS)


@pytest.mark.parametrize(
    ("prescripteur", "reseau", "dit"),
    [
        ("Mission locale de Rouen", Reseau.MISSION_LOCALE, "à valider mission locale"),
        ("MILO Le Havre", Reseau.MISSION_LOCALE, "à valider mission locale"),
        ("Cap emploi Seine-Maritime", Reseau.CAP_EMPLOI, "à valider Cap emploi"),
        ("Pôle emploi Rouen", Reseau.POLE_EMPLOI, "à valider Pôle emploi"),
        (None, Reseau.POLE_EMPLOI, "à valider Pôle emploi"),
    ],
)
def test_the_words_say_whose_adviser_must_act(prescripteur: str | None, reseau: Reseau, dit: str) -> None:
    assert reseau_de(prescripteur) is reseau
    assert libelle_statut(S.A_VALIDER, reseau) == dit
