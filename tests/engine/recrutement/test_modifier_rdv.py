"""Changing what was opened: the day, the hour, the place, the places; those registered are told what changed."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock, a_paris
from engine.kit.journal import JournalRow
from engine.kit.notices import NoticeRow
from engine.kit.refus import DonneeManquante
from engine.recrutement.models import Rdv
from engine.recrutement.refus import (
    DateApresLaSession,
    DateDejaPassee,
    NombreDePlacesIncorrect,
    RdvInconnu,
    RdvSupprime,
)
from engine.recrutement.refus_personnes import EtatChange
from engine.recrutement.refus_plages import (
    CreneauxQuiSeChevauchent,
    DonneeSansObjet,
    PeriodeIncorrecte,
    PlacesOccupees,
    RdvDejaCommence,
    RienAModifier,
)
from tests.engine.recrutement.conftest import Faire
from tests.engine.recrutement.test_creer_rv import heures


def lu(db: Session, id: int) -> tuple[str, str, int]:
    db.expire_all()
    rdv = db.get_one(Rdv, id)
    return f"{a_paris(rdv.debut):%d/%m %H:%M}", rdv.lieu, rdv.places


def courriels(db: Session, modele: str) -> list[str]:
    return list(db.scalars(sa.select(NoticeRow.corps).where(NoticeRow.modele == f"recrutement/{modele}")))


def test_the_meeting_moves_and_those_registered_are_told(fait: Faire, prevu: Faire, db: Session, ric: Rdv) -> None:
    fait("inscrire-candidat", candidat="1234567A", rdv=ric.id, nom="Martin", prenom="Julie")
    donnees: dict[str, Any] = {"rdv": ric.id, "date_heure": "2027-01-19T15:00", "lieu": "Salle B"}
    recap = prevu("modifier-rdv", **donnees)["recap"]
    assert "mardi 19 janvier 2027 à 15\u00a0h, au lieu de mardi 19 janvier 2027 à 14\u00a0h" in recap
    assert "Seront prévenus\u00a0: Julie Martin" in recap
    assert lu(db, ric.id) == ("19/01 14:00", "Rouen", 3)
    recu = fait("modifier-rdv", **donnees)
    assert lu(db, ric.id) == ("19/01 15:00", "Salle B", 3)
    assert "1\u00a0personne inscrite est prévenue\u00a0: Julie Martin" in recu["message"]
    (corps,) = courriels(db, "rdv_modifie")
    assert "Avant\u00a0: Réunion d’information collective du mardi 19 janvier 2027 à 14\u00a0h, Rouen" in corps
    ligne = db.scalars(sa.select(JournalRow).order_by(JournalRow.id.desc())).first()
    assert ligne
    assert (ligne.avant or {})["rdv"]["lieu"] == "Rouen"


def test_more_places_change_nothing_for_those_registered(fait: Faire, db: Session, ric: Rdv) -> None:
    fait("inscrire-candidat", candidat="1234567A", rdv=ric.id)
    fait("modifier-rdv", rdv=ric.id, places=5)
    assert lu(db, ric.id)[2] == 5
    assert courriels(db, "rdv_modifie") == []


def test_never_fewer_places_than_people(fait: Faire, prevu: Faire, ric: Rdv) -> None:
    fait("inscrire-candidat", candidat=["1234567A", "2345678B"], rdv=ric.id)
    with pytest.raises(PlacesOccupees, match="2\u00a0personnes"):
        fait("modifier-rdv", rdv=ric.id, places=1)
    assert prevu("modifier-rdv", rdv=ric.id, places=1)["refusees"][0]["donnee"] == "places"
    fait("modifier-rdv", rdv=ric.id, places=2)


@pytest.mark.parametrize(
    ("donnees", "refus"),
    [
        ({}, DonneeManquante),
        ({"date_heure": "2027-01-12T10:00"}, DateDejaPassee),
        ({"date_heure": "2027-07-01T10:00"}, DateApresLaSession),
        ({"places": 501}, NombreDePlacesIncorrect),
        ({"lieu": "Rouen"}, RienAModifier),
        ({"date_fin": "2027-02-01"}, DonneeSansObjet),
    ],
)
def test_as_at_its_creation(fait: Faire, ric: Rdv, donnees: dict[str, Any], refus: Any) -> None:
    with pytest.raises(refus):
        fait("modifier-rdv", rdv=ric.id, **donnees)


def test_not_once_it_has_started_nor_once_deleted(fait: Faire, voisine: Acteur, clock: StoppedClock, ric: Rdv) -> None:
    with pytest.raises(RdvInconnu):
        fait("modifier-rdv", voisine, rdv=ric.id, lieu="Salle B")
    clock.set("2027-01-19T14:00")
    with pytest.raises(RdvDejaCommence):
        fait("modifier-rdv", rdv=ric.id, lieu="Salle B")
    clock.set("2027-01-19T13:00")
    fait("supprimer-rdv", rdv=ric.id)
    with pytest.raises(RdvSupprime):
        fait("modifier-rdv", rdv=ric.id, lieu="Salle B")


def test_a_group_moves_as_one(fait: Faire, db: Session, groupe: dict[str, Any]) -> None:
    fait("inscrire-candidat", candidat="1234567A", rdv=groupe["rdv"][5])
    fait("modifier-rdv", rdv=groupe["groupe"], date_heure="2027-01-15T14:00")
    assert heures(db)[0] == "15/01 14:00"
    assert heures(db)[5] == "15/01 16:30"
    assert lu(db, groupe["groupe"])[0] == "15/01 14:00"
    assert len(courriels(db, "rdv_modifie")) == 1


def test_one_appointment_of_a_group_moves_alone_and_not_onto_another(
    fait: Faire, db: Session, groupe: dict[str, Any]
) -> None:
    with pytest.raises(CreneauxQuiSeChevauchent):
        fait("modifier-rdv", rdv=groupe["rdv"][0], date_heure="2027-01-14T09:45")
    fait("modifier-rdv", rdv=groupe["rdv"][0], date_heure="2027-01-14T14:00")
    assert heures(db)[-1] == "14/01 14:00"
    assert lu(db, groupe["groupe"])[0] == "14/01 09:30"
    with pytest.raises(DonneeSansObjet):
        fait("modifier-rdv", rdv=groupe["rdv"][0], places=2)


def test_a_range_changes_its_days(fait: Faire, db: Session, plage: int) -> None:
    fait("modifier-rdv", rdv=plage, date_fin="2027-02-15")
    db.expire_all()
    assert db.get_one(Rdv, plage).dernier_jour.isoformat() == "2027-02-15"
    with pytest.raises(PeriodeIncorrecte):
        fait("modifier-rdv", rdv=plage, date_fin="2027-01-12")
    with pytest.raises(DonneeSansObjet, match="le lieu"):
        fait("modifier-rdv", rdv=plage, lieu="Salle B")


def test_undone_it_is_as_before_and_people_are_told_again(fait: Faire, defait: Any, db: Session, ric: Rdv) -> None:
    fait("inscrire-candidat", candidat="1234567A", rdv=ric.id)
    fait("modifier-rdv", rdv=ric.id, date_heure="2027-01-20T09:00", places=8)
    defait()
    assert lu(db, ric.id) == ("19/01 14:00", "Rouen", 3)
    assert len(courriels(db, "rdv_modifie")) == 2


def test_undone_for_a_group_too(fait: Faire, defait: Any, db: Session, groupe: dict[str, Any]) -> None:
    avant = heures(db)
    fait("modifier-rdv", rdv=groupe["groupe"], date_heure="2027-01-15T14:00", lieu="Elbeuf")
    defait()
    assert heures(db) == avant
    assert lu(db, groupe["rdv"][0])[1] == "Salle B"


def test_not_undone_over_another_change_nor_over_the_people_since(
    fait: Faire, defait: Any, conseiller: Acteur, ric: Rdv, voisine: Acteur
) -> None:
    fait("modifier-rdv", rdv=ric.id, places=4)
    for rang in range(4):
        fait("prescrire-candidat", conseiller, candidat=f"111111{rang}A", rdv=ric.id, nom="Roy", prenom="Luc")
    with pytest.raises(PlacesOccupees):
        defait()
    fait("modifier-rdv", rdv=ric.id, lieu="Salle B")
    fait("modifier-rdv", rdv=ric.id, lieu="Salle C")
    defait()


def test_not_undone_once_deleted(fait: Faire, defait: Any, ric: Rdv) -> None:
    fait("modifier-rdv", rdv=ric.id, lieu="Salle B")
    fait("supprimer-rdv", rdv=ric.id)
    with pytest.raises(EtatChange):
        defait("modifier-rdv")
