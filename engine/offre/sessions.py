"""The sessions that an acteur may see, found by any of their numbers."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur, Role
from engine.kit.identifiers import FormeSession, lire_session
from engine.offre.models import SessionFormation
from engine.offre.refus import SessionInconnue

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
