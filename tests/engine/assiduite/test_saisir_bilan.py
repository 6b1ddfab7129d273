"""Bilans of a session that ends on Wednesday 30 June 2027."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.assiduite.bilans import bilans_dus
from engine.assiduite.models import Bilan
from engine.assiduite.refus import (
    AucunBilanEnregistrable,
    AutreModuleEnsuite,
    DeuxResultats,
    FormationPasFinie,
    ParcoursClos,
    PersonneHorsDeLaSession,
    ValidationAttendue,
)
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.journal import JournalRow
from engine.kit.refus import DonneeManquante
from engine.offre.refus import SessionInconnue
from tests.engine.assiduite.conftest import Faire, Promotion, annuler, courriels, sur_sqlite
from tests.engine.inscriptions import une_inscription
from tests.engine.monde import GRETA, une_session

S = StatutInscription


@pytest.fixture
def juillet(clock: StoppedClock) -> None:
    clock.set("2027-07-01T09:00")


def test_one_has_it_the_other_not(fait: Faire, db: Session, promotion: Promotion, juillet: None) -> None:
    petit, leroy = promotion.personne("Petit"), promotion.personne("Leroy")
    reponse = fait("saisir-bilan", session=promotion.numero, obtenue=[petit], non_obtenue=[leroy])
    assert {b.resultat for b in db.scalars(sa.select(Bilan))} == {"obtenue", "non_obtenue"}
    assert promotion.inscription("Petit").statut is S.CLOS
    assert reponse["resultat"]["restent"] == 1  # Nguyen, à régulariser
    assert ("assiduite/bilan", "petit@demandeur.example") in courriels(db)
    ligne = db.scalars(sa.select(JournalRow)).one()
    assert ligne.apres["inscriptions"][str(petit)]["resultat"] == "obtenue"


@sur_sqlite
def test_the_preview_names_each_person(prevu: Faire, promotion: Promotion, juillet: None) -> None:
    petit, nguyen = promotion.personne("Petit"), promotion.personne("Nguyen")
    vue = prevu("saisir-bilan", session=promotion.numero, obtenue=[petit], partielle=[nguyen])
    assert "Certification obtenue\xa0: Camille Petit" in vue["recap"]
    assert "Restent à saisir\xa0: Camille Leroy et Camille Nguyen" in vue["recap"]
    assert "Mis de côté\xa0: Le conseiller de Camille Nguyen" in vue["recap"]
    assert promotion.inscription("Petit").statut is S.EN_FORMATION
    assert [c["indices"]["nom"] for c in vue["choix"]["obtenue"]] == ["Petit", "Leroy", "Nguyen"]


@sur_sqlite
def test_not_before_the_end_last_day_included_but_after_an_exit(
    fait: Faire, promotion: Promotion, clock: StoppedClock
) -> None:
    petit, leroy = promotion.personne("Petit"), promotion.personne("Leroy")
    with pytest.raises(FormationPasFinie, match="mercredi 30 juin 2027"):
        fait("saisir-bilan", session=promotion.numero, obtenue=[petit])
    fait("saisir-sortie", candidat=promotion.numero_de("Leroy"), date="2027-03-12", motif="emploi")
    fait("saisir-bilan", session=promotion.numero, non_obtenue=[leroy])
    clock.set("2027-06-30T23:59")
    with pytest.raises(FormationPasFinie, match="à partir du jeudi 1er juillet 2027"):
        fait("saisir-bilan", session=promotion.numero, obtenue=[petit])
    clock.set("2027-07-01T00:00")
    fait("saisir-bilan", session=promotion.numero, obtenue=[petit])
    candidat = promotion.numero_de("Leroy")
    with pytest.raises(ParcoursClos):
        fait("saisir-absence", candidat=candidat, date_debut="2027-03-02", date_fin="2027-03-02", motif="autre")


@sur_sqlite
def test_not_when_another_module_follows(
    fait: Faire, db: Session, clock: StoppedClock, promotion: Promotion, juillet: None
) -> None:
    petit = promotion.inscription("Petit").demandeur
    assert [une.demandeur.nom for une in bilans_dus(db, GRETA, clock.today())] == ["Petit", "Leroy"]
    une_inscription(db, une_session("Module 2", debut="2027-07-05", fin="2027-09-30"), petit)
    db.commit()
    assert [une.demandeur.nom for une in bilans_dus(db, GRETA, clock.today())] == ["Leroy"]
    with pytest.raises(AutreModuleEnsuite, match="Module 2"):
        fait("saisir-bilan", session=promotion.numero, obtenue=[petit.id])


@sur_sqlite
def test_refusals(fait: Faire, voisine: Acteur, promotion: Promotion, juillet: None) -> None:
    petit, nguyen = promotion.personne("Petit"), promotion.personne("Nguyen")
    with pytest.raises(SessionInconnue):
        fait("saisir-bilan", voisine, session=promotion.numero, obtenue=[petit])
    with pytest.raises(DonneeManquante):
        fait("saisir-bilan", session=promotion.numero)
    with pytest.raises(DeuxResultats):
        fait("saisir-bilan", session=promotion.numero, obtenue=[petit], partielle=[petit])
    with pytest.raises(PersonneHorsDeLaSession):
        fait("saisir-bilan", session=promotion.numero, obtenue=[9999])
    with pytest.raises(ValidationAttendue):
        fait("saisir-bilan", session=promotion.numero, obtenue=[nguyen])
    fait("saisir-bilan", session=promotion.numero, obtenue=[petit])
    with pytest.raises(AucunBilanEnregistrable):
        fait("saisir-bilan", session=promotion.numero, obtenue=[petit, nguyen])


def test_compensation(fait: Faire, db: Session, promotion: Promotion, juillet: None) -> None:
    petit = promotion.personne("Petit")
    fait("saisir-bilan", session=promotion.numero, obtenue=[petit])
    annuler(fait)
    assert promotion.inscription("Petit").statut is S.EN_FORMATION
    assert courriels(db)[-1] == ("assiduite/rectification", "petit@demandeur.example")
    fait("saisir-bilan", session=promotion.numero, non_obtenue=[petit])
