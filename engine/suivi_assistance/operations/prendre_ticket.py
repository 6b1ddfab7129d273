"""Someone of the hotline takes a request: its author can no longer withdraw it."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import Ticket
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.suivi_assistance.statuts import StatutTicket
from engine.suivi_assistance.tickets import trouver_ticket


class PrendreTicket(Commande):
    ticket: Ticket = Field(title="Demande")


@operation("prendre-ticket", roles={Role.HOTLINE}, annulable="non : répondez-y ou fermez-la")
def prendre_ticket(commande: PrendreTicket, ctx: Contexte) -> Effet:
    ticket = trouver_ticket(ctx, commande.ticket, verrou=True)
    avant = {"statut": ticket.statut.value}
    ticket.passer_a(StatutTicket.PRIS, ctx.maintenant)
    ticket.pris_par = ctx.acteur.nom
    return Effet(
        "suivi_assistance.ticket_pris",
        objet=f"ticket:{ticket.id}",
        message=f"La demande {ticket.numero} est à vous.",
        avant=avant,
        apres={"statut": ticket.statut.value},
        resultat={"ticket": ticket.numero, "statut": ticket.statut.value},
        siret=ticket.siret,
    )
