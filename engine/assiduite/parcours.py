"""The enrolments that the follow-up of a training speaks of: found, locked, put back where they were."""

from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from engine.assiduite.refus import ParcoursChangeDepuis
from engine.inscription_entree.inscriptions import (
    inscription_de,
    inscriptions_de_la_session,
    inscriptions_du_candidat,
    inscriptions_visibles,
    verrouillee,
)
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import AVANT_ENTREE, PRESENTS_EN_FORMATION, StatutInscription
from engine.kit.clock import a_paris
from engine.kit.operations import Contexte
from engine.offre.models import SessionFormation

# Where someone stands who is still expected, or present, in a session.
EN_VUE = AVANT_ENTREE | PRESENTS_EN_FORMATION


def aujourdhui(ctx: Contexte) -> date:
    """The civil day in Paris."""
    return a_paris(ctx.maintenant).date()


def parcours_de(
    ctx: Contexte, identifiant: str, session: str | None, statuts: Collection[StatutInscription]
) -> Inscription:
    """Someone's enrolment at one of these statuses, its session locked; by session number when there are several.

    Without any, the one that `inscription_de` finds, for the rules to say what forbids.
    """
    siennes = inscriptions_du_candidat(ctx.db, ctx.acteur, identifiant) if session is None else []
    concernees = [une for une in siennes if une.statut in statuts]
    if len(concernees) == 1:
        return verrouillee(ctx.db, concernees[0].id)
    return inscription_de(ctx, identifiant, session, verrou=True)


def parcours_en_cours(ctx: Contexte, statuts: Collection[StatutInscription]) -> list[Inscription]:
    """The organisme's enrolments at these statuses, the latest moved first."""
    if ctx.acteur.siret is None:
        return []
    choisies = inscriptions_visibles(ctx.acteur).where(Inscription.statut.in_(statuts))
    return list(ctx.db.scalars(choisies.order_by(Inscription.depuis.desc(), Inscription.id.desc())))


def fin_au_plus(db: Session, session: SessionFormation) -> date | None:
    """The last day of the session, or of the longest path in it when planned later."""
    if session.fin is None:
        return None
    prevues = [une.fin_prevue for une in inscriptions_de_la_session(db, session.id) if une.fin_prevue]
    return max([session.fin, *prevues])


def exiger_toujours(inscription: Inscription, statut: StatutInscription, sortie: date | None) -> None:
    """Nothing happened to this enrolment since. Raises ParcoursChangeDepuis."""
    if inscription.statut is not statut or inscription.sortie_le != sortie:
        raise ParcoursChangeDepuis(personne=inscription.demandeur.designation, statut=inscription.libelle)


def statut_avant(inscription: Inscription, avant: str) -> StatutInscription:
    """The status to come back to; the adviser may have validated meanwhile."""
    statut = StatutInscription(avant)
    if statut is StatutInscription.A_REGULARISER and inscription.validee_le is not None:
        return StatutInscription.EN_FORMATION
    return statut


def module_suivant(db: Session, inscription: Inscription) -> SessionFormation | None:
    """The next session in which this person stands with the same organisme, once this one is over."""
    fin = inscription.sortie_le or inscription.fin_prevue or inscription.session.fin
    if fin is None:
        return None
    choisies = (
        sa.select(SessionFormation)
        .join(Inscription, Inscription.session_id == SessionFormation.id)
        .where(
            Inscription.demandeur_id == inscription.demandeur_id,
            Inscription.session_id != inscription.session_id,
            Inscription.statut.in_(EN_VUE),
            SessionFormation.siret == inscription.session.siret,
            SessionFormation.debut >= inscription.session.debut,
        )
        .order_by(SessionFormation.debut)
        .limit(1)
    )
    return db.scalars(choisies).first()


def a_un_module_suivant() -> sa.ColumnElement[bool]:
    """The same, as a condition on an enrolment joined with its session."""
    autre, suivante = aliased(Inscription), aliased(SessionFormation)
    return sa.exists().where(
        autre.demandeur_id == Inscription.demandeur_id,
        autre.session_id != Inscription.session_id,
        autre.statut.in_(EN_VUE),
        suivante.id == autre.session_id,
        suivante.siret == SessionFormation.siret,
        suivante.debut >= SessionFormation.debut,
    )


def etat(inscription: Inscription) -> dict[str, Any]:
    """What the journal keeps of an enrolment: id, status, dates."""
    return {
        "inscription": inscription.id,
        "statut": inscription.statut.value,
        "sortie_le": inscription.sortie_le and inscription.sortie_le.isoformat(),
        "fin_prevue": inscription.fin_prevue and inscription.fin_prevue.isoformat(),
    }


def nommer(inscription: Inscription) -> str:
    """« Léa Petit (7942369Z) », for a recap."""
    return f"{inscription.demandeur.designation} ({inscription.demandeur.identifiant})"
