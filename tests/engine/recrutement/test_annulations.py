"""What annuler-derniere-operation does of a meeting and of registrations just made."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.notices import NoticeRow
from engine.recrutement.models import InscriptionRdv, Rdv
from engine.recrutement.refus_personnes import EtatChange, RdvDejaRempli
from engine.recrutement.statuts import EtatRdv
from tests.engine.recrutement.conftest import Faire


def test_a_meeting_is_withdrawn_while_nobody_is_registered(
    fait: Faire, defait: Any, db: Session, session_ouverte: str
) -> None:
    fait("creer-ric", session=session_ouverte, date_heure="2027-01-19T14:00", lieu="Rouen", places=3)
    recu = defait()
    assert db.scalars(sa.select(Rdv)).one().etat is EtatRdv.SUPPRIME
    assert [a["code"] for a in recu["avertissements"]] == ["toujours-une-modalite"]


def test_not_once_somebody_is(fait: Faire, defait: Any, session_ouverte: str) -> None:
    creee = fait("creer-ric", session=session_ouverte, date_heure="2027-01-19T14:00", lieu="Rouen", places=3)
    fait("inscrire-candidat", candidat="1234567A", rdv=creee["resultat"]["rdv"])
    with pytest.raises(RdvDejaRempli, match="1234567A"):
        defait("creer-ric")
    defait()
    defait("creer-ric")


def test_registrations_are_taken_back_and_people_told(fait: Faire, defait: Any, db: Session, ric: Rdv) -> None:
    fait("inscrire-candidat", candidat=["1234567A", "2345678B"], rdv=ric.id)
    recu = defait()
    assert recu["resultat"]["restantes"] == 3
    assert db.scalars(sa.select(InscriptionRdv)).all() == []
    modeles = db.scalars(sa.select(NoticeRow.modele).order_by(NoticeRow.id)).all()
    assert modeles == ["recrutement/convocation"] * 2 + ["recrutement/inscription_retiree"] * 2
    assert fait("inscrire-candidat", candidat="1234567A", rdv=ric.id)["recu"]


def test_not_once_they_moved_or_cancelled(fait: Faire, defait: Any, db: Session, ric: Rdv) -> None:
    fait("inscrire-candidat", candidat="1234567A", rdv=ric.id)
    personne = db.scalars(sa.select(InscriptionRdv.demandeur_id)).one()
    fait("annuler-rdv-candidat", candidat=personne, rdv=ric.id)
    with pytest.raises(EtatChange):
        defait("inscrire-candidat")
