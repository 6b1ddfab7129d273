"""Reads of quotes."""

from typing import Annotated, Any

from fastapi import APIRouter

from engine.api.etat import EtatCourant, reserve
from engine.api.modeles.suivi import DevisLu
from engine.api.problemes import REPONSES
from engine.financement.devis import devis_visibles, en_lecture, nommer_candidats
from engine.kit.acteurs import Acteur, Role

router = APIRouter(responses=REPONSES, tags=["lectures"])
LECTEURS = (Role.GESTIONNAIRE, Role.HOTLINE, Role.PRESCRIPTEUR, Role.DEMANDEUR_EMPLOI, Role.EMPLOYEUR)
MAX = 200


@router.get("/devis", summary="Devis", response_model=list[DevisLu])
def devis(etat: EtatCourant, acteur: Annotated[Acteur, reserve(*LECTEURS)]) -> list[dict[str, Any]]:
    """One's own, or those one has to answer; the latest first, 200 at most."""
    with etat.socle.session() as db:
        trouves = list(db.scalars(devis_visibles(acteur).limit(MAX)))
        noms = nommer_candidats(db, trouves, acteur)
        return [en_lecture(un, noms[un.demandeur_id]) for un in trouves]
