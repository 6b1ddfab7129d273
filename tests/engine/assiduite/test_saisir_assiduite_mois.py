"""The month of March 2027, declared from Thursday the 25th."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.assiduite.models import MoisDeclare
from engine.assiduite.mois import mois_a_declarer
from engine.assiduite.refus import (
    AssiduiteDejaDeclaree,
    AssiduitePasEncoreOuverte,
    MoisHorsSession,
    PersonneEnFormation,
)
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.offre.refus import SessionInconnue
from engine.suivi_assistance.refus import OperationNonAnnulable
from tests.engine.assiduite.conftest import Faire, Promotion, annuler, journal, sur_sqlite, une_promotion
from tests.engine.inscriptions import une_inscription
from tests.engine.monde import GRETA, un_demandeur, une_session

S = StatutInscription


def test_not_on_the_24th_on_the_25th_yes(fait: Faire, clock: StoppedClock, promotion: Promotion) -> None:
    clock.set("2027-03-24T23:59")
    with pytest.raises(AssiduitePasEncoreOuverte, match="jeudi 25 mars 2027"):
        fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")
    clock.set("2027-03-25T00:00")
    reponse = fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")
    assert reponse["resultat"] == {"session": promotion.numero, "mois": "2027-03", "declares": 3, "tardif": False}
    assert [dit["code"] for dit in reponse["avertissements"]] == ["entree-a-regulariser"]  # Nguyen


def test_the_recap_names_each_person_and_their_absences(
    fait: Faire, prevu: Faire, db: Session, clock: StoppedClock, promotion: Promotion
) -> None:
    petit, leroy = promotion.numero_de("Petit"), promotion.numero_de("Leroy")
    fait("saisir-absence", candidat=petit, date_debut="2027-03-03", date_fin="2027-03-05", motif="maladie")
    fait("saisir-absence", candidat=petit, date_debut="2027-03-30", date_fin="2027-04-02", motif="sans_motif")
    fait("saisir-abandon", candidat=leroy, date="2027-03-12", motif="santé")
    clock.set("2027-03-26T09:00")
    lignes = prevu("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")["recap"].splitlines()
    assert lignes[2:] == [
        "Camille Petit\xa0: absence du mercredi 3 mars 2027 au vendredi 5 mars 2027 (maladie, justifiée) ; "
        "absence du mardi 30 mars 2027 au mercredi 31 mars 2027 (sans motif, non justifiée)",
        "Camille Leroy\xa0: abandon le vendredi 12 mars 2027",
        "Camille Nguyen\xa0: aucune absence",
    ]
    assert db.scalars(sa.select(MoisDeclare)).all() == []
    fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")
    declare = db.scalars(sa.select(MoisDeclare).order_by(MoisDeclare.inscription_id)).first()
    assert declare is not None
    assert [(a["debut"], a["fin"]) for a in declare.contenu["absences"]] == [
        ("2027-03-03", "2027-03-05"), ("2027-03-30", "2027-03-31"),
    ]  # fmt: skip


@sur_sqlite
def test_a_past_month_is_declared_as_late(fait: Faire, clock: StoppedClock, promotion: Promotion) -> None:
    clock.set("2027-04-01T08:00")
    reponse = fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")
    assert reponse["resultat"]["tardif"] is True
    assert reponse["avertissements"][0]["code"] == "assiduite-tardive"


@sur_sqlite
def test_a_session_that_ends_before_the_25th_opens_on_its_last_day(
    fait: Faire, db: Session, clock: StoppedClock
) -> None:
    courte = une_promotion(db, une_session("Anglais", debut="2027-03-01", fin="2027-03-12"), {"Petit": S.EN_FORMATION})
    clock.set("2027-03-11T18:00")
    with pytest.raises(AssiduitePasEncoreOuverte):
        fait("saisir-assiduite-mois", session=courte.numero, mois="2027-03")
    clock.set("2027-03-12T09:00")
    fait("saisir-assiduite-mois", session=courte.numero, mois="2027-03")


def test_once_for_each_enrolment(fait: Faire, db: Session, clock: StoppedClock, promotion: Promotion) -> None:
    clock.set("2027-03-25T09:00")
    fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")
    with pytest.raises(AssiduiteDejaDeclaree):
        fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")
    une_inscription(db, promotion.session, un_demandeur("Diallo"), S.EN_FORMATION)  # entered, but said late
    db.commit()
    reponse = fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")
    assert reponse["resultat"]["declares"] == 1


@sur_sqlite
def test_refusals(fait: Faire, db: Session, clock: StoppedClock, voisine: Acteur, promotion: Promotion) -> None:
    clock.set("2027-03-25T09:00")
    for mois in ("2027-02", "2027-07"):
        with pytest.raises(MoisHorsSession):
            fait("saisir-assiduite-mois", session=promotion.numero, mois=mois)
    with pytest.raises(SessionInconnue):
        fait("saisir-assiduite-mois", voisine, session=promotion.numero, mois="2027-03")
    vide = une_promotion(db, une_session("Anglais"), {"Martin": S.INSCRIT})
    with pytest.raises(PersonneEnFormation):
        fait("saisir-assiduite-mois", session=vide.numero, mois="2027-03")


@sur_sqlite
def test_it_is_not_undone(fait: Faire, db: Session, clock: StoppedClock, promotion: Promotion) -> None:
    clock.set("2027-03-25T09:00")
    fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")
    with pytest.raises(OperationNonAnnulable):
        annuler(fait)
    assert journal(db) == ["assiduite.mois_declare"]


@sur_sqlite
def test_what_is_to_declare_is_proposed_and_told(
    fait: Faire, prevu: Faire, db: Session, clock: StoppedClock, promotion: Promotion
) -> None:
    assert mois_a_declarer(db, GRETA, clock.now()) == []
    clock.set("2027-04-26T09:00")
    dus = [(session.numero, mois) for session, mois, _ in mois_a_declarer(db, GRETA, clock.now())]
    assert dus == [(promotion.numero, "2027-03"), (promotion.numero, "2027-04")]
    vue = prevu("saisir-assiduite-mois", session=promotion.numero)
    assert [choix["titre"] for choix in vue["choix"]["mois"]] == ["mars 2027", "avril 2027"]
    fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")
    assert [mois for _, mois, _ in mois_a_declarer(db, GRETA, clock.now())] == ["2027-04"]
