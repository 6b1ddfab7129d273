"""The RGC accepts the convention: the account of the organisme is active."""

from engine.adhesion_comptes.operations.demander_adhesion import SANS_REFERENCEMENT
from engine.adhesion_comptes.queries import adhesion_en_cours, organisme
from engine.adhesion_comptes.refus import DemandeIntrouvable
from engine.adhesion_comptes.refus_comptes import ConventionDejaAcceptee, IdentifiantsAValider
from engine.adhesion_comptes.rgc import au_rgc
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.francais import de
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.kit.refus import Suite

S = StatutAdhesion


class AccepterConventionnement(Commande):
    """Nothing to give: the organisme is that of the RGC who speaks."""


@operation(
    "accepter-conventionnement",
    roles={Role.RGC},
    annulable="non : une convention acceptée engage l’organisme ; la hotline vous renseigne si c’est une erreur",
)
def accepter_conventionnement(commande: AccepterConventionnement, ctx: Contexte) -> Effet:
    adhesion = adhesion_en_cours(ctx.db, ctx.acteur.siret or "", verrou=True)
    connu = organisme(ctx.db, ctx.acteur.siret or "")
    if adhesion is None or connu is None:
        raise DemandeIntrouvable
    if adhesion.statut is S.ACTIVE:
        raise ConventionDejaAcceptee
    if adhesion.statut is not S.A_CONVENTIONNER:
        raise IdentifiantsAValider(statut=adhesion.statut.libelle)
    adhesion.passer_a(S.ACTIVE)
    reference = connu.est_reference_qualite(a_paris(ctx.maintenant).date())
    return Effet(
        "adhesion_comptes.convention_acceptee",
        objet=f"adhesion:{adhesion.id}",
        message=(
            f"La convention {de(connu.raison_sociale)} est acceptée : le compte KAIROS est actif. "
            "Vous pouvez donner des accès à vos collaborateurs."
        ),
        avant={"statut": S.A_CONVENTIONNER.value},
        apres={"statut": adhesion.statut.value},
        avertissements=() if reference else (SANS_REFERENCEMENT,),
        suite=(Suite("Donner un accès à un collaborateur", operation="habiliter-collaborateur"),),
        resultat={"siret": adhesion.siret, "statut": adhesion.statut.value},
        notices=(au_rgc("adhesion_comptes/convention_acceptee", adhesion.siret, ctx),),
        recap=(
            ("Organisme", f"{connu.raison_sociale} (SIRET {connu.siret})"),
            ("RGC", adhesion.rgc_nom),
            ("Vous acceptez", "le conventionnement KAIROS ; le compte devient actif"),
        ),
    )
