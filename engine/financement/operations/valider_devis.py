"""valider-devis: the adviser validates an accepted quote; it is closed when the session is over."""

from pydantic import Field

from engine.financement.courriers import a_l_organisme, au_beneficiaire
from engine.financement.devis import Numero, etat, trouver_devis
from engine.financement.regles import a_clore_le
from engine.financement.statuts import StatutDevis
from engine.kit.acteurs import Role
from engine.kit.echeances import Echeance
from engine.kit.operations import Commande, Contexte, Effet, operation


class ValiderDevis(Commande):
    devis: Numero = Field(title="Devis")


@operation(
    "valider-devis",
    roles={Role.PRESCRIPTEUR},
    annulable="non : l’organisme et le bénéficiaire sont informés de l’accord",
)
def valider_devis(commande: ValiderDevis, ctx: Contexte) -> Effet:
    devis = trouver_devis(ctx.db, commande.devis, ctx.acteur, verrou=True)
    avant = etat(devis)
    devis.passer_a(StatutDevis.VALIDE, ctx.maintenant)
    fin = devis.session.fin
    cloture = (
        Echeance(f"clore-devis-{devis.id}", "clore-devis", {"devis": devis.numero}, a_clore_le(fin)) if fin else None
    )
    return Effet(
        "financement.devis_valide",
        objet=f"devis:{devis.id}",
        message=f"Le devis {devis.numero} est validé. L’organisme et le bénéficiaire en sont informés.",
        avant=avant,
        apres=etat(devis),
        resultat={"devis": devis.numero, "statut": devis.statut.value},
        siret=devis.siret,
        notices=(
            a_l_organisme("financement/devis_avance", devis, ctx),
            au_beneficiaire("financement/devis_tranche", devis, ctx),
        ),
        echeances=(cloture,) if cloture else (),
    )
