"""The Kairos team refuses an entry in the quality catalogue, with a reason."""

from pydantic import Field

from engine.adhesion_comptes.models import DemandeQualite
from engine.adhesion_comptes.rgc import au_rgc, exiger_a_traiter
from engine.adhesion_comptes.statuts_demande import StatutDemande
from engine.kit.acteurs import Role
from engine.kit.donnees import Siret, Texte
from engine.kit.journal import Mots
from engine.kit.operations import Commande, Contexte, Effet, operation


class RefuserReferencementQualite(Commande):
    siret: Siret = Field(title="SIRET")
    motif: Texte = Field(title="Motif")


@operation("refuser-referencement-qualite", roles={Role.HOTLINE}, annulable="non : l’organisme en est informé")
def refuser_referencement_qualite(commande: RefuserReferencementQualite, ctx: Contexte) -> Effet:
    demande = exiger_a_traiter(ctx.db, DemandeQualite, commande.siret)
    demande.passer_a(StatutDemande.REFUSEE)
    demande.traitee_le, demande.motif_refus = ctx.maintenant, commande.motif
    return Effet(
        "adhesion_comptes.referencement_refuse",
        objet=f"demande_qualite:{demande.id}",
        message="La demande d’entrée dans le catalogue qualité est refusée. L’organisme en est informé.",
        avant={"statut": StatutDemande.A_TRAITER.value},
        apres={"statut": demande.statut.value, "motif": Mots(commande.motif)},
        resultat={"siret": demande.siret, "statut": demande.statut.value},
        siret=demande.siret,
        notices=(au_rgc("adhesion_comptes/referencement_refuse", demande.siret, ctx, motif=commande.motif),),
    )
