"""An #Avenir path planned until 30 June 2027; told on 15 March."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.assiduite.models import FinDeParcours
from engine.assiduite.refus import (
    AbsencesQuiSeChevauchent,
    FinDejaAinsi,
    FinDejaPassee,
    ParcoursChangeDepuis,
    ParcoursDejaFini,
    PasUnParcoursAvenir,
)
from engine.inscription_entree.refus import CandidatSansInscription
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.refus import DonneeManquante
from tests.engine.assiduite.conftest import Faire, Promotion, annuler, courriels, sur_sqlite, une_promotion
from tests.engine.monde import une_session

S = StatutInscription


@pytest.fixture
def avenir(db: Session) -> Promotion:
    gens = {"Petit": S.EN_FORMATION, "Leroy": S.INSCRIT}
    return une_promotion(db, une_session("#Avenir, action sectorielle", marche_avenir=2027), gens)


def test_petit_will_finish_on_the_30th_of_april(fait: Faire, db: Session, avenir: Promotion) -> None:
    reponse = fait("modifier-fin-parcours", candidat=avenir.numero_de("Petit"), date_fin="2027-04-30")
    assert avenir.inscription("Petit").fin_prevue == date(2027, 4, 30)
    assert "auparavant : mercredi 30 juin 2027" in reponse["message"].replace("\xa0", " ")
    assert reponse["resultat"]["tardive"] is False
    assert courriels(db)[0] == ("assiduite/fin_parcours_conseiller", "validations@mission-locale.example")


@pytest.mark.parametrize(("fin", "tardive"), [("2027-03-30", False), ("2027-03-29", True)])
@sur_sqlite
def test_fifteen_days_of_notice(fait: Faire, avenir: Promotion, fin: str, tardive: bool) -> None:
    reponse = fait("modifier-fin-parcours", candidat=avenir.numero_de("Petit"), date_fin=fin)
    assert reponse["resultat"]["tardive"] is tardive


@sur_sqlite
def test_over_a_thousand_hours_the_agency_is_asked(fait: Faire, prevu: Faire, db: Session, avenir: Promotion) -> None:
    donnees = {"candidat": avenir.numero_de("Petit"), "date_fin": "2027-09-30"}
    vue = prevu("modifier-fin-parcours", **donnees, heures_prevues=1001)
    assert [manquante["donnee"] for manquante in vue["manquantes"]] == ["accord_agence"]
    with pytest.raises(DonneeManquante):
        fait("modifier-fin-parcours", **donnees, heures_prevues=1001)
    reponse = fait("modifier-fin-parcours", **donnees, heures_prevues=1001, accord_agence="non")
    assert [dit["article"] for dit in reponse["avertissements"]] == ["avenir-depassement-1000h"]
    donnees["date_fin"] = "2027-10-29"
    assert fait("modifier-fin-parcours", **donnees, heures_prevues=1000)["avertissements"] == []
    assert [ecrite.accord_agence for ecrite in db.scalars(sa.select(FinDeParcours))] == [False, None]


@sur_sqlite
def test_refusals(fait: Faire, clock: StoppedClock, voisine: Acteur, avenir: Promotion, promotion: Promotion) -> None:
    candidat = avenir.numero_de("Petit")
    with pytest.raises(PasUnParcoursAvenir):
        fait("modifier-fin-parcours", candidat=promotion.numero_de("Petit"), date_fin="2027-04-30")
    with pytest.raises(FinDejaAinsi):
        fait("modifier-fin-parcours", candidat=candidat, date_fin="2027-06-30")
    with pytest.raises(FinDejaPassee):
        fait("modifier-fin-parcours", candidat=candidat, date_fin="2027-03-14")
    with pytest.raises(CandidatSansInscription):
        fait("modifier-fin-parcours", voisine, candidat=candidat, date_fin="2027-04-30")
    fait("saisir-abandon", candidat=candidat, date="2027-03-12", motif="Savoirs, définitivement")
    with pytest.raises(ParcoursDejaFini):
        fait("modifier-fin-parcours", candidat=candidat, date_fin="2027-04-30")


def test_compensation(fait: Faire, db: Session, avenir: Promotion) -> None:
    candidat = avenir.numero_de("Leroy")
    premiere = fait("modifier-fin-parcours", candidat=candidat, date_fin="2027-04-30")
    fait("modifier-fin-parcours", candidat=candidat, date_fin="2027-05-31")
    with pytest.raises(ParcoursChangeDepuis):
        fait("annuler-derniere-operation", operation=premiere["recu"])
    annuler(fait)
    assert avenir.inscription("Leroy").fin_prevue == date(2027, 4, 30)
    annuler(fait)
    assert avenir.inscription("Leroy").fin_prevue is None
    assert courriels(db)[-1] == ("assiduite/rectification", "leroy@demandeur.example")


@sur_sqlite
def test_the_end_does_not_come_back_before_an_absence(fait: Faire, avenir: Promotion) -> None:
    candidat = avenir.numero_de("Petit")
    recu = fait("modifier-fin-parcours", candidat=candidat, date_fin="2027-07-30")["recu"]
    fait("saisir-absence", candidat=candidat, date_debut="2027-07-01", date_fin="2027-07-02", motif="autre")
    with pytest.raises(AbsencesQuiSeChevauchent):
        fait("annuler-derniere-operation", operation=recu)
