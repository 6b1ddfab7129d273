"""Documents that prove a quality reference: known by their content, bounded, kept."""

from engine.adhesion_comptes.models import Justificatif
from engine.adhesion_comptes.refus_comptes import JustificatifIllisible, JustificatifTropLourd
from engine.kit.fichiers import FichierRecu, lire_au_plus, nature
from engine.kit.operations import Contexte
from engine.kit.parametres import entier


def exiger_justificatif(fichier: FichierRecu) -> tuple[bytes, str, str]:
    """Content, media type and word for it. Raises JustificatifTropLourd or JustificatifIllisible."""
    maximum = entier("justificatif_qualite_mo_max")
    contenu = lire_au_plus(fichier, maximum * 1_000_000)
    if contenu is None:
        raise JustificatifTropLourd(maximum=maximum).sur("justificatif")
    trouvee = nature(contenu)
    if trouvee is None:
        raise JustificatifIllisible().sur("justificatif")
    return contenu, *trouvee


def garder_justificatif(fichier: FichierRecu, siret: str, ctx: Contexte) -> Justificatif:
    """Keep the document of an organisme."""
    contenu, type, _ = exiger_justificatif(fichier)
    justificatif = Justificatif(
        siret=siret, type=type, empreinte=fichier.empreinte, contenu=contenu, recu_le=ctx.maintenant
    )
    ctx.db.add(justificatif)
    ctx.db.flush()
    return justificatif
