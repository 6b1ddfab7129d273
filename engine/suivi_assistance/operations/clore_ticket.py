"""The hotline closes a request, with a last word when there is one."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import TexteLong, Ticket
from engine.kit.notices import Notice
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.suivi_assistance.models import ReponseTicket
from engine.suivi_assistance.statuts import StatutTicket
from engine.suivi_assistance.tickets import trouver_ticket


class CloreTicket(Commande):
    ticket: Ticket = Field(title="Demande")
    reponse: TexteLong | None = Field(None, title="Dernière réponse")


@operation("clore-ticket", roles={Role.HOTLINE}, annulable="non : une nouvelle demande peut être déposée")
def clore_ticket(commande: CloreTicket, ctx: Contexte) -> Effet:
    ticket = trouver_ticket(ctx, commande.ticket, verrou=True)
    avant = {"statut": ticket.statut.value}
    ticket.passer_a(StatutTicket.CLOS, ctx.maintenant)
    ticket.pris_par = ticket.pris_par or ctx.acteur.nom
    if commande.reponse:
        ticket.reponses.append(ReponseTicket(auteur=ctx.acteur.nom, texte=commande.reponse, le=ctx.maintenant))
    return Effet(
        "suivi_assistance.ticket_clos",
        objet=f"ticket:{ticket.id}",
        message=f"La demande {ticket.numero} est close\u00a0; {ticket.courriel} en est informé.",
        avant=avant,
        apres={"statut": ticket.statut.value},
        resultat={"ticket": ticket.numero, "statut": ticket.statut.value},
        siret=ticket.siret,
        notices=(
            Notice(
                "suivi_assistance/ticket_clos",
                ticket.courriel,
                {"numero": ticket.numero, "description": ticket.description, "reponse": commande.reponse},
            ),
        ),
    )
