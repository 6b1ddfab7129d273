"""statut-candidat: where someone's file stands, what it means, who must act, since when."""

from datetime import date
from typing import Any

from pydantic import Field

from engine.inscription_entree.inscriptions import inscriptions_du_candidat, inscriptions_visibles
from engine.inscription_entree.lectures import en_lecture
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.refus import CandidatPasDansLaSession, CandidatSansInscription
from engine.inscription_entree.statuts import AU_CONSEILLER, LIBELLES_RESEAU, OUTILS, SENS, StatutInscription
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import Demandeur, SessionNumero
from engine.kit.francais import dire_date
from engine.kit.operations import Commande, Contexte, Lecture, operation
from engine.kit.refus import Suite
from engine.offre.sessions import trouver_session
from engine.recrutement.models import InscriptionRdv
from engine.recrutement.rdv import inscriptions_visibles as rdv_du_candidat
from engine.recrutement.statuts import LIBELLES_PRESENCE

S = StatutInscription


class StatutCandidat(Commande):
    candidat: Demandeur = Field(title="Candidat")
    session: SessionNumero | None = Field(None, title="Session")


@operation("statut-candidat", roles={Role.GESTIONNAIRE, Role.HOTLINE}, ecrit=False)
def statut_candidat(commande: StatutCandidat, ctx: Contexte) -> Lecture:
    session = trouver_session(ctx.db, commande.session, ctx.acteur) if commande.session else None
    toutes = inscriptions_du_candidat(ctx.db, ctx.acteur, commande.candidat)
    siennes = [une for une in toutes if session is None or une.session_id == session.id]
    siennes = [une for une in siennes if une.statut is not S.ANNULE]
    rdv = rdv_du_candidat(ctx.db, ctx.acteur, commande.candidat, session)
    if not siennes and not rdv:
        connu = toutes or rdv_du_candidat(ctx.db, ctx.acteur, commande.candidat, None)
        if session is not None and connu:
            nom = connu[0].demandeur.designation
            raise CandidatPasDansLaSession(personne=nom, session=session.libelle).sur("session")
        raise CandidatSansInscription(personne=commande.candidat).sur("candidat")
    if not siennes:
        return _seulement_un_rdv(rdv[-1])
    aujourdhui = a_paris(ctx.maintenant).date()
    nom = siennes[0].demandeur.designation
    dossiers = [_dire(une, aujourdhui) for une in siennes]
    choisies = inscriptions_visibles(ctx.acteur).where(Inscription.id.in_([une.id for une in siennes]))
    lues = en_lecture(ctx.db, choisies.order_by(Inscription.id.desc()))
    return Lecture(
        f"{nom} ({commande.candidat}). " + "\n\n".join(dossiers),
        resultat={
            "personne": siennes[0].demandeur_id,
            "dossiers": [
                lue | {"sens": SENS[une.statut], "agit": _agit(une, aujourdhui)}
                for une, lue in zip(siennes, lues, strict=True)
            ],
        },
        suite=_suite(siennes[0], aujourdhui),
    )


def _dire(inscription: Inscription, aujourdhui: date) -> str:
    depuis = dire_date(a_paris(inscription.depuis).date())
    motif = f" Motif\u00a0: {inscription.motif.rstrip('.')}." if inscription.motif else ""
    return (
        f"Session {inscription.session.libelle}\u00a0: «\u00a0{inscription.libelle}\u00a0» depuis le {depuis}. "
        f"Cela veut dire que {SENS[inscription.statut]}.{motif} "
        f"Qui doit agir\u00a0: {_agit(inscription, aujourdhui)}."
    )


def _agit(inscription: Inscription, aujourdhui: date) -> str:
    """Who must act, and how."""
    statut, session = inscription.statut, inscription.session
    if statut in AU_CONSEILLER:
        outil = f" par {OUTILS[inscription.reseau]}" if inscription.reseau in OUTILS else ""
        return f"le conseiller ({LIBELLES_RESEAU[inscription.reseau]}), qui valide{outil}"
    if statut is S.INSCRIT:
        if session.debut is not None and aujourdhui < session.debut:
            return f"personne d’ici au {dire_date(session.debut)}, jour où votre organisme saisira l’entrée"
        return "votre organisme, qui saisit l’entrée en formation"
    if statut is S.ABSENT:
        return "votre organisme, qui corrige l’entrée ou retire l’inscription"
    if statut is S.EN_FORMATION:
        return "votre organisme, qui tient l’assiduité à jour"
    return "personne, sauf pour une nouvelle inscription"


def _suite(inscription: Inscription, aujourdhui: date) -> tuple[Suite, ...]:
    statut, session = inscription.statut, inscription.session
    donnees: dict[str, Any] = {"candidat": inscription.demandeur.identifiant, "session": session.numero}
    if statut is S.INSCRIT and (session.debut is None or aujourdhui >= session.debut):
        return (Suite("Saisir les entrées", operation="saisir-entrees", donnees={"session": session.numero}),)
    if statut in (S.RETENU, S.INSCRIT):
        return (Suite("Obtenir un document", operation="obtenir-attestation", donnees=donnees),)
    if statut is S.ABSENT:
        return (Suite("Corriger l’entrée", operation="corriger-entree", donnees=donnees),)
    if statut is S.EN_FORMATION:
        return (Suite("Obtenir l’AES", operation="obtenir-attestation", donnees=donnees | {"type_attestation": "aes"}),)
    return (Suite("Comprendre les statuts", article="statuts-inscription"),)


def _seulement_un_rdv(inscription: InscriptionRdv) -> Lecture:
    rdv = inscription.rdv
    return Lecture(
        f"{inscription.demandeur.designation} n’a pas encore d’inscription en formation. Dernier rendez-vous\u00a0: "
        f"{rdv.libelle_complet}, «\u00a0{LIBELLES_PRESENCE[inscription.presence]}\u00a0».",
        resultat={"personne": inscription.demandeur_id, "dossiers": [], "rdv": rdv.id},
        suite=(Suite("Voir les inscrits de ce rendez-vous", operation="consulter-inscrits"),),
    )
