"""The engine reminds the RGC that the quality reference is running out."""

from pydantic import Field

from engine.adhesion_comptes.refus import EcheanceSansObjet
from engine.adhesion_comptes.rgc import au_rgc, trouver_organisme
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import DateCivile, Siret
from engine.kit.francais import de, dire_date
from engine.kit.operations import Commande, Contexte, Effet, operation


class RappelerReferencementQualite(Commande):
    siret: Siret = Field(title="SIRET")
    date_fin_validite: DateCivile = Field(title="Valable jusqu’au")


@operation("rappeler-referencement-qualite", roles={Role.SYSTEME}, annulable="non : un courriel parti ne revient pas")
def rappeler_referencement_qualite(commande: RappelerReferencementQualite, ctx: Contexte) -> Effet:
    organisme = trouver_organisme(ctx.db, commande.siret)
    fin = commande.date_fin_validite
    if organisme.date_fin_validite != fin or fin < a_paris(ctx.maintenant).date():
        raise EcheanceSansObjet
    return Effet(
        "adhesion_comptes.referencement_rappele",
        objet=f"organisme:{organisme.siret}",
        message=f"Le référencement qualité {de(organisme.raison_sociale)} se termine le {dire_date(fin)}.",
        siret=organisme.siret,
        notices=(au_rgc("adhesion_comptes/referencement_finit", organisme.siret, ctx, fin=dire_date(fin)),),
    )
