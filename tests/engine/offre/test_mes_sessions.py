"""The organisme's sessions in progress or to come, and what holds each one back."""

import pytest
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle, execute
from engine.kit.refus import DonneeManquante
from engine.offre.statuts import EtatFiche
from tests.engine.monde import GRETA, VOISIN, un_rdv, une_session

AUBRY = Acteur("u:1", Role.GESTIONNAIRE, GRETA, "Claire Aubry")
HOTLINE = Acteur("u:9", Role.HOTLINE, None, "Hotline")


def test_one_s_own_sessions_next_to_start_first(socle: Socle, db: Session) -> None:
    db.add_all(
        [
            une_session("Soudure", debut="2027-05-03", numero=1),
            une_session("CAP Cuisine", publiee_le="2027-01-12T08:00", numero=2),
            une_session("CAP Pâtisserie", debut="2026-01-05", fin="2027-01-11", numero=3),
            une_session("Maçon", etat=EtatFiche.ARCHIVEE, numero=4),
            une_session("Menuiserie", siret=VOISIN, numero=5),
        ]
    )
    db.commit()
    liste = execute(socle, "mes-sessions", {}, AUBRY)
    assert [session["intitule"] for session in liste["resultat"]["sessions"]] == ["CAP Cuisine", "Soudure"]
    assert "à partir du mercredi 13 janvier 2027" in liste["message"]
    assert execute(socle, "mes-sessions", {"siret": VOISIN}, AUBRY)["resultat"] == liste["resultat"]


def test_an_organisme_without_any_is_offered_to_know_why(socle: Socle) -> None:
    assert execute(socle, "mes-sessions", {}, AUBRY)["suite"][0]["operation"] == "diagnostiquer-blocage"


def test_the_hotline_says_for_whom(socle: Socle, db: Session) -> None:
    db.add(une_session("Menuiserie", siret=VOISIN, numero=5))
    db.commit()
    liste = execute(socle, "mes-sessions", {"siret": VOISIN}, HOTLINE)
    assert [session["session"] for session in liste["resultat"]["sessions"]] == ["SE_0000000005"]
    assert liste["message"].startswith("Cet organisme a 1\u00a0session")
    with pytest.raises(DonneeManquante):
        execute(socle, "mes-sessions", {}, HOTLINE)


def test_each_with_its_places_its_open_modalities_and_what_is_due(socle: Socle, db: Session) -> None:
    cuisine = une_session("CAP Cuisine", numero=2)
    db.add_all([cuisine, un_rdv(cuisine, "2027-01-19T14:00"), un_rdv(cuisine, "2027-01-11T14:00", inscrits=("Petit",))])
    db.add(une_session("Soudure", numero=1))
    db.commit()
    liste = execute(socle, "mes-sessions", {}, AUBRY)
    par_nom = {session["intitule"]: session for session in liste["resultat"]["sessions"]}
    assert [un["debut"] for un in par_nom["CAP Cuisine"]["modalites_ouvertes"]] == ["2027-01-19T13:00:00+00:00"]
    assert [un["suite"]["operation"] for un in par_nom["CAP Cuisine"]["a_faire"]] == ["saisir-presences"]
    assert par_nom["Soudure"]["modalites_ouvertes"] == []
    assert "Aucune modalité ouverte" in liste["message"]


@pytest.mark.parametrize(
    ("debut", "fin", "vues"),
    [("2027-01-01", "2027-02-28", []), ("2027-06-30", "2027-07-31", ["CAP Cuisine"])],
)
def test_in_a_period(socle: Socle, db: Session, debut: str, fin: str, vues: list[str]) -> None:
    db.add(une_session("CAP Cuisine", debut="2027-03-01", fin="2027-06-30"))
    db.commit()
    liste = execute(socle, "mes-sessions", {"periode": {"debut": debut, "fin": fin}}, AUBRY)
    assert [session["intitule"] for session in liste["resultat"]["sessions"]] == vues
