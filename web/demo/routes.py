"""The page of the other parties and its buttons. Mounted in a demonstration only."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any

import httpx
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Template
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from engine.demo import ORGANISMES
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.francais import dire_instant
from engine.kit.parametres import entier
from web.demo import parties
from web.demo.moteur import Moteur
from web.site.pages import Site

MATIN = time(8)
EXEMPLE = Template((Path(__file__).parent / "exemple-lheo.xml").read_text(encoding="utf-8"), autoescape=True)


class Appui(BaseModel):
    """A button pressed: the operation, its data, and a key made by the page for this press."""

    role: Role
    operation: Annotated[str, Field(pattern=r"^[a-z-]{1,60}$")]
    donnees: dict[str, Any]
    cle: Annotated[str, Field(min_length=8, max_length=64)]
    compte: str | None = None  # which account of the role, the first one when it is not said


class Avance(BaseModel):
    """A time of Paris."""

    a: datetime


def installer_acteurs(app: FastAPI, site: Site, api: FastAPI) -> None:
    """Add `/acteurs` and what its buttons call."""
    moteur = Moteur(api)
    router = APIRouter(include_in_schema=False)

    @router.get("/acteurs")
    async def page(request: Request) -> HTMLResponse:
        maintenant = moteur.horloge.now()
        return site.page(
            request,
            "acteurs",
            parties=await parties.toutes(moteur),
            maintenant=maintenant,
            local=f"{a_paris(maintenant):%Y-%m-%dT%H:%M}",
            sauts=sauts(a_paris(maintenant)),
        )

    @router.post("/acteurs/operation")
    async def appuyer(appui: Appui) -> Response:
        reponse = await moteur.executer(appui.role, appui.operation, appui.donnees, appui.cle, appui.compte)
        return _telle_quelle(reponse)

    @router.post("/acteurs/lheo")
    async def deposer(request: Request) -> Response:
        return _telle_quelle(await moteur.deposer(await request.body()))

    @router.get("/acteurs/exemple.xml")
    def exemple() -> Response:
        contenu = fichier_d_exemple(a_paris(moteur.horloge.now()).date())
        entetes = {"Content-Disposition": 'attachment; filename="exemple-lheo.xml"'}
        return Response(contenu, media_type="application/xml", headers=entetes)

    @router.post("/acteurs/horloge")
    async def avancer(avance: Avance) -> JSONResponse:
        instant = await run_in_threadpool(moteur.horloge.avancer, avance.a.replace(tzinfo=None))
        return JSONResponse({"message": f"Nous sommes le {dire_instant(instant)}. Les échéances suivent."})

    app.include_router(router)


def sauts(ici: datetime) -> list[tuple[str, str]]:
    """Shortcuts of the clock: (title, time of Paris), the nearest first."""
    jour_assiduite = ici.date().replace(day=entier("assiduite_jour_ouverture"))
    matins = [("Demain matin", ici.date() + timedelta(days=1)), ("Dans trois jours", ici.date() + timedelta(days=3))]
    if jour_assiduite > ici.date():
        matins.append(("Ouverture de l’assiduité du mois", jour_assiduite))
    proches = [("Dans une heure", ici + timedelta(hours=1))]
    proches += [(titre, datetime.combine(jour, MATIN)) for titre, jour in matins]
    return [(titre, f"{instant:%Y-%m-%dT%H:%M}") for titre, instant in proches]


def fichier_d_exemple(jour: date) -> str:
    """A LHEO file with one session in two months, the same all day long."""
    organisme = ORGANISMES[0]
    return str(
        EXEMPLE.render(
            numero=f"{200_000 + jour.toordinal() % 100_000:010d}",
            debut=f"{jour + timedelta(days=60):%Y%m%d}",
            fin=f"{jour + timedelta(days=180):%Y%m%d}",
            siret=organisme.siret,
            raison_sociale=organisme.raison_sociale,
        )
    )


def _telle_quelle(reponse: httpx.Response) -> Response:
    """The receipt or the refusal as the engine said it."""
    return Response(reponse.content, reponse.status_code, media_type=reponse.headers["content-type"])
