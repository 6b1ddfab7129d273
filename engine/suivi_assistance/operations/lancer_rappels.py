"""The morning has come: a slice of the organismes is looked at, those with something new to do are reminded."""

from pydantic import Field

from engine.adhesion_comptes.queries import sirets
from engine.kit.acteurs import Role
from engine.kit.donnees import DateCivile, Siret
from engine.kit.francais import compter, dire_date
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.kit.parametres import entier
from engine.suivi_assistance.rappels import a_rappeler, exiger_dernier_matin, lot, rappel
from engine.suivi_assistance.refus import RappelSansObjet


class LancerRappels(Commande):
    jour: DateCivile = Field(title="Jour")
    apres: Siret | None = Field(None, title="Dernier organisme examiné")


@operation("lancer-rappels", roles={Role.SYSTEME}, verrou_tardif=True)  # each reminder looks again as it leaves
def lancer_rappels(commande: LancerRappels, ctx: Contexte) -> Effet:
    exiger_dernier_matin(commande.jour, ctx.maintenant)
    combien = entier("rappels_par_lot")
    examines = sirets(ctx.db, apres=commande.apres or "", combien=combien)
    concernes = [siret for siret in examines if a_rappeler(ctx, siret)]
    suivants = (lot(commande.jour, examines[-1], ctx.maintenant),) if len(examines) == combien else ()
    if not concernes and not suivants:
        raise RappelSansObjet
    return Effet(
        "suivi_assistance.rappels_lances",
        objet=f"rappels:{commande.jour.isoformat()}",
        message=f"Rappels du {dire_date(commande.jour)}\u00a0: {compter(len(concernes), 'organisme')}.",
        apres={"examines": len(examines), "concernes": len(concernes)},
        echeances=(*(rappel(siret, commande.jour, ctx.maintenant) for siret in concernes), *suivants),
    )
