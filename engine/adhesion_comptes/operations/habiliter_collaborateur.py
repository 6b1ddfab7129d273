"""The RGC gives a colleague access: an account, and a link to choose a password."""

from pydantic import Field

from engine.adhesion_comptes.invitations import inviter, oublier_les_invitations, ouvrir_compte
from engine.adhesion_comptes.models import Utilisateur
from engine.adhesion_comptes.queries import derniere_adhesion
from engine.adhesion_comptes.refus_comptes import CollaborateurInconnu, CompteOrganismeInactif
from engine.adhesion_comptes.rgc import trouver_organisme
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import Role
from engine.kit.donnees import Courriel, Nom
from engine.kit.francais import compter, de
from engine.kit.journal import JournalRow
from engine.kit.notices import Notice
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation
from engine.kit.parametres import entier
from engine.kit.refus import Refus, Suite


class HabiliterCollaborateur(Commande):
    collaborateur_nom: Nom = Field(title="Collaborateur")
    collaborateur_courriel: Courriel = Field(title="Courriel du collaborateur")


@operation("habiliter-collaborateur", roles={Role.RGC}, annulable="oui")
def habiliter_collaborateur(commande: HabiliterCollaborateur, ctx: Contexte) -> Effet:
    organisme = trouver_organisme(ctx.db, ctx.acteur.siret or "", verrou=True)
    adhesion = derniere_adhesion(ctx.db, organisme.siret)
    if adhesion is not None and adhesion.statut is not StatutAdhesion.ACTIVE:
        raise CompteOrganismeInactif(statut=adhesion.statut.libelle)
    try:
        compte, _ = ouvrir_compte(
            ctx,
            nom=commande.collaborateur_nom,
            courriel=commande.collaborateur_courriel,
            role=Role.GESTIONNAIRE,
            siret=organisme.siret,
        )
    except Refus as refus:
        raise refus.sur("collaborateur_courriel") from None
    jours = compter(entier("duree_invitation"), "jour")
    return Effet(
        "adhesion_comptes.collaborateur_habilite",
        objet=f"utilisateur:{compte.id}",
        message=(
            f"{compte.nom} a un accès gestionnaire à KAIROS pour {organisme.raison_sociale}. Un courriel part à "
            f"{compte.courriel}, avec un lien valable {jours} pour choisir son mot de passe."
        ),
        apres={"actif": True, "role": compte.role},
        suite=(Suite("Donner un autre accès", operation="habiliter-collaborateur"),),
        resultat={"collaborateur": compte.id},
        notices=(inviter(compte, "adhesion_comptes/invitation", ctx),),
        recap=(
            ("Collaborateur", f"{compte.nom}, {compte.courriel}"),
            ("Accès", f"gestionnaire, pour {organisme.raison_sociale}"),
            ("Invitation", f"par courriel, lien valable {jours}"),
        ),
    )


@annulation("habiliter-collaborateur")
def annuler_habiliter_collaborateur(ligne: JournalRow, ctx: Contexte) -> Effet:
    compte = ctx.db.get_one(Utilisateur, int(ligne.objet.removeprefix("utilisateur:")), with_for_update=True)
    if not compte.actif or compte.siret != ligne.siret or compte.role != Role.GESTIONNAIRE.value:
        raise CollaborateurInconnu
    notice = fermer_acces(compte, ctx)
    return Effet(
        "adhesion_comptes.habilitation_annulee",
        objet=ligne.objet,
        message=f"L’accès {de(compte.nom)} est annulé ; l’invitation ne fonctionne plus.",
        avant={"actif": True},
        apres={"actif": False},
        siret=ligne.siret,
        annule=ligne.id,
        notices=(notice,),
    )


def fermer_acces(compte: Utilisateur, ctx: Contexte) -> Notice:
    """Close an account: its tokens and its links are refused from now on; the letter that says so."""
    compte.actif = False
    oublier_les_invitations(compte, ctx)
    organisme = trouver_organisme(ctx.db, compte.siret or "")
    faits = {"nom": compte.nom, "organisme": organisme.raison_sociale}
    return Notice("adhesion_comptes/acces_retire", compte.courriel, faits)
