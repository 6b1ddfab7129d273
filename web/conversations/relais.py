"""Conversations handed over to a person: what the hotline reads and writes there, what the assistant announces.

The engine decides who has a conversation. Its moves come from anywhere (the console, the API, a deadline), so each
round compares them with what was announced, and says once what changed.
"""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from engine.kit.acteurs import Acteur
from engine.kit.clock import Clock
from engine.kit.sceau import Sceau, masquer
from engine.suivi_assistance.models import Relais
from engine.suivi_assistance.relais import relais_de, relais_vivant
from engine.suivi_assistance.statuts import RELAIS_VIVANTS, StatutRelais
from web.conversations.depot import montrer_tour, montrer_tours
from web.conversations.garde import nettoyer
from web.conversations.models import AnnonceRelais, Conversation, StatutTour, Tour
from web.conversations.personne import dire
from web.conversations.refus import ConversationInconnue, ConversationPasAVous

TOURS_LUS = 100
ANNONCES = {
    StatutRelais.PRIS: "{nom}, de la hotline, vous répond ici. Je me tais jusqu’à la fin de votre échange.",
    StatutRelais.RENDU: "{nom} a terminé. Je reprends la conversation\u00a0: que puis-je faire pour vous\u00a0?",
    StatutRelais.EXPIRE: (
        "La hotline vient de fermer et personne n’a pu vous répondre, pardon. Dites «\u00a0écrire à la hotline\u00a0» "
        "et je dépose votre demande\u00a0: l’équipe vous répondra par courriel."
    ),
}


class Relayeur:
    """Every method is one short transaction, called from a thread."""

    def __init__(self, sessions: sessionmaker[Session], clock: Clock, sceau: Sceau) -> None:
        self.sessions = sessions
        self.clock = clock
        self.sceau = sceau

    def assistant_se_tait(self, conversation_id: str) -> bool:
        """Whether a person answers in this conversation."""
        with self.sessions() as db:
            relais = relais_de(db, conversation_id)
            return relais is not None and relais.avec_une_personne

    def lire(self, conversation_id: str) -> dict[str, Any]:
        """What the hotline sees of a conversation that waits or is with a person. Raises ConversationInconnue."""
        with self.sessions() as db:
            relais = relais_de(db, conversation_id)
            if relais is None:
                raise ConversationInconnue
            _exiger_ouverte(db, conversation_id)
            derniers = select(Tour).where(Tour.conversation_id == conversation_id).order_by(Tour.id.desc())
            tours = list(db.scalars(derniers.limit(TOURS_LUS)))
            return {"tours": montrer_tours(db, tours[::-1]), "personne": dire(relais)}

    def intervenir(self, conversation_id: str, acteur: Acteur, message_id: str, texte: str) -> dict[str, Any]:
        """Say something in a conversation that one has taken; the same id again says it once.

        Raises ConversationInconnue, ConversationPasAVous.
        """
        self.annoncer()  # who answers is said before what they say
        try:
            with self.sessions.begin() as db:
                _exiger_ouverte(db, conversation_id)
                relais = relais_vivant(db, conversation_id)
                if relais is None or relais.pris_par != acteur.id:
                    raise ConversationPasAVous
                clair = masquer(self.sceau.sceller_codes(nettoyer(texte)))
                tour = _dire(db, conversation_id, message_id, clair, self.clock.now(), auteur=relais.pris_par_nom)
                return montrer_tour(tour)
        except IntegrityError:
            with self.sessions() as db:
                deja = select(Tour).where(Tour.conversation_id == conversation_id, Tour.message_id == message_id)
                return montrer_tour(db.scalars(deja).one())

    def annoncer(self) -> list[str]:
        """Say in each conversation what changed since the last round; the conversations touched."""
        with self.sessions() as db:
            sans_annonce = Relais.id.not_in(select(AnnonceRelais.relais_id))
            nouveaux = list(db.scalars(select(Relais.id).where(Relais.statut.in_(RELAIS_VIVANTS), sans_annonce)))
            suivis = select(AnnonceRelais.relais_id).join(Relais, Relais.id == AnnonceRelais.relais_id)
            vivants = AnnonceRelais.statut.in_(RELAIS_VIVANTS)
            changes = list(db.scalars(suivis.where(vivants, Relais.statut != AnnonceRelais.statut)))
        return [touchee for id in (*nouveaux, *changes) if (touchee := self._annoncer(id)) is not None]

    def _annoncer(self, relais_id: int) -> str | None:
        try:
            with self.sessions.begin() as db:
                relais = db.get_one(Relais, relais_id)
                if not _noter(db, relais):
                    return None
                ouverte = db.get(Conversation, relais.conversation)
                texte = ANNONCES.get(relais.statut)
                if texte is not None and ouverte is not None and ouverte.efface_le is None:
                    nom = relais.pris_par_nom or "La hotline"
                    _dire(db, relais.conversation, str(uuid.uuid4()), texte.format(nom=nom), self.clock.now())
                return relais.conversation
        except IntegrityError:  # another process has just said it
            return None


def _noter(db: Session, relais: Relais) -> bool:
    """Keep what is announced of a hand-over; False when another process did."""
    annonce = db.get(AnnonceRelais, relais.id)
    if annonce is None:
        db.add(AnnonceRelais(relais_id=relais.id, statut=relais.statut))
        db.flush()
        return True
    mienne = update(AnnonceRelais).where(
        AnnonceRelais.relais_id == relais.id,
        AnnonceRelais.statut == annonce.statut,
        AnnonceRelais.statut != relais.statut,
    )
    return bool(db.scalars(mienne.values(statut=relais.statut).returning(AnnonceRelais.relais_id)).all())


def _dire(
    db: Session, conversation_id: str, message_id: str, texte: str, le: datetime, auteur: str | None = None
) -> Tour:
    """A turn that answers nothing: what a person says, or what the assistant announces."""
    message: dict[str, Any] = {"texte": texte, "boutons": [], "sources": []}
    if auteur:
        message["auteur"] = auteur
    tour = Tour(
        conversation_id=conversation_id,
        message_id=message_id,
        texte="",
        statut=StatutTour.REPONDU,
        recu_le=le,
        repondu_le=le,
        reponse={"messages": [message], "etat": {}},
    )
    db.add(tour)
    db.flush()
    return tour


def _exiger_ouverte(db: Session, conversation_id: str) -> None:
    conversation = db.get(Conversation, conversation_id)
    if conversation is None or conversation.efface_le is not None:
        raise ConversationInconnue
