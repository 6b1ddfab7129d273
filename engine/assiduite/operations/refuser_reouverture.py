"""The hotline leaves a declared month closed, and says why."""

from pydantic import Field

from engine.assiduite import courrier
from engine.assiduite.reouvertures import decider
from engine.assiduite.statuts import StatutReouverture
from engine.kit.acteurs import Role
from engine.kit.donnees import Entier, Texte
from engine.kit.francais import de, dire_mois
from engine.kit.operations import Commande, Contexte, Effet, operation


class RefuserReouverture(Commande):
    demande: Entier = Field(title="Demande de réouverture")
    reponse: Texte = Field(title="Réponse")


@operation("refuser-reouverture", roles={Role.HOTLINE}, annulable="non : l’organisme peut refaire une demande")
def refuser_reouverture(commande: RefuserReouverture, ctx: Contexte) -> Effet:
    demande = decider(ctx, commande.demande, StatutReouverture.REFUSEE, commande.reponse)
    return Effet(
        "assiduite.reouverture_refusee",
        objet=f"reouverture:{demande.id}",
        message=(
            f"La réouverture {de(dire_mois(demande.mois))} est refusée pour la session {demande.session.libelle}. "
            "L’organisme en est prévenu."
        ),
        avant={"statut": StatutReouverture.DEMANDEE.value},
        apres={"statut": demande.statut.value, "mois": demande.mois},
        resultat={"demande": demande.id, "statut": demande.statut.value, "mois": demande.mois},
        notices=(courrier.reouverture_decidee(ctx.db, demande, "reouverture_refusee"),),
        siret=demande.session.siret,
    )
