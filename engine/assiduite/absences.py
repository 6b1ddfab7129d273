"""Absences and interruptions as they stand, and the declared months that close them."""

from collections.abc import Iterable
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, lazyload

from engine.assiduite.models import Absence, Interruption, MoisDeclare
from engine.assiduite.refus import EntreeSuivieDAbsences, EntreeSuivieDUneInterruption, MoisFerme
from engine.assiduite.regles import mois_entre
from engine.assiduite.statuts import PorteeInterruption
from engine.inscription_entree import refus as refus_d_entree
from engine.inscription_entree.entrees import empechement
from engine.inscription_entree.models import Inscription
from engine.kit.francais import dire_mois, enumerer
from engine.kit.refus import Refus
from engine.offre.models import SessionFormation

# Made once, as what every operation asks: to make a statement takes as long as to run it.
_ABSENCES = (
    sa.select(Absence)
    .where(Absence.inscription_id == sa.bindparam("inscription"), Absence.retiree_le.is_(None))
    .order_by(Absence.debut)
    .options(lazyload(Absence.inscription))
    .execution_options(populate_existing=True)
)
_MOIS_DECLARES = (
    sa.select(MoisDeclare)
    .where(
        MoisDeclare.inscription_id.in_(sa.bindparam("inscriptions", expanding=True)), MoisDeclare.rouvert_le.is_(None)
    )
    .execution_options(populate_existing=True)
)


def absences_de(db: Session, inscription_id: int) -> list[Absence]:
    """Someone's absences, oldest first, withdrawn ones left out."""
    return list(db.scalars(_ABSENCES, {"inscription": inscription_id}))


def interruptions_de_la_session(db: Session, session_id: int) -> list[Interruption]:
    """The interruptions of a session and of people in it, oldest first, those undone left out."""
    choisies = sa.select(Interruption).where(Interruption.session_id == session_id, Interruption.annule_le.is_(None))
    return list(db.scalars(choisies.order_by(Interruption.debut).execution_options(populate_existing=True)))


def mois_declares(db: Session, inscriptions: Iterable[int]) -> list[MoisDeclare]:
    """The closed months of these enrolments."""
    return list(db.scalars(_MOIS_DECLARES, {"inscriptions": list(inscriptions)}))


def mois_fermes(db: Session, siret: str | None) -> frozenset[tuple[int, str]]:
    """Every closed month of an organisme: id of the enrolment and month."""
    choisis = (
        sa.select(MoisDeclare.inscription_id, MoisDeclare.mois)
        .join(Inscription, Inscription.id == MoisDeclare.inscription_id)
        .join(Inscription.session)
        .where(SessionFormation.siret == siret, MoisDeclare.rouvert_le.is_(None))
    )
    return frozenset((inscription, mois) for inscription, mois in db.execute(choisis))


def exiger_mois_libres(db: Session, inscriptions: Iterable[Inscription], debut: date, fin: date) -> None:
    """None of these people has a declared month in this period. Raises MoisFerme."""
    noms = {une.id: une.demandeur.designation for une in inscriptions}
    for declare in mois_declares(db, noms):
        if declare.mois in mois_entre(debut, fin):
            raise MoisFerme(mois=dire_mois(declare.mois), personne=noms[declare.inscription_id])


def raccourcir(db: Session, inscription: Inscription, dernier: date, le: datetime) -> list[tuple[Absence, date]]:
    """Cut the absences at the last day in training; each one changed, with the end it had before."""
    coupees = []
    for absence in absences_de(db, inscription.id):
        if absence.fin <= dernier:
            continue
        coupees.append((absence, absence.fin))
        if absence.debut > dernier:
            absence.retiree_le = le
        else:
            absence.fin = dernier
    return coupees


def rendre(db: Session, coupees: dict[str, str], dernier: date) -> None:
    """Put the absences that `raccourcir` cut at `dernier` back to the end they had (id → day), unless changed since."""
    for id, fin in coupees.items():
        absence = db.get_one(Absence, int(id), populate_existing=True)
        retiree = absence.debut > dernier
        if (absence.retiree_le is not None) is retiree and (retiree or absence.fin == dernier):
            absence.fin, absence.retiree_le = date.fromisoformat(fin), None


@empechement
def entree_deja_suivie(db: Session, inscription: Inscription) -> Refus | None:
    """An entry does not change once a month, an absence or an interruption of this person was built on it."""
    nom = inscription.demandeur.designation
    if declares := mois_declares(db, [inscription.id]):
        mois = enumerer([dire_mois(declare.mois) for declare in sorted(declares, key=lambda declare: declare.mois)])
        return refus_d_entree.MoisDejaDeclare(mois=mois, personne=nom)
    if absences_de(db, inscription.id):
        return EntreeSuivieDAbsences(personne=nom)
    for interruption in interruptions_de_la_session(db, inscription.session_id):
        if interruption.portee is PorteeInterruption.PERSONNES and interruption.concerne(inscription):
            return EntreeSuivieDUneInterruption(personne=nom, interruption=interruption.libelle)
    return None
