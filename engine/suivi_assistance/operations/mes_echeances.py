"""mes-echeances: what there is to do, the most urgent first, computed from the state of every family."""

from typing import Any

from pydantic import Field

from engine.kit.a_faire import AFaire, Perimetre, recenser
from engine.kit.acteurs import Role
from engine.kit.donnees import Periode, Plage, Siret
from engine.kit.francais import compter
from engine.kit.operations import Commande, Contexte, Lecture, operation
from engine.kit.parametres import entier
from engine.kit.refus import Suite


class MesEcheances(Commande):
    periode: Periode | None = Field(None, title="Période")
    siret: Siret | None = Field(None, title="SIRET")


@operation("mes-echeances", roles={Role.GESTIONNAIRE, Role.HOTLINE}, ecrit=False)
def mes_echeances(commande: MesEcheances, ctx: Contexte) -> Lecture:
    """The hotline sees its own queue, or what an organisme has to do once its SIRET is given."""
    siret = commande.siret if ctx.acteur.role is Role.HOTLINE else ctx.acteur.siret
    lignes = recenser(Perimetre(ctx.db, siret, ctx.maintenant))
    if commande.periode is not None:
        lignes = [ligne for ligne in lignes if _dans(ligne, commande.periode)]
    resultat: dict[str, Any] = {"siret": siret, "echeances": [ligne.as_dict() for ligne in lignes]}
    if not lignes:
        quand = f" {commande.periode}" if commande.periode else ""
        rien = "Cet organisme n’a rien" if ctx.acteur.siret != siret else "Vous n’avez rien"
        return Lecture(f"{rien} à faire dans KAIROS{quand}\u00a0: tout est à jour.", resultat=resultat)
    dites = lignes[: entier("echeances_dites")]
    return Lecture(
        "\n".join(_paragraphes("Vous avez" if ctx.acteur.siret == siret else "Cet organisme a", dites, len(lignes))),
        resultat=resultat,
        suite=_boutons(dites),
    )


def _dans(ligne: AFaire, periode: Plage) -> bool:
    """What has no day is always to be done."""
    return ligne.pour_le is None or periode.debut <= ligne.pour_le <= periode.fin


def _paragraphes(qui_a: str, dites: list[AFaire], combien: int) -> list[str]:
    textes = [f"{qui_a} {compter(combien, 'chose')} à faire\u00a0:"]
    urgence = None
    for ligne in dites:
        if ligne.urgence is not urgence:
            urgence = ligne.urgence
            textes.append(f"{urgence.libelle}\u00a0:")
        textes.append(f"- {ligne.phrase}")
    if combien > len(dites):
        autres = compter(combien - len(dites), "autre moins pressée", "autres moins pressées")
        textes.append(f"Et {autres}.")
    return textes


def _boutons(dites: list[AFaire]) -> tuple[Suite, ...]:
    """One button for each thing; two that would do the same are one."""
    boutons: list[Suite] = []
    for ligne in dites:
        if (ligne.suite.operation or ligne.suite.article) and ligne.suite not in boutons:
            boutons.append(ligne.suite)
    return tuple(boutons)
