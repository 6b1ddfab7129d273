"""How many messages someone may send: counted in the database, so that several processes count together."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from web.conversations.models import EN_COURS, Conversation, Tour
from web.conversations.refus import TropDeMessages

FENETRE = timedelta(minutes=1)
MESSAGES_PAR_CONVERSATION = 60  # a message a second for a minute: nobody types that
MESSAGES_PAR_CLIENT = 240  # visitors behind one address: a whole organisation may share it
CONVERSATIONS_PAR_CLIENT = 60
EN_ATTENTE = 20  # turns of one conversation not answered yet, whoever sends them


def exiger_mesure(db: Session, conversation: Conversation, maintenant: datetime) -> None:
    """Refuse one message too many. The machine itself (`client` empty) is only held to the queue."""
    en_attente = select(func.count(Tour.id)).where(Tour.conversation_id == conversation.id, Tour.statut.in_(EN_COURS))
    if (db.scalar(en_attente) or 0) >= EN_ATTENTE:
        raise TropDeMessages
    if not conversation.client:
        return
    recents = select(func.count(Tour.id)).where(Tour.recu_le > maintenant - FENETRE)
    if (db.scalar(recents.where(Tour.conversation_id == conversation.id)) or 0) >= MESSAGES_PAR_CONVERSATION:
        raise TropDeMessages
    if conversation.utilisateur_id is None:
        du_client = recents.join(Conversation, Conversation.id == Tour.conversation_id).where(
            Conversation.client == conversation.client, Conversation.utilisateur_id.is_(None)
        )
        if (db.scalar(du_client) or 0) >= MESSAGES_PAR_CLIENT:
            raise TropDeMessages


def exiger_ouverture(db: Session, client: str, maintenant: datetime) -> None:
    """Refuse one conversation too many from one visitor's address."""
    recentes = select(func.count(Conversation.id)).where(
        Conversation.client == client, Conversation.cree_le > maintenant - FENETRE
    )
    if client and (db.scalar(recentes) or 0) >= CONVERSATIONS_PAR_CLIENT:
        raise TropDeMessages
