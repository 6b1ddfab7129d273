"""Reads of the family."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Adhesion, Organisme, Utilisateur
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import Role


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


def sirets(db: Session, *, apres: str, combien: int) -> list[str]:
    """The SIRET of the organismes in order, those after one of them: a slice of them all."""
    return list(
        db.scalars(sa.select(Organisme.siret).where(Organisme.siret > apres).order_by(Organisme.siret).limit(combien))
    )


def utilisateur(db: Session, id: int) -> Utilisateur | None:
    """The account of this id, if it is still open."""
    compte = db.get(Utilisateur, id)
    return compte if compte is not None and compte.actif else None


def comptes_du_role(db: Session, role: Role, siret: str | None = None) -> list[Utilisateur]:
    """The open accounts of a role, of one organisme when it is given, oldest first."""
    requete = sa.select(Utilisateur).where(Utilisateur.role == role.value, Utilisateur.actif).order_by(Utilisateur.id)
    return list(db.scalars(requete if siret is None else requete.where(Utilisateur.siret == siret)))


def courriel_de(db: Session, acteur_id: str) -> str | None:
    """The e-mail of the account behind an acteur's id, while it is open."""
    _, _, numero = acteur_id.partition("utilisateur:")
    compte = utilisateur(db, int(numero)) if numero.isdigit() else None
    return compte.courriel if compte else None


def courriel_du_rgc(db: Session, siret: str) -> str | None:
    """Where the RGC of an organisme reads its mail."""
    adhesion = adhesion_en_cours(db, siret)
    if adhesion is not None:
        return adhesion.rgc_courriel
    return next((compte.courriel for compte in comptes_du_role(db, Role.RGC, siret)), None)


def referencement(db: Session, siret: str) -> tuple[str | None, date | None]:
    """The quality reference of an organisme and its last day; None for what is not declared."""
    connu = organisme(db, siret)
    return (connu.reference_qualite, connu.date_fin_validite) if connu else (None, None)
