"""People, sessions and days as the conversation proposes and names them, and what is refused as soon as it is said."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from engine.inscription_entree.inscriptions import (
    inscriptions_de_la_session,
    inscriptions_du_candidat,
    inscriptions_visibles,
    places_restantes,
)
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.refus import CandidatPasDansLaSession, CandidatSansInscription, PersonneHorsSession
from engine.inscription_entree.regles import (
    exiger_date_d_entree,
    exiger_places_de_session,
    exiger_retrait_possible,
)
from engine.inscription_entree.statuts import AVANT_ENTREE, CADUCS, PRESENTS_EN_FORMATION, StatutInscription
from engine.kit.clock import a_paris
from engine.kit.francais import dire_date, enumerer
from engine.kit.operations import Choix, Demande, Valeur, libelle, propositions
from engine.offre.choix import en_choix
from engine.offre.models import SessionFormation
from engine.offre.regles import exiger_recrutement_possible, raison_de_ne_pas_recruter
from engine.offre.sessions import sessions_en_vie, trouver_session
from engine.recrutement.demandeurs import designer_ensemble
from engine.recrutement.models import Demandeur
from engine.recrutement.rdv import inscriptions_visibles as rdv_du_candidat

# Whom each operation is about: the statuses of the people it proposes.
CONCERNES = {
    "retirer-inscription": AVANT_ENTREE | {StatutInscription.ABSENT},
    "statut-candidat": frozenset(StatutInscription) - {StatutInscription.ANNULE},
    "obtenir-attestation": frozenset(StatutInscription) - CADUCS,
    "corriger-entree": PRESENTS_EN_FORMATION | {StatutInscription.ABSENT},
}


def _concernees(demande: Demande) -> list[Inscription]:
    if demande.ctx.acteur.siret is None:
        return []
    choisies = (
        inscriptions_visibles(demande.ctx.acteur)
        .where(Inscription.statut.in_(CONCERNES[demande.operation]))
        .order_by(Inscription.depuis.desc(), Inscription.id.desc())
    )
    return list(demande.ctx.db.scalars(choisies))


def _en_choix(inscriptions: Iterable[Inscription], *, par_identifiant: bool) -> list[Choix]:
    """Each person once, with their status; the value is their identifiant, or their id."""
    par_personne: dict[int, list[Inscription]] = {}
    for inscription in inscriptions:
        par_personne.setdefault(inscription.demandeur_id, []).append(inscription)
    noms = designer_ensemble(siennes[0].demandeur for siennes in par_personne.values())
    choix = []
    for id, siennes in par_personne.items():
        demandeur = siennes[0].demandeur
        indices = {
            "nom": demandeur.nom,
            "prenom": demandeur.prenom,
            "identifiant": demandeur.identifiant,
            "session": siennes[0].session.numero,
            "statut": siennes[0].libelle,
        }
        titre = f"{noms[id]}, {siennes[0].session.formation.intitule}, {siennes[0].libelle}"
        valeur = demandeur.identifiant if par_identifiant else id
        choix.append(Choix(valeur, titre, {cle: texte for cle, texte in indices.items() if texte}))
    return choix


@propositions("demandeur", operation="retirer-inscription")
@propositions("demandeur", operation="statut-candidat")
@propositions("demandeur", operation="obtenir-attestation")
@propositions("demandeur", operation="corriger-entree")
def candidats_concernes(demande: Demande) -> list[Choix]:
    """Those enrolled with the organisme at a status that the operation is about, the latest moved first."""
    return _en_choix(_concernees(demande), par_identifiant=True)


@libelle("demandeur", operation="retirer-inscription")
@libelle("demandeur", operation="obtenir-attestation")
@libelle("demandeur", operation="corriger-entree")
def libelle_candidat(valeur: str, demande: Demande) -> str:
    siennes = inscriptions_du_candidat(demande.ctx.db, demande.ctx.acteur, valeur)
    if not siennes:
        raise CandidatSansInscription(personne=valeur)
    return _nommer(siennes[0].demandeur)


@libelle("demandeur", operation="statut-candidat")
def libelle_candidat_suivi(valeur: str, demande: Demande) -> str:
    """Someone who only has an appointment has a file too."""
    ctx = demande.ctx
    siennes: list[Any] = list(inscriptions_du_candidat(ctx.db, ctx.acteur, valeur))
    siennes += rdv_du_candidat(ctx.db, ctx.acteur, valeur, None)
    if not siennes:
        raise CandidatSansInscription(personne=valeur)
    return _nommer(siennes[0].demandeur)


def _nommer(demandeur: Demandeur) -> str:
    return f"{demandeur.designation} ({demandeur.identifiant})" if demandeur.nom else demandeur.identifiant


@propositions("session", operation="retirer-inscription")
@propositions("session", operation="statut-candidat")
@propositions("session", operation="obtenir-attestation")
@propositions("session", operation="corriger-entree")
def sessions_du_candidat(demande: Demande) -> list[Choix]:
    """The sessions in which this person is enrolled; before anyone is named, all those with people concerned."""
    candidat = demande.donnees.get("candidat")
    siennes = [une for une in _concernees(demande) if candidat in (None, une.demandeur.identifiant)]
    return [en_choix(session) for session in {une.session_id: une.session for une in siennes}.values()]


@libelle("session", operation="retirer-inscription")
@libelle("session", operation="corriger-entree")
def libelle_session_du_candidat(valeur: str, demande: Demande) -> Valeur:
    session, sienne = _session_et_inscription(valeur, demande)
    if sienne is not None and demande.operation == "retirer-inscription":
        exiger_retrait_possible(sienne)
    return Valeur(session.numero, session.libelle)


@libelle("session", operation="obtenir-attestation")
def libelle_session_attestee(valeur: str, demande: Demande) -> Valeur:
    session, _ = _session_et_inscription(valeur, demande)
    return Valeur(session.numero, session.libelle)


def _session_et_inscription(valeur: str, demande: Demande) -> tuple[SessionFormation, Inscription | None]:
    """The session, and the enrolment there of the person named already. Raises CandidatPasDansLaSession."""
    ctx = demande.ctx
    session = trouver_session(ctx.db, valeur, ctx.acteur)
    candidat = demande.donnees.get("candidat")
    if candidat is None:
        return session, None
    siennes = inscriptions_du_candidat(ctx.db, ctx.acteur, candidat)
    dans_la_session = [une for une in siennes if une.session_id == session.id]
    if not dans_la_session:
        personne = _nommer(siennes[0].demandeur) if siennes else candidat
        raise CandidatPasDansLaSession(personne=personne, session=session.libelle)
    vivantes = [une for une in dans_la_session if une.statut not in CADUCS]
    return session, (vivantes or dans_la_session)[0]


@libelle("session", operation="inscrire-en-formation")
def libelle_session_a_places(valeur: str, demande: Demande) -> Valeur:
    ctx = demande.ctx
    session = trouver_session(ctx.db, valeur, ctx.acteur)
    exiger_recrutement_possible(session, ctx.maintenant, a_paris(ctx.maintenant).year)
    exiger_places_de_session(session, places_restantes(ctx.db, session), 1)
    return Valeur(session.numero, session.libelle)


@propositions("session", operation="inscrire-en-formation")
def sessions_a_places(demande: Demande) -> list[Choix]:
    """Of the organisme's sessions, those open today with a place left."""
    ctx = demande.ctx
    jour = a_paris(ctx.maintenant).date()
    return [
        en_choix(session)
        for session in sessions_en_vie(ctx.db, ctx.acteur.siret, jour)
        if raison_de_ne_pas_recruter(session, ctx.maintenant, jour.year) is None
        and ((restantes := places_restantes(ctx.db, session)) is None or restantes > 0)
    ]


@libelle("session", operation="saisir-entrees")
def libelle_session_commencee(valeur: str, demande: Demande) -> Valeur:
    ctx = demande.ctx
    session = trouver_session(ctx.db, valeur, ctx.acteur)
    aujourdhui = a_paris(ctx.maintenant).date()
    exiger_date_d_entree(session.debut or aujourdhui, session, aujourdhui)
    return Valeur(session.numero, session.libelle)


@propositions("session", operation="saisir-entrees")
def sessions_a_pointer(demande: Demande) -> list[Choix]:
    """Those that have started and where entries are still to enter, the latest to start first."""
    ctx = demande.ctx
    if ctx.acteur.siret is None:
        return []
    attendues = sa.select(Inscription.session_id).where(Inscription.statut.in_(AVANT_ENTREE))
    choisies = (
        sa.select(SessionFormation)
        .where(
            SessionFormation.siret == ctx.acteur.siret,
            SessionFormation.debut <= a_paris(ctx.maintenant).date(),
            SessionFormation.id.in_(attendues),
        )
        .order_by(SessionFormation.debut.desc(), SessionFormation.numero)
    )
    return [en_choix(session) for session in ctx.db.scalars(choisies)]


@libelle("date", operation="saisir-entrees")
@libelle("date", operation="corriger-entree")
def libelle_jour_d_entree(valeur: date, demande: Demande) -> str:
    ctx = demande.ctx
    if "session" in demande.donnees:
        session = trouver_session(ctx.db, demande.donnees["session"], ctx.acteur)
        exiger_date_d_entree(valeur, session, a_paris(ctx.maintenant).date())
    return dire_date(valeur)


@libelle("personnes", operation="saisir-entrees")
def libelle_personnes(valeur: tuple[int, ...], demande: Demande) -> str:
    """The names of people enrolled in the session. Raises PersonneHorsSession for anyone else."""
    if "session" not in demande.donnees:
        return enumerer([str(id) for id in valeur])
    ctx = demande.ctx
    session = trouver_session(ctx.db, demande.donnees["session"], ctx.acteur)
    inscriptions = inscriptions_de_la_session(ctx.db, session.id, caduques=True)
    noms = designer_ensemble(inscription.demandeur for inscription in inscriptions)
    if set(valeur) - set(noms):
        raise PersonneHorsSession(personne="Une des personnes citées", session=session.libelle)
    return enumerer([noms[id] for id in valeur]) or "personne"


@propositions("personnes", operation="saisir-entrees")
def personnes_attendues(demande: Demande) -> list[Choix]:
    """Who is expected in the session: enrolled, entry not entered yet."""
    if "session" not in demande.donnees:
        return []
    ctx = demande.ctx
    session = trouver_session(ctx.db, demande.donnees["session"], ctx.acteur)
    attendues = [une for une in inscriptions_de_la_session(ctx.db, session.id) if une.statut in AVANT_ENTREE]
    return _en_choix(attendues, par_identifiant=False)
