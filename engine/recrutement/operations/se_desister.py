"""se-desister: a job seeker will not come to an appointment; the place is free again and the organisme told."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import Rdv
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.recrutement import courrier
from engine.recrutement.demandeurs import demandeur_qui_parle
from engine.recrutement.inscriptions import annuler_inscription
from engine.recrutement.rdv import trouver_rdv, verrouiller_rdv
from engine.recrutement.statuts import Initiative, StatutPresence


class SeDesister(Commande):
    rdv: Rdv = Field(title="Rendez-vous")


@operation("se-desister", roles={Role.DEMANDEUR_EMPLOI}, annulable="non : on reprend une place avec se-positionner")
def se_desister(commande: SeDesister, ctx: Contexte) -> Effet:
    rdv = verrouiller_rdv(ctx.db, trouver_rdv(ctx.db, commande.rdv, ctx.acteur).id)
    demandeur = demandeur_qui_parle(ctx.db, ctx.acteur)
    inscription = annuler_inscription(rdv, demandeur.id, Initiative.DEMANDEUR)
    return Effet(
        "recrutement.demandeur_desiste",
        objet=f"rdv:{rdv.id}",
        message=f"Votre rendez-vous est annulé\u00a0: {rdv.libelle_complet}. L’organisme est prévenu.",
        avant={"inscription": inscription.id, "presence": StatutPresence.A_SAISIR.value},
        apres={
            "inscription": inscription.id,
            "presence": inscription.presence.value,
            "par": Initiative.DEMANDEUR.value,
        },
        resultat={"rdv": rdv.id, "restantes": rdv.restantes},
        notices=(
            courrier.rdv_annule(rdv, demandeur, Initiative.DEMANDEUR),
            courrier.desistement(ctx.db, rdv, demandeur),
        ),
        siret=rdv.session.siret,
    )
