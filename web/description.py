"""The conversations and the console in the engine's OpenAPI document: one description for all of /api/v1."""

from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi

from engine.api.problemes import en_problemes

RACINE = "/api/v1"


def decrire(api: FastAPI, *routeurs: APIRouter) -> None:
    """Add the routes of the web to the document of `api`, mounted beside them; made when first asked for."""
    du_moteur = api.openapi

    def openapi() -> dict[str, Any]:
        if api.openapi_schema is None:
            document = du_moteur()
            routes = [route for routeur in routeurs for route in routeur.routes]
            siennes = get_openapi(title=api.title, version=api.version, routes=routes)
            en_problemes(siennes["paths"])
            document["paths"] |= {chemin.removeprefix(RACINE): route for chemin, route in siennes["paths"].items()}
            document["components"]["schemas"] |= siennes["components"]["schemas"]
        return api.openapi_schema or {}

    api.openapi = openapi  # type: ignore[method-assign]
