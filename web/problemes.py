"""Refusals and failures as problem+json, in French, never with a trace."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from engine.kit.refus import HOTLINE, Refus
from web.conversations.refus import EnvoiTropVolumineux, MessageMalForme


def trop_grand() -> JSONResponse:
    """The answer to a body larger than its address allows."""
    return probleme(EnvoiTropVolumineux())


def probleme(refus: Refus) -> JSONResponse:
    """The answer of a refusal."""
    corps = {"type": "about:blank", "title": str(refus), "status": refus.http_status} | refus.as_dict()
    en_tetes = {"Retry-After": "60"} if refus.http_status == 429 else {}
    return JSONResponse(corps, refus.http_status, en_tetes, media_type="application/problem+json")


def panne(ticket: str) -> JSONResponse:
    """The answer of a failure of ours, with the number that finds it in the logs."""
    corps = {
        "type": "about:blank",
        "title": "Panne",
        "status": 500,
        "code": "panne",
        "message": f"Quelque chose s’est mal passé, et c’est de notre fait (incident {ticket}).",
        "suite": {"titre": f"Réessayez dans un instant ; si cela continue, appelez la hotline au {HOTLINE}."},
        "source": "",
    }
    return JSONResponse(corps, 500, media_type="application/problem+json")


def repondre_aux_refus(app: FastAPI) -> None:
    """Install the handlers."""

    @app.exception_handler(Refus)
    async def refuse(_request: Request, refus: Refus) -> JSONResponse:
        return probleme(refus)

    @app.exception_handler(RequestValidationError)
    async def mal_forme(_request: Request, erreur: RequestValidationError) -> JSONResponse:
        champs = sorted({str(detail["loc"][-1]) for detail in erreur.errors()})
        return probleme(MessageMalForme(detail=f"voyez {', '.join(champs)}"))
