"""Bilans: who has one, who should."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.assiduite.models import Bilan
from engine.assiduite.parcours import module_suivant
from engine.assiduite.regles import fin_de
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
    choisies = (
        sa.select(Inscription)
        .join(Inscription.session)
        .where(SessionFormation.siret == siret, Inscription.statut.in_(SUIVIS - {StatutInscription.A_REGULARISER}))
        .order_by(Inscription.session_id, Inscription.id)
    )
    finies = [une for une in db.scalars(choisies) if (fin := une.sortie_le or fin_de(une)) is not None and fin < jour]
    return [une for une in finies if module_suivant(db, une) is None]
