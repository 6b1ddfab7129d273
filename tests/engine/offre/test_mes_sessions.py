"""The organisme's sessions in progress or to come, and what holds each one back."""

import pytest
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle, execute
from engine.kit.refus import DonneeManquante
from engine.offre.statuts import EtatFiche
from tests.engine.monde import GRETA, VOISIN, une_session

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
    with pytest.raises(DonneeManquante):
        execute(socle, "mes-sessions", {}, HOTLINE)
