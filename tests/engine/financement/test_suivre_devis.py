"""The step of a quote, who must act, since when."""

import pytest

from engine.financement.refus import DevisInconnu
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, apercu
from tests.engine.financement.conftest import (
    GESTIONNAIRE,
    HOTLINE,
    POEI,
    VOISINE,
    Faire,
    defaire,
    jusqu_a,
)  # fmt: skip


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("statut", "dit", "suite"),
    [
        ("brouillon", "brouillon depuis le mardi 12 janvier 2027 à 10\u00a0h. C’est à vous", "transmettre-devis"),
        ("transmis", "C’est à Léa Petit (7942369Z) de l’accepter ou de le refuser.", None),
        ("accepte", "C’est au conseiller de le valider", None),
        ("refuse", "l’a refusé. Motif\u00a0: Trop loin de chez moi.", "creer-devis"),
        ("valide", "Le conseiller l’a validé", None),
        ("refuse_pe", "Le conseiller l’a refusé. Motif\u00a0: Formation déjà financée.", "creer-devis"),
        ("clos", "clos depuis", None),
    ],
)
def test_each_step_says_who_must_act(fait: Faire, un_devis: str, statut: str, dit: str, suite: str | None) -> None:
    jusqu_a(fait, un_devis, statut)
    reponse = fait("suivre-devis", devis_ou_candidat=un_devis)
    assert dit in reponse["message"]
    assert [s["operation"] for s in reponse["suite"]] == ([suite] if suite else [])
    assert reponse["resultat"]["devis"][0]["statut"] == statut


def test_since_when_is_the_last_step(fait: Faire, clock: StoppedClock, un_devis: str) -> None:
    clock.set("2027-01-14T09:30")
    fait("transmettre-devis", devis=un_devis)
    clock.set("2027-02-01T09:00")
    assert (
        "transmis depuis le jeudi 14 janvier 2027 à 9\u00a0h\u00a030"
        in fait("suivre-devis", devis_ou_candidat=un_devis)["message"]
    )


def test_a_person_s_quotes_all_come_the_latest_first(fait: Faire, un_devis: str) -> None:
    autre = fait("creer-devis", **POEI)["resultat"]["devis"]
    for qui in (GESTIONNAIRE, HOTLINE):
        lus = fait("suivre-devis", qui, devis_ou_candidat="7942369Z")["resultat"]["devis"]
        assert [devis["devis"] for devis in lus] == [autre, un_devis]


def test_the_conversation_chooses_among_quotes_by_person_type_and_employer(socle: Socle, fait: Faire) -> None:
    fait("creer-devis", **POEI)
    (choix,) = apercu(socle, "suivre-devis", {}, GESTIONNAIRE)["choix"]["devis_ou_candidat"]
    assert choix["titre"].startswith("DV-2027-0001, POEI, Léa Petit")
    assert choix["indices"]["employeur"] == "Dupré"


def test_an_unknown_another_s_and_an_undone_quote_are_told_in_the_same_words(
    socle: Socle, fait: Faire, un_devis: str
) -> None:
    defaire(socle, "creer-devis")
    dits = set()
    for qui, valeur in ((GESTIONNAIRE, un_devis), (GESTIONNAIRE, "DV-1999-0001"), (VOISINE, un_devis)):
        with pytest.raises(DevisInconnu) as refus:
            fait("suivre-devis", qui, devis_ou_candidat=valeur)
        dits.add(str(refus.value))
    assert len(dits) == 1
