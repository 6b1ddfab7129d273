"""se-positionner: a job seeker takes a place on an appointment, under their own name."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import Rdv
from engine.kit.francais import compter
from engine.kit.operations import Commande, Contexte, Demande, Effet, libelle, operation
from engine.recrutement.courrier import convocation
from engine.recrutement.demandeurs import demandeur_qui_parle
from engine.recrutement.inscriptions import inscrire
from engine.recrutement.rdv import trouver_rdv, verrouiller_rdv
from engine.recrutement.regles import exiger_rdv_ouvert


class SePositionner(Commande):
    rdv: Rdv = Field(title="Rendez-vous")


@libelle("rdv", operation="se-positionner")
def libelle_rdv_ouvert(valeur: int, demande: Demande) -> str:
    rdv = trouver_rdv(demande.ctx.db, valeur, demande.ctx.acteur)
    exiger_rdv_ouvert(rdv, demande.ctx.maintenant)
    return rdv.libelle_complet


@operation("se-positionner", roles={Role.DEMANDEUR_EMPLOI}, annulable="non : on libère sa place avec se-desister")
def se_positionner(commande: SePositionner, ctx: Contexte) -> Effet:
    rdv = verrouiller_rdv(ctx.db, trouver_rdv(ctx.db, commande.rdv, ctx.acteur).id)
    demandeur = demandeur_qui_parle(ctx.db, ctx.acteur)
    inscrire(ctx, rdv, [demandeur], prescripteur=None)
    return Effet(
        "recrutement.demandeur_positionne",
        objet=f"rdv:{rdv.id}",
        message=f"Votre place est réservée\u00a0: {rdv.libelle_complet}. Il y reste {compter(rdv.restantes, 'place')}.",
        apres={"inscrits": len(rdv.en_cours), "demandeurs": [demandeur.id]},
        resultat={"rdv": rdv.id, "restantes": rdv.restantes},
        notices=(convocation(rdv, demandeur),),
        siret=rdv.session.siret,
    )
