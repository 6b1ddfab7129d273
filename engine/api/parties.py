"""Reads of the other parties: where people may be placed, which months the hotline is asked to open again."""

from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Query
from sqlalchemy.orm import lazyload

from engine.api.etat import EtatCourant, reserve
from engine.api.modeles.inscriptions import ReouvertureLue
from engine.api.modeles.recrutement import RdvPropose
from engine.api.problemes import REPONSES
from engine.assiduite.reouvertures import demandes_en_attente
from engine.kit.acteurs import Acteur, Role
from engine.recrutement.lectures import modalites_en_lecture
from engine.recrutement.models import Rdv
from engine.recrutement.rdv import modalites_visibles, places_de
from engine.recrutement.statuts import EtatRdv

router = APIRouter(responses=REPONSES, tags=["lectures"])


@router.get(
    "/rdv",
    summary="Rendez-vous et plages de candidatures à venir",
    response_model=list[RdvPropose],
    response_model_exclude_unset=True,
)
def rdv(
    etat: EtatCourant,
    acteur: Annotated[Acteur, reserve(Role.GESTIONNAIRE, Role.HOTLINE, Role.PRESCRIPTEUR, Role.DEMANDEUR_EMPLOI)],
    limite: Annotated[int, Query(ge=1, le=500)] = 200,
) -> list[dict[str, Any]]:
    """Those of one's own organisme, or all of them for whoever places people anywhere; the nearest first.

    A job seeker also reads `inscrit`: whether they have a place on it.
    """
    a_venir = sa.and_(Rdv.etat == EtatRdv.OUVERT, Rdv.fin > etat.socle.clock.now())
    with etat.socle.session() as db:
        choisis = modalites_visibles(acteur).where(a_venir).order_by(Rdv.debut, Rdv.id).limit(limite)
        trouves = list(db.scalars(choisis.options(lazyload(Rdv.inscriptions))))
        lus = [
            lu | {"libelle": un.libelle_complet}
            for un, lu in zip(trouves, modalites_en_lecture(db, trouves), strict=True)
        ]
        if acteur.role is Role.DEMANDEUR_EMPLOI:
            siens = set(db.scalars(places_de(acteur.demandeur)))
            lus = [lu | {"inscrit": lu["rdv"] in siens} for lu in lus]
        return lus


@router.get(
    "/reouvertures", summary="Demandes de réouverture d’un mois d’assiduité", response_model=list[ReouvertureLue]
)
def reouvertures(etat: EtatCourant, acteur: Annotated[Acteur, reserve(Role.HOTLINE)]) -> list[dict[str, Any]]:
    """For the hotline, those to decide, oldest first; `demande` is what accorder-reouverture takes."""
    with etat.socle.session() as db:
        return [
            {
                "demande": une.id,
                "session": une.session.numero,
                "libelle": une.session.libelle,
                "siret": une.session.siret,
                "mois": une.mois,
                "motif": une.motif,
                "demandee_le": une.demandee_le.isoformat(timespec="seconds").replace("+00:00", "Z"),
            }
            for une in demandes_en_attente(db)
        ]
