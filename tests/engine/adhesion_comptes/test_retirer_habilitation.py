"""An access is closed at once, open sessions included; never that of the RGC."""

import pytest
from sqlalchemy.orm import Session

from engine.api.jetons import Jetons
from engine.kit.door import Socle, apercu
from engine.kit.refus import JetonPerime
from tests.engine.adhesions import refus_de
from tests.engine.comptes import RGC, VOISINE, compte, defaire, faire, lettres, peupler


@pytest.fixture(autouse=True)
def monde(db: Session) -> None:
    peupler(db)


def retirer(socle: Socle, collaborateur: int = 2, acteur: object = RGC) -> dict[str, object]:
    return faire(socle, "retirer-habilitation", acteur, collaborateur=collaborateur)  # type: ignore[arg-type]


def test_open_sessions_are_closed_at_once_those_of_the_assistant_too(socle: Socle) -> None:
    jetons = Jetons(socle, "secret des tests")
    ouverts = [jetons.emettre(2).jeton, jetons.emettre_pour_conversation(2, "c1").jeton]
    assert {jetons.lire(jeton).nom for jeton in ouverts} == {"Paul Hamel"}
    retirer(socle)
    for jeton in ouverts:
        with pytest.raises(JetonPerime):
            jetons.lire(jeton)
    assert lettres(socle) == [("acces_retire", "paul@greta.example")]


def test_the_rgc_is_proposed_to_be_told_why_not(socle: Socle) -> None:
    choix = apercu(socle, "retirer-habilitation", {}, RGC)["choix"]["collaborateur"]
    assert [c["indices"]["nom"] for c in choix] == ["Hamel", "Leroy"]
    refus = refus_de(retirer, socle, 1)
    assert (refus.code, refus.suite.operation) == ("rgc-non-retirable", "changer-rgc")


def test_the_preview_names_the_person_and_leaves_nothing(socle: Socle) -> None:
    vue = apercu(socle, "retirer-habilitation", {"collaborateur": 2}, RGC)
    assert "Paul Hamel, paul@greta.example" in vue["recap"]
    assert compte(socle, "paul@greta.example").actif


def test_another_organisme_s_an_unknown_and_a_closed_account_are_told_in_the_same_words(socle: Socle) -> None:
    retirer(socle)
    dits = {str(refus_de(retirer, socle, *qui)) for qui in ((2, VOISINE), (3, RGC), (999, RGC), (2, RGC))}
    assert len(dits) == 1


def test_undone_the_access_is_back_and_he_is_told(socle: Socle) -> None:
    retirer(socle)
    effet = defaire(socle, "retirer-habilitation")
    assert [notice.modele for notice in effet.notices] == ["adhesion_comptes/acces_retabli"]
    assert compte(socle, "paul@greta.example").actif
    assert refus_de(defaire, socle, "retirer-habilitation").code == "collaborateur-inconnu"
