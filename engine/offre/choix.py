"""Sessions as the conversation proposes and names them."""

from typing import Any

from engine.kit.clock import a_paris
from engine.kit.operations import Choix, Demande, Valeur, libelle, propositions
from engine.offre.models import SessionFormation
from engine.offre.sessions import sessions_en_vie, trouver_session


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
    """The organisme's own, next to start first; those who help everyone give a number."""
    ctx = demande.ctx
    return [en_choix(session) for session in sessions_en_vie(ctx.db, ctx.acteur.siret, a_paris(ctx.maintenant).date())]
