"""A range in which prescribers propose candidates, and what they do on it."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.notices import NoticeRow
from engine.offre.refus import MarcheAvenirPasse, SessionInconnue
from engine.recrutement.models import Candidature, Rdv
from engine.recrutement.refus import DateApresLaSession, DateDejaPassee, RdvInconnu, RdvSupprime
from engine.recrutement.refus_personnes import RdvDejaRempli
from engine.recrutement.refus_plages import DejaPropose, PasUnePlage, PeriodeIncorrecte, PlageFermee
from engine.recrutement.statuts import EtatRdv
from tests.engine.monde import une_session
from tests.engine.recrutement.conftest import Faire

SOW = {"candidat": "1111111A", "nom": "Sow", "prenom": "Awa"}


def test_from_the_first_of_march_to_the_thirty_first(fait: Faire, db: Session, session_ouverte: str) -> None:
    recu = fait("ouvrir-candidature", session=session_ouverte, date_debut="2027-03-01", date_fin="2027-03-31")
    assert "du lundi 1er mars 2027 au mercredi 31 mars 2027" in recu["message"]
    plage = db.get_one(Rdv, recu["resultat"]["rdv"])
    assert (plage.premier_jour.isoformat(), plage.dernier_jour.isoformat()) == ("2027-03-01", "2027-03-31")


def test_the_preview_leaves_nothing(prevu: Faire, db: Session, session_ouverte: str) -> None:
    vue = prevu("ouvrir-candidature", session=session_ouverte, date_debut="2027-03-01", date_fin="2027-03-31")
    assert "Dernier jour\u00a0: mercredi 31 mars 2027" in vue["recap"]
    assert db.scalars(sa.select(Rdv)).all() == []


@pytest.mark.parametrize(
    ("debut", "fin", "refus"),
    [
        ("2027-01-11", "2027-01-31", DateDejaPassee),
        ("2027-06-01", "2027-07-01", DateApresLaSession),
        ("2027-03-31", "2027-03-01", PeriodeIncorrecte),
    ],
)
def test_dates_that_cannot_be(fait: Faire, session_ouverte: str, debut: str, fin: str, refus: Any) -> None:
    with pytest.raises(refus):
        fait("ouvrir-candidature", session=session_ouverte, date_debut=debut, date_fin=fin)


def test_not_on_a_past_market_nor_on_another_s_session(
    fait: Faire, db: Session, voisine: Acteur, session_ouverte: str
) -> None:
    db.add(ancienne := une_session(marche_avenir=2026))
    db.commit()
    jours = {"date_debut": "2027-01-13", "date_fin": "2027-01-31"}
    with pytest.raises(MarcheAvenirPasse):
        fait("ouvrir-candidature", session=ancienne.numero, **jours)
    with pytest.raises(SessionInconnue):
        fait("ouvrir-candidature", voisine, session=session_ouverte, **jours)


def test_a_range_that_covers_another_is_said(fait: Faire, plage: int, session_ouverte: str) -> None:
    recu = fait("ouvrir-candidature", session=session_ouverte, date_debut="2027-01-31", date_fin="2027-02-15")
    assert [a["code"] for a in recu["avertissements"]] == ["plages-qui-se-recouvrent"]


def test_a_prescriber_proposes_and_the_organisme_is_told(
    fait: Faire, db: Session, conseiller: Acteur, plage: int
) -> None:
    fait("proposer-candidature", conseiller, plage=plage, **SOW)
    une = db.scalars(sa.select(Candidature)).one()
    assert (une.demandeur.designation, une.prescripteur, une.statut.value) == (
        "Awa Sow", "Mission locale de Rouen", "proposee",
    )  # fmt: skip
    assert db.scalars(sa.select(NoticeRow.modele)).all() == ["recrutement/candidature_proposee"]
    with pytest.raises(DejaPropose, match="Awa Sow"):
        fait("proposer-candidature", conseiller, plage=plage, **SOW)


def test_only_on_the_days_of_the_range(
    fait: Faire, conseiller: Acteur, clock: StoppedClock, plage: int, session_ouverte: str
) -> None:
    mars = fait("ouvrir-candidature", session=session_ouverte, date_debut="2027-03-01", date_fin="2027-03-31")
    with pytest.raises(PlageFermee):
        fait("proposer-candidature", conseiller, plage=mars["resultat"]["rdv"], **SOW)
    clock.set("2027-01-31T23:59")
    fait("proposer-candidature", conseiller, plage=plage, **SOW)
    clock.set("2027-02-01T00:00")
    with pytest.raises(PlageFermee):
        fait("proposer-candidature", conseiller, plage=plage, candidat="2222222B", nom="Roy", prenom="Luc")


def test_not_on_a_meeting_nor_on_a_deleted_range(fait: Faire, conseiller: Acteur, ric: Rdv) -> None:
    with pytest.raises(PasUnePlage):
        fait("proposer-candidature", conseiller, plage=ric.id, **SOW)
    plage = fait(
        "ouvrir-candidature", session=ric.session.numero, date_debut="2027-01-12", date_fin="2027-01-31"
    )["resultat"]["rdv"]  # fmt: skip
    fait("supprimer-rdv", rdv=plage)
    with pytest.raises(RdvSupprime):
        fait("proposer-candidature", conseiller, plage=plage, **SOW)
    with pytest.raises(RdvInconnu):
        fait("proposer-candidature", conseiller, plage=999_999, **SOW)


def test_undone_while_nobody_is_proposed(fait: Faire, db: Session, conseiller: Acteur, plage: int) -> None:
    fait("annuler-derniere-operation")
    db.expire_all()
    assert db.get_one(Rdv, plage).etat is EtatRdv.SUPPRIME


def test_not_undone_once_somebody_is_proposed(fait: Faire, conseiller: Acteur, plage: int) -> None:
    fait("proposer-candidature", conseiller, plage=plage, **SOW)
    with pytest.raises(RdvDejaRempli, match="Awa Sow"):
        fait("annuler-derniere-operation")
