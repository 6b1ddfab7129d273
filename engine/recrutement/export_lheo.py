"""The sessions that an acteur may take away as LHEO, with what they open to recruit."""

from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session, lazyload

from engine.kit.acteurs import Acteur, Role
from engine.offre.lheo.ecriture import AEcrire
from engine.offre.models import Formation, SessionFormation
from engine.recrutement.models import Rdv
from engine.recrutement.statuts import EtatRdv

LOT = 200  # formations read at once


def formations_a_ecrire(db: Session, acteur: Acteur) -> Iterator[AEcrire]:
    """Those of everyone for the CARIF-OREF, of one's own organisme otherwise; memory stays bounded.

    The sessions that an organisme made for one company (AFPR, POEI) are no offer of the CARIF-OREF.
    """
    siennes = sa.select(SessionFormation).where(SessionFormation.employeur.is_(None))
    if acteur.role is not Role.CARIF_OREF:
        siennes = siennes.where(SessionFormation.siret == acteur.siret)
    apres = 0
    while True:
        choisies = siennes.with_only_columns(SessionFormation.formation_id).where(SessionFormation.formation_id > apres)
        ids = list(db.scalars(choisies.distinct().order_by(SessionFormation.formation_id).limit(LOT)))
        if not ids:
            return
        yield from _lire_lot(db, siennes, ids)
        db.expunge_all()
        apres = ids[-1]


def _lire_lot(db: Session, siennes: sa.Select[SessionFormation], ids: list[int]) -> Iterator[AEcrire]:
    par_formation: dict[int, list[SessionFormation]] = defaultdict(list)
    lot = siennes.where(SessionFormation.formation_id.in_(ids)).order_by(SessionFormation.numero)
    for session in db.scalars(lot):
        par_formation[session.formation_id].append(session)
    comptes = sa.select(SessionFormation.formation_id, sa.func.count()).where(SessionFormation.formation_id.in_(ids))
    en_tout = dict(db.execute(comptes.group_by(SessionFormation.formation_id)).all())
    par_session: dict[int, list[Rdv]] = defaultdict(list)
    ouverts = (
        sa.select(Rdv)
        .join(SessionFormation, SessionFormation.id == Rdv.session_id)
        .options(lazyload(Rdv.inscriptions), lazyload(Rdv.session))
        .where(SessionFormation.formation_id.in_(ids), Rdv.etat == EtatRdv.OUVERT, Rdv.groupe_id.is_(None))
        .order_by(Rdv.debut, Rdv.id)
    )
    for rdv in db.scalars(ouverts):
        par_session[rdv.session_id].append(rdv)
    for formation in db.scalars(sa.select(Formation).where(Formation.id.in_(ids)).order_by(Formation.id)):
        sessions = [(session, par_session[session.id]) for session in par_formation[formation.id]]
        yield AEcrire(formation, sessions, partielle=len(sessions) < en_tout[formation.id])
