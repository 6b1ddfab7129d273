"""Exits declared on Monday 15 March 2027."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from engine.assiduite.refus import ApresLaFormation, ParcoursDejaFini
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.clock import StoppedClock
from engine.kit.donnees import ChoixInconnu
from tests.engine.assiduite.conftest import Faire, Promotion, annuler, courriels, sur_sqlite

S = StatutInscription


def test_leroy_found_a_job_and_leaves_on_friday(fait: Faire, db: Session, promotion: Promotion) -> None:
    candidat = promotion.numero_de("Leroy")
    reponse = fait("saisir-sortie", candidat=candidat, date="2027-03-19", motif="emploi")
    leroy = promotion.inscription("Leroy")
    assert (leroy.statut, leroy.sortie_le) == (S.SORTI, date(2027, 3, 19))
    assert reponse["suite"][0]["operation"] == "saisir-bilan"
    assert [modele for modele, _ in courriels(db)] == ["assiduite/sortie_conseiller", "assiduite/sortie"]
    absence = {"candidat": candidat, "date_debut": "2027-03-16", "date_fin": "2027-03-16", "motif": "autre"}
    fait("saisir-absence", **absence)  # until her last day she may still be absent


@pytest.mark.parametrize(("jour", "tardive"), [("2027-03-12", False), ("2027-03-11", True)])
@sur_sqlite
def test_three_days_as_for_the_entry(fait: Faire, promotion: Promotion, jour: str, tardive: bool) -> None:
    reponse = fait("saisir-sortie", candidat=promotion.numero_de("Petit"), date=jour, motif="exclusion")
    assert reponse["resultat"]["tardive"] is tardive


@sur_sqlite
def test_refusals(fait: Faire, promotion: Promotion) -> None:
    candidat = promotion.numero_de("Petit")
    with pytest.raises(ChoixInconnu):
        fait("saisir-sortie", candidat=candidat, date="2027-03-12", motif="vacances")
    with pytest.raises(ApresLaFormation):
        fait("saisir-sortie", candidat=candidat, date="2027-07-01", motif="emploi")
    fait("saisir-abandon", candidat=candidat, date="2027-03-12", motif="santé")
    with pytest.raises(ParcoursDejaFini):
        fait("saisir-sortie", candidat=candidat, date="2027-03-12", motif="emploi")


@sur_sqlite
def test_an_exit_inside_a_declared_month_says_to_open_it_again(
    fait: Faire, clock: StoppedClock, promotion: Promotion
) -> None:
    clock.set("2027-03-30T09:00")
    fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")
    reponse = fait("saisir-sortie", candidat=promotion.numero_de("Petit"), date="2027-03-29", motif="emploi")
    assert [dit["code"] for dit in reponse["avertissements"]] == ["mois-deja-declare-au-depart"]
    assert [dit["code"] for dit in annuler(fait)["avertissements"]] == ["mois-deja-declare-au-retour"]


def test_compensation(fait: Faire, db: Session, promotion: Promotion) -> None:
    fait("saisir-sortie", candidat=promotion.numero_de("Petit"), date="2027-03-12", motif="emploi")
    annuler(fait)
    petit = promotion.inscription("Petit")
    assert (petit.statut, petit.sortie_le) == (S.EN_FORMATION, None)
    assert courriels(db)[-1] == ("assiduite/rectification", "petit@demandeur.example")
