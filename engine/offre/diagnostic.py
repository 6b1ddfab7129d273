"""What blocks, from the real state: the very refusal that the operation would meet, or None."""

from collections.abc import Callable

from engine.adhesion_comptes.queries import derniere_adhesion
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.clock import a_paris
from engine.kit.operations import Contexte
from engine.kit.refus import Refus
from engine.offre.models import SessionFormation
from engine.offre.refus import AucuneSession, CompteNonActif
from engine.offre.regles import raison_de_ne_pas_recruter
from engine.offre.sessions import VOIENT_TOUT, sessions_en_vie
from engine.recrutement.models import InscriptionRdv, Rdv
from engine.recrutement.rdv import rdv_visibles
from engine.recrutement.refus import (
    AucunRdvOuvert,
    AucunRdvPasse,
    CandidatSansRdv,
    InscriptionAnnulee,
    PresenceDejaSaisie,
    RdvPasEncorePasse,
    RdvSupprime,
)
from engine.recrutement.refus_personnes import AucunResultatASaisir
from engine.recrutement.regles import exiger_rdv_passe
from engine.recrutement.regles_personnes import exiger_resultat, exiger_transferable
from engine.recrutement.statuts import EtatRdv, Resultat, StatutPresence
from engine.recrutement.vues import RESTE_A_DECIDER

REGLES_DU_CANDIDAT: dict[str | None, Callable[[InscriptionRdv], None]] = {
    "transferer-candidat": exiger_transferable,
    "saisir-resultats": lambda une: exiger_resultat(une.demandeur.designation, une, Resultat.RETENU),
}


def blocage_du_compte(ctx: Contexte) -> Refus | None:
    """The organisme's account is not active yet."""
    adhesion = derniere_adhesion(ctx.db, ctx.acteur.siret) if ctx.acteur.siret else None
    if adhesion is None or adhesion.statut is StatutAdhesion.ACTIVE:
        return None
    return CompteNonActif(statut=adhesion.statut.libelle)


def blocage_de_la_session(ctx: Contexte, session: SessionFormation, acte: str | None) -> Refus | None:
    """What forbids this act on a session; without an act, what forbids recruiting."""
    refus = raison_de_ne_pas_recruter(session, ctx.maintenant, a_paris(ctx.maintenant).year)
    rdv = list(ctx.db.scalars(rdv_visibles(ctx.acteur).where(Rdv.session_id == session.id).order_by(Rdv.debut)))
    if acte == "saisir-presences":
        return _blocage_des_presences(ctx, session, rdv)
    if acte == "saisir-resultats":
        attendus = [une for un in rdv if un.etat is EtatRdv.OUVERT for une in un.inscriptions if _a_decider(une)]
        return None if attendus else AucunResultatASaisir(session=session.libelle)
    if refus is None and acte == "inscrire-candidat":
        ouverts = [un for un in rdv if un.etat is EtatRdv.OUVERT and un.debut > ctx.maintenant and un.restantes > 0]
        return None if ouverts else AucunRdvOuvert(session=session.libelle)
    return refus


def _a_decider(inscription: InscriptionRdv) -> bool:
    return inscription.presence is StatutPresence.PRESENT and inscription.resultat in RESTE_A_DECIDER


def _blocage_des_presences(ctx: Contexte, session: SessionFormation, rdv: list[Rdv]) -> Refus | None:
    ouverts = [un for un in rdv if un.etat is EtatRdv.OUVERT]
    if not ouverts:
        return AucunRdvPasse(session=session.libelle)
    try:
        exiger_rdv_passe(ouverts[0], ctx.maintenant)
    except RdvPasEncorePasse as refus:
        return refus
    reste = any(
        inscription.presence in (StatutPresence.A_SAISIR, StatutPresence.ABSENT)
        for un in ouverts
        if un.debut <= ctx.maintenant
        for inscription in un.inscriptions
    )
    return None if reste else AucunRdvPasse(session=session.libelle)


def blocages_de_l_organisme(ctx: Contexte) -> list[Refus]:
    """Every session of the organisme on which one cannot recruit, or that it has none."""
    if ctx.acteur.role in VOIENT_TOUT:
        return []
    jour = a_paris(ctx.maintenant).date()
    sessions = sessions_en_vie(ctx.db, ctx.acteur.siret, jour)
    if not sessions:
        return [AucuneSession()]
    causes = [raison_de_ne_pas_recruter(session, ctx.maintenant, jour.year) for session in sessions]
    return [cause for cause in causes if cause is not None]


def blocage_du_candidat(inscriptions: list[InscriptionRdv], dit: str, acte: str | None = None) -> Refus | None:
    """What happened to someone's latest appointment with the organisme, and forbids this act on it."""
    if not inscriptions:
        return CandidatSansRdv(personne=dit)
    derniere = inscriptions[-1]
    personne = derniere.demandeur.designation
    if acte in REGLES_DU_CANDIDAT:
        try:
            REGLES_DU_CANDIDAT[acte](derniere)
        except Refus as refus:
            return refus
        return None
    if derniere.rdv.etat is EtatRdv.SUPPRIME:
        return RdvSupprime(rdv=derniere.rdv.libelle)
    if derniere.presence is StatutPresence.ANNULE:
        return InscriptionAnnulee(personne=personne)
    if derniere.presence is StatutPresence.PRESENT:
        return PresenceDejaSaisie(personne=personne)
    return None
