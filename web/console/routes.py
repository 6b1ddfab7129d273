"""What the console reads and writes itself. Taking, handing back and tickets are the engine's own operations."""

import asyncio
import uuid
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header
from pydantic import BaseModel, ConfigDict, Field

from engine.api.etat import bearer, exiger
from engine.api.jetons import VISITEUR
from engine.api.problemes import REPONSES
from engine.kit.acteurs import Acteur, Role
from engine.suivi_assistance.relais import file_d_attente
from web.conversations.bilan import bilan
from web.conversations.garde import LONGUEUR_MAX
from web.conversations.modeles import BilanDesAvis, ConversationSuivie, EnFile, TourLu, dit
from web.conversations.routes import Id, Service
from web.site.articles import articles

ERREURS: dict[int | str, Any] = {statut: REPONSES[statut] for statut in (401, 403, 404, 409, 422)}

router = APIRouter(prefix="/api/v1/console", tags=["console"], responses=ERREURS, dependencies=[Depends(bearer)])


class Intervention(BaseModel):
    """What a person says. The same id again says it once."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: Annotated[
        str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", description="UUID made by the page")
    ]
    texte: Annotated[str, Field(max_length=LONGUEUR_MAX, pattern=r"\S")]


def conseiller(service: Service, authorization: Annotated[str, Header(include_in_schema=False)] = "") -> Acteur:
    """Whoever bears the token of a hotline account. Raises JetonPerime, ConnexionRequise, DroitInsuffisant."""
    _, _, jeton = authorization.partition(" ")
    acteur = service.identites.jetons.lire(jeton) if jeton else VISITEUR
    exiger(acteur, Role.HOTLINE)
    return acteur


Conseiller = Annotated[Acteur, Depends(conseiller)]


@router.get("/file", response_model=None, responses=dit(list[EnFile]))
def file(service: Service, acteur: Conseiller) -> list[dict[str, Any]]:
    """The queue, those who wait first; `attend` in whole minutes."""
    maintenant = service.identites.socle.clock.now()
    with service.identites.socle.session() as db:
        return [
            une | {"attend": (maintenant - datetime.fromisoformat(une["demande_le"])) // timedelta(minutes=1)}
            for une in file_d_attente(db)
        ]


@router.get("/avis", response_model=None, responses=dit(BilanDesAvis))
def avis(service: Service, acteur: Conseiller) -> dict[str, Any]:
    """What people think of the answers: totals by article and operation, then the last reasons and comments."""
    with service.identites.socle.session() as db:
        return bilan(db, articles())


@router.get("/conversations/{id}", response_model=None, responses=dit(ConversationSuivie))
def conversation(service: Service, acteur: Conseiller, id: Id) -> dict[str, Any]:
    """The last turns of a conversation that waits for a person or is with one."""
    return service.traitement.relayeur.lire(id)


@router.post("/conversations/{id}/messages", response_model=None, responses=dit(TourLu))
async def repondre(service: Service, acteur: Conseiller, id: Id, message: Intervention) -> dict[str, Any]:
    """Say something in a conversation that one has taken."""
    texte, relayeur = message.texte, service.traitement.relayeur
    tour = await asyncio.to_thread(relayeur.intervenir, id, acteur, str(uuid.UUID(message.id)), texte)
    service.traitement.reveiller(id)
    return tour
