"""The reminder of the 25th: at midnight in Paris, once, and caught up after an outage."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.assiduite.campagne import debut_de_campagne
from engine.inscription_entree.statuts import StatutInscription as S
from engine.kit.clock import StoppedClock, a_paris
from engine.kit.door import Socle
from engine.kit.journal import JournalRow
from engine.kit.notices import NoticeRow
from engine.kit.parametres import parametres
from tests.engine.assiduite.conftest import Faire, Promotion, sur_sqlite
from tests.engine.echeances import tenir
from tests.engine.inscriptions import une_inscription
from tests.engine.monde import VOISIN, un_demandeur, une_session


def lettres(db: Session) -> list[str]:
    db.expire_all()
    choisies = sa.select(NoticeRow).where(NoticeRow.modele == "assiduite/mois_a_declarer").order_by(NoticeRow.id)
    return [notice.corps for notice in db.scalars(choisies)]


@pytest.mark.parametrize("mois", ["2027-03", "2027-10", "2028-02", "2027-12"])
def test_it_starts_at_midnight_in_paris_on_the_25th(mois: str) -> None:
    assert f"{a_paris(debut_de_campagne(mois)):%Y-%m-%d %H:%M}" == f"{mois}-25 00:00"


def test_the_organisme_is_reminded_on_the_25th_and_once(
    socle: Socle, db: Session, clock: StoppedClock, promotion: Promotion
) -> None:
    clock.set("2027-03-24T23:59")
    tenir(socle)
    assert lettres(db) == []
    clock.set("2027-03-25T00:00")
    tenir(socle)
    tenir(socle)
    (lettre,) = lettres(db)
    assert "mars 2027, session SE_0000160070" in lettre


def test_after_two_months_away_one_letter_tells_all(
    socle: Socle, db: Session, clock: StoppedClock, promotion: Promotion
) -> None:
    tenir(socle)
    clock.set("2027-05-28T10:00")
    tenir(socle)
    lettre = lettres(db)[-1]
    assert [mois for mois in ("mars", "avril", "mai", "juin") if f"- {mois} 2027" in lettre] == ["mars", "avril", "mai"]


@sur_sqlite
def test_nothing_is_said_when_all_is_declared(
    socle: Socle, fait: Faire, db: Session, clock: StoppedClock, promotion: Promotion
) -> None:
    clock.set("2027-03-25T00:00")
    fait("saisir-assiduite-mois", session=promotion.numero, mois="2027-03")
    tenir(socle)
    assert lettres(db) == []


@sur_sqlite
def test_the_organismes_are_reminded_a_slice_at_a_time(
    socle: Socle, db: Session, clock: StoppedClock, promotion: Promotion, monkeypatch: pytest.MonkeyPatch
) -> None:
    parametre = parametres()["campagne_par_lot"]
    monkeypatch.setitem(parametres(), "campagne_par_lot", type(parametre)(**{**vars(parametre), "valeur": 1}))
    with db.begin():
        une_inscription(db, une_session(siret=VOISIN, debut="2027-03-01"), un_demandeur("Sow"), S.EN_FORMATION)
    clock.set("2027-03-25T00:00")
    tenir(socle)
    lancees = db.scalars(sa.select(JournalRow).where(JournalRow.operation == "lancer-campagne-assiduite"))
    assert [(ligne.apres or {})["organismes"] for ligne in lancees] == [1, 1]
    assert len(lettres(db)) == 2
