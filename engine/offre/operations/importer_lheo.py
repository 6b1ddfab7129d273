"""importer-lheo: the CARIF-OREF publishes, changes and archives sessions; usable once the night batch has passed."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.fichiers import Fichier
from engine.kit.francais import compter, dire_date, enumerer
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.kit.parametres import entier
from engine.offre.lheo.lecture import Bornes, lire
from engine.offre.publication import Publication
from engine.offre.regles import utilisable_des

LIBELLES = {
    "creees": ("session créée", "sessions créées"),
    "modifiees": ("modifiée", "modifiées"),
    "archivees": ("archivée", "archivées"),
    "inchangees": ("inchangée", "inchangées"),
    "rejetees": ("rejetée", "rejetées"),
}
MODALITES = {
    "creees": ("créée", "créées"),
    "modifiees": ("modifiée", "modifiées"),
    "retirees": ("retirée", "retirées"),
    "inchangees": ("inchangée", "inchangées"),
    "passees": ("déjà passée", "déjà passées"),
    "rejetees": ("rejetée", "rejetées"),
}


class ImporterLheo(Commande):
    fichier: Fichier = Field(title="Fichier LHEO")


@operation("importer-lheo", roles={Role.CARIF_OREF}, annulable="non : publiez un fichier corrigé")
def importer_lheo(commande: ImporterLheo, ctx: Contexte) -> Effet:
    fichier, delai = commande.fichier, entier("delai_batch_carif")
    publication = Publication(ctx.db, ctx.maintenant, delai)
    bornes = Bornes(entier("lheo_octets_max"), entier("lheo_octets_formation_max"))
    compte_rendu = publication.appliquer(lire(fichier.flux, bornes))
    modalites = publication.modalites.compte_rendu
    nombres = compte_rendu.nombres() | {"modalites": modalites.nombres()}
    message = f"{_dire(compte_rendu.nombres(), LIBELLES)}."
    if any(modalites.nombres().values()):
        message += f" Modalités de recrutement\u00a0: {_dire(modalites.nombres(), MODALITES)}."
    if compte_rendu.creees:
        des = dire_date(a_paris(utilisable_des(ctx.maintenant, delai)).date())
        message += f" Les sessions publiées aujourd’hui sont utilisables à partir du {des}."
    maximum = entier("lheo_lignes_detaillees")
    return Effet(
        "offre.sessions_importees",
        objet=f"fichier:{fichier.empreinte[:12]}",
        message=message,
        apres=nombres,
        resultat=nombres | {"detail": compte_rendu.detail(maximum) | {"modalites": modalites.detail(maximum)}},
        notices=tuple(publication.modalites.notices),
    )


def _dire(nombres: dict[str, int], libelles: dict[str, tuple[str, str]]) -> str:
    return enumerer([compter(nombre, *libelles[sorte]) for sorte, nombre in nombres.items()])
