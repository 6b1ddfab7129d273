"""Turns in the database: received once, taken by one process at a time, answered once.

A conversation is lent (`bail`) to whoever answers its turns, in their order. The loan ends with the last answer, or by
itself when its holder goes silent: another process, or the same one after a restart, then takes the turn up again.
"""

import secrets
import time
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, exists, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from engine.kit.clock import Clock
from engine.kit.sceau import Sceau
from web.conversations.depot import exiger_acces, montrer_etat
from web.conversations.garde import nettoyer, sceller
from web.conversations.limites import exiger_mesure
from web.conversations.models import EN_COURS, Bouton, Conversation, StatutTour, Tour
from web.conversations.personne import avec_personne

TEXTE_D_UN_BOUTON_INCONNU = "(bouton)"


@dataclass(frozen=True)
class Message:
    """What was posted: an id, and a text or the token of a button."""

    id: str
    texte: str | None = None
    bouton: str | None = None


@dataclass(frozen=True)
class Travail:
    """A turn to answer, with all it takes. `bot_id` is that of an earlier turn when this one plays it again."""

    conversation_id: str
    bail: str
    tour_id: int
    bot_id: str
    texte: str
    recu_le: datetime
    etat: dict[str, Any]
    utilisateur_id: int | None
    charge: dict[str, Any] | None
    bouton_perdu: bool  # unknown here, or from a step that is past
    derniers_boutons: list[dict[str, Any]]


@dataclass(frozen=True)
class Recu:
    """A message kept. `reponse` when it was answered already, `travail` when it is ours to answer now."""

    tour_id: int
    reponse: dict[str, Any] | None = None
    travail: Travail | None = None


class Tours:
    """The queue of turns. Every method is one short transaction, called from a thread. `duree` of a loan in seconds."""

    def __init__(self, sessions: sessionmaker[Session], clock: Clock, sceau: Sceau, duree: float) -> None:
        self.sessions = sessions
        self.clock = clock
        self.sceau = sceau
        self.duree = duree

    def recevoir(self, conversation_id: str, jeton: str, message: Message) -> Recu:
        """Keep a message, once whatever the number of times it is posted, and take the conversation if it is free."""
        try:
            with self.sessions.begin() as db:
                conversation = exiger_acces(db, conversation_id, jeton, self.clock.now(), pour_ecrire=True)
                if (deja := _deja_recu(db, conversation_id, message.id)) is not None:
                    return deja
                exiger_mesure(db, conversation, self.clock.now())
                tour = Tour(
                    conversation_id=conversation_id,
                    message_id=message.id,
                    texte=self._texte(db, conversation, message),
                    bouton=message.bouton,
                    statut=StatutTour.RECU,
                    recu_le=self.clock.now(),
                )
                db.add(tour)
                db.flush()
                return Recu(tour.id, travail=self._prendre(db, conversation_id))
        except IntegrityError:  # posted twice at the same instant: the other one was kept
            with self.sessions() as db:
                deja = _deja_recu(db, conversation_id, message.id)
                if deja is None:
                    raise
                return deja

    def _texte(self, db: Session, conversation: Conversation, message: Message) -> str:
        if message.bouton is not None:
            bouton = db.get(Bouton, message.bouton)
            connu = bouton is not None and bouton.conversation_id == conversation.id
            return bouton.titre if bouton is not None and connu else TEXTE_D_UN_BOUTON_INCONNU
        return sceller(nettoyer(message.texte or ""), conversation.etat.get("attend"), self.sceau)

    def prendre(self, conversation_id: str) -> Travail | None:
        """Take a conversation and its first unanswered turn; None when it is held elsewhere or has none."""
        with self.sessions.begin() as db:
            return self._prendre(db, conversation_id)

    def _prendre(self, db: Session, conversation_id: str) -> Travail | None:
        bail, maintenant = str(uuid.uuid4()), time.time()
        pris = _modifier(
            db,
            update(Conversation)
            .where(Conversation.id == conversation_id, Conversation.efface_le.is_(None))
            .where(or_(Conversation.bail.is_(None), Conversation.bail_expire < maintenant))
            .values(bail=bail, bail_expire=maintenant + self.duree),
        )
        return self._suivant(db, conversation_id, bail) if pris else None

    def _suivant(self, db: Session, conversation_id: str, bail: str) -> Travail | None:
        """The first unanswered turn; without one the loan ends."""
        premier = select(Tour).where(Tour.conversation_id == conversation_id, Tour.statut.in_(EN_COURS))
        tour = db.scalar(premier.order_by(Tour.id).limit(1))
        if tour is None:
            self._rendre(db, conversation_id, bail)
            return None
        return _travail(db, db.get_one(Conversation, conversation_id, populate_existing=True), bail, tour)

    def _rendre(self, db: Session, conversation_id: str, bail: str) -> None:
        mien = update(Conversation).where(Conversation.id == conversation_id, Conversation.bail == bail)
        _modifier(db, mien.values(bail=None, bail_expire=0.0))

    def rendre(self, travail: Travail) -> None:
        """Give a conversation back with its turn unanswered: this process stops."""
        with self.sessions.begin() as db:
            self._rendre(db, travail.conversation_id, travail.bail)

    def prolonger(self, travail: Travail) -> bool:
        """Keep a conversation a little longer; False when it was taken by another."""
        with self.sessions.begin() as db:
            mien = update(Conversation).where(
                Conversation.id == travail.conversation_id, Conversation.bail == travail.bail
            )
            return _modifier(db, mien.values(bail_expire=time.time() + self.duree)) == 1

    def faire_attendre(self, travail: Travail) -> None:
        """Say that the turn is waiting for the bot to come back."""
        with self.sessions.begin() as db:
            recu = update(Tour).where(Tour.id == travail.tour_id, Tour.statut == StatutTour.RECU)
            _modifier(db, recu.values(statut=StatutTour.ATTENTE))

    def repondre(
        self,
        travail: Travail,
        statut: StatutTour,
        messages: list[dict[str, Any]],
        etat: dict[str, Any],
        compris: dict[str, Any] | None,
    ) -> tuple[dict[str, Any] | None, Travail | None]:
        """Write the answer of a turn, unless another process did; (the answer, the next turn to answer)."""
        with self.sessions.begin() as db:
            # The conversation first, then the turn: the order of every transaction, hence no deadlock.
            mien = update(Conversation).where(
                Conversation.id == travail.conversation_id, Conversation.bail == travail.bail
            )
            if not _modifier(db, mien.values(etat=etat, bail_expire=time.time() + self.duree)):
                return None, None
            tour = db.get_one(Tour, travail.tour_id)
            if tour.statut in EN_COURS:
                montres = [_offrir(db, travail, message) for message in messages]
                visible = avec_personne(db, travail.conversation_id, montrer_etat(etat))
                tour.reponse = {"messages": montres, "etat": visible}
                tour.comprehension = compris
                tour.statut = statut
                tour.repondu_le = self.clock.now()
                db.flush()
            return tour.reponse, self._suivant(db, travail.conversation_id, travail.bail)

    def reponse(self, tour_id: int) -> dict[str, Any] | None:
        """The answer of a turn, None while it is being prepared; empty once erased."""
        with self.sessions() as db:
            tour = db.get_one(Tour, tour_id)
            if tour.statut == StatutTour.EFFACE:
                return {"messages": [], "etat": {}}
            return tour.reponse

    def en_souffrance(self, au_plus: int) -> list[str]:
        """Conversations with an unanswered turn that nobody holds, oldest turn first."""
        libre = or_(Conversation.bail.is_(None), Conversation.bail_expire < time.time())
        en_cours = exists().where(Tour.conversation_id == Conversation.id, Tour.statut.in_(EN_COURS))
        with self.sessions() as db:
            return list(db.scalars(select(Conversation.id).where(libre, en_cours).limit(au_plus)))

    def a_oublier(self, au_plus: int) -> list[str]:
        """Conversations that the bot must still forget."""
        with self.sessions() as db:
            return list(db.scalars(select(Conversation.id).where(Conversation.a_oublier).limit(au_plus)))

    def oubliee(self, conversation_id: str) -> None:
        """The bot forgot it."""
        with self.sessions.begin() as db:
            db.execute(update(Conversation).where(Conversation.id == conversation_id).values(a_oublier=False))


def _modifier(db: Session, demande: Any) -> int:
    """Run an UPDATE; how many rows it changed."""
    return cast("CursorResult[Any]", db.execute(demande, execution_options={"synchronize_session": False})).rowcount


def _deja_recu(db: Session, conversation_id: str, message_id: str) -> Recu | None:
    tour = db.scalar(select(Tour).where(Tour.conversation_id == conversation_id, Tour.message_id == message_id))
    return None if tour is None else Recu(tour.id, reponse=tour.reponse)


def _travail(db: Session, conversation: Conversation, bail: str, tour: Tour) -> Travail:
    precedent = db.scalar(
        select(Tour)
        .where(Tour.conversation_id == conversation.id, Tour.id < tour.id, Tour.reponse.is_not(None))
        .order_by(Tour.id.desc())
        .limit(1)
    )
    bouton, joue = _bouton(db, tour), tour
    perdu = tour.bouton is not None and (bouton is None or _est_passe(bouton, precedent))
    while not perdu and bouton is not None and "rejouer" in bouton.charge:
        joue = db.get_one(Tour, bouton.charge["rejouer"])
        bouton = _bouton(db, joue)
    return Travail(
        conversation_id=conversation.id,
        bail=bail,
        tour_id=tour.id,
        bot_id=joue.message_id,
        texte=joue.texte,
        recu_le=joue.recu_le,
        etat=conversation.etat,
        utilisateur_id=conversation.utilisateur_id,
        charge=bouton.charge if bouton else None,
        bouton_perdu=perdu,
        derniers_boutons=_derniers_boutons(precedent),
    )


def _bouton(db: Session, tour: Tour) -> Bouton | None:
    bouton = db.get(Bouton, tour.bouton) if tour.bouton is not None else None
    return bouton if bouton is not None and bouton.conversation_id == tour.conversation_id else None


def _est_passe(bouton: Bouton, precedent: Tour | None) -> bool:
    """An answer or an agreement only counts for the question just asked; asking for something is always possible."""
    vaut_toujours = "operation" in bouton.charge or "article" in bouton.charge
    return not vaut_toujours and (precedent is None or bouton.tour_id != precedent.id)


def _derniers_boutons(precedent: Tour | None) -> list[dict[str, Any]]:
    messages = precedent.reponse["messages"] if precedent is not None and precedent.reponse else []
    return list(messages[-1].get("boutons", [])) if messages else []


def _offrir(db: Session, travail: Travail, message: dict[str, Any]) -> dict[str, Any]:
    """The message with each button as an opaque token; one offered again is moved to this turn."""
    boutons = []
    for bouton in message.get("boutons", []):
        if "bouton" in bouton:
            _modifier(db, update(Bouton).where(Bouton.jeton == bouton["bouton"]).values(tour_id=travail.tour_id))
            boutons.append(bouton)
            continue
        jeton = secrets.token_urlsafe(18)
        db.add(
            Bouton(
                jeton=jeton,
                conversation_id=travail.conversation_id,
                tour_id=travail.tour_id,
                titre=bouton["titre"],
                charge=bouton["charge"],
            )
        )
        boutons.append({"titre": bouton["titre"], "bouton": jeton})
    return message | {"boutons": boutons}
