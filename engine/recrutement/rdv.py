"""The appointments that an acteur may see: found, locked, and told for the journal."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, lazyload

from engine.kit.acteurs import Acteur, Role
from engine.kit.db import seul_a_ecrire
from engine.kit.journal import Mots
from engine.offre.models import SessionFormation
from engine.offre.sessions import VOIENT_TOUT
from engine.recrutement.models import Demandeur, InscriptionRdv, Rdv
from engine.recrutement.refus import RdvInconnu
from engine.recrutement.refus_plages import PlageSurRdv
from engine.recrutement.statuts import (
    RENDEZ_VOUS,
    EtatRdv,
    Modalite,
    StatutPresence,
)

# Appointments are offered to every job seeker; their sessions and the people on them are not.
VOIENT_TOUS_LES_RDV = VOIENT_TOUT | {Role.DEMANDEUR_EMPLOI}


def modalites_visibles(acteur: Acteur) -> sa.Select[Rdv]:
    """Appointments, groups and ranges of the acteur's organisme, or all of them for those who place people anywhere."""
    choisis = sa.select(Rdv).join(Rdv.session)
    return choisis if acteur.role in VOIENT_TOUS_LES_RDV else choisis.where(SessionFormation.siret == acteur.siret)


# Made once, as what every operation asks: to make a statement takes as long as to run it.
_MODALITE = sa.select(Rdv).where(Rdv.id == sa.bindparam("id")).options(lazyload(Rdv.inscriptions))
_LEUR_MODALITE = _MODALITE.join(Rdv.session).where(SessionFormation.siret == sa.bindparam("siret"))
_TENUES = (
    sa.select(InscriptionRdv.rdv_id, sa.func.count())
    .where(
        InscriptionRdv.rdv_id.in_(sa.bindparam("rdv", expanding=True)), InscriptionRdv.presence != StatutPresence.ANNULE
    )
    .group_by(InscriptionRdv.rdv_id)
)
_DANS_LA_SESSION = (
    sa.select(InscriptionRdv)
    .join(InscriptionRdv.rdv)
    .options(lazyload(InscriptionRdv.demandeur))
    .where(
        Rdv.session_id == sa.bindparam("session"),
        InscriptionRdv.demandeur_id.in_(sa.bindparam("demandeurs", expanding=True)),
        InscriptionRdv.presence != StatutPresence.ANNULE,
    )
)


def rdv_visibles(acteur: Acteur) -> sa.Select[Rdv]:
    """Among them, those where people come: RIC and individual appointments."""
    return modalites_visibles(acteur).where(Rdv.modalite.in_(RENDEZ_VOUS))


def trouver_modalite(db: Session, id: int, acteur: Acteur) -> Rdv:
    """An appointment, a group or a range. Raises RdvInconnu, in the same words for another organisme's.

    Read once in a session, its registrations when they are looked at: each datum that depends on it asks for it again.
    """
    deja_vu: Rdv | None = db.info.get((Rdv, id, acteur))
    if deja_vu is not None:
        return deja_vu
    cette_modalite = _MODALITE if acteur.role in VOIENT_TOUS_LES_RDV else _LEUR_MODALITE
    rdv = db.scalars(cette_modalite, {"id": id, "siret": acteur.siret}).one_or_none()
    if rdv is None:
        raise RdvInconnu
    db.info[Rdv, id, acteur] = rdv
    return rdv


def trouver_rdv(db: Session, id: int, acteur: Acteur) -> Rdv:
    """Where people come. Raises RdvInconnu, in the same words for another organisme's; PlageSurRdv."""
    rdv = trouver_modalite(db, id, acteur)
    if rdv.modalite not in RENDEZ_VOUS:
        raise PlageSurRdv(rdv=rdv.libelle)
    return rdv


def places_libres() -> sa.ColumnElement[int]:
    """Places left on an appointment, counted by the database."""
    tenues = (
        sa.select(sa.func.count())
        .where(InscriptionRdv.rdv_id == Rdv.id, InscriptionRdv.presence != StatutPresence.ANNULE)
        .correlate(Rdv)
        .scalar_subquery()
    )
    return Rdv.places - tenues


def places_tenues(db: Session, rdv: Iterable[Rdv]) -> Counter[int]:
    """Places held on each of these appointments, by id, counted by the database: who holds them is not read."""
    return Counter(dict(db.connection().execute(_TENUES, {"rdv": [un.id for un in rdv]}).all()))


def verrouiller_rdv(db: Session, id: int) -> Rdv:
    """The appointment as it is now, its session and itself locked until the commit.

    The session first: places are counted on the appointment, but « one of each kind » on the session.
    """
    if seul_a_ecrire(db):
        return db.get_one(Rdv, id)
    session_de_ce_rdv = sa.select(Rdv.session_id).where(Rdv.id == id).scalar_subquery()
    db.execute(sa.select(SessionFormation.id).where(SessionFormation.id == session_de_ce_rdv).with_for_update())
    return db.scalars(
        sa.select(Rdv).where(Rdv.id == id).with_for_update(of=Rdv).execution_options(populate_existing=True)
    ).one()


def verrouiller_lieux(db: Session, siret: str) -> None:
    """One organisme places appointments one at a time, until the commit. Before any other lock."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(f"lieux/{siret}", 0))))


def rdv_individuels_du_siret(db: Session, siret: str, debut: datetime, fin: datetime) -> list[Rdv]:
    """The individual appointments of an organisme that stand and touch this span, by hour."""
    choisis = (
        sa.select(Rdv)
        .join(Rdv.session)
        .where(SessionFormation.siret == siret, Rdv.modalite == Modalite.RV_INDIVIDUEL, Rdv.etat == EtatRdv.OUVERT)
        .where(Rdv.debut < fin, Rdv.fin > debut)
        .order_by(Rdv.debut, Rdv.id)
    )
    return list(db.scalars(choisis))


def rdv_individuels_a_venir(db: Session, sirets: set[str], maintenant: datetime) -> dict[str, list[Rdv]]:
    """The individual appointments of these organismes that stand and are not over; who is on them is not read."""
    choisis = (
        sa.select(SessionFormation.siret, Rdv)
        .join(Rdv.session)
        .options(lazyload(Rdv.inscriptions), lazyload(Rdv.session))
        .where(SessionFormation.siret.in_(sirets), Rdv.fin > maintenant)
        .where(Rdv.modalite == Modalite.RV_INDIVIDUEL, Rdv.etat == EtatRdv.OUVERT)
    )
    par_siret = defaultdict(list)
    for siret, rdv in db.execute(choisis):
        par_siret[siret].append(rdv)
    return par_siret


def creneaux_du_groupe(db: Session, groupe: Rdv) -> list[Rdv]:
    """The appointments of a group that stand, by hour, locked until the commit."""
    choisis = (
        sa.select(Rdv)
        .where(Rdv.groupe_id == groupe.id, Rdv.etat == EtatRdv.OUVERT)
        .order_by(Rdv.debut, Rdv.id)
        .with_for_update(of=Rdv)
        .execution_options(populate_existing=True)
    )
    return list(db.scalars(choisis))


def rdv_concernes(db: Session, rdv: Rdv) -> list[Rdv]:
    """What a change of this one moves: itself, or the appointments of the group."""
    return creneaux_du_groupe(db, rdv) if rdv.modalite is Modalite.GROUPE_RV else [rdv]


def recaler_groupe(db: Session, groupe_id: int | None) -> None:
    """A group spans the appointments that it still holds, and is gone with the last one."""
    if groupe_id is None:
        return
    db.flush()
    groupe = db.get_one(Rdv, groupe_id)
    creneaux = creneaux_du_groupe(db, groupe)
    if not creneaux:
        groupe.etat = EtatRdv.SUPPRIME
        return
    groupe.debut, groupe.fin = creneaux[0].debut, max(creneau.fin for creneau in creneaux)
    groupe.places = len(creneaux)
    groupe.etat = EtatRdv.OUVERT


def modalites_a_venir(db: Session, session_id: int, maintenant: datetime) -> list[Rdv]:
    """What still lets prescribers place people on a session: appointments to come, ranges not over yet."""
    return modalites_a_venir_par_session(db, [session_id], maintenant)[session_id]


def modalites_a_venir_par_session(
    db: Session, sessions: Iterable[int], maintenant: datetime
) -> defaultdict[int, list[Rdv]]:
    """The same for several sessions, by the id of each. Who is on them is not read."""
    choisis = (
        sa.select(Rdv)
        .where(Rdv.session_id.in_(sessions), permet_de_placer(maintenant))
        .order_by(Rdv.debut, Rdv.id)
        .options(lazyload(Rdv.inscriptions))
    )
    par_session = defaultdict(list)
    for rdv in db.scalars(choisis):
        par_session[rdv.session_id].append(rdv)
    return par_session


def sessions_de(db: Session, rdv: Iterable[int]) -> dict[int, str]:
    """The number of the session of each of these appointments, groups and ranges, by id."""
    numeros = sa.select(Rdv.id, SessionFormation.numero).join(SessionFormation, SessionFormation.id == Rdv.session_id)
    return dict(db.execute(numeros.where(Rdv.id.in_(rdv))).all())


def permet_de_placer(maintenant: datetime) -> sa.ColumnElement[bool]:
    """Whether an appointment is still to come, or a range not over yet."""
    rdv = sa.and_(Rdv.modalite.in_(RENDEZ_VOUS), Rdv.debut > maintenant)
    plage = sa.and_(Rdv.modalite == Modalite.CANDIDATURE, Rdv.fin > maintenant)
    return sa.and_(Rdv.etat == EtatRdv.OUVERT, sa.or_(rdv, plage))


def inscriptions_dans_la_session(db: Session, session_id: int, demandeurs: Iterable[Demandeur]) -> list[InscriptionRdv]:
    """The registrations of these people on the session's appointments, cancelled ones left out."""
    qui = [demandeur.id for demandeur in demandeurs]
    return list(db.scalars(_DANS_LA_SESSION, {"session": session_id, "demandeurs": qui}))


def places_de(identifiant: str | None) -> sa.Select[int]:
    """The ids of the appointments on which this job seeker has a place."""
    return (
        sa.select(InscriptionRdv.rdv_id)
        .join(InscriptionRdv.demandeur)
        .where(Demandeur.identifiant == identifiant, InscriptionRdv.presence != StatutPresence.ANNULE)
    )


def inscriptions_visibles(
    db: Session, acteur: Acteur, identifiant: str, session: SessionFormation | None
) -> list[InscriptionRdv]:
    """Someone's registrations with the acteur's organisme, cancelled ones included, oldest first."""
    siennes = (
        sa.select(InscriptionRdv)
        .join(InscriptionRdv.rdv)
        .join(InscriptionRdv.demandeur)
        .where(Demandeur.identifiant == identifiant, Rdv.id.in_(rdv_visibles(acteur).with_only_columns(Rdv.id)))
        .order_by(InscriptionRdv.id)
    )
    if session is not None:
        siennes = siennes.where(Rdv.session_id == session.id)
    return list(db.scalars(siennes))


def etat_du_rdv(rdv: Rdv) -> dict[str, Any]:
    """What the journal keeps of an appointment."""
    return {
        "session": rdv.session.numero,
        "modalite": rdv.modalite.value,
        "debut": rdv.debut.isoformat(),
        "fin": rdv.fin.isoformat(),
        "lieu": Mots(rdv.lieu),
        "places": rdv.places,
        "etat": rdv.etat.value,
    }


def rdv_de_la_session(db: Session, session: SessionFormation) -> list[Rdv]:
    """Its appointments and who is on them, deleted ones left out, by date."""
    return list(db.scalars(_de_la_session(session).where(Rdv.modalite.in_(RENDEZ_VOUS))))


def modalites_de_la_session(db: Session, session: SessionFormation) -> list[Rdv]:
    """Its appointments, groups and ranges, deleted ones left out, by date. Who is on them is not read."""
    return list(db.scalars(_de_la_session(session).options(lazyload(Rdv.inscriptions))))


def _de_la_session(session: SessionFormation) -> sa.Select[Rdv]:
    return sa.select(Rdv).where(Rdv.session_id == session.id, Rdv.etat == EtatRdv.OUVERT).order_by(Rdv.debut, Rdv.id)
