"""Someone of the hotline takes a conversation of the queue, the named one or the next: the assistant falls silent."""

import sqlalchemy as sa
from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import Reference
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.suivi_assistance.models import Relais
from engine.suivi_assistance.refus import ConversationDejaPrise, ConversationPasEnAttente, FileVide
from engine.suivi_assistance.relais import relais_vivant
from engine.suivi_assistance.statuts import StatutRelais


class PrendreConversation(Commande):
    conversation: Reference | None = Field(None, title="Conversation")


@operation("prendre-conversation", roles={Role.HOTLINE}, annulable="non : rendez-la avec rendre-conversation")
def prendre_conversation(commande: PrendreConversation, ctx: Contexte) -> Effet:
    relais = _a_prendre(commande.conversation, ctx)
    relais.passer_a(StatutRelais.PRIS)
    relais.pris_le, relais.pris_par, relais.pris_par_nom = (
        ctx.maintenant,
        ctx.acteur.id,
        ctx.acteur.nom or "Un conseiller",
    )
    return Effet(
        "suivi_assistance.conversation_prise",
        objet=f"relais:{relais.id}",
        message=f"Vous êtes en conversation avec {relais.nom}. L’assistant se tait jusqu’à ce que vous la rendiez.",
        avant={"statut": StatutRelais.EN_ATTENTE.value},
        apres={"statut": relais.statut.value},
        resultat={"relais": relais.id, "conversation": relais.conversation, "sujet": relais.sujet},
        siret=relais.siret,
    )


def _a_prendre(conversation: str | None, ctx: Contexte) -> Relais:
    """The row, locked; two people who take the next one get two different ones."""
    if conversation is None:
        suivant = sa.select(Relais).where(Relais.statut == StatutRelais.EN_ATTENTE).order_by(Relais.id).limit(1)
        relais = ctx.db.scalars(suivant.with_for_update(skip_locked=True)).one_or_none()
        if relais is None:
            raise FileVide
        return relais
    relais = relais_vivant(ctx.db, conversation, verrou=True)
    if relais is None:
        raise ConversationPasEnAttente
    if relais.statut is StatutRelais.PRIS:
        raise ConversationDejaPrise(conseiller=relais.pris_par_nom)
    return relais
