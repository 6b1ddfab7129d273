"""The engine closes the queue with the hotline: nobody waits for a person who has gone home."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import Entier
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.suivi_assistance.models import Relais
from engine.suivi_assistance.refus import RelaisSansObjet
from engine.suivi_assistance.relais import horaires
from engine.suivi_assistance.statuts import StatutRelais


class CloreAttente(Commande):
    relais: Entier = Field(title="Conversation en attente")


@operation("clore-attente", roles={Role.SYSTEME})
def clore_attente(commande: CloreAttente, ctx: Contexte) -> Effet:
    relais = ctx.db.get(Relais, commande.relais, with_for_update=True)
    if (
        relais is None
        or relais.statut is not StatutRelais.EN_ATTENTE
        or ctx.maintenant < horaires().fermeture_du(relais.demande_le)
    ):
        raise RelaisSansObjet
    relais.passer_a(StatutRelais.EXPIRE)
    relais.fini_le = ctx.maintenant
    return Effet(
        "suivi_assistance.attente_close",
        objet=f"relais:{relais.id}",
        message="La hotline a fermé avant qu’un conseiller ne prenne cette conversation.",
        avant={"statut": StatutRelais.EN_ATTENTE.value},
        apres={"statut": relais.statut.value},
        siret=relais.siret,
    )
