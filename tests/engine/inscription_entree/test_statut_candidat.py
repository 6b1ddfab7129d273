"""« Où en est le dossier de Mme Petit ? »: status, meaning, who must act, since when."""

import pytest
from sqlalchemy.orm import Session

from engine.inscription_entree.refus import CandidatPasDansLaSession, CandidatSansInscription
from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle
from engine.kit.journal import JournalRow
from tests.engine.inscription_entree.conftest import Faire, Promotion
from tests.engine.monde import inscrire, un_demandeur, un_rdv, une_session


@pytest.fixture
def socle(sqlite_socle: Socle) -> Socle:
    """A read is the same on both databases."""
    return sqlite_socle


def test_who_must_act_and_since_when(fait: Faire, promotion: Promotion, clock: StoppedClock, db: Session) -> None:
    clock.set("2027-03-02T09:00")
    martin = fait("statut-candidat", candidat=promotion.numero_de("Martin"))
    assert "«\u00a0retenu\u00a0» depuis le lundi 1er mars 2027" in martin["message"]
    assert "le conseiller (mission locale), qui valide par OUIFORM" in martin["message"]
    assert martin["recu"] is None
    petit = fait("statut-candidat", candidat=promotion.numero_de("Petit"), session=promotion.numero)
    assert "votre organisme, qui saisit l’entrée" in petit["message"]
    assert petit["suite"][0]["operation"] == "saisir-entrees"
    assert petit["resultat"]["dossiers"][0]["statut"] == "inscrit"
    assert db.query(JournalRow).count() == 0


def test_before_the_first_day_nobody_has_to_act(fait: Faire, promotion: Promotion, clock: StoppedClock) -> None:
    clock.set("2027-02-20T09:00")
    assert (
        "personne d’ici au lundi 1er mars 2027"
        in fait("statut-candidat", candidat=promotion.numero_de("Petit"))["message"]
    )


def test_an_appointment_alone_is_told_too(fait: Faire, db: Session) -> None:
    rdv = un_rdv(une_session("Soudure"), "2027-03-08T14:00")
    inscrire(rdv, un_demandeur("Diallo", identifiant="50127734418"))
    db.add(rdv)
    db.commit()
    message = fait("statut-candidat", candidat="50127734418")["message"]
    assert "n’a pas encore d’inscription en formation" in message
    assert "présence à saisir" in message


def test_unknown_or_not_yours_in_the_same_words(
    fait: Faire, promotion: Promotion, voisine: Acteur, db: Session
) -> None:
    db.add(autre := une_session("Soudure"))
    db.commit()
    petit = promotion.numero_de("Petit")
    for acteur, candidat in ((None, "7654321X"), (voisine, petit)):
        with pytest.raises(CandidatSansInscription) as refus:
            fait("statut-candidat", acteur, candidat=candidat)
        assert "Petit" not in str(refus.value)
    with pytest.raises(CandidatPasDansLaSession):
        fait("statut-candidat", candidat=petit, session=autre.numero)


def test_the_hotline_sees_every_organisme(fait: Faire, promotion: Promotion) -> None:
    hotline = Acteur("u:9", Role.HOTLINE, None, "Nadia Hotline")
    assert fait("statut-candidat", hotline, candidat=promotion.numero_de("Petit"))["resultat"]["dossiers"]
