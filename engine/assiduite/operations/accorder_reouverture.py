"""The hotline opens a declared month again: absences may be corrected, then the month declared anew."""

from pydantic import Field

from engine.assiduite import courrier
from engine.assiduite.absences import mois_declares
from engine.assiduite.reouvertures import decider
from engine.assiduite.statuts import StatutReouverture
from engine.inscription_entree.inscriptions import inscriptions_de_la_session
from engine.kit.acteurs import Role
from engine.kit.donnees import Entier, Texte
from engine.kit.francais import compter, de, dire_mois
from engine.kit.operations import Commande, Contexte, Effet, operation


class AccorderReouverture(Commande):
    demande: Entier = Field(title="Demande de réouverture")
    reponse: Texte | None = Field(None, title="Réponse")


@operation("accorder-reouverture", roles={Role.HOTLINE}, annulable="non : l’organisme déclare le mois de nouveau")
def accorder_reouverture(commande: AccorderReouverture, ctx: Contexte) -> Effet:
    demande = decider(ctx, commande.demande, StatutReouverture.ACCORDEE, commande.reponse)
    inscriptions = [une.id for une in inscriptions_de_la_session(ctx.db, demande.session_id)]
    rouverts = [declare for declare in mois_declares(ctx.db, inscriptions) if declare.mois == demande.mois]
    for declare in rouverts:
        declare.rouvert_le = ctx.maintenant
    return Effet(
        "assiduite.reouverture_accordee",
        objet=f"reouverture:{demande.id}",
        message=(
            f"L’assiduité {de(dire_mois(demande.mois))} est rouverte pour {compter(len(rouverts), 'stagiaire')}, "
            f"session {demande.session.libelle}. L’organisme en est prévenu."
        ),
        avant={"statut": StatutReouverture.DEMANDEE.value},
        apres={"statut": demande.statut.value, "mois": demande.mois, "rouverts": [declare.id for declare in rouverts]},
        resultat={"demande": demande.id, "statut": demande.statut.value, "mois": demande.mois},
        notices=(courrier.reouverture_decidee(ctx.db, demande, "reouverture_accordee"),),
        siret=demande.session.siret,
    )
