"""Provisional codes: made, sent, compared; kept only as a print."""

from engine.adhesion_comptes.models import Adhesion
from engine.adhesion_comptes.regles import fin_de_validite_du_code
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.echeances import Echeance
from engine.kit.francais import dire_instant
from engine.kit.notices import Notice
from engine.kit.operations import Contexte
from engine.kit.parametres import entier
from engine.kit.sceau import normaliser_code, nouveau_code


def _scope(adhesion: Adhesion, code: str) -> str:
    return f"code:{adhesion.id}:{adhesion.code_numero}:{normaliser_code(code)}"


def envoyer_code(adhesion: Adhesion, raison_sociale: str, ctx: Contexte) -> tuple[Notice, Echeance]:
    """Give the adhésion a new code and a new clock; the letter that carries it and the deadline that ends it."""
    code = nouveau_code()
    adhesion.passer_a(StatutAdhesion.IDENTIFIANTS_ENVOYES)
    adhesion.code_numero += 1
    adhesion.code_empreinte = ctx.sceau.empreinte(_scope(adhesion, code))
    adhesion.expire_le = fin_de_validite_du_code(ctx.maintenant)
    adhesion.essais = 0
    notice = Notice(
        "adhesion_comptes/identifiants_provisoires",
        adhesion.rgc_courriel,
        {
            "rgc_nom": adhesion.rgc_nom,
            "raison_sociale": raison_sociale,
            "siret": adhesion.siret,
            "heures": entier("delai_validation_identifiants"),
            "expire_le": dire_instant(adhesion.expire_le),
        },
        secrets={"code": code},
    )
    echeance = Echeance(
        cle=f"identifiants-{adhesion.id}-{adhesion.code_numero}",
        operation="expirer-identifiants",
        donnees={"adhesion": adhesion.id, "numero": adhesion.code_numero},
        le=adhesion.expire_le,
    )
    return notice, echeance


def code_est_juste(adhesion: Adhesion, code: str, ctx: Contexte) -> bool:
    """Whether this is the last code sent."""
    return adhesion.code_empreinte is not None and ctx.sceau.verifie(_scope(adhesion, code), adhesion.code_empreinte)
