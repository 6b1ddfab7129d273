"""The Kairos team does not confirm a new RGC, with a reason: nothing moves."""

from dataclasses import replace

from pydantic import Field

from engine.adhesion_comptes.models import ChangementRgc
from engine.adhesion_comptes.queries import courriel_de, courriel_du_rgc
from engine.adhesion_comptes.rgc import au_rgc, exiger_a_traiter
from engine.adhesion_comptes.statuts_demande import StatutDemande
from engine.kit.acteurs import Role
from engine.kit.donnees import Siret, Texte
from engine.kit.journal import Mots
from engine.kit.operations import Commande, Contexte, Effet, operation


class RefuserRgc(Commande):
    siret: Siret = Field(title="SIRET")
    motif: Texte = Field(title="Motif")


@operation(
    "refuser-rgc", roles={Role.HOTLINE}, annulable="non : l’organisme en est informé ; il peut refaire sa demande"
)
def refuser_rgc(commande: RefuserRgc, ctx: Contexte) -> Effet:
    changement = exiger_a_traiter(ctx.db, ChangementRgc, commande.siret)
    changement.passer_a(StatutDemande.REFUSEE)
    changement.traitee_le, changement.motif_refus = ctx.maintenant, commande.motif
    notice = au_rgc("adhesion_comptes/rgc_inchange", changement.siret, ctx, motif=commande.motif)
    demandeur = courriel_de(ctx.db, changement.demandee_par)
    autre = demandeur if demandeur != courriel_du_rgc(ctx.db, changement.siret) else None
    return Effet(
        "adhesion_comptes.changement_rgc_refuse",
        objet=f"changement_rgc:{changement.id}",
        message=f"Le changement de RGC n’est pas confirmé : {changement.ancien_nom} le reste. Chacun en est informé.",
        avant={"statut": StatutDemande.A_TRAITER.value},
        apres={"statut": changement.statut.value, "motif": Mots(commande.motif)},
        resultat={"siret": changement.siret, "statut": changement.statut.value},
        siret=changement.siret,
        notices=(notice, replace(notice, destinataire=autre)) if autre else (notice,),
    )
