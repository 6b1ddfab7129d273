"""The plateforme nationale accepts a request: the RGC receives a provisional code."""

from pydantic import Field

from engine.adhesion_comptes.codes import envoyer_code
from engine.adhesion_comptes.queries import adhesion_en_cours, organisme
from engine.adhesion_comptes.refus import DemandeIntrouvable
from engine.adhesion_comptes.statuts import PassageImpossible, StatutAdhesion
from engine.kit.acteurs import Role
from engine.kit.donnees import Siret
from engine.kit.francais import de, dire_instant
from engine.kit.operations import Commande, Contexte, Effet, operation


class AccepterAdhesion(Commande):
    siret: Siret = Field(title="SIRET")


@operation("accepter-adhesion", roles={Role.PLATEFORME_NATIONALE}, annulable="non : le code provisoire est parti")
def accepter_adhesion(commande: AccepterAdhesion, ctx: Contexte) -> Effet:
    adhesion = adhesion_en_cours(ctx.db, commande.siret, verrou=True)
    connu = organisme(ctx.db, commande.siret)
    if adhesion is None or connu is None:
        raise DemandeIntrouvable
    if adhesion.statut is not StatutAdhesion.DEPOSEE:  # a new code is asked for by redemander-identifiants
        raise PassageImpossible(de=adhesion.statut.libelle, vers=StatutAdhesion.IDENTIFIANTS_ENVOYES.libelle)
    notice, echeance = envoyer_code(adhesion, connu.raison_sociale, ctx)
    return Effet(
        "adhesion_comptes.adhesion_acceptee",
        objet=f"adhesion:{adhesion.id}",
        message=(
            f"La demande {de(connu.raison_sociale)} est acceptée. Le code provisoire part à {adhesion.rgc_nom} ; "
            f"il est à valider avant le {dire_instant(echeance.le)}."
        ),
        avant={"statut": StatutAdhesion.DEPOSEE.value},
        apres={"statut": adhesion.statut.value},
        resultat={"siret": adhesion.siret, "statut": adhesion.statut.value},
        siret=adhesion.siret,
        notices=(notice,),
        echeances=(echeance,),
    )
