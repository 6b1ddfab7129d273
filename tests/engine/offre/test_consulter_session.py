"""The synthesis of a session, by any of its numbers, for its organisme and the hotline."""

import pytest
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle, execute
from engine.offre.refus import SessionInconnue
from tests.engine.monde import GRETA, VOISIN, une_session

AUBRY = Acteur("u:1", Role.GESTIONNAIRE, GRETA, "Claire Aubry")
MOREL = Acteur("u:2", Role.GESTIONNAIRE, VOISIN, "Inès Morel")
HOTLINE = Acteur("u:9", Role.HOTLINE, None, "Hotline")


@pytest.mark.parametrize("numero", ["14_SE_0000160070", "SE_0000160070", "3560070"])
@pytest.mark.parametrize("acteur", [AUBRY, HOTLINE], ids=["organisme", "hotline"])
def test_each_number_gives_the_same_synthesis(socle: Socle, db: Session, numero: str, acteur: Acteur) -> None:
    db.add(une_session("CAP Cuisine", numero=160070))
    db.commit()
    fiche = execute(socle, "consulter-session", {"session": numero}, acteur)
    assert "SE_0000160070 (CARIF-OREF), 3560070 (KAIROS)" in fiche["message"]
    assert "du lundi 1er mars 2027 au mercredi 30 juin 2027" in fiche["message"]
    assert "publiée, recrutement ouvert" in fiche["message"]
    assert fiche["resultat"]["places"] == 12


def test_unknown_dates_are_said_to_be_unknown(socle: Socle, db: Session) -> None:
    db.add(une_session(debut=None, fin=None, numero=1))
    db.commit()
    assert "dates non précisées" in execute(socle, "consulter-session", {"session": "SE_1"}, AUBRY)["message"]


def test_another_organisme_does_not_see_it(socle: Socle, db: Session) -> None:
    db.add(une_session(numero=1))
    db.commit()
    with pytest.raises(SessionInconnue):
        execute(socle, "consulter-session", {"session": "SE_0000000001"}, MOREL)
