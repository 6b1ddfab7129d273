"""The Kairos team grants an entry in the quality catalogue."""

from pydantic import Field

from engine.adhesion_comptes.models import DemandeQualite
from engine.adhesion_comptes.operations.declarer_referencement_qualite import etat_du_referencement, referencer
from engine.adhesion_comptes.rgc import au_rgc, exiger_a_traiter, trouver_organisme
from engine.adhesion_comptes.statuts_demande import StatutDemande
from engine.kit.acteurs import Role
from engine.kit.donnees import DateCivile, Reference, Siret
from engine.kit.francais import dire_date
from engine.kit.operations import Commande, Contexte, Effet, operation


class AccorderReferencementQualite(Commande):
    siret: Siret = Field(title="SIRET")
    reference_qualite: Reference = Field(title="Référence qualité")
    date_fin_validite: DateCivile = Field(title="Valable jusqu’au")


@operation("accorder-referencement-qualite", roles={Role.HOTLINE}, annulable="non : l’organisme en est informé")
def accorder_referencement_qualite(commande: AccorderReferencementQualite, ctx: Contexte) -> Effet:
    demande = exiger_a_traiter(ctx.db, DemandeQualite, commande.siret)
    organisme = trouver_organisme(ctx.db, commande.siret, verrou=True)
    demande.passer_a(StatutDemande.ACCORDEE)
    demande.traitee_le = ctx.maintenant
    avant, rappel = referencer(organisme, commande.reference_qualite, commande.date_fin_validite, ctx)
    fin = dire_date(commande.date_fin_validite)
    return Effet(
        "adhesion_comptes.referencement_accorde",
        objet=f"demande_qualite:{demande.id}",
        message=f"{organisme.raison_sociale} est référencé {commande.reference_qualite} jusqu’au {fin}.",
        avant=avant | {"statut": StatutDemande.A_TRAITER.value},
        apres=etat_du_referencement(organisme) | {"statut": demande.statut.value},
        resultat={"siret": organisme.siret, "statut": demande.statut.value},
        siret=organisme.siret,
        notices=(
            au_rgc(
                "adhesion_comptes/referencement_accorde",
                organisme.siret,
                ctx,
                reference=commande.reference_qualite,
                fin=fin,
            ),
        ),
        echeances=rappel,
    )
