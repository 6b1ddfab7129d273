"""A new code after expiry or a lock; the answer never tells whether the SIRET is known."""

from pydantic import Field

from engine.adhesion_comptes.codes import envoyer_code
from engine.adhesion_comptes.queries import adhesion_en_cours, organisme
from engine.adhesion_comptes.regles import est_expire
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import Role
from engine.kit.donnees import Siret
from engine.kit.echeances import Echeance
from engine.kit.notices import Notice
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.kit.parametres import entier
from engine.kit.refus import Suite

S = StatutAdhesion


class RedemanderIdentifiants(Commande):
    siret: Siret = Field(title="SIRET")


@operation(
    "redemander-identifiants",
    roles={Role.VISITEUR, Role.HOTLINE},
    annulable="non : le code d’avant ne sert plus ; validez celui du dernier courriel",
)
def redemander_identifiants(commande: RedemanderIdentifiants, ctx: Contexte) -> Effet:
    adhesion = adhesion_en_cours(ctx.db, commande.siret, verrou=True)
    avant = {"statut": adhesion.statut.value} if adhesion else None
    notices: tuple[Notice, ...] = ()
    echeances: tuple[Echeance, ...] = ()
    if adhesion and adhesion.statut is S.IDENTIFIANTS_ENVOYES and est_expire(adhesion.expire_le, ctx.maintenant):
        adhesion.passer_a(S.IDENTIFIANTS_EXPIRES)
    if adhesion and adhesion.statut in (S.IDENTIFIANTS_EXPIRES, S.IDENTIFIANTS_BLOQUES):
        connu = organisme(ctx.db, adhesion.siret)
        notice, echeance = envoyer_code(adhesion, connu.raison_sociale if connu else adhesion.siret, ctx)
        notices, echeances = (notice,), (echeance,)
    return Effet(
        "adhesion_comptes.identifiants_redemandes",
        objet=f"siret:{commande.siret}",
        message=(
            "C’est noté. Si une demande de ce SIRET attend un nouveau code (le précédent a expiré ou est bloqué), il "
            "part à l’adresse de courriel de son RGC, et nulle part ailleurs. Il est à valider sous "
            f"{entier('delai_validation_identifiants')} heures, samedis et dimanches compris."
        ),
        avant=avant,
        apres={"statut": adhesion.statut.value} if adhesion else None,
        suite=(Suite("Valider mon code", operation="valider-identifiants", donnees={"siret": commande.siret}),),
        siret=commande.siret,
        notices=notices,
        echeances=echeances,
    )
