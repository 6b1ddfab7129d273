"""The hotline hands a conversation back: the assistant answers again."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import Reference
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.suivi_assistance.refus import ConversationPasEnAttente
from engine.suivi_assistance.relais import relais_vivant
from engine.suivi_assistance.statuts import StatutRelais


class RendreConversation(Commande):
    conversation: Reference = Field(title="Conversation")


@operation("rendre-conversation", roles={Role.HOTLINE}, annulable="non : l’utilisateur peut redemander un conseiller")
def rendre_conversation(commande: RendreConversation, ctx: Contexte) -> Effet:
    relais = relais_vivant(ctx.db, commande.conversation, verrou=True)
    if relais is None:
        raise ConversationPasEnAttente
    avant = {"statut": relais.statut.value}
    relais.passer_a(StatutRelais.RENDU)
    relais.fini_le = ctx.maintenant
    return Effet(
        "suivi_assistance.conversation_rendue",
        objet=f"relais:{relais.id}",
        message=f"La conversation avec {relais.nom} est rendue à l’assistant.",
        avant=avant,
        apres={"statut": relais.statut.value},
        resultat={"relais": relais.id, "conversation": relais.conversation},
        siret=relais.siret,
    )
