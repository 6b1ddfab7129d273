"""A candidate proposed on Tuesday 12 January 2027 is called back, then decided on; « retenue » starts the enrolment."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.inscription_entree.models import Inscription
from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.refus import DonneeManquante
from engine.recrutement.models import Candidature
from engine.recrutement.refus_personnes import CandidatureDejaTraitee, CandidatureInconnue, ContactIncorrect
from tests.engine.recrutement.conftest import Faire


@pytest.fixture
def sow(fait: Faire, conseiller: Acteur, plage: int, clock: StoppedClock) -> int:
    recu = fait("proposer-candidature", conseiller, plage=plage, candidat="1111111A", nom="Sow", prenom="Awa")
    clock.set("2027-01-14T09:00")
    return int(recu["resultat"]["candidature"])


def lue(db: Session, id: int) -> tuple[str, str | None]:
    db.expire_all()
    une = db.get_one(Candidature, id)
    return une.statut.value, une.contact_le and une.contact_le.isoformat()


def statuts_des_inscriptions(db: Session) -> list[str]:
    db.expire_all()
    return [une.statut.value for une in db.scalars(sa.select(Inscription))]


def test_called_back_then_retained(fait: Faire, prevu: Faire, db: Session, sow: int) -> None:
    fait("traiter-candidature", candidature=sow, date_contact="2027-01-13")
    assert lue(db, sow) == ("contactee", "2027-01-13")
    donnees = {"candidature": sow, "date_contact": "2027-01-14", "resultat": "retenue"}
    vue = prevu("traiter-candidature", **donnees)
    assert "Awa Sow, Mission locale de Rouen" in vue["recap"]
    assert statuts_des_inscriptions(db) == []
    recu = fait("traiter-candidature", **donnees)
    assert "AIS" in recu["message"]
    assert lue(db, sow) == ("retenue", "2027-01-14")
    assert statuts_des_inscriptions(db) == ["retenu"]


def test_the_contact_comes_before_the_result_and_is_not_to_come(fait: Faire, sow: int) -> None:
    with pytest.raises(DonneeManquante):
        fait("traiter-candidature", candidature=sow, resultat="retenue")
    for jour in ("2027-01-11", "2027-01-15"):
        with pytest.raises(ContactIncorrect):
            fait("traiter-candidature", candidature=sow, date_contact=jour)


def test_not_retained_and_waiting_can_change_and_retained_cannot(fait: Faire, db: Session, sow: int) -> None:
    def decider(resultat: str) -> None:
        fait("traiter-candidature", candidature=sow, date_contact="2027-01-14", resultat=resultat)

    for resultat in ("non_retenue", "en_attente", "non_retenue", "retenue"):
        decider(resultat)
        assert lue(db, sow)[0] == resultat
    with pytest.raises(CandidatureDejaTraitee):
        decider("non_retenue")


def test_those_to_call_back_are_proposed_and_due(
    fait: Faire, prevu: Faire, gestionnaire: Acteur, voisine: Acteur, sow: int
) -> None:
    (choix,) = prevu("traiter-candidature")["choix"]["candidature"]
    assert (choix["valeur"], choix["indices"]["nom"]) == (sow, "Sow")
    assert prevu("traiter-candidature", voisine)["choix"]["candidature"] == []
    cles = [ligne["cle"] for ligne in fait("mes-echeances")["resultat"]["echeances"]]
    assert f"candidature:{sow}" in cles
    with pytest.raises(CandidatureInconnue):
        fait("traiter-candidature", voisine, candidature=sow, date_contact="2027-01-14")


def test_undone_it_is_as_before_and_the_enrolment_cancelled(fait: Faire, defait: Any, db: Session, sow: int) -> None:
    fait("traiter-candidature", candidature=sow, date_contact="2027-01-14", resultat="retenue")
    defait()
    assert lue(db, sow) == ("proposee", None)
    assert statuts_des_inscriptions(db) == ["annule"]
