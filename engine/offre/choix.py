"""Sessions as the conversation proposes and names them."""

from typing import Any

import sqlalchemy as sa

from engine.kit.clock import a_paris
from engine.kit.operations import Choix, Demande, Valeur, libelle, propositions
from engine.offre.models import SessionFormation
from engine.offre.sessions import VOIENT_TOUT, sessions_visibles, trouver_session
from engine.offre.statuts import EtatFiche


def en_choix(session: SessionFormation) -> Choix:
    """A session as the conversation proposes it, with what people may say of it."""
    indices = {"nom": session.formation.intitule, "lieu": session.lieu, "numero_interne": session.numero_interne}
    if session.debut:
        indices["date"] = session.debut.isoformat()
    return Choix(session.numero, f"{session.libelle}, {session.periode}", indices)


@libelle("session")
def libelle_session(valeur: Any, demande: Demande) -> Valeur:
    session = trouver_session(demande.ctx.db, valeur, demande.ctx.acteur)
    return Valeur(session.numero, session.libelle)


@propositions("session")
def sessions_proposees(demande: Demande) -> list[Choix]:
    """The organisme's sessions that are neither archived nor over, next to start first."""
    if demande.ctx.acteur.role in VOIENT_TOUT:
        return []
    aujourdhui = a_paris(demande.ctx.maintenant).date()
    choisies = (
        sessions_visibles(demande.ctx.acteur)
        .where(SessionFormation.etat != EtatFiche.ARCHIVEE)
        .where(sa.or_(SessionFormation.fin.is_(None), SessionFormation.fin >= aujourdhui))
        .order_by(SessionFormation.debut, SessionFormation.numero)
    )
    return [en_choix(session) for session in demande.ctx.db.scalars(choisies)]
