"""Errors as application/problem+json: code, French sentence, next step, source; never a trace."""

import logging
import secrets
import traceback
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from engine.api.etat import Reserve
from engine.kit.acteurs import Role
from engine.kit.refus import HOTLINE, DonneesRefusees, Refus

log = logging.getLogger("kairos.api")
MEDIA_TYPE = "application/problem+json"
TITRES = {
    401: "Connexion nécessaire",
    403: "Droit insuffisant",
    404: "Introuvable",
    405: "Méthode refusée",
    409: "Règle de KAIROS",
    413: "Demande trop longue",
    422: "Données à corriger",
    429: "Trop de demandes",
    500: "Incident",
}


class SuiteModel(BaseModel):
    """What to do next."""

    titre: str
    operation: str | None = None
    article: str | None = None
    donnees: dict[str, Any] | None = None


class ErreurModel(BaseModel):
    """One datum at fault."""

    donnee: str
    code: str
    message: str


class ProblemeModel(BaseModel):
    """A refusal, as answered."""

    type: str = Field(examples=["urn:kairos:refus:un-siret-un-compte"])
    title: str
    status: int
    code: str
    message: str
    suite: SuiteModel
    source: str
    operation: str | None = None
    donnees: list[str] | None = None
    erreurs: list[ErreurModel] | None = None
    ticket: str | None = None


REPONSES: dict[int | str, dict[str, Any]] = {
    status: {"description": TITRES[status], "model": ProblemeModel}
    for status in (401, 403, 404, 409, 413, 422, 429, 500)
}


def fichier(description: str, *types_de_contenu: str) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route whose answer is a file of one of these media types."""
    binaire = {"schema": {"type": "string", "format": "binary"}}
    contenus = {type_de_contenu.split(";")[0]: binaire for type_de_contenu in types_de_contenu}
    return {200: {"description": description, "content": contenus}}


def probleme(status: int, corps: dict[str, Any], headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem+json answer."""
    entete = {"type": f"urn:kairos:refus:{corps['code']}", "title": TITRES.get(status, "Erreur"), "status": status}
    return JSONResponse(jsonable_encoder(entete | corps), status, headers, media_type=MEDIA_TYPE)


def du_refus(request: Request, refus: Refus) -> JSONResponse:
    """The answer for a refusal."""
    corps = refus.as_dict()
    if operation := getattr(request.state, "operation", None):
        corps["operation"] = operation
    erreurs = refus.erreurs if isinstance(refus, DonneesRefusees) else [(refus.donnee, refus)] if refus.donnee else []
    if erreurs:
        corps["donnees"] = [nom for nom, _ in erreurs]
    if erreurs and refus.http_status == 422:
        corps["erreurs"] = [{"donnee": nom, "code": cause.code, "message": str(cause)} for nom, cause in erreurs]
    log.info("refus %s", refus.code)
    headers = {"WWW-Authenticate": "Bearer"} if refus.http_status == 401 else None
    return probleme(refus.http_status, corps, headers)


def _mal_formee(fautes: list[tuple[str, str]]) -> JSONResponse:
    return probleme(
        422,
        {
            "code": "demande-mal-formee",
            "message": "La demande n’est pas de la forme attendue.",
            "suite": {"titre": "Vérifiez-la avec la description de l’API, puis recommencez."},
            "source": "Description de l’API",
            "erreurs": [
                {"donnee": donnee, "code": code, "message": "valeur absente ou illisible"} for donnee, code in fautes
            ],
        },
    )


def install(app: FastAPI) -> None:
    """Answer every error of the app in this form."""

    @app.exception_handler(Refus)
    async def _refus(request: Request, refus: Refus) -> JSONResponse:
        return du_refus(request, refus)

    @app.exception_handler(RequestValidationError)
    async def _malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        return _mal_formee([(str(detail["loc"][-1]), str(detail["type"])) for detail in error.errors()])

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code == 400:  # FastAPI's word for a body that is no text at all
            return _mal_formee([])
        introuvable = error.status_code == 404
        return probleme(
            error.status_code,
            {
                "code": "adresse-inconnue" if introuvable else "demande-refusee",
                "message": "Cette adresse n’existe pas." if introuvable else "Cette demande n’est pas possible.",
                "suite": {"titre": "Vérifiez-la avec la description de l’API, puis recommencez."},
                "source": "Description de l’API",
            },
        )

    @app.exception_handler(Exception)
    async def _incident(request: Request, error: Exception) -> JSONResponse:
        ticket = f"INC-{secrets.token_hex(4).upper()}"
        # The message of an exception may quote data: only its type and place are kept.
        places = [f"{Path(cadre.filename).name}:{cadre.lineno}" for cadre in traceback.extract_tb(error.__traceback__)]
        log.error("incident %s %s at %s", ticket, type(error).__name__, " < ".join(reversed(places[-12:])))
        return probleme(
            500,
            {
                "code": "incident",
                "message": f"Quelque chose n’a pas fonctionné, et c’est de notre fait (incident {ticket}).",
                "suite": {"titre": f"Réessayez dans un instant ; sinon, donnez ce numéro à la hotline, {HOTLINE}."},
                "source": "Les contacts",
                "ticket": ticket,
            },
        )


def en_problemes(chemins: dict[str, Any]) -> None:
    """Give the errors of described routes their media type, in place."""
    for route in chemins.values():
        for operation in route.values():
            for status, reponse in operation["responses"].items():
                if status >= "4" and "content" in reponse:
                    reponse["content"] = {MEDIA_TYPE: reponse["content"].popitem()[1]}


def describe(app: FastAPI) -> None:
    """Say in the OpenAPI document that errors are application/problem+json, and who may; made when first asked for."""
    generate = app.openapi
    permis = {
        (route.path_format, verbe.lower()): roles_de(route)
        for route in iter_route_contexts(app.routes)
        if isinstance(route.original_route, APIRoute)
        for verbe in route.methods or ()
    }

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            chemins = generate()["paths"]
            for chemin, route in chemins.items():
                for verbe, operation in route.items():
                    operation.setdefault("x-roles", sorted(permis[chemin, verbe]))
            en_problemes(chemins)
        return app.openapi_schema or {}

    app.openapi = openapi  # type: ignore[method-assign]


def roles_de(route: RouteContext) -> list[str]:
    """Who may ask a route: the roles for which it is reserved, else everyone, signed in or not."""
    reserves = [une.call for une in route.dependant.dependencies if isinstance(une.call, Reserve)]
    return [
        role.value
        for role in Role
        if role is not Role.SYSTEME and all(role.peut(reserve.roles) for reserve in reserves)
    ]
