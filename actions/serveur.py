"""The action server: Rasa calls it over loopback, with the key of our own processes."""

import hmac
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from rasa_sdk.executor import ActionExecutor

from actions.catalogue import Catalogue
from actions.conversation import Actions
from actions.moteur import Moteur
from actions.settings import ActionsSettings

journal = logging.getLogger(__name__)
DOMAINE = {"actions": ["validate_operation_form"]}  # the SDK answers 449 to a call without a domain, and Rasa gives up


def create_app(settings: ActionsSettings | None = None, transport: httpx.AsyncBaseTransport | None = None) -> FastAPI:
    """The ASGI application. `transport` replaces the network between us and web."""
    settings = settings or ActionsSettings.from_env()
    client = httpx.AsyncClient(base_url=settings.web_url, timeout=settings.patience, transport=transport)
    executor = ActionExecutor()
    Actions(Catalogue.lire(settings.racine), Moteur(client, settings.service_key)).inscrire(executor)

    @asynccontextmanager
    async def vie(_: FastAPI) -> AsyncIterator[None]:
        yield
        await client.aclose()

    logging.getLogger("uvicorn.access").disabled = True  # addresses hold the key of our own processes
    app = FastAPI(title="Actions", lifespan=vie, openapi_url=None)

    @app.get("/pret")
    async def pret() -> dict[str, bool]:
        return {"pret": True}

    @app.post("/webhook")
    async def webhook(request: Request) -> JSONResponse:
        exiger_cle(request, settings.service_key)
        appel: dict[str, Any] = await request.json()
        appel["domain"] = appel.get("domain") or DOMAINE
        try:
            resultat = await executor.run(appel)
        except Exception as incident:
            # the message may hold what the user wrote: only its kind is logged
            journal.error("action %s failed: %s", appel.get("next_action"), type(incident).__name__)
            return JSONResponse({"error": "action", "action_name": appel.get("next_action")}, status_code=500)
        return JSONResponse(resultat.model_dump() if resultat else {"events": [], "responses": []})

    return app


def exiger_cle(request: Request, attendue: str) -> None:
    """Raises 401 unless the call shows the key of our processes, as Rasa's `?token=` or as a header."""
    montree = request.query_params.get("token") or request.headers.get("x-service-key") or ""
    montree = montree or request.headers.get("authorization", "").removeprefix("Bearer ")
    if not attendue or not hmac.compare_digest(montree.encode(), attendue.encode()):
        raise HTTPException(401)
