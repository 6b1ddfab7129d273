"""The 25th has come: each organisme with months to declare is reminded of them, whatever was missed before.

A slice of the organismes at a time: nobody else waits for the reminder of thousands.
"""

import sqlalchemy as sa
from pydantic import Field

from engine.assiduite.campagne import lot, rappel
from engine.assiduite.refus import CampagneSansObjet
from engine.assiduite.statuts import SUIVIS
from engine.inscription_entree.models import Inscription
from engine.kit.acteurs import Role
from engine.kit.donnees import Mois, Siret
from engine.kit.francais import compter, de, dire_mois
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.kit.parametres import entier
from engine.offre.models import SessionFormation


class LancerCampagneAssiduite(Commande):
    mois: Mois = Field(title="Mois")
    apres: Siret | None = Field(None, title="Dernier organisme rappelé")


@operation("lancer-campagne-assiduite", roles={Role.SYSTEME})
def lancer_campagne_assiduite(commande: LancerCampagneAssiduite, ctx: Contexte) -> Effet:
    combien = entier("campagne_par_lot")
    sirets = ctx.db.scalars(
        sa.select(SessionFormation.siret)
        .join(Inscription, Inscription.session_id == SessionFormation.id)
        .where(Inscription.statut.in_(SUIVIS), Inscription.entree_le.is_not(None))
        .where(SessionFormation.siret > (commande.apres or ""))
        .distinct()
        .order_by(SessionFormation.siret)
        .limit(combien)
    ).all()
    if not sirets:
        raise CampagneSansObjet
    suivants = (lot(commande.mois, sirets[-1], ctx.maintenant),) if len(sirets) == combien else ()
    return Effet(
        "assiduite.campagne_lancee",
        objet=f"campagne:{commande.mois}",
        message=f"Assiduité {de(dire_mois(commande.mois))} : rappel à {compter(len(sirets), 'organisme')}.",
        apres={"mois": commande.mois, "organismes": len(sirets)},
        echeances=(*(rappel(siret, commande.mois, ctx.maintenant) for siret in sirets), *suivants),
    )
