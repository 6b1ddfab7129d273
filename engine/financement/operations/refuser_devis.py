"""refuser-devis: the job seeker, the employer or the adviser says no, each at their step, with a reason."""

from pydantic import Field

from engine.financement.courriers import a_l_organisme, au_beneficiaire
from engine.financement.devis import Numero, etat, trouver_devis
from engine.financement.statuts import StatutDevis
from engine.kit.acteurs import Role
from engine.kit.donnees import Texte
from engine.kit.operations import Commande, Contexte, Effet, operation


class RefuserDevis(Commande):
    devis: Numero = Field(title="Devis")
    motif: Texte = Field(title="Motif")


@operation(
    "refuser-devis",
    roles={Role.DEMANDEUR_EMPLOI, Role.EMPLOYEUR, Role.PRESCRIPTEUR},
    annulable="non : l’organisme en est informé ; il peut faire un autre devis",
)
def refuser_devis(commande: RefuserDevis, ctx: Contexte) -> Effet:
    devis = trouver_devis(ctx.db, commande.devis, ctx.acteur, verrou=True)
    avant = etat(devis)
    conseiller = ctx.acteur.role is Role.PRESCRIPTEUR
    devis.passer_a(StatutDevis.REFUSE_PE if conseiller else StatutDevis.REFUSE, ctx.maintenant)
    devis.motif_refus = commande.motif if commande.motif.endswith((".", "!", "?")) else f"{commande.motif}."
    notices = [a_l_organisme("financement/devis_avance", devis, ctx)]
    if conseiller:
        notices.append(au_beneficiaire("financement/devis_tranche", devis, ctx))
    return Effet(
        "financement.devis_refuse",
        objet=f"devis:{devis.id}",
        message=f"Le devis {devis.numero} est {devis.libelle_statut}. L’organisme en est informé.",
        avant=avant,
        apres=etat(devis),
        resultat={"devis": devis.numero, "statut": devis.statut.value},
        siret=devis.siret,
        notices=tuple(notices),
    )
