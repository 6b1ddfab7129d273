"""The sessions that an acteur may see, found by any of their numbers."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur, Role
from engine.kit.identifiers import FormeSession, lire_session
from engine.offre.models import SessionFormation
from engine.offre.refus import SessionInconnue
from engine.offre.statuts import LIBELLES, LIBELLES_RECRUTEMENT, EtatFiche

# The hotline helps every organisme and prescribers place people anywhere; the others see their own.
VOIENT_TOUT = frozenset({Role.HOTLINE, Role.PRESCRIPTEUR})


def sessions_visibles(acteur: Acteur) -> sa.Select[SessionFormation]:
    """The sessions of the acteur's organisme, or all of them for those who help everyone."""
    choisies = sa.select(SessionFormation)
    return choisies if acteur.role in VOIENT_TOUT else choisies.where(SessionFormation.siret == acteur.siret)


def chercher_session(db: Session, numero: str, acteur: Acteur) -> SessionFormation | None:
    """The session that this number names, in any of its three forms; None when unknown or another organisme's."""
    forme, valeur = lire_session(numero)
    colonne = SessionFormation.numero if forme is FormeSession.CARIF else SessionFormation.numero_interne
    return db.scalars(sessions_visibles(acteur).where(colonne == valeur)).one_or_none()


def trouver_session(db: Session, numero: str, acteur: Acteur) -> SessionFormation:
    """As `chercher_session`. Raises SessionInconnue, in the same words whatever the reason."""
    session = chercher_session(db, numero, acteur)
    if session is None:
        raise SessionInconnue(numero=numero)
    return session


def sessions_en_vie(db: Session, siret: str | None, jour: date) -> list[SessionFormation]:
    """The sessions of an organisme that are neither archived nor over on that day, next to start first."""
    choisies = (
        sa.select(SessionFormation)
        .where(SessionFormation.siret == siret)
        .where(SessionFormation.etat != EtatFiche.ARCHIVEE)
        .where(sa.or_(SessionFormation.fin.is_(None), SessionFormation.fin >= jour))
        .order_by(SessionFormation.debut, SessionFormation.numero)
    )
    return list(db.scalars(choisies))


def synthese(session: SessionFormation) -> dict[str, Any]:
    """A session as the API tells it: dates `YYYY-MM-DD` or None when unknown, `utilisable_des` an instant in UTC."""
    return {
        "session": session.numero,
        "numero_interne": session.numero_interne,
        "intitule": session.formation.intitule,
        "debut": session.debut and session.debut.isoformat(),
        "fin": session.fin and session.fin.isoformat(),
        "lieu": session.lieu,
        "places": session.places,
        "etat": session.etat.value,
        "libelle_etat": LIBELLES[session.etat],
        "etat_recrutement": session.etat_recrutement.value,
        "libelle_recrutement": LIBELLES_RECRUTEMENT[session.etat_recrutement],
        "siret": session.siret,
        "siret_dispensateur": session.siret_dispensateur,
        "dispositif": session.dispositif,
        "annee_marche": session.annee_marche,
        "brique": session.brique,
        "employeur": session.employeur,
        "heures": session.heures and float(session.heures),
        "utilisable_des": session.utilisable_des and session.utilisable_des.isoformat(),
    }
