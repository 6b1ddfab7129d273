"""An organisme that is not referenced asks; the Kairos team grants or refuses; asked again only then."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import DemandeQualite, Organisme
from engine.adhesion_comptes.queries import referencement
from engine.kit.door import Socle
from tests.engine.adhesions import refus_de
from tests.engine.comptes import CLAIRE, EQUIPE, HOTLINE, PDF, RGC, VOISINE, defaire, faire, lettres, peupler
from tests.engine.monde import GRETA, VOISIN

ACCORD = {"siret": GRETA, "reference_qualite": "CAT-1", "date_fin_validite": "2029-12-31"}


@pytest.fixture(autouse=True)
def monde(db: Session) -> None:
    peupler(db)


def demander(socle: Socle, acteur: Any = RGC) -> dict[str, Any]:
    return faire(socle, "demander-referencement-qualite", acteur, justificatif=PDF)


def test_granted_it_opens_the_aif_and_the_rgc_is_told(socle: Socle, db: Session) -> None:
    demander(socle)
    faire(socle, "accorder-referencement-qualite", HOTLINE, **ACCORD)
    assert referencement(db, GRETA) == ("CAT-1", date(2029, 12, 31))
    assert lettres(socle) == [("referencement_a_etudier", EQUIPE), ("referencement_accorde", CLAIRE)]
    assert refus_de(demander, socle).code == "deja-reference"


def test_refused_it_says_why_and_may_be_asked_again(socle: Socle, db: Session) -> None:
    demander(socle)
    faire(socle, "refuser-referencement-qualite", HOTLINE, siret=GRETA, motif="Certificat illisible")
    assert lettres(socle)[-1] == ("referencement_refuse", CLAIRE)
    assert demander(socle)["recu"]
    statuts = db.scalars(sa.select(DemandeQualite.statut).order_by(DemandeQualite.id)).all()
    assert [statut.value for statut in statuts] == ["refusee", "a_traiter"]


def test_one_request_at_a_time_for_each_organisme(socle: Socle) -> None:
    demander(socle)
    refus = refus_de(demander, socle)
    assert refus.code == "demande-qualite-en-cours"
    assert "mardi 12 janvier 2027" in str(refus)
    assert demander(socle, VOISINE)["resultat"]["siret"] == VOISIN


def test_a_reference_that_ran_out_lets_ask_again(socle: Socle, db: Session) -> None:
    organisme = db.get_one(Organisme, GRETA)
    organisme.reference_qualite, organisme.date_fin_validite = "VIEUX", date(2027, 1, 12)
    db.commit()
    assert refus_de(demander, socle).code == "deja-reference"
    organisme.date_fin_validite = date(2027, 1, 11)
    db.commit()
    assert demander(socle)["recu"]


def test_undone_until_answered_and_the_team_is_told(socle: Socle) -> None:
    demander(socle)
    effet = defaire(socle, "demander-referencement-qualite")
    assert [notice.destinataire for notice in effet.notices] == [EQUIPE]
    assert refus_de(faire, socle, "accorder-referencement-qualite", HOTLINE, **ACCORD).http_status == 404
    demander(socle)
    faire(socle, "accorder-referencement-qualite", HOTLINE, **ACCORD)
    assert refus_de(defaire, socle, "demander-referencement-qualite").code == "demande-deja-traitee"
