"""Someone invited chooses a password. `POST /auth/invitations/{jeton}` carries it out: no conversation does."""

from pydantic import Field

from engine.adhesion_comptes.comptes import hacher
from engine.adhesion_comptes.invitations import trouver_invitation
from engine.adhesion_comptes.refus_comptes import MotDePasseTropCourt
from engine.kit.acteurs import Role
from engine.kit.donnees import Secret
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.kit.parametres import entier


class RepondreInvitation(Commande):
    jeton: Secret = Field(title="Lien")
    mot_de_passe: Secret = Field(title="Mot de passe")


@operation("repondre-invitation", roles={Role.SYSTEME}, annulable="non : une invitation ne sert qu’une fois")
def repondre_invitation(commande: RepondreInvitation, ctx: Contexte) -> Effet:
    invitation, compte = trouver_invitation(commande.jeton.get_secret_value(), ctx)
    mot_de_passe = commande.mot_de_passe.get_secret_value()
    minimum = entier("mot_de_passe_longueur_min")
    if len(mot_de_passe) < minimum:
        raise MotDePasseTropCourt(minimum=minimum).sur("mot_de_passe")
    invitation.utilisee_le = ctx.maintenant
    compte.mot_de_passe = hacher(mot_de_passe)
    return Effet(
        "adhesion_comptes.mot_de_passe_choisi",
        objet=f"utilisateur:{compte.id}",
        message=f"C’est fait, {compte.nom} : connectez-vous avec l’identifiant {compte.identifiant}.",
        resultat={"identifiant": compte.identifiant, "nom": compte.nom},
        siret=compte.siret,
    )
