"""The engine draws the consequence of a 72-hour clock that ran out, and tells the RGC."""

from pydantic import Field

from engine.adhesion_comptes.models import Adhesion
from engine.adhesion_comptes.refus import EcheanceSansObjet
from engine.adhesion_comptes.regles import est_expire
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import Role
from engine.kit.donnees import Entier
from engine.kit.francais import dire_instant
from engine.kit.notices import Notice
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.kit.parametres import entier


class ExpirerIdentifiants(Commande):
    adhesion: Entier = Field(title="Adhésion")
    numero: Entier = Field(title="Numéro d’envoi du code")


@operation("expirer-identifiants", roles={Role.SYSTEME}, annulable="non : de nouveaux identifiants se demandent")
def expirer_identifiants(commande: ExpirerIdentifiants, ctx: Contexte) -> Effet:
    adhesion = ctx.db.get(Adhesion, commande.adhesion, with_for_update=True)
    if (
        adhesion is None
        or adhesion.expire_le is None
        or adhesion.code_numero != commande.numero
        or adhesion.statut is not StatutAdhesion.IDENTIFIANTS_ENVOYES
        or not est_expire(adhesion.expire_le, ctx.maintenant)
    ):
        raise EcheanceSansObjet
    adhesion.passer_a(StatutAdhesion.IDENTIFIANTS_EXPIRES)
    return Effet(
        "adhesion_comptes.identifiants_expires",
        objet=f"adhesion:{adhesion.id}",
        message=f"Les identifiants provisoires du SIRET {adhesion.siret} ont expiré.",
        avant={"statut": StatutAdhesion.IDENTIFIANTS_ENVOYES.value},
        apres={"statut": adhesion.statut.value},
        siret=adhesion.siret,
        notices=(
            Notice(
                "adhesion_comptes/identifiants_expires",
                adhesion.rgc_courriel,
                {
                    "rgc_nom": adhesion.rgc_nom,
                    "siret": adhesion.siret,
                    "heures": entier("delai_validation_identifiants"),
                    "expire_le": dire_instant(adhesion.expire_le),
                },
            ),
        ),
    )
