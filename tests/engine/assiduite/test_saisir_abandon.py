"""Abandons declared on Monday 15 March 2027."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.assiduite.models import Absence
from engine.assiduite.refus import (
    AbandonAVenir,
    ApresLaSortie,
    AvantLEntree,
    ParcoursChangeDepuis,
    ParcoursDejaFini,
    PasEnFormation,
)
from engine.inscription_entree.refus import CandidatSansInscription
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.journal import JournalRow
from tests.engine.assiduite.conftest import Faire, Promotion, annuler, courriels, sur_sqlite

S = StatutInscription


def test_petit_left_on_friday_and_it_is_told_in_time(fait: Faire, db: Session, promotion: Promotion) -> None:
    candidat = promotion.numero_de("Petit")
    reponse = fait("saisir-abandon", candidat=candidat, date="2027-03-12", motif="raison de santé")
    petit = promotion.inscription("Petit")
    assert (petit.statut, petit.sortie_le, petit.motif) == (S.ABANDON, date(2027, 3, 12), "raison de santé")
    assert reponse["resultat"]["tardive"] is False
    assert reponse["avertissements"] == []
    assert courriels(db) == [
        ("assiduite/abandon_conseiller", "validations@mission-locale.example"),
        ("assiduite/abandon", "petit@demandeur.example"),
    ]


@sur_sqlite
def test_four_days_later_it_is_recorded_as_late(fait: Faire, db: Session, promotion: Promotion) -> None:
    candidat = promotion.numero_de("Petit")
    reponse = fait("saisir-abandon", candidat=candidat, date="2027-03-11", motif="raison de santé")
    assert [dit["code"] for dit in reponse["avertissements"]] == ["declaration-tardive"]
    assert db.scalars(sa.select(JournalRow)).one().apres["tardive"] is True


def test_absences_stop_on_that_day_and_later_ones_are_refused(fait: Faire, db: Session, promotion: Promotion) -> None:
    candidat = promotion.numero_de("Petit")
    absence = {"candidat": candidat, "motif": "sans_motif"}
    fait("saisir-absence", **absence, date_debut="2027-03-10", date_fin="2027-03-19")
    fait("saisir-absence", **absence, date_debut="2027-03-22", date_fin="2027-03-23")
    reponse = fait("saisir-abandon", candidat=candidat, date="2027-03-12", motif="plus de nouvelles")
    assert "absences-raccourcies" in {dit["code"] for dit in reponse["avertissements"]}
    fins = [(a.fin.day, a.retiree_le is None) for a in db.scalars(sa.select(Absence).order_by(Absence.id))]
    assert fins == [(12, True), (23, False)]
    with pytest.raises(ApresLaSortie):
        fait("saisir-absence", **absence, date_debut="2027-03-15", date_fin="2027-03-15")
    annuler(fait)
    db.expire_all()
    fins = [(a.fin.day, a.retiree_le is None) for a in db.scalars(sa.select(Absence).order_by(Absence.id))]
    assert fins == [(19, True), (23, True)]


@sur_sqlite
def test_refusals(fait: Faire, promotion: Promotion, voisine: Acteur) -> None:
    candidat = promotion.numero_de("Petit")
    with pytest.raises(AbandonAVenir):
        fait("saisir-abandon", candidat=candidat, date="2027-03-16", motif="santé")
    with pytest.raises(AvantLEntree):
        fait("saisir-abandon", candidat=candidat, date="2027-02-26", motif="santé")
    with pytest.raises(PasEnFormation):
        fait("saisir-abandon", candidat=promotion.numero_de("Martin"), date="2027-03-12", motif="santé")
    with pytest.raises(CandidatSansInscription):
        fait("saisir-abandon", voisine, candidat=candidat, date="2027-03-12", motif="santé")
    fait("saisir-abandon", candidat=candidat, date="2027-03-12", motif="santé")
    with pytest.raises(ParcoursDejaFini):
        fait("saisir-abandon", candidat=candidat, date="2027-03-12", motif="santé")


@sur_sqlite
def test_the_preview_changes_nothing(prevu: Faire, promotion: Promotion) -> None:
    vue = prevu("saisir-abandon", candidat=promotion.numero_de("Petit"), date="2027-03-12", motif="santé")
    assert "Abandon de\xa0: Camille Petit" in vue["recap"]
    assert promotion.inscription("Petit").statut is S.EN_FORMATION
    proposes = prevu("saisir-abandon", candidat=promotion.numero_de("Petit"))["choix"]["motif"]
    assert "raison de santé" in [choix["titre"] for choix in proposes]


def test_compensation_puts_back_in_training_and_tells_again(
    fait: Faire, db: Session, clock: StoppedClock, promotion: Promotion
) -> None:
    fait("saisir-abandon", candidat=promotion.numero_de("Nguyen"), date="2027-03-12", motif="santé")
    clock.advance(hours=1)
    annuler(fait)
    nguyen = promotion.inscription("Nguyen")
    assert (nguyen.statut, nguyen.sortie_le, nguyen.motif) == (S.A_REGULARISER, None, None)
    assert [modele for modele, _ in courriels(db)][-2:] == [
        "assiduite/rectification_conseiller", "assiduite/rectification",
    ]  # fmt: skip


@sur_sqlite
def test_no_compensation_once_something_followed(fait: Faire, db: Session, promotion: Promotion) -> None:
    fait("saisir-abandon", candidat=promotion.numero_de("Petit"), date="2027-03-12", motif="santé")
    recu = db.scalars(sa.select(JournalRow.recu)).one()
    fait("saisir-bilan", session=promotion.numero, sans_certification=[promotion.personne("Petit")])
    with pytest.raises(ParcoursChangeDepuis):
        fait("annuler-derniere-operation", operation=recu)


@sur_sqlite
def test_an_absence_corrected_since_stays_as_it_was_corrected(fait: Faire, db: Session, promotion: Promotion) -> None:
    candidat = promotion.numero_de("Petit")
    jours = {"date_debut": "2027-03-10", "date_fin": "2027-03-15"}
    absence = fait("saisir-absence", candidat=candidat, motif="autre", **jours)["resultat"]["absence"]
    recu = fait("saisir-abandon", candidat=candidat, date="2027-03-12", motif="santé")["recu"]
    fait("corriger-absence", candidat=candidat, absence=absence, suppression="oui")
    fait("annuler-derniere-operation", operation=recu)
    db.expire_all()
    assert db.get_one(Absence, absence).retiree_le is not None
    assert promotion.inscription("Petit").statut is S.EN_FORMATION
