"""What the conversations and the console answer, said in the description; the tests hold real answers to it.

A field with a default is absent when there is nothing to say.
"""

from typing import Any, Literal

from pydantic import BaseModel, Field

from engine.api.modeles.commun import Instant
from engine.api.modeles.suivi import RelaisLu


class BoutonMontre(BaseModel):
    """A button of an answer; `bouton` is the token to send back."""

    titre: str
    bouton: str


class SourceCitee(BaseModel):
    """Where an answer comes from, and the article that says it."""

    titre: str
    article: str


class RecuDit(BaseModel):
    """The receipt of an operation, as the engine gave it."""

    numero: str = Field(examples=["R-2027-000042"])
    operation: str
    le: Instant


class AvertissementDit(BaseModel):
    """Something true that did not prevent."""

    code: str
    message: str
    article: str | None = None


class AvisGarde(BaseModel):
    """What is kept of an avis, its codes as dots; absent, what was not said."""

    avis: Literal["utile", "pas-utile"]
    raison: str | None = None
    commentaire: str | None = None


class MessageDit(BaseModel):
    """One message of the assistant, of a person of the hotline (`auteur`), or an announcement."""

    texte: str
    boutons: list[BoutonMontre]
    sources: list[SourceCitee]
    article: str | None = None
    operation: str | None = None
    recu: RecuDit | None = None
    avertissements: list[AvertissementDit] | None = None
    auteur: str | None = None


class EnCharge(BaseModel):
    """Who has the conversation: a person (`nom`), or nobody yet (`place` in the queue)."""

    etat: Literal["en_attente", "en_ligne"]
    place: int | None = None
    nom: str | None = None


class EtatDuDialogue(BaseModel):
    """Where the conversation stands: the operation in progress, its data, what is awaited, who has it."""

    operation: str | None = None
    donnees: dict[str, Any] | None = None
    attend: dict[str, Any] | None = None
    personne: EnCharge | None = None


class ReponseDite(BaseModel):
    """The answer to a message; no message while a person has the conversation."""

    messages: list[MessageDit]
    etat: EtatDuDialogue | None = None


class TourLu(BaseModel):
    """What was said and what was answered; `messages` is null while the answer is being prepared."""

    id: str = Field(description="UUID of the message")
    texte: str
    recu_le: Instant
    repondu_le: Instant | None
    messages: list[MessageDit] | None
    avis: AvisGarde | None = None


class Historique(BaseModel):
    """The turns, oldest first; `suite` when older ones remain."""

    tours: list[TourLu]
    etat: EtatDuDialogue
    suite: bool


class ConversationSuivie(BaseModel):
    """What the hotline reads of a conversation that waits or is with a person."""

    tours: list[TourLu]
    personne: EnCharge


class EnFile(RelaisLu):
    """A line of the queue; `attend` in whole minutes."""

    attend: int


class RaisonComptee(BaseModel):
    """How many times a reason was given."""

    raison: str
    libelle: str
    combien: int


class SujetJuge(BaseModel):
    """What is thought of an article or of an operation."""

    titre: str
    article: str | None = None
    operation: str | None = None
    utiles: int
    pas_utiles: int
    raisons: list[RaisonComptee]


class AvisLu(BaseModel):
    """One avis that says why."""

    titre: str
    article: str | None = None
    operation: str | None = None
    le: Instant
    avis: Literal["utile", "pas-utile"]
    raison: str | None
    commentaire: str | None


class BilanDesAvis(BaseModel):
    """The subjects that displease most first, then what was last said."""

    totaux: list[SujetJuge]
    derniers: list[AvisLu]


def dit(modele: Any) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that answers this model: said, not imposed on what is already in its form."""
    return {200: {"description": "Réponse", "model": modele}}
