"""Conversations in the database: opened, read, erased. The turns themselves are in `tours.py`."""

import hashlib
import json
import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session, sessionmaker

from engine.kit.clock import Clock
from engine.kit.sceau import masquer
from web.conversations.limites import exiger_ouverture
from web.conversations.models import EN_COURS, Avis, Bouton, Conversation, StatutTour, Tour
from web.conversations.personne import avec_personne, personne_de
from web.conversations.refus import ConversationFermee, ConversationInconnue


def empreinte(jeton: str) -> str:
    """What is kept of a token: it is long and random, a plain hash is enough."""
    return hashlib.sha256(jeton.encode()).hexdigest()


def instant(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def montrer_avis(avis: Avis) -> dict[str, Any]:
    """What someone thinks of an answer, as they said it."""
    dit = {"raison": avis.raison, "commentaire": avis.commentaire}
    return {"avis": "utile" if avis.utile else "pas-utile"} | {cle: mot for cle, mot in dit.items() if mot}


def montrer_tours(db: Session, tours: Sequence[Tour]) -> list[dict[str, Any]]:
    """Turns as the history and the flux show them, each with its avis, if any."""
    if not tours:
        return []
    donnes = db.scalars(select(Avis).where(Avis.tour_id.in_([tour.id for tour in tours])))
    avis = {un.tour_id: {"avis": montrer_avis(un)} for un in donnes}
    return [montrer_tour(tour) | avis.get(tour.id, {}) for tour in tours]


def montrer_tour(tour: Tour) -> dict[str, Any]:
    """A turn without its avis, its seals as dots."""
    return {
        "id": tour.message_id,
        "texte": masquer(tour.texte),
        "recu_le": instant(tour.recu_le),
        "repondu_le": instant(tour.repondu_le),
        "messages": tour.reponse["messages"] if tour.reponse else None,
    }


def montrer_etat(etat: dict[str, Any]) -> dict[str, Any]:
    """What a page may know of the dialogue's state, its seals as dots."""
    visible = {cle: etat[cle] for cle in ("operation", "donnees", "attend") if etat.get(cle)}
    return dict(json.loads(masquer(json.dumps(visible, ensure_ascii=False))))


def exiger_acces(
    db: Session, conversation_id: str, jeton: str, maintenant: datetime, *, pour_ecrire: bool = False
) -> Conversation:
    """The conversation this token opens, locked to write. Unknown, erased or someone else's: the same refusal."""
    conversation = db.get(Conversation, conversation_id, with_for_update=pour_ecrire)
    if conversation is None or conversation.efface_le is not None:
        raise ConversationInconnue
    if not secrets.compare_digest(conversation.jeton, empreinte(jeton)):
        raise ConversationInconnue
    if conversation.expire_le is not None and conversation.expire_le <= maintenant:
        raise ConversationFermee
    return conversation


def vider(db: Session, conversation: Conversation, maintenant: datetime) -> None:
    """Erase what was said in a conversation, here at once and by the bot soon; it cannot be opened again."""
    conversation.efface_le = maintenant
    conversation.a_oublier = True
    conversation.etat = {}
    conversation.client = ""
    db.execute(delete(Bouton).where(Bouton.conversation_id == conversation.id))
    vider_tours(db, Tour.conversation_id == conversation.id, maintenant)


def vider_tours(db: Session, lesquels: ColumnElement[bool], maintenant: datetime) -> set[str]:
    """Erase the words of some turns, what was understood of them and what is thought of them; their conversations."""
    db.execute(delete(Avis).where(Avis.tour_id.in_(select(Tour.id).where(lesquels))))
    vides = {"texte": "", "bouton": None, "reponse": None, "comprehension": None}
    faits = db.execute(
        update(Tour)
        .where(lesquels)
        .values(statut=StatutTour.EFFACE, repondu_le=maintenant, **vides)
        .returning(Tour.conversation_id)
    )
    return set(faits.scalars())


Nouveaute = tuple[int, StatutTour, dict[str, Any]]  # id of the row, statut, turn as shown


class Depot:
    """Reads and writes of whole conversations. Every method is one short transaction, called from a thread."""

    def __init__(self, sessions: sessionmaker[Session], clock: Clock) -> None:
        self.sessions = sessions
        self.clock = clock

    def ouvrir(self, utilisateur_id: int | None, client: str, expire_le: datetime | None) -> tuple[str, str]:
        """Open a conversation for someone, for good; (its id, its token in clear, said once)."""
        jeton = secrets.token_urlsafe(32)
        conversation = Conversation(
            id=str(uuid.uuid4()),
            jeton=empreinte(jeton),
            utilisateur_id=utilisateur_id,
            client=client,
            cree_le=self.clock.now(),
            expire_le=expire_le,
            etat={},
            bail_expire=0.0,
        )
        with self.sessions.begin() as db:
            exiger_ouverture(db, client, self.clock.now())
            db.add(conversation)
            identifiant = conversation.id
        return identifiant, jeton

    def autoriser(self, conversation_id: str, jeton: str) -> None:
        """Raise the refusal of a token that does not open this conversation."""
        with self.sessions() as db:
            exiger_acces(db, conversation_id, jeton, self.clock.now())

    def utilisateur(self, conversation_id: str) -> int | None:
        """Whom a conversation speaks for, None for a visiteur. Raises ConversationInconnue."""
        with self.sessions() as db:
            conversation = db.get(Conversation, conversation_id)
            if conversation is None or conversation.efface_le is not None:
                raise ConversationInconnue
            return conversation.utilisateur_id

    def historique(self, conversation_id: str, jeton: str, avant: str | None, limite: int) -> dict[str, Any]:
        """The last `limite` turns before the message `avant`, oldest first; `suite` says that older ones remain."""
        with self.sessions() as db:
            conversation = exiger_acces(db, conversation_id, jeton, self.clock.now())
            demande = select(Tour).where(Tour.conversation_id == conversation_id).order_by(Tour.id.desc())
            if avant:
                borne = select(Tour.id).where(Tour.conversation_id == conversation_id, Tour.message_id == avant)
                demande = demande.where(Tour.id < borne.scalar_subquery())
            tours = list(db.scalars(demande.limit(limite + 1)))
            return {
                "tours": montrer_tours(db, tours[:limite][::-1]),
                "etat": avec_personne(db, conversation_id, montrer_etat(conversation.etat)),
                "suite": len(tours) > limite,
            }

    def effacer(self, conversation_id: str, jeton: str) -> None:
        """Erase what was said: the texts, the answers, the avis, the buttons, the state. The turns stay, empty."""
        with self.sessions.begin() as db:
            maintenant = self.clock.now()
            conversation = exiger_acces(db, conversation_id, jeton, maintenant, pour_ecrire=True)
            vider(db, conversation, maintenant)

    def personne(self, conversation_id: str) -> dict[str, Any] | None:
        """Who has the conversation, or its place in the queue; None with the assistant alone."""
        with self.sessions() as db:
            return personne_de(db, conversation_id)

    def dernier_tour(self, conversation_id: str) -> int:
        """The last turn answered, from which a flux starts; those being prepared are told again."""
        with self.sessions() as db:
            repondus = select(func.max(Tour.id)).where(
                Tour.conversation_id == conversation_id, Tour.statut.not_in(EN_COURS)
            )
            return db.scalar(repondus) or 0

    def nouveautes(self, conversation_id: str, apres: int, ouverts: set[int]) -> list[Nouveaute]:
        """Turns later than `apres` and those of `ouverts`, oldest first. Raises ConversationInconnue once erased."""
        with self.sessions() as db:
            if db.get_one(Conversation, conversation_id).efface_le is not None:
                raise ConversationInconnue
            demande = (
                select(Tour)
                .where(Tour.conversation_id == conversation_id, (Tour.id > apres) | Tour.id.in_(ouverts))
                .order_by(Tour.id)
            )
            tours = list(db.scalars(demande))
            montres = montrer_tours(db, tours)
            return [(tour.id, StatutTour(tour.statut), vu) for tour, vu in zip(tours, montres, strict=True)]
