"""Interruptions of a session from 1 March to 31 August 2027, said on 15 March."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.assiduite.models import Interruption
from engine.assiduite.refus import (
    EntreeSuivieDUneInterruption,
    InterruptionAVenirPourUnePersonne,
    InterruptionHorsSession,
    InterruptionsQuiSeChevauchent,
    InterruptionTropCourte,
    MoisFerme,
    PasEnFormation,
)
from engine.inscription_entree.refus import CandidatPasDansLaSession
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.offre.refus import SessionInconnue
from tests.engine.assiduite.conftest import Faire, Promotion, annuler, courriels, sur_sqlite, une_promotion
from tests.engine.monde import une_session

S = StatutInscription


@pytest.fixture
def promotion(db: Session) -> Promotion:
    gens = {"Petit": S.EN_FORMATION, "Leroy": S.EN_FORMATION, "Martin": S.INSCRIT}
    return une_promotion(db, une_session("CAP Cuisine", numero=160070, fin="2027-08-31"), gens)


def test_no_training_from_the_1st_to_the_20th_of_august(fait: Faire, db: Session, promotion: Promotion) -> None:
    reponse = fait("saisir-interruption", session=promotion.numero, date_debut="2027-08-01", date_fin="2027-08-20")
    ecrite = db.scalars(sa.select(Interruption)).one()
    assert (ecrite.portee.value, ecrite.tardive) == ("session", False)
    assert "20\xa0jours" in reponse["message"]
    assert [dit["article"] for dit in reponse["avertissements"]] == ["interruption-plus-15-jours"]
    assert [adresse for _, adresse in courriels(db)][1::2] == ["petit@demandeur.example", "leroy@demandeur.example"]


@sur_sqlite
def test_sixteen_days_are_taken_fifteen_refused(fait: Faire, promotion: Promotion) -> None:
    with pytest.raises(InterruptionTropCourte):
        fait("saisir-interruption", session=promotion.numero, date_debut="2027-08-01", date_fin="2027-08-15")
    fait("saisir-interruption", session=promotion.numero, date_debut="2027-08-01", date_fin="2027-08-16")


@pytest.mark.parametrize(("debut", "tardive"), [("2027-03-12", False), ("2027-03-11", True)])
@sur_sqlite
def test_for_named_people_within_three_days(fait: Faire, promotion: Promotion, debut: str, tardive: bool) -> None:
    candidats = [promotion.numero_de("Petit")]
    reponse = fait(
        "saisir-interruption",
        session=promotion.numero, date_debut=debut, date_fin="2027-03-31", candidats=candidats,
    )  # fmt: skip
    assert reponse["resultat"] | {"interruption": 0} == {"interruption": 0, "portee": "personnes", "tardive": tardive}
    assert "Camille Petit" in reponse["message"]


@sur_sqlite
def test_refusals(fait: Faire, prevu: Faire, promotion: Promotion, voisine: Acteur) -> None:
    aout = {"session": promotion.numero, "date_debut": "2027-08-01", "date_fin": "2027-08-20"}
    with pytest.raises(InterruptionHorsSession):
        fait("saisir-interruption", **aout | {"date_fin": "2027-09-02"})
    with pytest.raises(SessionInconnue):
        fait("saisir-interruption", voisine, **aout)
    with pytest.raises(InterruptionAVenirPourUnePersonne):
        fait("saisir-interruption", **aout, candidats=[promotion.numero_de("Petit")])
    with pytest.raises(PasEnFormation):
        fait("saisir-interruption", **aout, candidats=[promotion.numero_de("Martin")])
    with pytest.raises(CandidatPasDansLaSession):
        fait("saisir-interruption", **aout, candidats=["9999999Z"])
    fait("saisir-interruption", **aout)
    with pytest.raises(InterruptionsQuiSeChevauchent):
        fait("saisir-interruption", **aout | {"date_debut": "2027-07-15", "date_fin": "2027-08-01"})
    vue = prevu("saisir-interruption", session=promotion.numero)
    assert [choix["indices"]["nom"] for choix in vue["choix"]["candidats"]] == ["Petit", "Leroy"]


@sur_sqlite
def test_two_people_may_be_interrupted_on_the_same_days(fait: Faire, promotion: Promotion) -> None:
    mars = {"session": promotion.numero, "date_debut": "2027-03-12", "date_fin": "2027-03-31"}
    fait("saisir-interruption", **mars, candidats=[promotion.numero_de("Petit")])
    fait("saisir-interruption", **mars, candidats=[promotion.numero_de("Leroy")])
    with pytest.raises(InterruptionsQuiSeChevauchent):
        fait("saisir-interruption", **mars, candidats=[promotion.numero_de("Leroy")])


def test_undone_while_no_declared_month_holds_it(
    fait: Faire, db: Session, clock: StoppedClock, promotion: Promotion
) -> None:
    aout = {"session": promotion.numero, "date_debut": "2027-08-01", "date_fin": "2027-08-20"}
    fait("saisir-interruption", **aout)
    annuler(fait)
    assert db.scalars(sa.select(Interruption)).one().annule_le is not None
    assert courriels(db)[-1] == ("assiduite/rectification", "leroy@demandeur.example")
    recu = fait("saisir-interruption", **aout)["recu"]
    clock.set("2027-08-26T09:00")
    fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-08")
    with pytest.raises(MoisFerme):
        fait("annuler-derniere-operation", operation=recu)
    with pytest.raises(MoisFerme):
        fait("saisir-interruption", **aout | {"date_debut": "2027-07-16", "date_fin": "2027-08-01"})


@sur_sqlite
def test_not_undone_either_once_everyone_has_a_bilan(fait: Faire, clock: StoppedClock, promotion: Promotion) -> None:
    aout = {"session": promotion.numero, "date_debut": "2027-08-01", "date_fin": "2027-08-20"}
    recu = fait("saisir-interruption", **aout)["recu"]
    clock.set("2027-09-01T09:00")
    fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-08")
    gens = [promotion.personne(nom) for nom in ("Petit", "Leroy")]
    fait("saisir-bilan", session=promotion.numero, sans_certification=gens)
    with pytest.raises(MoisFerme):
        fait("annuler-derniere-operation", operation=recu)


@sur_sqlite
def test_the_entry_of_someone_interrupted_does_not_change(fait: Faire, promotion: Promotion) -> None:
    petit = {"session": promotion.numero, "candidat": promotion.numero_de("Petit")}
    mars = {"session": promotion.numero, "date_debut": "2027-03-12", "date_fin": "2027-03-31"}
    fait("saisir-interruption", **mars, candidats=[petit["candidat"]])
    with pytest.raises(EntreeSuivieDUneInterruption, match="12 mars"):
        fait("corriger-entree", **petit, present_ou_absent="absent")
    annuler(fait)
    fait("corriger-entree", **petit, present_ou_absent="absent")
