"""Conversations of a person who is erased, and the turns of others that name them."""

from sqlalchemy import delete, select, update

from engine.kit.effacement import Personne, effacement
from engine.kit.operations import Contexte
from web.conversations.depot import vider
from web.conversations.models import Bouton, Conversation, StatutTour, Tour


@effacement
def effacer_conversations(personne: Personne, ctx: Contexte) -> None:
    """Their own are erased whole; of the others, the turns that name them. The bot forgets every one of these."""
    db = ctx.db
    comptes = [int(compte.partition(":")[2]) for compte in personne.comptes]
    for conversation in db.scalars(select(Conversation).where(Conversation.utilisateur_id.in_(comptes))):
        vider(db, conversation, ctx.maintenant)
    db.flush()
    tours = db.execute(
        update(Tour)
        .where(personne.nommee_dans(Tour.texte, Tour.reponse))
        .values(texte="", bouton=None, reponse=None, statut=StatutTour.EFFACE, repondu_le=ctx.maintenant)
        .returning(Tour.conversation_id)
    )
    nommantes = set(tours.scalars())
    boutons = personne.nommee_dans(Bouton.titre, Bouton.charge)
    nommantes |= set(db.execute(delete(Bouton).where(boutons).returning(Bouton.conversation_id)).scalars())
    nommantes |= set(db.scalars(select(Conversation.id).where(personne.nommee_dans(Conversation.etat))))
    db.execute(update(Conversation).where(Conversation.id.in_(nommantes)).values(etat={}, a_oublier=True))
