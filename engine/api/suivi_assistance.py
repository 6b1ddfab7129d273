"""Reads of the hotline: requests, their screenshots, and the queue of the conversations."""

from typing import Annotated, Any

from fastapi import APIRouter, Response

from engine.api.etat import EtatCourant, reserve
from engine.api.modeles.suivi import RelaisLu, TicketLu
from engine.api.problemes import REPONSES, fichier
from engine.kit.acteurs import Acteur, Role
from engine.kit.identifiers import lire_ticket
from engine.suivi_assistance.refus import CopieEcranAbsente
from engine.suivi_assistance.relais import file_d_attente
from engine.suivi_assistance.tickets import copie_d_ecran, en_lecture, tickets_en_cours, trouver_ticket

router = APIRouter(responses=REPONSES, tags=["lectures"])


@router.get("/tickets", summary="Demandes à l’équipe Kairos", response_model=list[TicketLu])
def tickets(
    etat: EtatCourant, acteur: Annotated[Acteur, reserve(Role.GESTIONNAIRE, Role.HOTLINE)]
) -> list[dict[str, Any]]:
    """For the hotline those to treat, oldest first; for an organisme its own, the latest first."""
    with etat.socle.session() as db:
        return [en_lecture(db, ticket) for ticket in tickets_en_cours(db, acteur)]


@router.get("/tickets/{numero}", summary="Une demande et ses réponses", response_model=TicketLu)
def ticket(
    etat: EtatCourant, acteur: Annotated[Acteur, reserve(Role.GESTIONNAIRE, Role.HOTLINE)], numero: str
) -> dict[str, Any]:
    with etat.socle.session() as db:
        return en_lecture(db, trouver_ticket(etat.socle.contexte(db, acteur), lire_ticket(numero)))


@router.get(
    "/tickets/{numero}/copie-ecran",
    summary="La copie d’écran d’une demande",
    response_class=Response,
    responses=fichier("L’image", "image/png", "image/jpeg"),
)
def copie_ecran(
    etat: EtatCourant, acteur: Annotated[Acteur, reserve(Role.GESTIONNAIRE, Role.HOTLINE)], numero: str
) -> Response:
    with etat.socle.session() as db:
        trouve = trouver_ticket(etat.socle.contexte(db, acteur), lire_ticket(numero))
        image = copie_d_ecran(db, trouve)
        if image is None:
            raise CopieEcranAbsente(ticket=trouve.numero)
        # Whatever the bytes are, a browser takes them for the picture they were checked to be, and for nothing else.
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
        return Response(image.contenu, media_type=image.type, headers=headers)


@router.get("/file-attente", summary="Conversations qui attendent un conseiller", response_model=list[RelaisLu])
def file_attente(etat: EtatCourant, acteur: Annotated[Acteur, reserve(Role.HOTLINE)]) -> list[dict[str, Any]]:
    """For the hotline: those who wait, with their place, and those who are with a person."""
    with etat.socle.session() as db:
        return file_d_attente(db)
