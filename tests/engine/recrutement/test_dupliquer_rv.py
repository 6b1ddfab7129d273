"""The same individual appointments another day: same hours on the clock, nobody on them."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur
from engine.recrutement.models import Rdv
from engine.recrutement.refus import DateApresLaSession, DateDejaPassee, RdvInconnu, RdvSupprime
from engine.recrutement.refus_personnes import RdvDejaRempli
from engine.recrutement.refus_plages import CreneauxQuiSeChevauchent, PasUnGroupe
from tests.engine.recrutement.conftest import Faire
from tests.engine.recrutement.test_creer_rv import heures


def test_next_week_at_the_same_hours_with_nobody_on_it(fait: Faire, db: Session, groupe: dict[str, Any]) -> None:
    fait("inscrire-candidat", candidat="1234567A", rdv=groupe["rdv"][0])
    recu = fait("dupliquer-rv", groupe_rv=groupe["groupe"], date="2027-01-21")
    assert heures(db)[6:] == [f"21/01 {heure}" for heure in ("09:00", "09:30", "10:00", "10:30", "11:00", "11:30")]
    copies = [db.get_one(Rdv, id) for id in recu["resultat"]["rdv"]]
    assert {(copie.lieu, len(copie.inscriptions)) for copie in copies} == {("Salle B", 0)}


def test_another_hour_and_another_place(fait: Faire, db: Session, groupe: dict[str, Any]) -> None:
    fait("dupliquer-rv", groupe_rv=groupe["rdv"][3], date="2027-01-14", heure_debut="14:00", lieu="Elbeuf")
    assert heures(db)[6:] == [f"14/01 {heure}" for heure in ("14:00", "14:30", "15:00", "15:30", "16:00", "16:30")]


def test_nine_o_clock_stays_nine_across_the_change_of_clock(fait: Faire, db: Session, groupe: dict[str, Any]) -> None:
    fait("dupliquer-rv", groupe_rv=groupe["groupe"], date="2027-03-30")
    assert heures(db)[6] == "30/03 09:00"


def test_the_preview_says_the_new_day_and_leaves_nothing(prevu: Faire, db: Session, groupe: dict[str, Any]) -> None:
    vue = prevu("dupliquer-rv", groupe_rv=groupe["groupe"], date="2027-01-21")
    assert "jeudi 21 janvier 2027" in vue["recap"]
    assert len(heures(db)) == 6
    assert [choix["valeur"] for choix in prevu("dupliquer-rv")["choix"]["groupe_rv"]] == [groupe["groupe"]]


def test_as_at_the_creation(fait: Faire, voisine: Acteur, groupe: dict[str, Any]) -> None:
    for date, refus in (
        ("2027-01-11", DateDejaPassee),
        ("2027-07-01", DateApresLaSession),
        ("2027-01-14", CreneauxQuiSeChevauchent),
    ):
        with pytest.raises(refus):
            fait("dupliquer-rv", groupe_rv=groupe["groupe"], date=date)
    with pytest.raises(RdvInconnu):
        fait("dupliquer-rv", voisine, groupe_rv=groupe["groupe"], date="2027-01-21")


def test_only_a_group_that_stands(fait: Faire, groupe: dict[str, Any], plage: int) -> None:
    with pytest.raises(PasUnGroupe, match="Plage de candidatures"):
        fait("dupliquer-rv", groupe_rv=plage, date="2027-01-21")
    fait("supprimer-rdv", rdv=groupe["groupe"])
    with pytest.raises(RdvSupprime):
        fait("dupliquer-rv", groupe_rv=groupe["groupe"], date="2027-01-21")


def test_undone_while_nobody_is_registered(fait: Faire, defait: Any, db: Session, groupe: dict[str, Any]) -> None:
    copie = fait("dupliquer-rv", groupe_rv=groupe["groupe"], date="2027-01-21")["resultat"]
    fait("inscrire-candidat", candidat="1234567A", rdv=copie["rdv"][0])
    with pytest.raises(RdvDejaRempli):
        defait("dupliquer-rv")
    defait()
    defait("dupliquer-rv")
    assert len(heures(db)) == 6
