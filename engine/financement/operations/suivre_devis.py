"""suivre-devis: the step of a quote, who must act, since when."""

from pydantic import Field

from engine.financement.choix import devis_de
from engine.financement.devis import Numero, en_lecture, nommer_candidats, suivi
from engine.financement.models import Devis
from engine.financement.statuts import REFUSES, StatutDevis
from engine.kit.acteurs import Role
from engine.kit.operations import Commande, Contexte, Lecture, operation
from engine.kit.refus import Suite


class SuivreDevis(Commande):
    devis_ou_candidat: Numero = Field(title="Devis ou candidat")


@operation("suivre-devis", roles={Role.GESTIONNAIRE, Role.HOTLINE}, ecrit=False)
def suivre_devis(commande: SuivreDevis, ctx: Contexte) -> Lecture:
    trouves = devis_de(ctx, commande.devis_ou_candidat)
    noms = nommer_candidats(ctx.db, trouves, ctx.acteur)
    suites = [] if ctx.acteur.role is Role.HOTLINE else [_suite(devis) for devis in trouves]
    return Lecture(
        "\n".join(suivi(devis, noms[devis.demandeur_id]) for devis in trouves),
        resultat={"devis": [en_lecture(devis, noms[devis.demandeur_id]) for devis in trouves]},
        suite=tuple(suite for suite in suites if suite),
    )


def _suite(devis: Devis) -> Suite | None:
    if devis.statut is StatutDevis.BROUILLON:
        return Suite(f"Transmettre {devis.numero}", operation="transmettre-devis", donnees={"devis": devis.numero})
    if devis.statut in REFUSES:
        donnees = {
            "type_devis": devis.type,
            "candidat": devis.demandeur.identifiant,
            "session": devis.session.numero,
        }
        return Suite("Faire un autre devis", operation="creer-devis", donnees=donnees)
    return None
