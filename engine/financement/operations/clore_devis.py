"""clore-devis: nothing more is expected of a quote. The adviser says so, or the engine once the session is over."""

from pydantic import Field

from engine.financement.devis import Numero, etat, trouver_devis
from engine.financement.refus import ClotureSansObjet
from engine.financement.statuts import StatutDevis
from engine.kit.acteurs import Role
from engine.kit.operations import Commande, Contexte, Effet, operation


class CloreDevis(Commande):
    devis: Numero = Field(title="Devis")


@operation(
    "clore-devis",
    roles={Role.PRESCRIPTEUR, Role.SYSTEME},
    annulable="non : un devis clos ne sert plus ; l’organisme peut en faire un autre",
)
def clore_devis(commande: CloreDevis, ctx: Contexte) -> Effet:
    devis = trouver_devis(ctx.db, commande.devis, ctx.acteur, verrou=True)
    trop_tot = not devis.session.est_terminee(ctx.maintenant)
    if ctx.acteur.role is Role.SYSTEME and (trop_tot or devis.statut is not StatutDevis.VALIDE):
        raise ClotureSansObjet(numero=devis.numero)
    avant = etat(devis)
    devis.passer_a(StatutDevis.CLOS, ctx.maintenant)
    return Effet(
        "financement.devis_clos",
        objet=f"devis:{devis.id}",
        message=f"Le devis {devis.numero} est clos.",
        avant=avant,
        apres=etat(devis),
        resultat={"devis": devis.numero, "statut": devis.statut.value},
        siret=devis.siret,
    )
