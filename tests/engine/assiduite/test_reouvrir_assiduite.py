"""March 2027 was declared too fast: the hotline opens it again, or not."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.assiduite.models import DemandeReouverture, MoisDeclare
from engine.assiduite.refus import (
    MoisFerme,
    MoisNonDeclare,
    ReouvertureDejaDecidee,
    ReouvertureDejaDemandee,
    ReouvertureInconnue,
)
from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.refus import DroitInsuffisant
from engine.offre.refus import SessionInconnue
from tests.engine.assiduite.conftest import Faire, Promotion, annuler, courriels, sur_sqlite


@pytest.fixture
def mars(fait: Faire, clock: StoppedClock, promotion: Promotion) -> dict[str, str]:
    """March, declared on the 25th."""
    clock.set("2027-03-25T09:00")
    donnees = {"session": promotion.numero, "mois": "2027-03"}
    fait("saisir-assiduite-mois", **donnees)
    return donnees


def test_granted_the_month_is_open_again(
    fait: Faire, db: Session, hotline: Acteur, promotion: Promotion, mars: dict[str, str]
) -> None:
    demande = fait("reouvrir-assiduite", **mars, motif="Il manque une absence")["resultat"]["demande"]
    absence = {"candidat": promotion.numero_de("Petit"), "date_debut": "2027-03-03", "date_fin": "2027-03-03"}
    with pytest.raises(MoisFerme):
        fait("saisir-absence", **absence, motif="maladie")
    fait("accorder-reouverture", hotline, demande=demande)
    fait("saisir-absence", **absence, motif="maladie")
    assert fait("saisir-assiduite-mois", **mars)["resultat"]["declares"] == 3
    assert [modele for modele, _ in courriels(db)] == ["assiduite/reouverture_accordee"]
    assert db.scalar(sa.select(sa.func.count()).select_from(MoisDeclare)) == 6


@sur_sqlite
def test_refused_it_stays_closed_and_the_organisme_knows_why(
    fait: Faire, db: Session, hotline: Acteur, mars: dict[str, str]
) -> None:
    demande = fait("reouvrir-assiduite", **mars, motif="Pour voir")["resultat"]["demande"]
    fait("refuser-reouverture", hotline, demande=demande, reponse="Le mois est déjà payé.")
    assert db.scalars(sa.select(DemandeReouverture)).one().reponse == "Le mois est déjà payé."
    with pytest.raises(ReouvertureDejaDecidee):
        fait("accorder-reouverture", hotline, demande=demande)
    fait("reouvrir-assiduite", **mars, motif="Avec un justificatif")  # one may ask again


@sur_sqlite
def test_refusals(fait: Faire, voisine: Acteur, hotline: Acteur, promotion: Promotion, mars: dict[str, str]) -> None:
    with pytest.raises(MoisNonDeclare):
        fait("reouvrir-assiduite", session=promotion.numero, mois="2027-04", motif="Erreur")
    with pytest.raises(SessionInconnue):
        fait("reouvrir-assiduite", voisine, **mars, motif="Erreur")
    demande = fait("reouvrir-assiduite", **mars, motif="Erreur")["resultat"]["demande"]
    with pytest.raises(ReouvertureDejaDemandee):
        fait("reouvrir-assiduite", **mars, motif="Erreur")
    with pytest.raises(DroitInsuffisant):
        fait("accorder-reouverture", demande=demande)
    with pytest.raises(ReouvertureInconnue):
        fait("accorder-reouverture", hotline, demande=999)


def test_taken_back_until_granted(fait: Faire, hotline: Acteur, mars: dict[str, str]) -> None:
    fait("reouvrir-assiduite", **mars, motif="Erreur")
    annuler(fait)
    demande = fait("reouvrir-assiduite", **mars, motif="Erreur")
    fait("accorder-reouverture", hotline, demande=demande["resultat"]["demande"])
    with pytest.raises(ReouvertureDejaDecidee):
        fait("annuler-derniere-operation", operation=demande["recu"])


@sur_sqlite
def test_the_declared_months_are_proposed(prevu: Faire, promotion: Promotion, mars: dict[str, str]) -> None:
    vue = prevu("reouvrir-assiduite")
    assert [choix["valeur"] for choix in vue["choix"]["session"]] == [promotion.numero]
    vue = prevu("reouvrir-assiduite", session=promotion.numero)
    assert [choix["valeur"] for choix in vue["choix"]["mois"]] == ["2027-03"]
