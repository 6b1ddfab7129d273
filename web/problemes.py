"""Refusals and failures of the app as problem+json, in the words and the shape of the engine's."""

import secrets

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from engine.api.problemes import du_refus, probleme
from engine.kit.refus import HOTLINE, Refus
from web.conversations.refus import AvisMalForme, EnvoiTropVolumineux, MessageMalForme


def repondre_aux_refus(app: FastAPI) -> None:
    """Install the handlers."""

    @app.exception_handler(Refus)
    async def refuse(request: Request, refus: Refus) -> JSONResponse:
        reponse = du_refus(request, refus)
        if refus.http_status == 429:
            reponse.headers["Retry-After"] = "60"
        return reponse

    @app.exception_handler(RequestValidationError)
    async def mal_forme(request: Request, erreur: RequestValidationError) -> JSONResponse:
        champs = sorted({str(detail["loc"][-1]) for detail in erreur.errors()})
        refus = AvisMalForme if request.url.path.endswith("/avis") else MessageMalForme
        return du_refus(request, refus(detail=f"voyez {', '.join(champs)}"))


def trop_grand() -> JSONResponse:
    """The answer to a body larger than its address allows."""
    refus = EnvoiTropVolumineux()
    return probleme(refus.http_status, refus.as_dict())


def decrire(erreur: BaseException) -> str:
    """What may be logged of an exception: its type and its place. Its message may quote what people wrote."""
    cadre = erreur.__traceback__
    while cadre and cadre.tb_next:
        cadre = cadre.tb_next
    return f"{type(erreur).__name__} at {cadre.tb_frame.f_code.co_filename}:{cadre.tb_lineno}" if cadre else "?"


def nouvel_incident() -> str:
    return f"INC-{secrets.token_hex(4).upper()}"


def incident(ticket: str) -> JSONResponse:
    """The answer of a failure of ours, with the number that finds it in the logs; never a trace."""
    corps = {
        "code": "incident",
        "message": f"Quelque chose n’a pas fonctionné, et c’est de notre fait (incident {ticket}).",
        "suite": {"titre": f"Réessayez dans un instant ; sinon, donnez ce numéro à la hotline, {HOTLINE}."},
        "source": "Les contacts",
        "ticket": ticket,
    }
    return probleme(500, corps)
