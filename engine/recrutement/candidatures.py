"""Candidatures on the ranges of an organisme: found, locked, told."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur
from engine.recrutement.models import Candidature, Rdv
from engine.recrutement.rdv import modalites_visibles, verrouiller_rdv
from engine.recrutement.refus_personnes import CandidatureInconnue
from engine.recrutement.statuts import LIBELLES_CANDIDATURE, StatutCandidature

EN_COURS = (StatutCandidature.PROPOSEE, StatutCandidature.CONTACTEE, StatutCandidature.EN_ATTENTE)
A_TRAITER = (
    StatutCandidature.PROPOSEE,
    StatutCandidature.CONTACTEE,
    StatutCandidature.EN_ATTENTE,
    StatutCandidature.NON_RETENUE,
)


def candidatures_visibles(acteur: Acteur) -> sa.Select[Candidature]:
    """Those on the ranges of the acteur's organisme."""
    plages = modalites_visibles(acteur).with_only_columns(Rdv.id)
    return sa.select(Candidature).where(Candidature.plage_id.in_(plages))


def trouver_candidature(db: Session, id: int, acteur: Acteur) -> Candidature:
    """Raises CandidatureInconnue, in the same words for another organisme's."""
    trouvee = db.scalars(candidatures_visibles(acteur).where(Candidature.id == id)).one_or_none()
    if trouvee is None:
        raise CandidatureInconnue
    return trouvee


def verrouiller_candidature(db: Session, candidature: Candidature) -> Candidature:
    """As it is now, its range and its session locked until the commit."""
    verrouiller_rdv(db, candidature.plage_id)
    return db.scalars(
        sa.select(Candidature).where(Candidature.id == candidature.id).execution_options(populate_existing=True)
    ).one()


def candidatures_de_la_plage(db: Session, plage: Rdv) -> list[Candidature]:
    """The candidatures of a range that were not closed with it, oldest first."""
    choisies = sa.select(Candidature).where(
        Candidature.plage_id == plage.id, Candidature.statut != StatutCandidature.ANNULEE
    )
    return list(db.scalars(choisies.order_by(Candidature.id).execution_options(populate_existing=True)))


def etat_de_la_candidature(candidature: Candidature) -> dict[str, Any]:
    """What the journal keeps of it."""
    return {
        "candidature": candidature.id,
        "statut": candidature.statut.value,
        "contact_le": candidature.contact_le and candidature.contact_le.isoformat(),
    }


def candidature_en_lecture(candidature: Candidature) -> dict[str, Any]:
    """As the API tells it."""
    demandeur = candidature.demandeur
    return etat_de_la_candidature(candidature) | {
        "libelle": LIBELLES_CANDIDATURE[candidature.statut],
        "plage": candidature.plage_id,
        "session": candidature.plage.session.numero,
        "identifiant": demandeur.identifiant,
        "nom": demandeur.nom,
        "prenom": demandeur.prenom,
        "prescripteur": candidature.prescripteur,
        "proposee_le": candidature.proposee_le.isoformat(timespec="seconds"),
    }
