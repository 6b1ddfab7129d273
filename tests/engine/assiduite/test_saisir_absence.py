"""Absences entered on Monday 15 March 2027, in a session since the 1st."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.assiduite.models import Absence
from engine.assiduite.refus import (
    AbsenceChangeeDepuis,
    AbsencesQuiSeChevauchent,
    ApresLaFormation,
    AvantLEntree,
    MoisFerme,
    PasEnFormation,
    PeriodeALEnvers,
)
from engine.inscription_entree.refus import CandidatSansInscription, SessionAPreciser
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.journal import JournalRow
from engine.kit.refus import Refus
from tests.engine.assiduite.conftest import Faire, Promotion, annuler, journal, sur_sqlite, une_promotion
from tests.engine.inscriptions import une_inscription
from tests.engine.monde import une_session


def du_3_au_5(promotion: Promotion, nom: str = "Petit", **autres: str) -> dict[str, str]:
    donnees = {"date_debut": "2027-03-03", "date_fin": "2027-03-05", "motif": "maladie"}
    return {"candidat": promotion.numero_de(nom)} | donnees | autres


def test_petit_was_ill_from_the_3rd_to_the_5th(fait: Faire, db: Session, promotion: Promotion) -> None:
    reponse = fait("saisir-absence", **du_3_au_5(promotion, justificatif="certificat médical"))
    absence = db.scalars(sa.select(Absence)).one()
    assert (absence.debut.day, absence.fin.day, absence.motif) == (3, 5, "maladie")
    assert "du mercredi 3 mars 2027 au vendredi 5 mars 2027" in reponse["message"]
    assert reponse["resultat"]["justifiee"] is True
    assert reponse["avertissements"] == []
    ligne = db.scalars(sa.select(JournalRow)).one()
    assert (ligne.evenement, ligne.apres["absence"]) == ("assiduite.absence_saisie", absence.id)


@sur_sqlite
def test_the_preview_names_the_person_and_leaves_nothing(prevu: Faire, db: Session, promotion: Promotion) -> None:
    vue = prevu("saisir-absence", **du_3_au_5(promotion))
    assert vue["complet"] is True
    assert "Absence de\xa0: Camille Petit" in vue["recap"]
    assert "Motif\xa0: maladie, justifiée" in vue["recap"]
    assert [dit["code"] for dit in vue["avertissements"]] == ["absence-sans-justificatif"]
    assert db.scalars(sa.select(Absence)).all() == []
    assert journal(db) == []


@sur_sqlite
def test_the_proposals_are_those_in_training(prevu: Faire, promotion: Promotion) -> None:
    choix = prevu("saisir-absence")["choix"]
    assert [c["indices"]["nom"] for c in choix["candidat"]] == ["Nguyen", "Leroy", "Petit"]
    assert "certificat" in choix["motif"][0]["indices"]["mots"]


@sur_sqlite
def test_someone_not_entered_is_refused_as_soon_as_named(prevu: Faire, promotion: Promotion) -> None:
    vue = prevu("saisir-absence", candidat=promotion.numero_de("Martin"))
    assert [refusee["code"] for refusee in vue["refusees"]] == ["pas-en-formation"]


@pytest.mark.parametrize(
    ("debut", "fin", "refus"),
    [
        ("2027-03-05", "2027-03-03", PeriodeALEnvers),
        ("2027-02-26", "2027-03-02", AvantLEntree),
        ("2027-06-28", "2027-07-02", ApresLaFormation),
        ("2027-03-05", "2027-03-08", AbsencesQuiSeChevauchent),
    ],
)
@sur_sqlite
def test_days_out_of_place_are_refused(
    fait: Faire, db: Session, promotion: Promotion, debut: str, fin: str, refus: type[Refus]
) -> None:
    fait("saisir-absence", **du_3_au_5(promotion))
    with pytest.raises(refus):
        fait("saisir-absence", **du_3_au_5(promotion, date_debut=debut, date_fin=fin))
    assert journal(db) == ["assiduite.absence_saisie"]


@sur_sqlite
def test_the_day_after_another_absence_is_free(fait: Faire, promotion: Promotion) -> None:
    fait("saisir-absence", **du_3_au_5(promotion))
    fait("saisir-absence", **du_3_au_5(promotion, date_debut="2027-03-06", date_fin="2027-03-06"))
    fait("saisir-absence", **du_3_au_5(promotion, nom="Leroy"))


@sur_sqlite
def test_someone_enrolled_but_not_entered_cannot_be_absent(fait: Faire, promotion: Promotion) -> None:
    with pytest.raises(PasEnFormation):
        fait("saisir-absence", **du_3_au_5(promotion, nom="Martin"))


@sur_sqlite
def test_a_declared_month_takes_no_more_absences(fait: Faire, clock: StoppedClock, promotion: Promotion) -> None:
    clock.set("2027-03-25T09:00")
    fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")
    with pytest.raises(MoisFerme, match="mars 2027"):
        fait("saisir-absence", **du_3_au_5(promotion))
    fait("saisir-absence", **du_3_au_5(promotion, date_debut="2027-04-01", date_fin="2027-04-02"))


@sur_sqlite
def test_another_organisme_knows_nobody(fait: Faire, voisine: Acteur, promotion: Promotion) -> None:
    with pytest.raises(CandidatSansInscription):
        fait("saisir-absence", voisine, **du_3_au_5(promotion))


@sur_sqlite
def test_in_two_sessions_one_is_asked_which(fait: Faire, db: Session, promotion: Promotion) -> None:
    autre = une_promotion(db, une_session("Anglais", debut="2027-02-01"), {})
    petit = promotion.inscription("Petit").demandeur
    une_inscription(db, autre.session, petit, StatutInscription.EN_FORMATION)
    db.commit()
    with pytest.raises(SessionAPreciser):
        fait("saisir-absence", **du_3_au_5(promotion))
    fait("saisir-absence", **du_3_au_5(promotion, session=promotion.numero))


def test_undone_while_its_month_is_open(fait: Faire, db: Session, promotion: Promotion) -> None:
    fait("saisir-absence", **du_3_au_5(promotion))
    annuler(fait)
    assert db.scalars(sa.select(Absence)).one().retiree_le is not None
    fait("saisir-absence", **du_3_au_5(promotion))  # the days are free again


@sur_sqlite
def test_not_undone_once_declared_or_changed(fait: Faire, clock: StoppedClock, promotion: Promotion) -> None:
    absence = fait("saisir-absence", **du_3_au_5(promotion))
    candidat = promotion.numero_de("Petit")
    fait("corriger-absence", candidat=candidat, absence=absence["resultat"]["absence"], motif="autre")
    with pytest.raises(AbsenceChangeeDepuis):
        fait("annuler-derniere-operation", operation=absence["recu"])
    leroy = fait("saisir-absence", **du_3_au_5(promotion, nom="Leroy"))
    clock.set("2027-03-26T09:00")
    fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")
    with pytest.raises(MoisFerme):
        fait("annuler-derniere-operation", operation=leroy["recu"])
