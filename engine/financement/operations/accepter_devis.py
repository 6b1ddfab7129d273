"""accepter-devis: the job seeker (AIF) or the employer (AFPR, POEI) agrees; the adviser is asked to validate."""

from pydantic import Field

from engine.financement.courriers import a_l_organisme, au_conseiller
from engine.financement.devis import Numero, etat, trouver_devis
from engine.financement.statuts import StatutDevis
from engine.kit.acteurs import Role
from engine.kit.operations import Commande, Contexte, Effet, operation


class AccepterDevis(Commande):
    devis: Numero = Field(title="Devis")


@operation(
    "accepter-devis",
    roles={Role.DEMANDEUR_EMPLOI, Role.EMPLOYEUR},
    annulable="non : le conseiller est déjà saisi ; l’organisme peut faire un autre devis",
)
def accepter_devis(commande: AccepterDevis, ctx: Contexte) -> Effet:
    devis = trouver_devis(ctx.db, commande.devis, ctx.acteur, verrou=True)
    avant = etat(devis)
    devis.passer_a(StatutDevis.ACCEPTE, ctx.maintenant)
    return Effet(
        "financement.devis_accepte",
        objet=f"devis:{devis.id}",
        message=f"Le devis {devis.numero} est accepté. Le conseiller le valide ou le refuse.",
        avant=avant,
        apres=etat(devis),
        resultat={"devis": devis.numero, "statut": devis.statut.value},
        siret=devis.siret,
        notices=(
            a_l_organisme("financement/devis_avance", devis, ctx),
            au_conseiller("financement/devis_a_valider", devis, ctx),
        ),
    )
