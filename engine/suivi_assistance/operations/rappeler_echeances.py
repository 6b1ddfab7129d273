"""One organisme is reminded of what it has to do: a letter to each of those who may do it."""

from itertools import groupby
from typing import Any

from pydantic import Field

from engine.adhesion_comptes.queries import comptes_du_role, courriel_du_rgc
from engine.kit.a_faire import AFaire
from engine.kit.acteurs import Role
from engine.kit.donnees import DateCivile, Siret
from engine.kit.francais import compter
from engine.kit.notices import Notice
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.suivi_assistance.models import Rappel
from engine.suivi_assistance.rappels import a_rappeler, exiger_dernier_matin
from engine.suivi_assistance.refus import RappelSansObjet


class RappelerEcheances(Commande):
    siret: Siret = Field(title="SIRET")
    jour: DateCivile = Field(title="Jour")


@operation("rappeler-echeances", roles={Role.SYSTEME})
def rappeler_echeances(commande: RappelerEcheances, ctx: Contexte) -> Effet:
    exiger_dernier_matin(commande.jour, ctx.maintenant)
    lignes = a_rappeler(ctx, commande.siret)
    if not lignes:
        raise RappelSansObjet
    for ligne in lignes:
        ctx.db.add(Rappel(siret=commande.siret, cle=ligne.cle, urgence=ligne.urgence.value, le=ctx.maintenant))
    return Effet(
        "suivi_assistance.rappel_envoye",
        objet=f"organisme:{commande.siret}",
        message=f"Rappel de {compter(len(lignes), 'chose')} à faire.",
        apres={"rappels": [[ligne.cle, ligne.urgence.name.lower()] for ligne in lignes]},
        notices=tuple(
            Notice("suivi_assistance/echeances_rappelees", adresse, _faits(lignes))
            for adresse in _adresses(commande.siret, ctx)
        ),
        siret=commande.siret,
    )


def _faits(lignes: list[AFaire]) -> dict[str, Any]:
    groupes = groupby(lignes, key=lambda ligne: ligne.urgence)
    return {
        "combien": compter(len(lignes), "chose"),
        "groupes": [(urgence.libelle, [ligne.phrase for ligne in groupe]) for urgence, groupe in groupes],
    }


def _adresses(siret: str, ctx: Contexte) -> list[str | None]:
    """Those with an open account, each once; the RGC of the adhésion while nobody has one."""
    comptes = [compte for role in (Role.RGC, Role.GESTIONNAIRE) for compte in comptes_du_role(ctx.db, role, siret)]
    adresses = list(dict.fromkeys(compte.courriel for compte in comptes))
    return [*adresses] or [courriel_du_rgc(ctx.db, siret)]
