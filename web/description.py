"""The conversations and the console in the engine's OpenAPI document: one description for all of /api/v1."""

from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi

from engine.api.problemes import en_problemes
from engine.kit.acteurs import Role

RACINE = "/api/v1"


def decrire(api: FastAPI, *permis: tuple[APIRouter, frozenset[Role]]) -> None:
    """Add the routes of the web, each with who may, to the document of `api` mounted beside them; made when asked."""
    du_moteur = api.openapi

    def openapi() -> dict[str, Any]:
        if api.openapi_schema is None:
            document = du_moteur()
            for routeur, roles in permis:
                siennes = get_openapi(title=api.title, version=api.version, routes=routeur.routes)
                en_problemes(siennes["paths"])
                for chemin, route in siennes["paths"].items():
                    dits = {"x-roles": sorted(role.value for role in roles)}
                    document["paths"][chemin.removeprefix(RACINE)] = {v: decrite | dits for v, decrite in route.items()}
                document["components"]["schemas"] |= siennes["components"]["schemas"]
        return api.openapi_schema or {}

    api.openapi = openapi  # type: ignore[method-assign]
