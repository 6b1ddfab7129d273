"""saisir-entrees: who was there when the training started and who was not, all at once."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import Field

from engine.inscription_entree.entrees import (
    avertir_du_retard,
    effacer_presence,
    exiger_entree_modifiable,
    jour_par_defaut,
    noter_presence,
    prevenir,
    prevenir_aussi,
    prevenir_de_l_annulation,
    statut_d_entree,
)
from engine.inscription_entree.inscriptions import etat, inscriptions_de_la_session, verrouiller_session
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.refus import AucuneEntreeEnregistrable, PresentEtAbsentALEntree
from engine.inscription_entree.regles import exiger_date_d_entree, exiger_entree_a_saisir
from engine.inscription_entree.retours import ecrites, exiger_inchangee, inscriptions_du_journal, statut_a_reprendre
from engine.inscription_entree.statuts import AVANT_ENTREE, CADUCS, StatutInscription, TypeAttestation
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import DateCivile, Personnes, SessionNumero
from engine.kit.francais import compter, dire_date, enumerer
from engine.kit.journal import JournalRow
from engine.kit.notices import Notice
from engine.kit.operations import Avertissement, Commande, Contexte, Effet, annulation, operation
from engine.kit.parametres import entier
from engine.kit.refus import DonneeManquante, Refus, Suite
from engine.offre.models import SessionFormation
from engine.offre.sessions import trouver_session
from engine.recrutement.demandeurs import designer_ensemble

S = StatutInscription


class SaisirEntrees(Commande):
    session: SessionNumero = Field(title="Session")
    presents: Personnes = Field((), title="Présents")
    absents: Personnes = Field((), title="Absents")
    date: DateCivile | None = Field(None, title="Date d’entrée")


@dataclass
class Pointage:
    """Everyone's entry: states before and after by person, names by status, and who was set aside."""

    avant: dict[str, dict[str, Any]] = field(default_factory=dict)
    apres: dict[str, dict[str, Any]] = field(default_factory=dict)
    faites: list[Inscription] = field(default_factory=list)
    ecartes: list[Refus] = field(default_factory=list)


@operation("saisir-entrees", roles={Role.GESTIONNAIRE}, annulable="compensation, tant qu’aucun mois n’est déclaré")
def saisir_entrees(commande: SaisirEntrees, ctx: Contexte) -> Effet:
    session = trouver_session(ctx.db, commande.session, ctx.acteur)
    aujourdhui = a_paris(ctx.maintenant).date()
    jour = commande.date or jour_par_defaut(session, aujourdhui)
    exiger_date_d_entree(jour, session, aujourdhui)
    if not (commande.presents or commande.absents):
        raise DonneeManquante(titre="qui était là à l’entrée, ou qui a manqué").sur("presents")
    verrouiller_session(ctx.db, session.id)
    toutes = inscriptions_de_la_session(ctx.db, session.id, caduques=True)
    noms = designer_ensemble(une.demandeur for une in toutes)
    for personne in commande.presents:
        if personne in commande.absents:
            raise PresentEtAbsentALEntree(personne=noms[personne]).sur("absents")

    pointage = _pointer(commande, ctx, toutes, jour)
    if not pointage.faites:
        raisons = " ".join(map(str, pointage.ecartes))
        seule = len(pointage.ecartes) == 1
        raise (pointage.ecartes[0] if seule else AucuneEntreeEnregistrable(session=session.libelle, raisons=raisons))
    par_statut = {
        statut: [noms[une.demandeur_id] for une in pointage.faites if une.statut is statut]
        for statut in (S.EN_FORMATION, S.A_REGULARISER, S.ABSENT)
    }
    restent = [noms[une.demandeur_id] for une in toutes if une.statut in AVANT_ENTREE]
    aes = {
        une.demandeur.identifiant: document.numero
        for une in pointage.faites
        if (document := une.attestation(TypeAttestation.AES))
    }
    presents = [une for une in pointage.faites if une.statut is not S.ABSENT]
    return Effet(
        "inscription_entree.entrees_saisies",
        objet=f"session:{session.numero}",
        message=_message(session, jour, par_statut),
        avant={"inscriptions": pointage.avant},
        apres={"inscriptions": pointage.apres},
        avertissements=_avertissements(par_statut, jour if presents else aujourdhui, aujourdhui),
        ecartes=tuple(pointage.ecartes),
        suite=(Suite("Obtenir une AES", operation="obtenir-attestation", donnees={"type_attestation": "aes"}),)
        if aes
        else (),
        resultat={
            "session": session.numero,
            "date": jour.isoformat(),
            "entrees": {une.demandeur.identifiant: une.statut.value for une in pointage.faites},
            "tardive": any(une.entree_tardive for une in presents),
            "aes": aes,
            "restent": len(restent),
        },
        notices=tuple(prevenir(une) for une in presents),
        recap=_recap(session, jour, par_statut, restent, pointage.ecartes),
    )


def _pointer(commande: SaisirEntrees, ctx: Contexte, toutes: list[Inscription], jour: date) -> Pointage:
    # An enrolment that is over yields to a later one of the same person.
    tour = sorted(toutes, key=lambda inscription: inscription.statut not in CADUCS)
    par_personne = {inscription.demandeur_id: inscription for inscription in tour}
    pointage = Pointage()
    for personne in (*commande.presents, *commande.absents):
        inscription = par_personne[personne]
        try:
            exiger_entree_a_saisir(inscription)
        except Refus as refus:
            pointage.ecartes.append(refus)
            continue
        pointage.avant[str(personne)] = etat(inscription)
        if personne in commande.presents:
            inscription.passer_a(statut_d_entree(inscription), ctx.maintenant)
            noter_presence(ctx, inscription, jour)
        else:
            inscription.passer_a(S.ABSENT, ctx.maintenant)
        pointage.apres[str(personne)] = etat(inscription)
        pointage.faites.append(inscription)
    return pointage


def _message(session: SessionFormation, jour: date, par_statut: dict[StatutInscription, list[str]]) -> str:
    entres, a_regulariser, absents = (par_statut[statut] for statut in (S.EN_FORMATION, S.A_REGULARISER, S.ABSENT))
    phrases = [f"C’est enregistré pour la session {session.libelle}."]
    if entres:
        phrases.append(
            f"{compter(len(entres), 'entrée')} le {dire_date(jour)}, AES à disposition\u00a0: {enumerer(entres)}."
        )
    if a_regulariser:
        phrases.append(f"Présence à régulariser\u00a0: {enumerer(a_regulariser)}.")
    if absents:
        phrases.append(f"{compter(len(absents), 'absence')}\u00a0: {enumerer(absents)}.")
    return " ".join(phrases)


def _avertissements(
    par_statut: dict[StatutInscription, list[str]], jour: date, aujourdhui: date
) -> tuple[Avertissement, ...]:
    avertissements = avertir_du_retard(jour, aujourdhui)
    if a_regulariser := par_statut[S.A_REGULARISER]:
        message = (
            f"Le conseiller n’a pas encore validé pour {enumerer(a_regulariser)}\u00a0: il est relancé, "
            f"l’AES attend sa validation, et le délai de {compter(entier('delai_declaration'), 'jour')} "
            "court depuis l’entrée réelle."
        )
        avertissements += (Avertissement("presence-a-regulariser", message, "statut-a-valider"),)
    return avertissements


def _recap(
    session: SessionFormation,
    jour: date,
    par_statut: dict[StatutInscription, list[str]],
    restent: list[str],
    ecartes: list[Refus],
) -> tuple[tuple[str, str], ...]:
    lignes = (
        ("Entrées en formation", session.libelle),
        ("Date d’entrée", dire_date(jour)),
        ("Présents", enumerer(par_statut[S.EN_FORMATION])),
        ("Présents, à régulariser par le conseiller", enumerer(par_statut[S.A_REGULARISER])),
        ("Absents", enumerer(par_statut[S.ABSENT]) or "personne"),
        ("Restent à saisir", enumerer(restent)),
        ("Mis de côté", " ".join(map(str, ecartes))),
    )
    return tuple((titre, valeur) for titre, valeur in lignes if valeur)


@annulation("saisir-entrees")
def annuler_saisir_entrees(ligne: JournalRow, ctx: Contexte) -> Effet:
    """Compensation: everyone back before the entry, the AES revoked; an adviser's yes given since is kept."""
    inscriptions = inscriptions_du_journal(ctx.db, ligne)
    laissees, avants = ecrites(ligne.apres), ecrites(ligne.avant)
    revenus: dict[str, dict[str, Any]] = {}
    notices: tuple[Notice, ...] = ()
    for inscription in inscriptions:
        personne = str(inscription.demandeur_id)
        exiger_inchangee(inscription, laissees[personne])
        exiger_entree_modifiable(ctx.db, inscription)
        quitte = inscription.statut
        inscription.revenir_a(statut_a_reprendre(inscription, avants[personne]), ctx.maintenant)
        effacer_presence(ctx, inscription, "la saisie de l’entrée a été annulée")
        notices += prevenir_de_l_annulation(quitte, inscription)
        if laissees[personne]["statut"] == S.A_REGULARISER:
            notices += prevenir_aussi(inscription, laissees[personne])
        revenus[personne] = etat(inscription)
    noms = enumerer([une.demandeur.designation for une in inscriptions])
    return Effet(
        "inscription_entree.entrees_annulees",
        objet=ligne.objet,
        message=f"Entrées annulées pour {noms}\u00a0: chacun retrouve son statut d’avant, les AES sont révoquées.",
        avant={"inscriptions": laissees},
        apres={"inscriptions": revenus},
        notices=notices,
        siret=ligne.siret,
        annule=ligne.id,
        recap=(("Annuler les entrées de", noms),),
    )
