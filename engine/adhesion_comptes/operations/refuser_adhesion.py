"""The plateforme nationale refuses a request, with a reason."""

from pydantic import Field

from engine.adhesion_comptes.queries import adhesion_en_cours, organisme
from engine.adhesion_comptes.refus import DemandeIntrouvable
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import Role
from engine.kit.donnees import Siret, Texte
from engine.kit.francais import de
from engine.kit.journal import Mots
from engine.kit.notices import Notice
from engine.kit.operations import Commande, Contexte, Effet, operation


class RefuserAdhesion(Commande):
    siret: Siret = Field(title="SIRET")
    motif: Texte = Field(title="Motif")


@operation("refuser-adhesion", roles={Role.PLATEFORME_NATIONALE}, annulable="non : l’organisme refait une demande")
def refuser_adhesion(commande: RefuserAdhesion, ctx: Contexte) -> Effet:
    adhesion = adhesion_en_cours(ctx.db, commande.siret, verrou=True)
    connu = organisme(ctx.db, commande.siret)
    if adhesion is None or connu is None:
        raise DemandeIntrouvable
    avant = {"statut": adhesion.statut.value}
    adhesion.passer_a(StatutAdhesion.REFUSEE)
    adhesion.motif_refus = commande.motif if commande.motif.endswith((".", "!", "?")) else f"{commande.motif}."
    return Effet(
        "adhesion_comptes.adhesion_refusee",
        objet=f"adhesion:{adhesion.id}",
        message=f"La demande {de(connu.raison_sociale)} est refusée. Un courriel en informe {adhesion.rgc_nom}.",
        avant=avant,
        apres={"statut": adhesion.statut.value, "motif": Mots(adhesion.motif_refus)},
        resultat={"siret": adhesion.siret, "statut": adhesion.statut.value},
        siret=adhesion.siret,
        notices=(
            Notice(
                "adhesion_comptes/adhesion_refusee",
                adhesion.rgc_courriel,
                {
                    "rgc_nom": adhesion.rgc_nom,
                    "raison_sociale": connu.raison_sociale,
                    "siret": adhesion.siret,
                    "motif": adhesion.motif_refus,
                },
            ),
        ),
    )
