"""suivre-ticket: where a request to the Kairos team stands, and what was answered."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import Secret, Ticket
from engine.kit.francais import dire_instant
from engine.kit.operations import Commande, Contexte, Lecture, operation
from engine.kit.refus import Suite
from engine.suivi_assistance.refus import CodeTicketNecessaire
from engine.suivi_assistance.statuts import StatutTicket
from engine.suivi_assistance.tickets import en_lecture, resume, trouver_ticket

ENSUITE = {
    StatutTicket.OUVERT: "Elle répond par courriel.",
    StatutTicket.PRIS: "La réponse part par courriel.",
    StatutTicket.REPONDU: "",
    StatutTicket.CLOS: "",
    StatutTicket.ANNULE: "",
}


class SuivreTicket(Commande):
    ticket: Ticket = Field(title="Demande")
    code: Secret | None = Field(None, title="Code de suivi")


@operation("suivre-ticket", roles={Role.VISITEUR, Role.GESTIONNAIRE, Role.HOTLINE}, ecrit=False)
def suivre_ticket(commande: SuivreTicket, ctx: Contexte) -> Lecture:
    if ctx.acteur.role is Role.VISITEUR and commande.code is None:
        raise CodeTicketNecessaire().sur("code")
    ticket = trouver_ticket(ctx, commande.ticket, commande.code.get_secret_value() if commande.code else None)
    lignes = [
        f"Demande {resume(ticket)}, déposée le {dire_instant(ticket.ouvert_le)}\u00a0: {ticket.statut.libelle}, "
        f"depuis le {dire_instant(ticket.depuis)}. {ENSUITE[ticket.statut]}".strip()
    ]
    lignes += [f"- {une.auteur}, le {dire_instant(une.le)}\u00a0: {une.texte}" for une in ticket.reponses]
    finie = ticket.statut in (StatutTicket.CLOS, StatutTicket.ANNULE)
    return Lecture(
        "\n".join(lignes),
        resultat=en_lecture(ctx.db, ticket),
        suite=(Suite("Déposer une nouvelle demande", operation="contacter-hotline"),) if finie else (),
    )
