"""The Kairos team confirms the new RGC: the rights move, the old RGC loses them."""

from pydantic import Field

from engine.adhesion_comptes.invitations import inviter, oublier_les_invitations, ouvrir_compte
from engine.adhesion_comptes.models import ChangementRgc
from engine.adhesion_comptes.queries import adhesion_en_cours, comptes_du_role
from engine.adhesion_comptes.rgc import au_rgc, exiger_a_traiter, trouver_organisme
from engine.adhesion_comptes.statuts_demande import StatutDemande
from engine.kit.acteurs import Role
from engine.kit.donnees import Siret
from engine.kit.francais import de
from engine.kit.notices import Notice
from engine.kit.operations import Commande, Contexte, Effet, operation


class ConfirmerRgc(Commande):
    siret: Siret = Field(title="SIRET")


@operation(
    "confirmer-rgc",
    roles={Role.HOTLINE},
    annulable="non : les droits ont changé de mains ; signalez un nouveau changement de RGC",
)
def confirmer_rgc(commande: ConfirmerRgc, ctx: Contexte) -> Effet:
    changement = exiger_a_traiter(ctx.db, ChangementRgc, commande.siret)
    organisme = trouver_organisme(ctx.db, commande.siret, verrou=True)
    changement.passer_a(StatutDemande.ACCORDEE)
    changement.traitee_le = ctx.maintenant
    a_l_ancien = au_rgc("adhesion_comptes/rgc_remplace", organisme.siret, ctx, nouveau=changement.nouveau_nom)
    anciens = comptes_du_role(ctx.db, Role.RGC, organisme.siret)
    nouveau, a_inviter = ouvrir_compte(
        ctx, nom=changement.nouveau_nom, courriel=changement.nouveau_courriel, role=Role.RGC, siret=organisme.siret
    )
    for ancien in anciens:
        if ancien.id != nouveau.id:
            ancien.actif = False
            oublier_les_invitations(ancien, ctx)
    adhesion = adhesion_en_cours(ctx.db, organisme.siret, verrou=True)
    if adhesion is not None:
        adhesion.rgc_nom, adhesion.rgc_courriel = changement.nouveau_nom, changement.nouveau_courriel
    faits = {"nom": nouveau.nom, "organisme": organisme.raison_sociale, "siret": organisme.siret}
    au_nouveau = (
        inviter(nouveau, "adhesion_comptes/rgc_invitation", ctx)
        if a_inviter
        else Notice("adhesion_comptes/rgc_nomme", nouveau.courriel, faits)
    )
    return Effet(
        "adhesion_comptes.rgc_change",
        objet=f"changement_rgc:{changement.id}",
        message=(
            f"{changement.nouveau_nom} est le RGC {de(organisme.raison_sociale)}. "
            f"{changement.ancien_nom} ne l’est plus\u00a0; un courriel l’en informe."
        ),
        avant={"statut": StatutDemande.A_TRAITER.value, "rgc": [ancien.id for ancien in anciens]},
        apres={"statut": changement.statut.value, "rgc": [nouveau.id]},
        resultat={"siret": organisme.siret, "statut": changement.statut.value},
        siret=organisme.siret,
        notices=(a_l_ancien, au_nouveau),
    )
