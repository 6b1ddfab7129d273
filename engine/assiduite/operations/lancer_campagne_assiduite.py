"""The 25th has come: each organisme with months to declare is reminded of them, whatever was missed before."""

import sqlalchemy as sa
from pydantic import Field

from engine.assiduite.campagne import rappel
from engine.assiduite.refus import CampagneSansObjet
from engine.assiduite.statuts import SUIVIS
from engine.inscription_entree.models import Inscription
from engine.kit.acteurs import Role
from engine.kit.donnees import Mois
from engine.kit.francais import compter, dire_mois
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.offre.models import SessionFormation


class LancerCampagneAssiduite(Commande):
    mois: Mois = Field(title="Mois")


@operation("lancer-campagne-assiduite", roles={Role.SYSTEME})
def lancer_campagne_assiduite(commande: LancerCampagneAssiduite, ctx: Contexte) -> Effet:
    sirets = ctx.db.scalars(
        sa.select(SessionFormation.siret)
        .join(Inscription, Inscription.session_id == SessionFormation.id)
        .where(Inscription.statut.in_(SUIVIS), Inscription.entree_le.is_not(None))
        .distinct()
        .order_by(SessionFormation.siret)
    ).all()
    if not sirets:
        raise CampagneSansObjet
    return Effet(
        "assiduite.campagne_lancee",
        objet=f"campagne:{commande.mois}",
        message=f"Assiduité de {dire_mois(commande.mois)} : rappel à {compter(len(sirets), 'organisme')}.",
        apres={"mois": commande.mois, "organismes": len(sirets)},
        echeances=tuple(rappel(siret, commande.mois, ctx.maintenant) for siret in sirets),
    )
