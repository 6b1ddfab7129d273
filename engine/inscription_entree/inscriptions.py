"""Enrolments: found, locked, started, undone; told for the journal and the API. What other families call."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, lazyload

from engine.inscription_entree import courrier
from engine.inscription_entree.attestations import emettre, revoquer
from engine.inscription_entree.models import Attestation, Inscription
from engine.inscription_entree.refus import (
    CandidatPasDansLaSession,
    CandidatSansInscription,
    EtatChangeDepuis,
    InscriptionInconnue,
    SessionAPreciser,
)
from engine.inscription_entree.regles import exiger_pas_deja_inscrit, exiger_retenue_annulable
from engine.inscription_entree.statuts import (
    CADUCS,
    OCCUPENT_UNE_PLACE,
    OUTILS,
    Reseau,
    StatutInscription,
    TypeAttestation,
    reseau_de,
)
from engine.kit.acteurs import Acteur, Role
from engine.kit.db import seul_a_ecrire
from engine.kit.francais import compter
from engine.kit.notices import Notice
from engine.kit.operations import Avertissement, Contexte
from engine.offre.models import SessionFormation
from engine.offre.sessions import VOIENT_TOUT, trouver_session
from engine.recrutement.models import Demandeur


@dataclass(frozen=True)
class Retenue:
    """What « retenu » started: the enrolment, its AIS, what people are to be told, and warnings."""

    inscription: Inscription
    ais: Attestation
    notices: tuple[Notice, ...]
    avertissements: tuple[Avertissement, ...] = field(default=())


def inscriptions_visibles(acteur: Acteur) -> sa.Select[Inscription]:
    """The enrolments of the acteur's organisme, of the network that an adviser belongs to, or all of them.

    Pôle emploi keeps every file; a mission locale and Cap emploi follow, through OUIFORM, those they sent.
    """
    siennes = (_LIMITES[nom] == valeur for nom, valeur in _limite(acteur).items())
    return sa.select(Inscription).join(Inscription.session).where(*siennes)


_LIMITES = {"reseau": Inscription.reseau, "siret": SessionFormation.siret}


def _limite(acteur: Acteur) -> dict[str, Any]:
    """What the enrolments that the acteur sees have in common, among `_LIMITES`."""
    if acteur.role is Role.PRESCRIPTEUR and (reseau := reseau_de(acteur.nom)) in OUTILS:
        return {"reseau": reseau}
    return {} if acteur.role in VOIENT_TOUT else {"siret": acteur.siret}


def verrouiller_session(db: Session, session_id: int) -> None:
    """Lock a session until the commit: its places and its enrolments are counted and moved under this lock."""
    if seul_a_ecrire(db):
        return
    db.execute(sa.select(SessionFormation.id).where(SessionFormation.id == session_id).with_for_update())


def inscriptions_de_la_session(db: Session, session_id: int, *, caduques: bool = False) -> list[Inscription]:
    """The session's enrolments as they are now, oldest first; without those refused, withdrawn or cancelled."""
    choisies = sa.select(Inscription).where(Inscription.session_id == session_id).order_by(Inscription.id)
    if not caduques:
        choisies = choisies.where(Inscription.statut.not_in(CADUCS))
    return list(db.scalars(choisies.execution_options(populate_existing=True)))


def places_restantes(db: Session, session: SessionFormation) -> int | None:
    """Places left in a session; None when the CARIF-OREF gives no number."""
    return places_restantes_par_session(db, [session])[session.id]


def places_restantes_par_session(db: Session, sessions: Sequence[SessionFormation]) -> dict[int, int | None]:
    """The same for several sessions, by the id of each."""
    prises = (
        sa.select(Inscription.session_id, sa.func.count())
        .where(Inscription.session_id.in_([session.id for session in sessions]))
        .where(Inscription.statut.in_(OCCUPENT_UNE_PLACE))
        .group_by(Inscription.session_id)
    )
    par_session = dict(db.execute(prises).all())
    return {une.id: None if une.places is None else une.places - par_session.get(une.id, 0) for une in sessions}


def inscription_vivante(db: Session, demandeur_id: int, session_id: int) -> Inscription | None:
    """Someone's enrolment in a session, unless refused, withdrawn or cancelled."""
    return db.scalars(
        sa.select(Inscription)
        .where(
            Inscription.session_id == session_id,
            Inscription.demandeur_id == demandeur_id,
            Inscription.statut.not_in(CADUCS),
        )
        .execution_options(populate_existing=True)
    ).one_or_none()


def inscriptions_du_candidat(
    db: Session, acteur: Acteur, identifiant: str, *, caduques: bool = True
) -> list[Inscription]:
    """Someone's enrolments with the acteur's organisme, the latest first."""
    limite = _limite(acteur)
    siennes = db.scalars(_du_candidat(*limite), limite | {"identifiant": identifiant})
    return [une for une in siennes if caduques or une.statut not in CADUCS]


@cache
def _du_candidat(*limites: str) -> sa.Select[Inscription]:
    """Made once: to make a statement takes as long as to run it."""
    return (
        sa.select(Inscription)
        .join(Inscription.session)
        .join(Inscription.demandeur)
        .where(Demandeur.identifiant == sa.bindparam("identifiant"))
        .where(*(_LIMITES[nom] == sa.bindparam(nom) for nom in limites))
        .order_by(Inscription.id.desc())
        .options(lazyload(Inscription.attestations))
    )


def inscription_de(ctx: Contexte, identifiant: str, session: str | None = None, *, verrou: bool = False) -> Inscription:
    """The enrolment of someone (their identifiant) that an operation speaks of, by session number when several.

    The living one first, else the latest. `verrou` locks its session until the commit. Raises
    CandidatSansInscription or CandidatPasDansLaSession (unknown or not yours), SessionAPreciser.
    """
    siennes = inscriptions_du_candidat(ctx.db, ctx.acteur, identifiant)
    if not siennes:
        raise CandidatSansInscription(personne=identifiant).sur("candidat")
    if session is not None:
        cible = trouver_session(ctx.db, session, ctx.acteur)
        siennes = [une for une in siennes if une.session_id == cible.id]
        if not siennes:
            raise CandidatPasDansLaSession(personne=identifiant, session=cible.libelle).sur("session")
    vivantes = [une for une in siennes if une.statut not in CADUCS]
    if len({une.session_id for une in vivantes}) > 1:
        sessions = " ; ".join(une.session.libelle for une in vivantes)
        raise SessionAPreciser(personne=vivantes[0].demandeur.designation, sessions=sessions).sur("session")
    trouvee = (vivantes or siennes)[0]
    return verrouillee(ctx.db, trouvee.id) if verrou else trouvee


def trouver_inscription(ctx: Contexte, id: int, *, verrou: bool = False) -> Inscription:
    """By its id. Raises InscriptionInconnue, in the same words for another organisme's."""
    trouvee = ctx.db.scalars(inscriptions_visibles(ctx.acteur).where(Inscription.id == id)).one_or_none()
    if trouvee is None:
        raise InscriptionInconnue
    return verrouillee(ctx.db, trouvee.id) if verrou else trouvee


def verrouillee(db: Session, id: int) -> Inscription:
    """The enrolment as it is now, its session locked until the commit."""
    if seul_a_ecrire(db):
        return db.get_one(Inscription, id)
    session_id = db.scalars(sa.select(Inscription.session_id).where(Inscription.id == id)).one()
    verrouiller_session(db, session_id)
    return db.scalars(
        sa.select(Inscription).where(Inscription.id == id).execution_options(populate_existing=True)
    ).one()


def commencer(
    ctx: Contexte,
    demandeur: Demandeur,
    session: SessionFormation,
    statut: StatutInscription,
    *,
    reseau: Reseau | None = None,
    prescripteur: str | None = None,
    rdv_id: int | None = None,
) -> Inscription:
    """A new enrolment in a locked session. Raises DejaInscritEnFormation."""
    exiger_pas_deja_inscrit(demandeur.designation, session, inscription_vivante(ctx.db, demandeur.id, session.id))
    inscription = Inscription(
        session=session,
        demandeur=demandeur,
        rdv_id=rdv_id,
        statut=statut,
        depuis=ctx.maintenant,
        reseau=reseau or reseau_de(prescripteur),
        prescripteur=prescripteur,
        inscrite_le=ctx.maintenant,
        entree_tardive=False,
    )
    ctx.db.add(inscription)
    ctx.db.flush()
    return inscription


def retenir(
    ctx: Contexte,
    demandeur_id: int,
    session: SessionFormation,
    rdv_id: int | None,
    *,
    prescripteur: str | None = None,
) -> Retenue:
    """Start the enrolment of someone retained after an appointment: status « retenu », AIS issued.

    `prescripteur` is who registered them on the appointment; it says whose adviser validates. The caller adds
    `notices` and `avertissements` to its Effet. Raises DejaInscritEnFormation.
    """
    verrouiller_session(ctx.db, session.id)
    demandeur = ctx.db.get_one(Demandeur, demandeur_id)
    inscription = commencer(ctx, demandeur, session, StatutInscription.RETENU, prescripteur=prescripteur, rdv_id=rdv_id)
    ais = emettre(ctx, inscription, TypeAttestation.AIS)
    emettre(ctx, inscription, TypeAttestation.CERTIFICAT)
    notices = (courrier.validation_demandee(inscription), courrier.inscription_commencee(inscription))
    return Retenue(inscription, ais, notices, places_depassees(ctx.db, session))


def places_depassees(db: Session, session: SessionFormation) -> tuple[Avertissement, ...]:
    """A warning when more people are enrolled than the session has places."""
    restantes = places_restantes(db, session)
    if restantes is None or restantes >= 0:
        return ()
    message = f"La session {session.libelle} compte {compter(-restantes, 'inscription')} de plus que de places."
    return (Avertissement("places-de-session-depassees", message, "statuts-inscription"),)


def defaire_retenue(
    ctx: Contexte, demandeur_id: int, session: SessionFormation, rdv_id: int | None
) -> tuple[Notice, ...]:
    """Undo that `retenir` while the adviser has not validated: enrolment cancelled, AIS revoked; who is to be told.

    Raises ConseillerADejaValide, EtatChangeDepuis.
    """
    verrouiller_session(ctx.db, session.id)
    inscription = inscription_vivante(ctx.db, demandeur_id, session.id)
    demandeur = ctx.db.get_one(Demandeur, demandeur_id)
    if inscription is not None and inscription.rdv_id != rdv_id:  # the one started is over, this is another one
        raise EtatChangeDepuis(personne=demandeur.designation, statut=inscription.libelle)
    exiger_retenue_annulable(demandeur.designation, inscription)
    assert inscription is not None
    return annuler(ctx, inscription)


def annuler(ctx: Contexte, inscription: Inscription) -> tuple[Notice, ...]:
    """Cancel an enrolment that was just started: as if it had not been, its documents revoked."""
    inscription.revenir_a(StatutInscription.ANNULE, ctx.maintenant)
    revoquer(ctx, inscription, "l’inscription a été annulée")
    return (courrier.inscription_annulee_conseiller(inscription), courrier.inscription_annulee(inscription))


def etat(inscription: Inscription) -> dict[str, Any]:
    """What the journal keeps of an enrolment: ids, statuses, dates."""
    return {
        "inscription": inscription.id,
        "statut": inscription.statut.value,
        "validee_le": inscription.validee_le and inscription.validee_le.isoformat(),
        "entree_le": inscription.entree_le and inscription.entree_le.isoformat(),
        "entree_tardive": inscription.entree_tardive,
        "attestations": [une.numero for une in inscription.attestations if une.revoquee_le is None],
    }
