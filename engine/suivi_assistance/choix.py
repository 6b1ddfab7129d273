"""Tickets, operations done and files as the conversation proposes and names them; what is refused as soon as said."""

from typing import Any

from engine.kit.acteurs import Role
from engine.kit.catalogue import libelle_de
from engine.kit.fichiers import FichierRecu
from engine.kit.francais import INSECABLE, dire_instant
from engine.kit.identifiers import lire_session
from engine.kit.operations import Choix, Demande, Valeur, libelle, propositions
from engine.kit.parametres import entier
from engine.offre.sessions import chercher_session
from engine.suivi_assistance.annulations import ligne_a_annuler, lignes_annulables
from engine.suivi_assistance.regles import lire_copie_ecran
from engine.suivi_assistance.tickets import resume, tickets_en_cours, trouver_ticket


@propositions("ticket")
def tickets_proposes(demande: Demande) -> list[Choix]:
    return [
        Choix(ticket.numero, resume(ticket), {"numero": ticket.numero, "statut": ticket.statut.libelle})
        for ticket in tickets_en_cours(demande.ctx.db, demande.ctx.acteur)
    ]


@libelle("ticket")
def libelle_ticket(valeur: str, demande: Demande) -> str:
    """A visiteur proves it with a code, asked next: the number alone says nothing."""
    if demande.ctx.acteur.role is Role.VISITEUR:
        return valeur
    return resume(trouver_ticket(demande.ctx, valeur))


@libelle("session", operation="contacter-hotline")
def libelle_session_du_probleme(valeur: Any, demande: Demande) -> Valeur:
    """A session that KAIROS does not know may be the problem itself: its number is kept as it is."""
    session = chercher_session(demande.ctx.db, valeur, demande.ctx.acteur)
    if session is not None:
        return Valeur(session.numero, session.libelle)
    numero = lire_session(valeur)[1]
    return Valeur(numero, numero)


@libelle("fichier", operation="contacter-hotline")
def libelle_copie_ecran(valeur: FichierRecu, demande: Demande) -> str:
    _, mot, contenu = lire_copie_ecran(valeur, entier("copie_ecran_octets_max"))
    return f"{mot}, {max(1, len(contenu) // 1000)}{INSECABLE}ko"


@propositions("choix", operation="annuler-derniere-operation")
def operations_proposees(demande: Demande) -> list[Choix]:
    """One's own latest operations that may be undone, the latest first."""
    return [
        Choix(
            ligne.recu,
            f"{libelle_de(ligne.operation)}, {dire_instant(ligne.le)} (reçu {ligne.recu})",
            {"numero": ligne.recu or "", "operation": ligne.operation},
        )
        for ligne in lignes_annulables(demande.ctx, entier("operations_annulables_montrees"))
    ]


@libelle("choix", operation="annuler-derniere-operation")
def libelle_operation_faite(valeur: str, demande: Demande) -> Valeur:
    """The receipt that a number or the name of an operation means."""
    ligne = ligne_a_annuler(demande.ctx, valeur)
    return Valeur(ligne.recu, f"{libelle_de(ligne.operation)}, {dire_instant(ligne.le)} (reçu {ligne.recu})")
