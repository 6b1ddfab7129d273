"""Corrections of Petit's absence from the 3rd to the 5th of March 2027."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.assiduite.models import Absence
from engine.assiduite.refus import AbsenceInconnue, AbsencesQuiSeChevauchent, AucuneAbsence, MoisFerme, RienACorriger
from engine.inscription_entree.refus import CandidatSansInscription
from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.journal import JournalRow
from tests.engine.assiduite.conftest import Faire, Promotion, annuler, sur_sqlite


@pytest.fixture
def absence(fait: Faire, promotion: Promotion) -> dict[str, Any]:
    """What names the absence in an operation."""
    candidat = promotion.numero_de("Petit")
    reponse = fait(
        "saisir-absence", candidat=candidat, date_debut="2027-03-03", date_fin="2027-03-05", motif="sans_motif"
    )
    return {"candidat": candidat, "absence": reponse["resultat"]["absence"]}


def test_she_was_there_on_the_5th_and_brings_her_certificate(fait: Faire, db: Session, absence: dict[str, Any]) -> None:
    fait("corriger-absence", **absence, date_fin="2027-03-04", motif="maladie", justificatif="certificat médical")
    lue = db.scalars(sa.select(Absence)).one()
    assert (lue.fin.day, lue.motif, lue.justificatif) == (4, "maladie", "certificat médical")
    ligne = db.scalars(sa.select(JournalRow).order_by(JournalRow.id.desc()).limit(1)).one()
    assert (ligne.avant["fin"], ligne.apres["fin"]) == ("2027-03-05", "2027-03-04")
    annuler(fait)
    db.expire_all()
    lue = db.scalars(sa.select(Absence)).one()
    assert (lue.fin.day, lue.motif, lue.justificatif) == (5, "sans_motif", None)


def test_withdrawn_then_restored(fait: Faire, db: Session, absence: dict[str, Any]) -> None:
    fait("corriger-absence", **absence, suppression="oui")
    assert db.scalars(sa.select(Absence)).one().retiree_le is not None
    with pytest.raises(AucuneAbsence):
        fait("corriger-absence", **absence, suppression="oui")
    annuler(fait)
    db.expire_all()
    assert db.scalars(sa.select(Absence)).one().retiree_le is None


@sur_sqlite
def test_the_absences_of_the_person_are_proposed(prevu: Faire, absence: dict[str, Any]) -> None:
    vue = prevu("corriger-absence", candidat=absence["candidat"])
    assert [choix["valeur"] for choix in vue["choix"]["absence"]] == [absence["absence"]]
    assert "sans motif, non justifiée" in vue["choix"]["absence"][0]["titre"]
    vue = prevu("corriger-absence", **absence, motif="maladie")
    assert "Au lieu de\xa0: du mercredi 3 mars 2027" in vue["recap"]


@sur_sqlite
def test_refusals(
    fait: Faire, clock: StoppedClock, promotion: Promotion, voisine: Acteur, absence: dict[str, Any]
) -> None:
    with pytest.raises(RienACorriger):
        fait("corriger-absence", **absence, motif="sans_motif")
    with pytest.raises(AbsenceInconnue):
        fait("corriger-absence", candidat=absence["candidat"], absence=9999, motif="autre")
    with pytest.raises(CandidatSansInscription):
        fait("corriger-absence", voisine, **absence, motif="autre")
    fait(
        "saisir-absence",
        candidat=absence["candidat"], date_debut="2027-03-08", date_fin="2027-03-09", motif="autre",
    )  # fmt: skip
    with pytest.raises(AbsencesQuiSeChevauchent):
        fait("corriger-absence", **absence, date_fin="2027-03-08")
    clock.set("2027-03-25T08:00")
    fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")
    with pytest.raises(MoisFerme):
        fait("corriger-absence", **absence, motif="maladie")
