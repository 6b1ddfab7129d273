"""importer-organismes: the plateforme nationale takes over the organismes that have their convention already."""

from pydantic import Field

from engine.adhesion_comptes.export_kairos import lire
from engine.adhesion_comptes.reprise import Reprise
from engine.kit.acteurs import Role
from engine.kit.fichiers import Fichier
from engine.kit.francais import compter, enumerer
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.kit.parametres import entier

LIBELLES = {
    "crees": ("organisme créé", "organismes créés"),
    "modifies": ("modifié", "modifiés"),
    "inchanges": ("inchangé", "inchangés"),
    "rejetes": ("rejeté", "rejetés"),
    "remarques": ("remarque", "remarques"),
}


class ImporterOrganismes(Commande):
    fichier: Fichier = Field(title="Export des organismes de KAIROS")


@operation(
    "importer-organismes",
    roles={Role.PLATEFORME_NATIONALE},
    annulable="non : exportez de nouveau les organismes depuis KAIROS, puis renvoyez le fichier",
)
def importer_organismes(commande: ImporterOrganismes, ctx: Contexte) -> Effet:
    fichier = commande.fichier
    lignes = lire(fichier.flux, entier("export_organismes_octets_max"))
    compte_rendu = Reprise(ctx.db, ctx.maintenant).appliquer(lignes)
    nombres = compte_rendu.nombres()
    return Effet(
        "adhesion_comptes.organismes_importes",
        objet=f"fichier:{fichier.empreinte[:12]}",
        message=f"{enumerer([compter(nombre, *LIBELLES[sorte]) for sorte, nombre in nombres.items()])}.",
        apres=nombres,
        resultat=nombres | {"detail": compte_rendu.detail(entier("export_organismes_lignes_detaillees"))},
    )
