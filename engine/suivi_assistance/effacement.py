"""Requests to the hotline and conversations handed over that are about a person, or that they made themselves."""

import sqlalchemy as sa

from engine.kit.effacement import EFFACEE, Personne, effacement
from engine.kit.operations import Contexte
from engine.suivi_assistance.models import CopieEcran, Relais, ReponseTicket, Ticket


@effacement
def effacer_tickets(personne: Personne, ctx: Contexte) -> None:
    db = ctx.db
    repondus = sa.select(ReponseTicket.ticket_id).where(personne.nommee_dans(ReponseTicket.texte))
    siens = Ticket.ouvert_par.in_(personne.comptes) | Ticket.courriel.in_(personne.mots)
    concernes = siens | (Ticket.candidat == personne.identifiant) | Ticket.id.in_(repondus)
    concernes |= personne.nommee_dans(Ticket.description)
    for ticket in db.scalars(sa.select(Ticket).where(concernes)):
        ticket.candidat, ticket.description = None, EFFACEE
        if ticket.ouvert_par in personne.comptes or ticket.courriel in personne.mots:
            ticket.nom, ticket.courriel = EFFACEE, ""
        for reponse in ticket.reponses:
            reponse.texte = EFFACEE
        db.execute(sa.delete(CopieEcran).where(CopieEcran.ticket_id == ticket.id))
        personne.objets.add(f"ticket:{ticket.id}")


@effacement
def effacer_relais(personne: Personne, ctx: Contexte) -> None:
    siens = Relais.acteur.in_(personne.comptes)
    dits = personne.nommee_dans(sa.func.coalesce(Relais.sujet, ""))
    for relais in ctx.db.scalars(sa.select(Relais).where(siens | dits)):
        relais.sujet = None
        if relais.acteur in personne.comptes:
            relais.nom = EFFACEE
        personne.objets.add(f"relais:{relais.id}")
