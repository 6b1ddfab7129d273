"""inviter-rgc: the RGC of an organisme whose adhésion is active receives an account and a link to open it."""

from pydantic import Field

from engine.adhesion_comptes.invitations import attend_son_mot_de_passe, compte_du_courriel, inviter, ouvrir_compte
from engine.adhesion_comptes.queries import adhesion_en_cours
from engine.adhesion_comptes.refus import DemandeIntrouvable
from engine.adhesion_comptes.refus_comptes import CompteOrganismeInactif
from engine.adhesion_comptes.refus_export import RgcDejaConnecte
from engine.adhesion_comptes.rgc import trouver_organisme
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import Role
from engine.kit.donnees import Siret
from engine.kit.francais import de
from engine.kit.notices import Notice
from engine.kit.operations import Commande, Contexte, Effet, operation


class InviterRgc(Commande):
    siret: Siret = Field(title="SIRET")


@operation(
    "inviter-rgc",
    roles={Role.PLATEFORME_NATIONALE, Role.HOTLINE},
    annulable="non : l’invitation est partie ; elle expire d’elle-même",
)
def inviter_rgc(commande: InviterRgc, ctx: Contexte) -> Effet:
    organisme = trouver_organisme(ctx.db, commande.siret, verrou=True)
    adhesion = adhesion_en_cours(ctx.db, commande.siret, verrou=True)
    if adhesion is None:
        raise DemandeIntrouvable
    if adhesion.statut is not StatutAdhesion.ACTIVE:
        raise CompteOrganismeInactif(statut=adhesion.statut.libelle)
    deja = compte_du_courriel(ctx.db, adhesion.rgc_courriel)
    sien = deja is not None and deja.actif and (deja.siret, deja.role) == (organisme.siret, Role.RGC.value)
    if deja is not None and sien and not attend_son_mot_de_passe(ctx.db, deja):
        raise RgcDejaConnecte(organisme=organisme.raison_sociale)
    compte, a_inviter = ouvrir_compte(
        ctx, nom=adhesion.rgc_nom, courriel=adhesion.rgc_courriel, role=Role.RGC, siret=organisme.siret
    )
    faits = {"nom": compte.nom, "organisme": organisme.raison_sociale, "siret": organisme.siret}
    lettre = (
        inviter(compte, "adhesion_comptes/rgc_invitation", ctx)
        if a_inviter
        else Notice("adhesion_comptes/rgc_nomme", compte.courriel, faits)
    )
    return Effet(
        "adhesion_comptes.rgc_invite",
        objet=f"adhesion:{adhesion.id}",
        message=f"L’invitation part à {adhesion.rgc_nom}, RGC {de(organisme.raison_sociale)}.",
        apres={"rgc": [compte.id]},
        resultat={"siret": organisme.siret, "collaborateur": compte.id},
        siret=organisme.siret,
        notices=(lettre,),
    )
