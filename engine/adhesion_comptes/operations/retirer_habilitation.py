"""The RGC closes a colleague's access, at once, open sessions included."""

from pydantic import Field

from engine.adhesion_comptes.invitations import attend_son_mot_de_passe, inviter
from engine.adhesion_comptes.models import Utilisateur
from engine.adhesion_comptes.operations.habiliter_collaborateur import fermer_acces
from engine.adhesion_comptes.queries import comptes_du_role
from engine.adhesion_comptes.refus_comptes import CollaborateurInconnu, RgcNonRetirable
from engine.adhesion_comptes.rgc import trouver_organisme
from engine.kit.acteurs import Acteur, Role
from engine.kit.donnees import Personne
from engine.kit.francais import de
from engine.kit.journal import JournalRow
from engine.kit.notices import Notice
from engine.kit.operations import (
    Choix,
    Commande,
    Contexte,
    Demande,
    Effet,
    annulation,
    libelle,
    operation,
    propositions,
)


class RetirerHabilitation(Commande):
    collaborateur: Personne = Field(title="Collaborateur")


@propositions("personne", operation="retirer-habilitation")
def collaborateurs(demande: Demande) -> list[Choix]:
    """Who has access for the organisme of the RGC; the RGC is named too, to be told why it cannot be."""
    siret = demande.ctx.acteur.siret
    db = demande.ctx.db
    comptes = [*comptes_du_role(db, Role.GESTIONNAIRE, siret), *comptes_du_role(db, Role.RGC, siret)]
    return [Choix(compte.id, f"{compte.nom}, {compte.courriel}", _indices(compte)) for compte in comptes]


def _indices(compte: Utilisateur) -> dict[str, str]:
    prenom, _, nom = compte.nom.rpartition(" ")
    indices = {"nom": nom, "prenom": prenom, "courriel": compte.courriel, "identifiant": compte.identifiant}
    return {cle: texte for cle, texte in indices.items() if texte}


@libelle("personne", operation="retirer-habilitation")
def libelle_collaborateur(valeur: int, demande: Demande) -> str:
    compte = trouver_collaborateur(valeur, demande.ctx.acteur, demande.ctx)
    return f"{compte.nom}, {compte.courriel}"


def trouver_collaborateur(id: int, acteur: Acteur, ctx: Contexte) -> Utilisateur:
    """The open account of a colleague, locked. Raises CollaborateurInconnu, or RgcNonRetirable for the RGC."""
    compte = ctx.db.get(Utilisateur, id, with_for_update=True)
    if compte is None or not compte.actif or compte.siret is None or compte.siret != acteur.siret:
        raise CollaborateurInconnu
    if compte.role == Role.RGC.value:
        raise RgcNonRetirable(personne=compte.nom)
    return compte


@operation("retirer-habilitation", roles={Role.RGC}, annulable="oui")
def retirer_habilitation(commande: RetirerHabilitation, ctx: Contexte) -> Effet:
    compte = trouver_collaborateur(commande.collaborateur, ctx.acteur, ctx)
    notice = fermer_acces(compte, ctx)
    return Effet(
        "adhesion_comptes.habilitation_retiree",
        objet=f"utilisateur:{compte.id}",
        message=f"L’accès {de(compte.nom)} est fermé, sessions ouvertes comprises. Un courriel l’en informe.",
        avant={"actif": True},
        apres={"actif": False},
        resultat={"collaborateur": compte.id},
        notices=(notice,),
        recap=(("Accès à retirer", f"{compte.nom}, {compte.courriel}"), ("Prend effet", "tout de suite")),
    )


@annulation("retirer-habilitation")
def annuler_retirer_habilitation(ligne: JournalRow, ctx: Contexte) -> Effet:
    compte = ctx.db.get_one(Utilisateur, int(ligne.objet.removeprefix("utilisateur:")), with_for_update=True)
    if compte.actif or compte.siret != ligne.siret:
        raise CollaborateurInconnu
    compte.actif = True
    organisme = trouver_organisme(ctx.db, compte.siret or "")
    faits = {"nom": compte.nom, "organisme": organisme.raison_sociale}
    notice = (
        inviter(compte, "adhesion_comptes/invitation", ctx)
        if attend_son_mot_de_passe(ctx.db, compte)
        else Notice("adhesion_comptes/acces_retabli", compte.courriel, faits)
    )
    return Effet(
        "adhesion_comptes.habilitation_retablie",
        objet=ligne.objet,
        message=f"L’accès {de(compte.nom)} est rétabli. Un courriel l’en informe.",
        avant={"actif": False},
        apres={"actif": True},
        siret=ligne.siret,
        annule=ligne.id,
        notices=(notice,),
    )
