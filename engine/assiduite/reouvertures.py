"""Requests to open a declared month again: found, locked, decided by the hotline."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.assiduite.models import DemandeReouverture
from engine.assiduite.refus import ReouvertureInconnue
from engine.assiduite.regles import exiger_passage_reouverture
from engine.assiduite.statuts import StatutReouverture
from engine.inscription_entree.inscriptions import verrouiller_session
from engine.kit.operations import Contexte


def en_attente(db: Session, session_id: int, mois: str) -> DemandeReouverture | None:
    """The request that waits for the hotline, for this session and month."""
    return db.scalars(
        sa.select(DemandeReouverture).where(
            DemandeReouverture.session_id == session_id,
            DemandeReouverture.mois == mois,
            DemandeReouverture.statut == StatutReouverture.DEMANDEE,
        )
    ).one_or_none()


def demandes_en_attente(db: Session) -> list[DemandeReouverture]:
    """The hotline's queue, oldest first."""
    attente = DemandeReouverture.statut == StatutReouverture.DEMANDEE
    return list(db.scalars(sa.select(DemandeReouverture).where(attente).order_by(DemandeReouverture.id)))


def verrouiller(db: Session, id: int) -> DemandeReouverture:
    """The request as it is now, its session locked until the commit. Raises ReouvertureInconnue."""
    demande = db.get(DemandeReouverture, id)
    if demande is None:
        raise ReouvertureInconnue
    verrouiller_session(db, demande.session_id)
    db.refresh(demande)
    return demande


def decider(ctx: Contexte, id: int, statut: StatutReouverture, reponse: str | None) -> DemandeReouverture:
    """The hotline's answer, given once."""
    demande = verrouiller(ctx.db, id)
    exiger_passage_reouverture(demande.mois, demande.statut, statut)
    demande.statut, demande.decidee_le, demande.reponse = statut, ctx.maintenant, reponse
    return demande
