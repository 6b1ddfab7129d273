"""The morning has come: a slice of the next day's appointments, each with its reminder planned, once."""

import sqlalchemy as sa
from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import DateCivile, Entier
from engine.kit.echeances import EcheanceRow
from engine.kit.francais import compter, dire_date
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.kit.parametres import entier
from engine.recrutement.rappels import lot, rappel, rdv_a_rappeler
from engine.recrutement.refus import RappelDeRdvSansObjet


class LancerRappelsRdv(Commande):
    jour: DateCivile = Field(title="Jour")
    apres: Entier | None = Field(None, title="Dernier rendez-vous examiné")


@operation("lancer-rappels-rdv", roles={Role.SYSTEME})
def lancer_rappels_rdv(commande: LancerRappelsRdv, ctx: Contexte) -> Effet:
    combien = entier("rappels_rdv_par_lot")
    examines = rdv_a_rappeler(ctx, commande.jour, commande.apres or 0, combien)
    rappels = {une.cle: une for une in (rappel(rdv, ctx.maintenant) for rdv in examines)}
    deja = set(ctx.db.scalars(sa.select(EcheanceRow.cle).where(EcheanceRow.cle.in_(rappels))))
    nouveaux = [une for cle, une in rappels.items() if cle not in deja]
    suivants = (lot(commande.jour, examines[-1].id, ctx.maintenant),) if len(examines) == combien else ()
    if not nouveaux and not suivants:
        raise RappelDeRdvSansObjet
    return Effet(
        "recrutement.rappels_lances",
        objet=f"rappels-rdv:{commande.jour.isoformat()}",
        message=f"Rappels du {dire_date(commande.jour)}\u00a0: {compter(len(nouveaux), 'rendez-vous', 'rendez-vous')}.",
        apres={"rdv": [une.donnees["rdv"] for une in nouveaux]},
        echeances=(*nouveaux, *suivants),
    )
