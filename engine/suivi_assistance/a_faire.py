"""What waits for the Kairos team: people in the queue, requests to answer."""

from collections.abc import Iterator

import sqlalchemy as sa

from engine.kit.a_faire import AFaire, Perimetre, Urgence, echeances_de
from engine.kit.clock import a_paris
from engine.kit.francais import dire_instant
from engine.kit.refus import Suite
from engine.suivi_assistance.models import Ticket
from engine.suivi_assistance.relais import en_attente
from engine.suivi_assistance.statuts import TICKETS_A_TRAITER
from engine.suivi_assistance.tickets import resume


@echeances_de("suivi_assistance", equipe=True)
def conversations_en_attente(perimetre: Perimetre) -> Iterator[AFaire]:
    for relais in en_attente(perimetre.db):
        sujet = f" Sujet\u00a0: {relais.sujet}" if relais.sujet else ""
        yield AFaire(
            f"relais:{relais.id}",
            Urgence.EN_RETARD,
            f"{relais.nom} attend un conseiller depuis le {dire_instant(relais.demande_le)}.{sujet}",
            Suite("Ouvrez la file d’attente de la console."),
            a_paris(relais.demande_le).date(),
        )


@echeances_de("suivi_assistance", equipe=True)
def tickets_a_traiter(perimetre: Perimetre) -> Iterator[AFaire]:
    a_traiter = sa.select(Ticket).where(Ticket.statut.in_(TICKETS_A_TRAITER)).order_by(Ticket.id)
    for ticket in perimetre.db.scalars(a_traiter):
        yield AFaire(
            f"ticket:{ticket.id}",
            Urgence.AUJOURD_HUI,
            f"{resume(ticket)}, déposée le {dire_instant(ticket.ouvert_le)} par {ticket.nom}.",
            Suite(f"Voir {ticket.numero}", operation="suivre-ticket", donnees={"ticket": ticket.numero}),
            a_paris(ticket.ouvert_le).date(),
        )
