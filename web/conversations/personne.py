"""The person with whom a conversation is, as the engine knows it and as a page is told of it."""

from typing import Any

from sqlalchemy.orm import Session

from engine.suivi_assistance.relais import EtatRelais, relais_de


def personne_de(db: Session, conversation_id: str) -> dict[str, Any] | None:
    """`{"etat": "en_attente", "place": 2}`, `{"etat": "en_ligne", "nom": "…"}`; None with the assistant alone."""
    relais = relais_de(db, conversation_id)
    return dire(relais) if relais is not None else None


def dire(relais: EtatRelais) -> dict[str, Any]:
    """The same, of a hand-over already read."""
    if relais.avec_une_personne:
        return {"etat": "en_ligne", "nom": relais.conseiller}
    return {"etat": "en_attente", "place": relais.place}


def avec_personne(db: Session, conversation_id: str, etat: dict[str, Any]) -> dict[str, Any]:
    """What a page knows of the dialogue's state, the person included."""
    personne = personne_de(db, conversation_id)
    return etat | ({"personne": personne} if personne else {})
