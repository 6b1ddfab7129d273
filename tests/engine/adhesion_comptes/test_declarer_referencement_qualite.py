"""A quality reference opens AIF until its last day, is proved by its content, and is undone; 12 January 2027."""

import base64
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Justificatif, Organisme
from engine.adhesion_comptes.queries import referencement
from engine.kit.acteurs import SYSTEME
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, apercu
from engine.kit.echeances import EcheanceRow
from tests.engine.adhesions import refus_de
from tests.engine.comptes import CLAIRE, PAUL, PDF, RGC, defaire, faire, lettres, peupler
from tests.engine.monde import GRETA, le

QUALIOPI = {"reference_qualite": "FR078123-2", "date_fin_validite": "2027-06-30"}


@pytest.fixture(autouse=True)
def monde(db: Session) -> None:
    peupler(db)


def declarer(socle: Socle, **donnees: str) -> dict[str, object]:
    return faire(socle, "declarer-referencement-qualite", **QUALIOPI | donnees)


def test_it_is_valid_until_its_last_day_and_the_document_is_kept(socle: Socle, db: Session) -> None:
    recu = declarer(socle, justificatif=PDF)
    assert "mercredi 30 juin 2027" in str(recu["message"])
    organisme = db.get_one(Organisme, GRETA)
    assert organisme.est_reference_qualite(date(2027, 6, 30))
    assert not organisme.est_reference_qualite(date(2027, 7, 1))
    piece = db.scalars(sa.select(Justificatif)).one()
    assert (piece.type, piece.contenu) == ("application/pdf", b"%PDF-1.7 un certificat")


def test_the_rgc_is_reminded_sixty_days_before_unless_it_was_renewed(
    socle: Socle, db: Session, clock: StoppedClock
) -> None:
    declarer(socle)
    echeance = db.scalars(sa.select(EcheanceRow)).one()
    assert echeance.le == le("2027-05-01T09:00")
    clock.set("2027-05-01T09:00")
    faire(socle, "rappeler-referencement-qualite", SYSTEME, **echeance.donnees)
    assert lettres(socle) == [("referencement_finit", CLAIRE)]
    declarer(socle, date_fin_validite="2030-06-30")
    assert refus_de(faire, socle, echeance.operation, SYSTEME, **echeance.donnees).code == "echeance-sans-objet"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("donnees", "code"),
    [
        ({"date_fin_validite": "2027-01-11"}, "validite-qualite-passee"),
        ({"date_fin_validite": "demain peut-être"}, "date-incorrecte"),
        ({"justificatif": base64.b64encode(b"MZ un programme.pdf").decode()}, "justificatif-illisible"),
        ({"justificatif": base64.b64encode(b"%PDF-" + b"0" * 5_000_000).decode()}, "justificatif-trop-lourd"),
        ({"justificatif": "pas du base64 !"}, "donnee-mal-formee"),
    ],
)
def test_what_cannot_be_is_refused_on_its_datum(socle: Socle, donnees: dict[str, str], code: str) -> None:
    refus = refus_de(declarer, socle, **donnees)
    assert (refus.code, refus.donnee) == (code, next(iter(donnees)))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_today_is_still_valid_and_the_preview_leaves_nothing(socle: Socle, db: Session) -> None:
    donnees = QUALIOPI | {"date_fin_validite": "2027-01-12", "justificatif": PDF}
    vue = apercu(socle, "declarer-referencement-qualite", donnees, RGC)
    assert vue["complet"]
    assert "Justificatif\u00a0: PDF" in vue["recap"]
    assert referencement(db, GRETA) == (None, None)
    assert refus_de(faire, socle, "declarer-referencement-qualite", PAUL, **donnees).http_status == 403


def test_undone_it_gives_back_the_one_before_and_tells_the_rgc(socle: Socle, db: Session) -> None:
    declarer(socle)
    declarer(socle, reference_qualite="FR-NEUF", date_fin_validite="2030-06-30")
    effet = defaire(socle, "declarer-referencement-qualite")
    assert referencement(db, GRETA) == ("FR078123-2", date(2027, 6, 30))
    assert [notice.destinataire for notice in effet.notices] == [CLAIRE]


def test_it_is_not_undone_when_it_changed_since(socle: Socle, db: Session) -> None:
    declarer(socle)
    db.get_one(Organisme, GRETA).reference_qualite = "AUTRE"
    db.commit()
    assert refus_de(defaire, socle, "declarer-referencement-qualite").code == "referencement-change"
