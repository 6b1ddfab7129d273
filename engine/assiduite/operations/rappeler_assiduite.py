"""One organisme is told which months it may declare, the current one and those it missed."""

from pydantic import Field

from engine.assiduite import courrier
from engine.assiduite.mois import mois_a_declarer
from engine.assiduite.refus import CampagneSansObjet
from engine.kit.acteurs import Role
from engine.kit.donnees import Mois, Siret
from engine.kit.francais import compter, dire_mois
from engine.kit.operations import Commande, Contexte, Effet, operation


class RappelerAssiduite(Commande):
    siret: Siret = Field(title="SIRET")
    mois: Mois = Field(title="Mois")


@operation("rappeler-assiduite", roles={Role.SYSTEME})
def rappeler_assiduite(commande: RappelerAssiduite, ctx: Contexte) -> Effet:
    dus = mois_a_declarer(ctx.db, commande.siret, ctx.maintenant)
    if not dus:
        raise CampagneSansObjet
    lignes = [f"{dire_mois(mois)}, session {session.libelle}" for session, mois, _ in dus]
    return Effet(
        "assiduite.rappel_envoye",
        objet=f"campagne:{commande.mois}",
        message=f"Rappel de {compter(len(dus), 'mois', 'mois')} d’assiduité à déclarer.",
        apres={"mois": [[session.numero, mois] for session, mois, _ in dus]},
        notices=(courrier.mois_a_declarer(ctx.db, commande.siret, lignes),),
        siret=commande.siret,
    )
