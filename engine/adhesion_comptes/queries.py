"""Reads of the family."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Adhesion, Organisme, Utilisateur
from engine.adhesion_comptes.statuts import StatutAdhesion


def adhesion_en_cours(db: Session, siret: str, *, verrou: bool = False) -> Adhesion | None:
    """The adhésion of a SIRET, neither refused nor withdrawn, locked until the commit when it is to change."""
    finies = (StatutAdhesion.REFUSEE, StatutAdhesion.ANNULEE)
    requete = sa.select(Adhesion).where(Adhesion.siret == siret, Adhesion.statut.not_in(finies))
    return db.scalars(requete.with_for_update() if verrou else requete).one_or_none()


def derniere_adhesion(db: Session, siret: str) -> Adhesion | None:
    """The latest request of a SIRET, refused ones included."""
    return db.scalars(
        sa.select(Adhesion).where(Adhesion.siret == siret).order_by(Adhesion.id.desc()).limit(1)
    ).one_or_none()


def adhesions(db: Session, statut: StatutAdhesion | None = None) -> list[tuple[Adhesion, Organisme]]:
    """Requests with their organisme, oldest first."""
    requete = sa.select(Adhesion, Organisme).join(Organisme, Organisme.siret == Adhesion.siret).order_by(Adhesion.id)
    if statut is not None:
        requete = requete.where(Adhesion.statut == statut)
    return [(adhesion, organisme) for adhesion, organisme in db.execute(requete)]


def organisme(db: Session, siret: str) -> Organisme | None:
    """The organisme of a SIRET."""
    return db.get(Organisme, siret)


def utilisateur(db: Session, id: int) -> Utilisateur | None:
    """The account of this id, if it is still open."""
    compte = db.get(Utilisateur, id)
    return compte if compte is not None and compte.actif else None
