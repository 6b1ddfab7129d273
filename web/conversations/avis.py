"""What people think of an answer: kept under the conversation's token, one avis an answer, withdrawn at will."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from sqlalchemy import delete, select
from sqlalchemy.orm import Session, sessionmaker

from engine.kit.catalogue import FOLDER
from engine.kit.clock import Clock
from engine.kit.sceau import Sceau, masquer
from web.conversations.depot import exiger_acces, montrer_avis
from web.conversations.garde import nettoyer
from web.conversations.models import Avis, Tour
from web.conversations.refus import AvisMalForme, ReponseInconnue

COMMENTAIRE_MAX = 500


@cache
def raisons() -> dict[str, str]:
    """The reasons why an answer was not useful: their words, by id, in the order in which they are offered."""
    lu = yaml.safe_load((FOLDER / "avis.yml").read_text(encoding="utf-8"))
    return {raison["id"]: raison["libelle"] for raison in lu["raisons"]}


@dataclass(frozen=True)
class AvisDonne:
    """An avis as it was said. Raises AvisMalForme for a reason that is not offered."""

    utile: bool
    raison: str | None = None
    commentaire: str | None = None

    def __post_init__(self) -> None:
        if self.raison is None:
            return
        if self.utile:
            raise AvisMalForme(detail="une raison ne se donne que si la réponse n’est pas utile")
        if self.raison not in raisons():
            raise AvisMalForme(detail="cette raison n’est pas de la liste")


class Recueil:
    """Every method is one short transaction, called from a thread. All raise ConversationInconnue, ReponseInconnue."""

    def __init__(self, sessions: sessionmaker[Session], clock: Clock, sceau: Sceau) -> None:
        self.sessions = sessions
        self.clock = clock
        self.sceau = sceau

    def garder(self, conversation_id: str, jeton: str, message_id: str, donne: AvisDonne) -> dict[str, Any]:
        """Keep an avis on the answer to a message, in place of the one before; what is kept, as a page shows it."""
        with self.sessions.begin() as db:
            tour = self._tour(db, conversation_id, jeton, message_id)
            commentaire = masquer(self.sceau.sceller_codes(nettoyer(donne.commentaire or ""))) or None
            avis = db.merge(
                Avis(
                    tour_id=tour.id,
                    utile=donne.utile,
                    raison=donne.raison,
                    commentaire=commentaire,
                    donne_le=self.clock.now(),
                )
            )
            return montrer_avis(avis)

    def retirer(self, conversation_id: str, jeton: str, message_id: str) -> None:
        """Forget the avis on the answer to a message, if there is one."""
        with self.sessions.begin() as db:
            tour = self._tour(db, conversation_id, jeton, message_id)
            db.execute(delete(Avis).where(Avis.tour_id == tour.id))

    def _tour(self, db: Session, conversation_id: str, jeton: str, message_id: str) -> Tour:
        exiger_acces(db, conversation_id, jeton, self.clock.now(), pour_ecrire=True)
        tour = db.scalar(select(Tour).where(Tour.conversation_id == conversation_id, Tour.message_id == message_id))
        if tour is None or not _est_de_l_assistant(tour):
            raise ReponseInconnue
        return tour


def _est_de_l_assistant(tour: Tour) -> bool:
    """Whether the assistant answered someone here: not yet, or a person, or an announcement, is no such answer."""
    messages = tour.reponse["messages"] if tour.reponse else []
    return bool(tour.texte and messages) and not any("auteur" in message for message in messages)
