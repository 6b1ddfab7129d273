"""A quote is drafted for one person and one session, exact to the cent; it is Tuesday 12 January 2027, 10:00."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Organisme
from engine.financement.models import Devis
from engine.financement.refus import DevisDejaEnCours, SansReferencementQualite
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, apercu
from engine.kit.journal import JournalRow
from engine.kit.refus import DroitInsuffisant, Refus
from engine.offre.models import SessionFormation
from tests.engine.financement.conftest import (
    AIF,
    CONSEILLERE,
    GESTIONNAIRE,
    POEI,
    VOISINE,
    Faire,
    defaire,
    jusqu_a,
    lettres,
    lire,
)  # fmt: skip
from tests.engine.inscriptions import une_inscription
from tests.engine.monde import GRETA, un_demandeur

UNE_BASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # what does not depend on it


def test_a_draft_has_its_number_its_receipt_and_its_journal_row(fait: Faire, db: Session) -> None:
    reponse = fait("creer-devis", **AIF)
    devis = db.scalars(sa.select(Devis)).one()
    assert (devis.numero, devis.statut.value, devis.siret) == ("DV-2027-0001", "brouillon", GRETA)
    assert (devis.montant, devis.heures) == (Decimal("3200.50"), Decimal("210"))
    assert reponse["recu"] == "R-2027-000001"
    assert "3\u00a0200,50\u00a0€ pour 210\u00a0h" in reponse["message"]
    assert "Léa Petit (7942369Z)" in reponse["message"]
    assert reponse["suite"][0]["operation"] == "transmettre-devis"
    assert reponse["suite"][0]["donnees"] == {"devis": "DV-2027-0001"}
    ligne = db.scalars(sa.select(JournalRow)).one()
    assert (ligne.evenement, ligne.objet) == ("financement.devis_cree", f"devis:{devis.id}")
    assert "Petit" not in str([ligne.avant, ligne.apres, ligne.texte.donnees])
    assert lettres(db) == []


def test_the_preview_says_everything_and_leaves_nothing(socle: Socle, organismes: None, db: Session) -> None:
    vue = apercu(socle, "creer-devis", POEI, GESTIONNAIRE)
    assert vue["complet"]
    for ligne in ("POEI", "Léa Petit (7942369Z)", "SE_0000160070, CAP Cuisine, Rouen", "3\u00a0200,50\u00a0€", "Dupré"):
        assert ligne in vue["recap"]
    assert db.scalars(sa.select(Devis)).all() == db.scalars(sa.select(JournalRow)).all() == []


@UNE_BASE
@pytest.mark.parametrize("type", ["afpr", "poei"])
def test_the_employer_is_asked_for_when_the_type_needs_one(socle: Socle, organismes: None, type: str) -> None:
    vue = apercu(socle, "creer-devis", AIF | {"type_devis": type}, GESTIONNAIRE)
    assert [manquante["donnee"] for manquante in vue["manquantes"]] == ["employeur"]


def test_the_employer_of_an_aif_is_not_kept_and_it_is_said(fait: Faire, db: Session) -> None:
    reponse = fait("creer-devis", **AIF, employeur="Dupré")
    assert [avertissement["code"] for avertissement in reponse["avertissements"]] == ["employeur-sans-objet"]
    assert db.scalars(sa.select(Devis.employeur)).one() is None


@UNE_BASE
@pytest.mark.parametrize(
    ("donnees", "code"),
    [
        ({"montant": "0"}, "montant-non-positif"),
        ({"montant": "-12"}, "montant-non-positif"),
        ({"montant": "12.345"}, "montant-incorrect"),
        ({"montant": "douze"}, "montant-incorrect"),
        ({"heures": 0}, "donnee-mal-formee"),
        ({"type_devis": "cpf"}, "choix-inconnu"),
        ({"candidat": "1234"}, "identifiant-demandeur-incorrect"),
        ({"session": "SE_0000169954"}, "session-inconnue"),
        ({"session": "SE_0000000001"}, "session-inconnue"),
        ({"type_devis": "afpr"}, "employeur-necessaire"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    fait: Faire, db: Session, donnees: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refus) as refus:
        fait("creer-devis", **AIF | donnees)
    assert refus.value.code == code
    assert db.scalars(sa.select(Devis)).all() == []


@UNE_BASE
def test_an_aif_is_refused_as_soon_as_it_is_named_without_a_quality_reference(socle: Socle, organismes: None) -> None:
    vue = apercu(socle, "creer-devis", {"type_devis": "AIF"}, VOISINE)
    assert vue["refusees"][0]["code"] == "aif-sans-referencement-qualite"
    assert apercu(socle, "creer-devis", {"type_devis": "POEI"}, VOISINE)["refusees"] == []


def test_an_aif_is_open_until_the_last_day_of_the_reference(fait: Faire, db: Session, clock: StoppedClock) -> None:
    db.get_one(Organisme, GRETA).date_fin_validite = date(2027, 2, 15)
    db.commit()
    clock.set("2027-02-16T00:00")
    with pytest.raises(SansReferencementQualite, match="lundi 15 février 2027"):
        fait("creer-devis", **AIF)
    clock.set("2027-02-15T23:59")
    assert fait("creer-devis", **AIF)["recu"]


@UNE_BASE
def test_a_session_that_is_over_takes_no_quote(fait: Faire, clock: StoppedClock) -> None:
    clock.set("2027-07-01T00:00")
    with pytest.raises(Refus) as refus:
        fait("creer-devis", **POEI)
    assert refus.value.code == "session-terminee"


@UNE_BASE
def test_a_session_made_for_an_afpr_takes_afpr_quotes(fait: Faire, db: Session) -> None:
    db.scalars(sa.select(SessionFormation).where(SessionFormation.siret == GRETA)).one().dispositif = "afpr"
    db.commit()
    with pytest.raises(Refus) as refus:
        fait("creer-devis", **POEI)
    assert refus.value.code == "devis-autre-dispositif"
    assert fait("creer-devis", **POEI | {"type_devis": "afpr"})["recu"]


@UNE_BASE
@pytest.mark.parametrize("statut", ["brouillon", "transmis", "accepte", "valide"])
def test_one_quote_at_a_time_for_a_person_a_session_and_a_type(fait: Faire, un_devis: str, statut: str) -> None:
    jusqu_a(fait, un_devis, statut)
    with pytest.raises(DevisDejaEnCours, match=un_devis):
        fait("creer-devis", **AIF)
    assert fait("creer-devis", **POEI)["recu"]


@pytest.mark.parametrize("statut", ["refuse", "refuse_pe"])
def test_a_new_quote_closes_the_refused_one_and_gives_it_back_when_undone(
    socle: Socle, fait: Faire, db: Session, un_devis: str, statut: str
) -> None:
    jusqu_a(fait, un_devis, statut)
    nouveau = fait("creer-devis", **AIF)["resultat"]["devis"]
    assert lire(db, un_devis).statut.value == "clos"
    defaire(socle, "creer-devis")
    assert (lire(db, un_devis).statut.value, lire(db, nouveau).statut.value) == (statut, "annule")


def test_a_draft_is_undone_and_a_sent_quote_is_not(socle: Socle, fait: Faire, db: Session, un_devis: str) -> None:
    effet = defaire(socle, "creer-devis")
    assert effet.annule
    assert lire(db, un_devis).statut.value == "annule"
    autre = fait("creer-devis", **AIF)["resultat"]["devis"]
    fait("transmettre-devis", devis=autre)
    with pytest.raises(Refus, match="transmis"):
        defaire(socle, "creer-devis")


@UNE_BASE
def test_the_adviser_makes_no_quote(fait: Faire) -> None:
    with pytest.raises(DroitInsuffisant):
        fait("creer-devis", CONSEILLERE, **AIF)


@UNE_BASE
def test_the_name_of_someone_the_organisme_does_not_know_is_not_told(fait: Faire) -> None:
    donnees = POEI | {"session": "SE_0000169954"}
    assert "Petit" not in fait("creer-devis", VOISINE, **donnees)["message"]


@UNE_BASE
def test_someone_only_enrolled_with_the_organisme_is_named_and_nobody_else_is(fait: Faire, db: Session) -> None:
    session = db.scalars(sa.select(SessionFormation).where(SessionFormation.numero == "SE_0000160070")).one()
    une_inscription(db, session, un_demandeur("Sow", "Awa", "7942377Z"))
    db.commit()
    assert "pour Awa Sow (7942377Z)" in fait("creer-devis", **AIF | {"candidat": "7942377Z"})["message"]
    ailleurs = POEI | {"candidat": "7942377Z", "session": "SE_0000169954"}
    assert "pour 7942377Z" in fait("creer-devis", VOISINE, **ailleurs)["message"]
