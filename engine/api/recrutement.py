"""Reads of sessions and appointments, and the door of the CARIF-OREF's files."""

from tempfile import SpooledTemporaryFile
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from starlette.concurrency import run_in_threadpool

from engine.api.etat import ActeurCourant, EtatCourant, exiger
from engine.api.operations import ReponseModel
from engine.api.problemes import REPONSES
from engine.kit import door
from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle
from engine.kit.fichiers import recevoir
from engine.kit.parametres import entier
from engine.offre.refus import FichierLheoIllisible
from engine.offre.sessions import sessions_en_vie, synthese, trouver_session
from engine.recrutement.rdv import rdv_de_la_session, rdv_en_lecture, trouver_rdv

router = APIRouter(responses=REPONSES)
EN_MEMOIRE = 1 << 20  # bytes; a larger file waits on disk
LECTEURS = (Role.GESTIONNAIRE, Role.HOTLINE, Role.PRESCRIPTEUR)


@router.get("/sessions", summary="Sessions en cours ou à venir", tags=["lectures"])
def sessions(etat: EtatCourant, acteur: ActeurCourant, siret: str | None = None) -> list[dict[str, Any]]:
    """Those of one's own organisme, next to start first; the hotline and prescribers name the SIRET."""
    exiger(acteur, *LECTEURS)
    de_qui = acteur.siret or siret
    with etat.socle.session() as db:
        return [synthese(session) for session in sessions_en_vie(db, de_qui, etat.socle.clock.today())]


@router.get("/sessions/{numero}", summary="Une session et ses rendez-vous", tags=["lectures"])
def session(etat: EtatCourant, acteur: ActeurCourant, numero: str) -> dict[str, Any]:
    """By any of its numbers."""
    exiger(acteur, *LECTEURS)
    with etat.socle.session() as db:
        trouvee = trouver_session(db, numero, acteur)
        return synthese(trouvee) | {"rdv": [rdv_en_lecture(rdv) for rdv in rdv_de_la_session(db, trouvee)]}


@router.get("/rdv/{id}/inscrits", summary="Inscrits d’un rendez-vous", tags=["lectures"])
def inscrits(etat: EtatCourant, acteur: ActeurCourant, id: int) -> dict[str, Any]:
    """Each person with `personne` (what saisir-presences takes), name, number and presence."""
    exiger(acteur, Role.GESTIONNAIRE, Role.HOTLINE)
    with etat.socle.session() as db:
        return rdv_en_lecture(trouver_rdv(db, id, acteur), inscrits=True)


@router.post(
    "/lheo",
    summary="Importer un fichier LHEO (CARIF-OREF)",
    tags=["opérations"],
    response_model=ReponseModel,
    response_model_exclude_unset=True,
    openapi_extra={"requestBody": {"required": True, "content": {"application/xml": {"schema": {"type": "string"}}}}},
)
async def lheo(
    request: Request,
    etat: EtatCourant,
    acteur: ActeurCourant,
    idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
) -> dict[str, Any]:
    """The operation `importer-lheo` with the file itself as body, LHEO 2.2 or 2.3. Role: carif-oref."""
    request.state.operation = "importer-lheo"
    exiger(acteur, Role.CARIF_OREF)
    reste = entier("lheo_octets_max")
    with SpooledTemporaryFile(EN_MEMOIRE) as fichier:
        async for bloc in request.stream():
            reste -= len(bloc)
            if reste < 0:
                raise FichierLheoIllisible(
                    raison="Le fichier dépasse la taille admise. Envoyez-le en plusieurs parties."
                )
            await run_in_threadpool(fichier.write, bloc)
        return await run_in_threadpool(_importer, etat.socle, fichier, acteur, idempotency_key)


def _importer(socle: Socle, fichier: Any, acteur: Acteur, cle: str | None) -> dict[str, Any]:
    return door.execute(socle, "importer-lheo", {"fichier": recevoir(fichier)}, acteur, cle)
