"""prescrire-candidat: a prescriber (Pôle emploi, Cap emploi, mission locale) registers a job seeker."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import Courriel, Demandeur, Nom, Rdv
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.recrutement.courrier import convocation
from engine.recrutement.demandeurs import obtenir_demandeur
from engine.recrutement.inscriptions import inscrire
from engine.recrutement.rdv import trouver_rdv, verrouiller_rdv


class PrescrireCandidat(Commande):
    candidat: Demandeur = Field(title="Candidat")
    rdv: Rdv = Field(title="Rendez-vous")
    nom: Nom = Field(title="Nom")
    prenom: Nom = Field(title="Prénom")
    courriel: Courriel | None = Field(None, title="Courriel")


@operation(
    "prescrire-candidat",
    roles={Role.PRESCRIPTEUR},
    annulable="non : l’organisme ou le demandeur d’emploi annule ce rendez-vous",
)
def prescrire_candidat(commande: PrescrireCandidat, ctx: Contexte) -> Effet:
    rdv = verrouiller_rdv(ctx.db, trouver_rdv(ctx.db, commande.rdv, ctx.acteur).id)
    demandeur = obtenir_demandeur(ctx.db, commande.candidat, commande.nom, commande.prenom, commande.courriel)
    faites = inscrire(ctx, rdv, [demandeur], prescripteur=ctx.acteur.nom)
    return Effet(
        "recrutement.candidat_prescrit",
        objet=f"rdv:{rdv.id}",
        message=f"{demandeur.designation} a une place pour ce rendez-vous\u00a0: {rdv.libelle}.",
        apres={"inscrits": faites.tenues, "demandeurs": [demandeur.id]},
        resultat={"rdv": rdv.id, "personnes": [demandeur.id], "restantes": rdv.places - faites.tenues},
        notices=(convocation(rdv, demandeur),),
        siret=rdv.session.siret,
    )
