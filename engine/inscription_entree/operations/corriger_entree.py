"""corriger-entree: someone marked absent was there, or the other way round, or on another day."""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from engine.inscription_entree.attestations import emettre, revoquer
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
from engine.inscription_entree.inscriptions import etat, inscription_de
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.regles import exiger_date_d_entree, exiger_entree_corrigible
from engine.inscription_entree.retours import ecrites, exiger_inchangee, inscriptions_du_journal, statut_a_reprendre
from engine.inscription_entree.statuts import PRESENTS_EN_FORMATION, StatutInscription, TypeAttestation
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import DateCivile, Demandeur, SessionNumero, choix_parmi
from engine.kit.francais import dire_date
from engine.kit.journal import JournalRow
from engine.kit.notices import Notice
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import Suite

S = StatutInscription
PresentOuAbsent = choix_parmi(
    {"present": "présent", "absent": "absent"},
    {"present": "était là, est venu, était bien là", "absent": "pas là, n’est pas venu"},
)


class CorrigerEntree(Commande):
    candidat: Demandeur = Field(title="Candidat")
    session: SessionNumero = Field(title="Session")
    present_ou_absent: PresentOuAbsent = Field(title="Présent ou absent")  # type: ignore[valid-type]
    date: DateCivile | None = Field(None, title="Date d’entrée")


@operation("corriger-entree", roles={Role.GESTIONNAIRE}, annulable="compensation, tant qu’aucun mois n’est déclaré")
def corriger_entree(commande: CorrigerEntree, ctx: Contexte) -> Effet:
    inscription = inscription_de(ctx, commande.candidat, commande.session, verrou=True)
    aujourdhui = a_paris(ctx.maintenant).date()
    present = commande.present_ou_absent == "present"
    jour = None
    if present:
        jour = commande.date or inscription.entree_le or jour_par_defaut(inscription.session, aujourdhui)
        exiger_date_d_entree(jour, inscription.session, aujourdhui)
    exiger_entree_corrigible(inscription, present=present, jour=jour)
    exiger_entree_modifiable(ctx.db, inscription)
    avant, dit_avant = _complet(inscription), _dire(inscription)
    notices = _corriger(ctx, inscription, jour)
    nom, aes = inscription.demandeur.designation, inscription.attestation(TypeAttestation.AES)
    return Effet(
        "inscription_entree.entree_corrigee",
        objet=f"inscription:{inscription.id}",
        message=(
            f"C’est corrigé pour {nom}, session {inscription.session.libelle}\u00a0: {_dire(inscription)} "
            f"(c’était\u00a0: {dit_avant})." + (f" AES\u00a0: {aes.numero}." if aes else "")
        ),
        avant={"inscriptions": {str(inscription.demandeur_id): avant}},
        apres={"inscriptions": {str(inscription.demandeur_id): etat(inscription)}},
        avertissements=avertir_du_retard(jour, a_paris(inscription.entree_saisie_le).date())
        if jour and inscription.entree_saisie_le
        else (),
        suite=(
            Suite(
                "Obtenir l’AES",
                operation="obtenir-attestation",
                donnees={"candidat": commande.candidat, "session": commande.session, "type_attestation": "aes"},
            ),
        )
        if aes
        else (),
        resultat={
            "inscription": inscription.id,
            "statut": inscription.statut.value,
            "date": jour and jour.isoformat(),
            "tardive": inscription.entree_tardive,
            "aes": aes and aes.numero,
        },
        notices=notices,
        recap=(
            ("Candidat", f"{nom} ({inscription.demandeur.identifiant})"),
            ("Session", inscription.session.libelle),
            ("Entrée enregistrée", dit_avant),
            ("Entrée corrigée", _dire(inscription)),
        ),
    )


def _corriger(ctx: Contexte, inscription: Inscription, jour: date | None) -> tuple[Notice, ...]:
    """Move the enrolment; `jour` None makes it an absence. Who is to be told."""
    quitte, saisie_le = inscription.statut, inscription.entree_saisie_le
    if jour is None:
        inscription.revenir_a(S.ABSENT, ctx.maintenant)
        effacer_presence(ctx, inscription, "l’entrée a été corrigée en absence")
        return prevenir_de_l_annulation(quitte, inscription)
    if quitte is S.ABSENT:
        inscription.revenir_a(statut_d_entree(inscription), ctx.maintenant)
        saisie_le = None
    else:
        revoquer(ctx, inscription, "la date d’entrée a été corrigée", TypeAttestation.AES)
    noter_presence(ctx, inscription, jour, saisie_le)
    return (prevenir(inscription),)


def _complet(inscription: Inscription) -> dict[str, Any]:
    saisie = inscription.entree_saisie_le
    return etat(inscription) | {"entree_saisie_le": saisie and saisie.isoformat()}


def _dire(inscription: Inscription) -> str:
    if inscription.entree_le is None:
        return inscription.libelle
    return f"{inscription.libelle}, entrée le {dire_date(inscription.entree_le)}"


@annulation("corriger-entree")
def annuler_corriger_entree(ligne: JournalRow, ctx: Contexte) -> Effet:
    """Compensation: the entry as it was before the correction; an AES revoked by it is issued anew."""
    (inscription,) = inscriptions_du_journal(ctx.db, ligne)
    personne = str(inscription.demandeur_id)
    laissee, avant = ecrites(ligne.apres)[personne], ecrites(ligne.avant)[personne]
    exiger_inchangee(inscription, laissee)
    exiger_entree_modifiable(ctx.db, inscription)
    quitte, cible = inscription.statut, statut_a_reprendre(inscription, avant)
    if cible is not quitte:
        inscription.revenir_a(cible, ctx.maintenant)
    effacer_presence(ctx, inscription, "la correction de l’entrée a été annulée")
    if avant["entree_le"]:
        inscription.entree_le = date.fromisoformat(avant["entree_le"])
        inscription.entree_saisie_le = datetime.fromisoformat(avant["entree_saisie_le"])
        inscription.entree_tardive = bool(avant["entree_tardive"])
        if inscription.statut is S.EN_FORMATION:
            emettre(ctx, inscription, TypeAttestation.AES)
    if inscription.statut in PRESENTS_EN_FORMATION:
        notices: tuple[Notice, ...] = (prevenir(inscription),)
    else:
        notices = prevenir_de_l_annulation(quitte, inscription)
    notices += prevenir_aussi(inscription, laissee)
    nom = inscription.demandeur.designation
    return Effet(
        "inscription_entree.correction_annulee",
        objet=ligne.objet,
        message=f"La correction est annulée pour {nom}\u00a0: {_dire(inscription)}.",
        avant={"inscriptions": {personne: laissee}},
        apres={"inscriptions": {personne: _complet(inscription)}},
        notices=notices,
        siret=ligne.siret,
        annule=ligne.id,
        recap=(("Annuler la correction de l’entrée de", nom), ("Entrée", _dire(inscription))),
    )
