"""Someone will not come: cancelled by the organisme for them, or by themself; the place is free again."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.notices import NoticeRow
from engine.kit.refus import DroitInsuffisant, Refus
from engine.recrutement.models import Demandeur, InscriptionRdv, Rdv
from engine.recrutement.refus import (
    DejaUnRdvAVenir,
    PersonneNonInscrite,
    PlacesEpuisees,
    RdvDejaPasse,
    RdvInconnu,
    RdvSupprime,
)
from engine.recrutement.refus_personnes import CompteSansDemandeur, DejaAnnule, EtatChange, PresenceSaisie
from engine.recrutement.statuts import EtatRdv
from tests.engine.monde import un_rdv
from tests.engine.recrutement.conftest import Faire


@pytest.fixture
def diallo(fait: Faire, db: Session, ric: Rdv) -> int:
    fait("inscrire-candidat", candidat="50127734418", rdv=ric.id, nom="Diallo", prenom="Amadou")
    return db.scalars(sa.select(Demandeur.id)).one()


def etats(db: Session) -> list[tuple[str, str | None]]:
    db.expire_all()
    inscriptions = db.scalars(sa.select(InscriptionRdv).order_by(InscriptionRdv.id))
    return [(une.presence.value, une.annule_par and une.annule_par.value) for une in inscriptions]


def modeles(db: Session) -> list[str]:
    return [m.removeprefix("recrutement/") for m in db.scalars(sa.select(NoticeRow.modele).order_by(NoticeRow.id))]


def test_by_the_job_seeker_unless_said_otherwise(fait: Faire, db: Session, ric: Rdv, diallo: int) -> None:
    recu = fait("annuler-rdv-candidat", candidat=diallo, rdv=ric.id)
    assert "à l’initiative du demandeur d’emploi" in recu["message"]
    assert recu["resultat"]["restantes"] == 3
    assert etats(db) == [("annule", "demandeur")]
    assert modeles(db) == ["convocation", "rdv_annule"]


def test_by_the_organisme_when_said(fait: Faire, prevu: Faire, db: Session, ric: Rdv, diallo: int) -> None:
    donnees = {"candidat": diallo, "rdv": ric.id, "a_l_initiative_de": "organisme"}
    assert "Candidat\u00a0: Amadou Diallo" in prevu("annuler-rdv-candidat", **donnees)["recap"]
    assert etats(db) == [("a_saisir", None)]
    fait("annuler-rdv-candidat", **donnees)
    assert etats(db) == [("annule", "organisme")]


def test_who_and_where_are_proposed(prevu: Faire, voisine: Acteur, ric: Rdv, diallo: int) -> None:
    vue = prevu("annuler-rdv-candidat", candidat=diallo)
    assert [choix["indices"]["nom"] for choix in vue["choix"]["candidat"]] == ["Diallo"]
    assert [choix["valeur"] for choix in vue["choix"]["rdv"]] == [ric.id]
    assert prevu("annuler-rdv-candidat", voisine)["choix"]["candidat"] == []


def test_once_and_before_the_presence(
    fait: Faire, db: Session, voisine: Acteur, clock: StoppedClock, ric: Rdv, diallo: int
) -> None:
    with pytest.raises(RdvInconnu):
        fait("consulter-inscrits", voisine, rdv=ric.id)
    clock.set("2027-01-19T15:00")
    fait("saisir-presences", rdv=ric.id, absents=[diallo])
    with pytest.raises(PresenceSaisie):
        fait("annuler-rdv-candidat", candidat=diallo, rdv=ric.id)


def test_not_twice_nor_on_a_deleted_one_nor_for_someone_else(
    fait: Faire, db: Session, ric: Rdv, diallo: int, autre_ric: Rdv
) -> None:
    with pytest.raises(PersonneNonInscrite):
        fait("annuler-rdv-candidat", candidat=diallo, rdv=autre_ric.id)
    fait("annuler-rdv-candidat", candidat=diallo, rdv=ric.id)
    with pytest.raises(DejaAnnule, match="Amadou Diallo"):
        fait("annuler-rdv-candidat", candidat=diallo, rdv=ric.id)


@pytest.fixture
def autre_ric(db: Session, ric: Rdv) -> Rdv:
    """Another meeting of the same session, on the 26th."""
    db.add(autre := un_rdv(db.merge(ric).session, "2027-01-26T14:00"))
    db.commit()
    return autre


def test_the_other_organisme_learns_nothing(fait: Faire, voisine: Acteur, ric: Rdv, diallo: int) -> None:
    with pytest.raises(Refus) as refus:
        fait("annuler-rdv-candidat", voisine, candidat=diallo, rdv=ric.id)
    assert "Diallo" not in str(refus.value)


def test_the_cause_is_diagnosed(fait: Faire, ric: Rdv, diallo: int) -> None:
    fait("annuler-rdv-candidat", candidat=diallo, rdv=ric.id)
    assert fait("diagnostiquer-blocage", candidat="50127734418")["resultat"]["cause"] == "inscription-annulee"


def test_undone_while_the_place_is_free(fait: Faire, defait: Any, db: Session, ric: Rdv, diallo: int) -> None:
    fait("annuler-rdv-candidat", candidat=diallo, rdv=ric.id)
    defait()
    assert etats(db) == [("a_saisir", None)]
    assert modeles(db) == ["convocation", "rdv_annule", "convocation"]


def test_not_undone_when_the_place_is_taken_or_the_time_has_come(
    fait: Faire, defait: Any, db: Session, clock: StoppedClock, conseiller: Acteur, ric: Rdv, diallo: int
) -> None:
    fait("annuler-rdv-candidat", candidat=diallo, rdv=ric.id)
    for rang in range(3):
        fait("prescrire-candidat", conseiller, candidat=f"111111{rang}A", rdv=ric.id, nom="Roy", prenom="Luc")
    with pytest.raises(PlacesEpuisees):
        defait()
    clock.set("2027-01-19T14:00")
    with pytest.raises(RdvDejaPasse):
        defait()


def test_not_undone_when_they_are_elsewhere_by_now_or_it_is_deleted(
    fait: Faire, defait: Any, conseiller: Acteur, ric: Rdv, diallo: int, autre_ric: Rdv
) -> None:
    fait("annuler-rdv-candidat", candidat=diallo, rdv=ric.id)
    fait("prescrire-candidat", conseiller, candidat="50127734418", rdv=autre_ric.id, nom="D", prenom="A")
    with pytest.raises(DejaUnRdvAVenir):
        defait()
    fait("supprimer-rdv", rdv=ric.id)
    with pytest.raises(EtatChange):
        defait("annuler-rdv-candidat")


def test_a_job_seeker_takes_a_place_and_gives_it_back(fait: Faire, db: Session, candidate: Acteur, ric: Rdv) -> None:
    recu = fait("se-positionner", candidate, rdv=ric.id)
    assert "Votre place est réservée" in recu["message"]
    assert db.scalars(sa.select(Demandeur)).one().designation == "Léa Petit"
    fait("se-desister", candidate, rdv=ric.id)
    assert etats(db) == [("annule", "demandeur")]
    assert modeles(db) == ["convocation", "rdv_annule", "desistement"]
    with pytest.raises(DejaAnnule):
        fait("se-desister", candidate, rdv=ric.id)
    fait("se-positionner", candidate, rdv=ric.id)
    assert etats(db) == [("annule", "demandeur"), ("a_saisir", None)]


def test_a_job_seeker_meets_the_rules_of_everyone(
    fait: Faire, db: Session, candidate: Acteur, gestionnaire: Acteur, ric: Rdv, clock: StoppedClock
) -> None:
    sans_identifiant = Acteur("u:9", Role.DEMANDEUR_EMPLOI, None, "Quelqu’un")
    with pytest.raises(CompteSansDemandeur):
        fait("se-positionner", sans_identifiant, rdv=ric.id)
    with pytest.raises(DroitInsuffisant):
        fait("se-positionner", gestionnaire, rdv=ric.id)
    with pytest.raises(PersonneNonInscrite):
        fait("se-desister", candidate, rdv=ric.id)
    fait("inscrire-candidat", candidat=["1111111A", "2222222B", "3333333C"], rdv=ric.id)
    with pytest.raises(PlacesEpuisees):
        fait("se-positionner", candidate, rdv=ric.id)
    db.merge(ric).etat = EtatRdv.SUPPRIME
    db.commit()
    with pytest.raises(RdvSupprime):
        fait("se-positionner", candidate, rdv=ric.id)
