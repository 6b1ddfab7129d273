"""The conversation API. Every route runs under the conversation's own token, never under a login."""

import asyncio
import uuid
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from engine.api.etat import bearer
from engine.api.problemes import REPONSES
from web.conversations.avis import COMMENTAIRE_MAX, AvisDonne, raisons
from web.conversations.flux import suivre
from web.conversations.identite import adresse_limitee
from web.conversations.modeles import AvisGarde, Historique, ReponseDite, dit
from web.conversations.refus import ConversationInconnue, MessageMalForme
from web.conversations.service import Conversations
from web.conversations.tours import Message

PAGE = 100

ERREURS: dict[int | str, Any] = {statut: REPONSES[statut] for statut in (401, 404, 422, 429)}

FLUX: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Événements `recu`, `attente`, `reponse`, `personne`\u00a0; leurs données sont un tour, en JSON",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}

router = APIRouter(
    prefix="/api/v1/conversations", tags=["conversations"], responses=ERREURS, dependencies=[Depends(bearer)]
)


class NouvelleConversation(BaseModel):
    id: str
    jeton: str = Field(description="Said once; opens this conversation and nothing else")


class MessageRecu(BaseModel):
    """A text, or the token of a button. The same id again gives the same answer and acts once."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str = Field(max_length=36, description="UUID made by the page")
    texte: str | None = None
    bouton: str | None = Field(None, max_length=64)

    def lire(self) -> Message:
        """Raises MessageMalForme."""
        try:
            identifiant = str(uuid.UUID(self.id))
        except ValueError:
            raise MessageMalForme(detail="son identifiant n’est pas un UUID") from None
        if (self.texte is None) == (self.bouton is None):
            raise MessageMalForme(detail="il faut un texte ou un bouton, pas les deux")
        return Message(identifiant, self.texte, self.bouton)


class AvisRecu(BaseModel):
    """Whether an answer was useful. Put again, it replaces the one before."""

    model_config = ConfigDict(extra="forbid", strict=True)

    avis: Literal["utile", "pas-utile"]
    raison: str | None = Field(None, max_length=40, description="Id of a reason, when the answer was not useful")
    commentaire: str | None = Field(None, max_length=COMMENTAIRE_MAX)

    def lire(self) -> AvisDonne:
        """Raises AvisMalForme."""
        return AvisDonne(self.avis == "utile", self.raison, self.commentaire)


class Raison(BaseModel):
    """Why an answer was not useful: the id to send back, the words to show."""

    id: str
    libelle: str


def conversations(request: Request) -> Conversations:
    service: Conversations = request.app.state.conversations
    return service


def jeton_porte(authorization: Annotated[str, Header(include_in_schema=False)] = "") -> str:
    """The bearer token, which opens a conversation or nothing."""
    genre, _, jeton = authorization.partition(" ")
    if genre.lower() != "bearer" or not jeton:
        raise ConversationInconnue
    return jeton


Service = Annotated[Conversations, Depends(conversations)]
Jeton = Annotated[str, Depends(jeton_porte)]
Id = Annotated[str, Path(max_length=36)]
IdMessage = Annotated[str, Path(max_length=36, description="UUID of the message that was answered")]


@router.post("")
async def ouvrir(
    service: Service, request: Request, authorization: Annotated[str, Header(include_in_schema=False)] = ""
) -> NouvelleConversation:
    """Open a conversation for whoever is signed in, or for a visiteur."""
    client = adresse_limitee(request, service.sceau)
    identifiant, jeton = await asyncio.to_thread(service.ouvrir, authorization, client)
    return NouvelleConversation(id=identifiant, jeton=jeton)


@router.post("/{id}/messages", response_model=None, responses=dit(ReponseDite))
async def envoyer(service: Service, jeton: Jeton, id: Id, message: MessageRecu) -> dict[str, Any]:
    """Send a message and wait for its answer."""
    return await service.traitement.repondre(id, jeton, message.lire())


@router.get("/{id}/messages", response_model=None, responses=dit(Historique))
async def relire(
    service: Service,
    jeton: Jeton,
    id: Id,
    avant: Annotated[str | None, Query(max_length=36)] = None,
    limite: Annotated[int, Query(ge=1, le=PAGE)] = PAGE,
) -> dict[str, Any]:
    """The turns, oldest first; `suite` true when older ones remain before the first (`avant` = its id)."""
    return await asyncio.to_thread(service.depot.historique, id, jeton, avant, limite)


@router.get("/raisons-avis")
async def lister_raisons() -> list[Raison]:
    """The reasons that may be given with « pas-utile », in the order in which they are offered."""
    return [Raison(id=id, libelle=libelle) for id, libelle in raisons().items()]


@router.put("/{id}/messages/{message_id}/avis", response_model=AvisGarde, response_model_exclude_unset=True)
async def donner_avis(service: Service, jeton: Jeton, id: Id, message_id: IdMessage, avis: AvisRecu) -> dict[str, Any]:
    """Say whether the answer to a message was useful; what is kept of it."""
    return await asyncio.to_thread(service.recueil.garder, id, jeton, message_id, avis.lire())


@router.delete("/{id}/messages/{message_id}/avis", status_code=204)
async def retirer_avis(service: Service, jeton: Jeton, id: Id, message_id: IdMessage) -> Response:
    """Withdraw what was said of an answer; withdrawn twice, it is withdrawn."""
    await asyncio.to_thread(service.recueil.retirer, id, jeton, message_id)
    return Response(status_code=204)


@router.get("/{id}/flux", response_class=StreamingResponse, responses=FLUX)
async def ecouter(service: Service, jeton: Jeton, id: Id) -> StreamingResponse:
    """Server-sent events: `recu`, `attente`, `reponse`, as they happen."""
    await asyncio.to_thread(service.depot.autoriser, id, jeton)
    evenements = suivre(service.depot, service.traitement, id)
    return StreamingResponse(evenements, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


@router.delete("/{id}", status_code=204)
async def effacer(service: Service, jeton: Jeton, id: Id) -> Response:
    """Erase what was said; the conversation cannot be opened again. Operations done stay in the journal."""
    await asyncio.to_thread(service.depot.effacer, id, jeton)
    service.traitement.reveiller(id)
    return Response(status_code=204)
