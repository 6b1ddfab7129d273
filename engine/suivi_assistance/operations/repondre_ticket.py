"""The hotline answers a request; whoever asked is told by e-mail."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import TexteLong, Ticket
from engine.kit.notices import Notice
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.suivi_assistance.models import ReponseTicket
from engine.suivi_assistance.statuts import StatutTicket
from engine.suivi_assistance.tickets import trouver_ticket


class RepondreTicket(Commande):
    ticket: Ticket = Field(title="Demande")
    reponse: TexteLong = Field(title="Réponse")


@operation("repondre-ticket", roles={Role.HOTLINE}, annulable="non : la réponse est partie, complétez-la")
def repondre_ticket(commande: RepondreTicket, ctx: Contexte) -> Effet:
    ticket = trouver_ticket(ctx, commande.ticket, verrou=True)
    avant = {"statut": ticket.statut.value}
    ticket.passer_a(StatutTicket.REPONDU, ctx.maintenant)
    ticket.pris_par = ticket.pris_par or ctx.acteur.nom
    ticket.reponses.append(ReponseTicket(auteur=ctx.acteur.nom, texte=commande.reponse, le=ctx.maintenant))
    return Effet(
        "suivi_assistance.ticket_repondu",
        objet=f"ticket:{ticket.id}",
        message=f"La réponse à la demande {ticket.numero} part à {ticket.courriel}.",
        avant=avant,
        apres={"statut": ticket.statut.value},
        resultat={"ticket": ticket.numero, "statut": ticket.statut.value},
        siret=ticket.siret,
        notices=(
            Notice(
                "suivi_assistance/ticket_repondu",
                ticket.courriel,
                {"numero": ticket.numero, "description": ticket.description, "reponse": commande.reponse},
            ),
        ),
    )
