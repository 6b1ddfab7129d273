"""Bilans: who has one, who should."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.assiduite.models import Bilan
from engine.assiduite.parcours import a_un_module_suivant
from engine.assiduite.statuts import SUIVIS
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import StatutInscription
from engine.offre.models import SessionFormation


def bilan_de(db: Session, inscription_id: int) -> Bilan | None:
    """The bilan of an enrolment, if it stands."""
    return db.scalars(
        sa.select(Bilan).where(Bilan.inscription_id == inscription_id, Bilan.annule_le.is_(None))
    ).one_or_none()


def bilans_dus(db: Session, siret: str | None, jour: date) -> list[Inscription]:
    """The organisme's enrolments over on that day, validated, with no further module, whose bilan is to be entered."""
    fin = sa.func.coalesce(Inscription.sortie_le, Inscription.fin_prevue, SessionFormation.fin)
    choisies = (
        sa.select(Inscription)
        .join(Inscription.session)
        .where(SessionFormation.siret == siret, Inscription.statut.in_(SUIVIS - {StatutInscription.A_REGULARISER}))
        .where(fin < jour, ~a_un_module_suivant())
        .order_by(Inscription.session_id, Inscription.id)
    )
    return list(db.scalars(choisies))
