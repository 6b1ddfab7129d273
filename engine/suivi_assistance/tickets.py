"""Requests to the Kairos team: found by those who may see them, and told."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur, Role
from engine.kit.operations import Contexte
from engine.kit.sceau import normaliser_code
from engine.suivi_assistance.models import CopieEcran, Ticket
from engine.suivi_assistance.refus import TicketIntrouvable
from engine.suivi_assistance.statuts import TICKETS_A_TRAITER

APERCU = 80  # characters of a description in a list


def portee(numero: str, code: str) -> str:
    """What is printed of the code of a ticket: good for that ticket only."""
    return f"ticket:{numero}:{normaliser_code(code)}"


def tickets_visibles(acteur: Acteur) -> sa.Select[Ticket]:
    """Those of one's organisme, all for the hotline; a visiteur sees none without its code."""
    choisis = sa.select(Ticket)
    if acteur.role is Role.HOTLINE:
        return choisis
    return choisis.where(Ticket.siret == acteur.siret, sa.true() if acteur.siret else sa.false())


def trouver_ticket(ctx: Contexte, numero: str, code: str | None = None, *, verrou: bool = False) -> Ticket:
    """By its number, for those who see it or hold its code. Raises TicketIntrouvable, whatever the reason."""
    requete = sa.select(Ticket).where(Ticket.numero == numero).execution_options(populate_existing=True)
    ticket = ctx.db.scalars(requete.with_for_update(of=Ticket) if verrou else requete).one_or_none()
    if ticket is None or not (_est_a(ticket, ctx.acteur) or _prouve(ticket, code, ctx)):
        raise TicketIntrouvable
    return ticket


def _est_a(ticket: Ticket, acteur: Acteur) -> bool:
    """A ticket that a visiteur opened in the name of a SIRET stays its own: a SIRET is no proof."""
    if acteur.role is Role.HOTLINE:
        return True
    return acteur.siret is not None and ticket.siret == acteur.siret and not ticket.ouvert_par.startswith("visiteur")


def _prouve(ticket: Ticket, code: str | None, ctx: Contexte) -> bool:
    return code is not None and ctx.sceau.verifie(portee(ticket.numero, code), ticket.code_empreinte)


def tickets_en_cours(db: Session, acteur: Acteur) -> list[Ticket]:
    """For the hotline those to treat, oldest first; for an organisme its own, the latest first."""
    if acteur.role is Role.HOTLINE:
        return list(
            db.scalars(tickets_visibles(acteur).where(Ticket.statut.in_(TICKETS_A_TRAITER)).order_by(Ticket.id))
        )
    choisis = tickets_visibles(acteur).where(Ticket.ouvert_par.not_like("visiteur%")).order_by(Ticket.id.desc())
    return list(db.scalars(choisis))


def copie_d_ecran(db: Session, ticket: Ticket) -> CopieEcran | None:
    """The picture given with a ticket."""
    return db.get(CopieEcran, ticket.id)


def resume(ticket: Ticket) -> str:
    """« HK-2031, « La liste des inscrits reste vide » »."""
    texte = ticket.description
    court = texte if len(texte) <= APERCU else f"{texte[: APERCU - 1].rstrip()}…"
    return f"{ticket.numero}, « {court} »"


def en_lecture(db: Session, ticket: Ticket) -> dict[str, Any]:
    """A ticket as the API tells it; instants in UTC."""
    return {
        "ticket": ticket.numero,
        "statut": ticket.statut.value,
        "libelle": ticket.statut.libelle,
        "depuis": ticket.depuis.isoformat(timespec="seconds"),
        "ouvert_le": ticket.ouvert_le.isoformat(timespec="seconds"),
        "siret": ticket.siret,
        "identifiant_kairos": ticket.identifiant_kairos,
        "candidat": ticket.candidat,
        "session": ticket.session,
        "nom": ticket.nom,
        "courriel": ticket.courriel,
        "conversation": ticket.conversation,
        "description": ticket.description,
        "copie_ecran": copie_d_ecran(db, ticket) is not None,
        "reponses": [
            {"auteur": une.auteur, "texte": une.texte, "le": une.le.isoformat(timespec="seconds")}
            for une in ticket.reponses
        ],
    }
