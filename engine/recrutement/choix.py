"""Appointments and people as the conversation proposes and names them, and what is refused as soon as it is said."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import lazyload

from engine.kit.clock import a_paris
from engine.kit.francais import enumerer
from engine.kit.operations import MAX_CHOIX, Choix, Demande, Valeur, libelle, propositions
from engine.offre.choix import en_choix
from engine.offre.regles import exiger_recrutement_possible, raison_de_ne_pas_recruter
from engine.offre.sessions import sessions_en_vie, trouver_session
from engine.recrutement.demandeurs import demandeurs_connus, designer, designer_ensemble, designer_par_identifiant
from engine.recrutement.models import Demandeur, InscriptionRdv, Rdv
from engine.recrutement.rdv import modalites_visibles, places_libres, rdv_visibles, trouver_modalite, trouver_rdv
from engine.recrutement.refus import CandidatSansRdv, PersonneNonInscrite
from engine.recrutement.regles import exiger_rdv_ouvert, exiger_rdv_passe
from engine.recrutement.statuts import EtatRdv, Modalite, StatutPresence
from engine.recrutement.vues import RESTE_A_SAISIR

# What people call each of them, to tell « la RIC de mardi » from « le rendez-vous de mardi ».
MOTS_MODALITE = {
    Modalite.RIC: "ric réunion info coll",
    Modalite.RV_INDIVIDUEL: "rv rdv rendez-vous individuel entretien",
    Modalite.GROUPE_RV: "groupe de rv rdv rendez-vous individuels",
    Modalite.CANDIDATURE: "plage candidature candidatures",
}


def rdv_en_choix(rdv: Rdv) -> Choix:
    """An appointment with what people say of it: its date, hour, place, training."""
    debut = a_paris(rdv.debut)
    indices = {
        "nom": rdv.session.formation.intitule,
        "date": debut.date().isoformat(),
        "heure": f"{debut:%H:%M}",
        "lieu": rdv.lieu,
        "session": rdv.session.numero,
        "numero_interne": rdv.session.numero_interne,
        "modalite": MOTS_MODALITE[rdv.modalite],
    }
    if rdv.modalite is Modalite.CANDIDATURE:
        del indices["heure"]
    return Choix(rdv.id, rdv.libelle_complet, indices)


def situer(rdv: Sequence[Rdv], maintenant: datetime) -> list[Choix]:
    """Appointments as proposed, in their order; « la prochaine » and « la dernière » say which ones they are."""
    prochain = min((un for un in rdv if un.debut > maintenant), key=lambda un: un.debut, default=None)
    dernier = max((un for un in rdv if un.debut <= maintenant), key=lambda un: un.debut, default=None)
    choix = []
    for un in rdv:
        propose = rdv_en_choix(un)
        if un in (prochain, dernier):
            propose.indices["place"] = "prochaine" if un is prochain else "dernière"
        choix.append(propose)
    return choix


@libelle("rdv")
def libelle_rdv(valeur: int, demande: Demande) -> str:
    return trouver_modalite(demande.ctx.db, valeur, demande.ctx.acteur).libelle_complet


@libelle("rdv", operation="inscrire-candidat")
@libelle("rdv", operation="prescrire-candidat")
def libelle_rdv_ouvert(valeur: int, demande: Demande) -> str:
    rdv = trouver_rdv(demande.ctx.db, valeur, demande.ctx.acteur)
    exiger_rdv_ouvert(rdv, demande.ctx.maintenant)
    return rdv.libelle_complet


@libelle("rdv", operation="saisir-presences")
def libelle_rdv_passe(valeur: int, demande: Demande) -> str:
    rdv = trouver_rdv(demande.ctx.db, valeur, demande.ctx.acteur)
    exiger_rdv_passe(rdv, demande.ctx.maintenant)
    return rdv.libelle_complet


def modalites_proposees(demande: Demande) -> list[Choix]:
    """What the organisme may change or delete: appointments, groups and ranges that are not over, the nearest first."""
    ctx = demande.ctx
    if ctx.acteur.siret is None:
        return []
    choisis = (
        modalites_visibles(ctx.acteur)
        .where(Rdv.etat == EtatRdv.OUVERT, Rdv.fin > ctx.maintenant)
        .order_by(Rdv.debut, Rdv.groupe_id.is_not(None), Rdv.id)
    )
    return _en_choix(demande, choisis)


@propositions("rdv")
def rdv_a_venir(demande: Demande) -> list[Choix]:
    """The organisme's appointments to come that still have a place, the nearest first."""
    if demande.ctx.acteur.siret is None:
        return []
    choisis = (
        rdv_visibles(demande.ctx.acteur)
        .where(Rdv.etat == EtatRdv.OUVERT, Rdv.debut > demande.ctx.maintenant, places_libres() > 0)
        .order_by(Rdv.debut, Rdv.id)
    )
    return _en_choix(demande, choisis)


@propositions("rdv", operation="saisir-presences")
def rdv_a_pointer(demande: Demande) -> list[Choix]:
    """Those that took place and whose list is not empty; first those with presences to enter, the latest first."""
    a_saisir = Rdv.inscriptions.any(InscriptionRdv.presence == StatutPresence.A_SAISIR)
    choisis = (
        rdv_visibles(demande.ctx.acteur)
        .where(
            Rdv.etat == EtatRdv.OUVERT,
            Rdv.debut <= demande.ctx.maintenant,
            Rdv.inscriptions.any(InscriptionRdv.presence.in_(RESTE_A_SAISIR)),
        )
        .order_by(a_saisir.desc(), Rdv.debut.desc(), Rdv.id)
    )
    return _en_choix(demande, choisis)


def _en_choix(demande: Demande, choisis: sa.Select[Rdv]) -> list[Choix]:
    """The first of these appointments, without the people on them."""
    utiles = choisis.options(lazyload(Rdv.inscriptions)).limit(MAX_CHOIX)
    return situer(demande.ctx.db.scalars(utiles).all(), demande.ctx.maintenant)


@libelle("personnes", operation="saisir-presences")
def libelle_personnes(valeur: tuple[int, ...], demande: Demande) -> str:
    """The names of people registered on the appointment. Raises PersonneNonInscrite for anyone else."""
    if "rdv" not in demande.donnees:
        return enumerer([str(id) for id in valeur])
    rdv = trouver_rdv(demande.ctx.db, demande.donnees["rdv"], demande.ctx.acteur)
    noms = designer_ensemble(inscription.demandeur for inscription in rdv.inscriptions)
    if set(valeur) - set(noms):
        raise PersonneNonInscrite(personne="Une des personnes citées", rdv=rdv.libelle)
    return enumerer([noms[id] for id in valeur]) or "personne"


@propositions("personnes", operation="saisir-presences")
def personnes_a_pointer(demande: Demande) -> list[Choix]:
    """Who is in the list « présences / absences »: nothing entered yet, or absent so far."""
    if "rdv" not in demande.donnees:
        return []
    rdv = trouver_rdv(demande.ctx.db, demande.donnees["rdv"], demande.ctx.acteur)
    liste = [inscription for inscription in rdv.inscriptions if inscription.presence in RESTE_A_SAISIR]
    noms = designer_ensemble(inscription.demandeur for inscription in liste)
    return [personne_en_choix(inscription, noms[inscription.demandeur_id]) for inscription in liste[:MAX_CHOIX]]


def personne_en_choix(inscription: InscriptionRdv, nom: str) -> Choix:
    """A person with what tells them from a namesake."""
    demandeur = inscription.demandeur
    indices = {
        "nom": demandeur.nom,
        "prenom": demandeur.prenom,
        "identifiant": demandeur.identifiant,
        "prescripteur": inscription.prescripteur,
        "presence": inscription.presence.value,
    }
    titre = nom if inscription.prescripteur is None else f"{nom}, {inscription.prescripteur}"
    return Choix(demandeur.id, titre, {cle: texte for cle, texte in indices.items() if texte})


def inscriptions_vivantes(demande: Demande) -> list[InscriptionRdv]:
    """The organisme's registrations on appointments that stand, neither cancelled nor present, the nearest first."""
    ctx = demande.ctx
    if ctx.acteur.siret is None:
        return []
    choisies = (
        sa.select(InscriptionRdv)
        .join(InscriptionRdv.rdv)
        .where(
            Rdv.id.in_(rdv_visibles(ctx.acteur).with_only_columns(Rdv.id)),
            Rdv.etat == EtatRdv.OUVERT,
            InscriptionRdv.presence.in_(RESTE_A_SAISIR),
        )
        .order_by(Rdv.debut, InscriptionRdv.id)
    )
    return list(ctx.db.scalars(choisies))


@libelle("personne")
def libelle_personne(valeur: int, demande: Demande) -> str:
    """A person known to the organisme, else as if nobody."""
    ctx = demande.ctx
    connue = ctx.db.scalars(demandeurs_connus(ctx.acteur).where(Demandeur.id == valeur)).one_or_none()
    if connue is None:
        raise CandidatSansRdv(personne="cette personne")
    return designer(ctx.db, connue.identifiant, ctx.acteur)


@libelle("demandeurs")
def libelle_demandeurs(valeur: tuple[str, ...], demande: Demande) -> str:
    return enumerer(list(designer_par_identifiant(demande.ctx.db, valeur, demande.ctx.acteur).values()))


@libelle("demandeur")
def libelle_demandeur(valeur: str, demande: Demande) -> str:
    return designer(demande.ctx.db, valeur, demande.ctx.acteur)


@propositions("demandeurs")
@propositions("demandeur")
def demandeurs_proposes(demande: Demande) -> list[Choix]:
    """People already known to the organisme, the latest first."""
    if demande.ctx.acteur.siret is None:
        return []
    connus = demande.ctx.db.scalars(
        demandeurs_connus(demande.ctx.acteur).where(Demandeur.nom.is_not(None)).order_by(Demandeur.id.desc()).limit(200)
    ).all()
    noms = designer_ensemble(connus)
    return [
        Choix(
            demandeur.identifiant,
            noms[demandeur.id],
            {"nom": demandeur.nom or "", "prenom": demandeur.prenom or "", "identifiant": demandeur.identifiant},
        )
        for demandeur in connus
    ]


@libelle("session", operation="creer-rv")
@libelle("session", operation="ouvrir-candidature")
@libelle("session", operation="creer-ric")
def libelle_session_ouverte(valeur: Any, demande: Demande) -> Valeur:
    session = trouver_session(demande.ctx.db, valeur, demande.ctx.acteur)
    exiger_recrutement_possible(session, demande.ctx.maintenant, a_paris(demande.ctx.maintenant).year)
    return Valeur(session.numero, session.libelle)


@propositions("session", operation="creer-rv")
@propositions("session", operation="ouvrir-candidature")
@propositions("session", operation="creer-ric")
def sessions_ouvertes(demande: Demande) -> list[Choix]:
    """Of the organisme's sessions, those on which one may recruit today."""
    ctx = demande.ctx
    jour = a_paris(ctx.maintenant).date()
    return [
        en_choix(session)
        for session in sessions_en_vie(ctx.db, ctx.acteur.siret, jour)
        if raison_de_ne_pas_recruter(session, ctx.maintenant, jour.year) is None
    ]
