"""Conversations of a person who is erased, and the turns of others that name them."""

from sqlalchemy import delete, select, update

from engine.kit.effacement import Personne, effacement
from engine.kit.operations import Contexte
from web.conversations.depot import vider, vider_tours
from web.conversations.models import Avis, Bouton, Conversation, Tour


@effacement
def effacer_conversations(personne: Personne, ctx: Contexte) -> None:
    """Their own are erased whole; of the others, the turns and comments that name them. The bot forgets them all."""
    db = ctx.db
    comptes = [int(compte.partition(":")[2]) for compte in personne.comptes]
    for conversation in db.scalars(select(Conversation).where(Conversation.utilisateur_id.in_(comptes))):
        vider(db, conversation, ctx.maintenant)
    db.flush()
    nommantes = vider_tours(db, personne.nommee_dans(Tour.texte, Tour.reponse), ctx.maintenant)
    db.execute(update(Avis).where(personne.nommee_dans(Avis.commentaire)).values(commentaire=None))
    boutons = personne.nommee_dans(Bouton.titre, Bouton.charge)
    nommantes |= set(db.execute(delete(Bouton).where(boutons).returning(Bouton.conversation_id)).scalars())
    nommantes |= set(db.scalars(select(Conversation.id).where(personne.nommee_dans(Conversation.etat))))
    db.execute(update(Conversation).where(Conversation.id.in_(nommantes)).values(etat={}, a_oublier=True))
