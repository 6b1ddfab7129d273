"""Files that other parties leave: the operation itself, with the file as body instead of base64."""

from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from starlette.concurrency import run_in_threadpool

from engine.adhesion_comptes.refus_export import ExportIllisible
from engine.api.etat import EtatCourant, reserve
from engine.api.operations import ReponseModel
from engine.api.problemes import REPONSES
from engine.api.resultats import schema_du_resultat
from engine.kit import door
from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle
from engine.kit.fichiers import recevoir
from engine.kit.parametres import entier
from engine.kit.refus import Refus
from engine.offre.refus import TROP_GRAND, FichierLheoIllisible

router = APIRouter(responses=REPONSES)
EN_MEMOIRE = 1 << 20  # bytes; a larger file waits on disk
EXEMPLE_LHEO = (Path(__file__).parent / "exemple-lheo.xml").read_text(encoding="utf-8")
EXEMPLE_ORGANISMES = (
    "SIRET|LIBELLE|REGION|Nouvelle région|Nom RGC|Prénom RGC|mail RGC|Téléphone RGC|ASSEDIC|convention|date début|"
    "date fin\n21760540800012|Atelier des Métiers|HAUTE-NORMANDIE|Normandie|Leroy|Claire|rgc@organisme.fr|0232000000|"
    "28|0128ABC-1/1|05/01/2026|04/01/2029\n"
)
ILLISIBLES: dict[str, type[Refus]] = {"importer-lheo": FichierLheoIllisible, "importer-organismes": ExportIllisible}


@router.post(
    "/lheo",
    summary="Importer un fichier LHEO (CARIF-OREF)",
    tags=["opérations"],
    response_model=ReponseModel,
    response_model_exclude_unset=True,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/xml": {"schema": {"type": "string"}, "example": EXEMPLE_LHEO}},
        },
        "responses": {
            "200": {
                "content": {
                    "application/json": {"schema": {"properties": {"resultat": schema_du_resultat("importer-lheo")}}}
                }
            }
        },
    },
)
async def lheo(
    request: Request,
    etat: EtatCourant,
    acteur: Annotated[Acteur, reserve(Role.CARIF_OREF)],
    idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
) -> dict[str, Any]:
    """The operation `importer-lheo` with the file itself as body, LHEO 2.2 or 2.3. Role: carif-oref.

    What LHEO has no element for is an `extra` of `<extras info="kairos">`, under `formation`, `action` or `session`:
    `places`, `numero-interne` (7 digits), `etat-fiche` (`saisie`, `diffusee`, `archivee`), `session-perimee`, and for
    #Avenir `dispositif`, `annee-marche`, `brique`, `siret-mandataire`.
    """
    return await _deposer(request, etat.socle, acteur, "importer-lheo", entier("lheo_octets_max"), idempotency_key)


@router.post(
    "/organismes",
    summary="Importer l’export des organismes de KAIROS",
    tags=["opérations"],
    response_model=ReponseModel,
    response_model_exclude_unset=True,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"text/csv": {"schema": {"type": "string"}, "example": EXEMPLE_ORGANISMES}},
        },
        "responses": {
            "200": {
                "content": {
                    "application/json": {
                        "schema": {"properties": {"resultat": schema_du_resultat("importer-organismes")}}
                    }
                }
            }
        },
    },
)
async def organismes(
    request: Request,
    etat: EtatCourant,
    acteur: Annotated[Acteur, reserve(Role.PLATEFORME_NATIONALE)],
    idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
) -> dict[str, Any]:
    """The operation `importer-organismes` with the file itself as body: `|` between values, dates JJ/MM/AAAA."""
    maximum = entier("export_organismes_octets_max")
    return await _deposer(request, etat.socle, acteur, "importer-organismes", maximum, idempotency_key)


async def _deposer(
    request: Request, socle: Socle, acteur: Acteur, operation: str, octets_max: int, cle: str | None
) -> dict[str, Any]:
    """Receive the body, never more than so many bytes of it, and carry out the operation."""
    request.state.operation = operation
    reste = octets_max
    with SpooledTemporaryFile(EN_MEMOIRE) as fichier:
        async for bloc in request.stream():
            reste -= len(bloc)
            if reste < 0:
                raise ILLISIBLES[operation](raison=TROP_GRAND)
            await run_in_threadpool(fichier.write, bloc)
        return await run_in_threadpool(_executer, socle, operation, fichier, acteur, cle)


def _executer(socle: Socle, operation: str, fichier: Any, acteur: Acteur, cle: str | None) -> dict[str, Any]:
    return door.execute(socle, operation, {"fichier": recevoir(fichier)}, acteur, cle)
