"""The pages of the site, rendered on the server: they read the same articles as the assistant and change nothing."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.exception_handlers import http_exception_handler
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from starlette.exceptions import HTTPException as HTTPError
from starlette.types import Scope

from engine.kit.francais import dire_date, dire_instant
from engine.kit.refus import HOTLINE
from engine.settings import Settings
from web.site.articles import THEMES, articles, rendre
from web.site.comptes import comptes
from web.site.courriels import Courriels

ICI = Path(__file__).resolve().parent
RACINE = ICI.parent.parent
ERREURS = {
    404: (
        "Cette page n’existe pas",
        "L’adresse est peut-être mal recopiée, ou la page a changé de place. "
        "Cherchez dans les questions-réponses, ou demandez à l’assistant.",
    ),
    405: ("Cette page ne se demande pas ainsi", "Revenez à l’accueil et suivez les liens de la page."),
    500: (
        "Le site a rencontré un problème",
        "C’est de notre fait, pas du vôtre. Rien de ce que vous avez confirmé n’est perdu. Réessayez dans un instant ; "
        f"si cela continue, appelez la hotline KAIROS au {HOTLINE}.",
    ),
}


class Statique(StaticFiles):
    """Files of the page, checked again at each visit: a module never meets the older version of another."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        reponse = await super().get_response(path, scope)
        reponse.headers["Cache-Control"] = "no-cache"
        return reponse


class Site:
    """What the pages share: the articles, the labels of the operations, the e-mails of the demo, the templates."""

    def __init__(self, settings: Settings) -> None:
        self.demo = settings.demo
        self.articles = articles()
        self.courriels = Courriels(settings.courriels)
        self.contenu = yaml.safe_load((ICI / "contenu.yml").read_text(encoding="utf-8"))
        catalogue = yaml.safe_load((RACINE / "catalogue" / "operations.yml").read_text(encoding="utf-8"))
        self.operations = {entree["id"]: entree for famille in catalogue.values() for entree in famille}
        self.modeles = Jinja2Templates(ICI / "templates")
        self.modeles.env.filters |= {"rendre": rendre, "dire_date": dire_date, "dire_instant": dire_instant}
        self.modeles.env.filters |= {"lire_instant": datetime.fromisoformat, "lire_date": date.fromisoformat}
        self.modeles.env.globals |= {"rubriques": self.contenu["rubriques"], "demo": self.demo}

    def page(self, request: Request, modele: str, statut: int = 200, **contexte: Any) -> HTMLResponse:
        return self.modeles.TemplateResponse(
            request, f"{modele}.html", contexte | {"statut": statut}, status_code=statut
        )

    def erreur(self, request: Request, statut: int) -> HTMLResponse:
        titre, texte = ERREURS.get(statut, ERREURS[500 if statut >= 500 else 404])
        return self.page(request, "erreur", statut, titre=titre, texte=texte)

    def accueil(self, request: Request) -> HTMLResponse:
        gestes = [
            geste | {"libelle": self.operations[geste["operation"]]["libelle"]} for geste in self.contenu["gestes"]
        ]
        questions = self.articles.choisir(self.contenu["questions"])
        return self.page(request, "accueil", gestes=gestes, questions=questions, total=len(self.articles.par_id))

    def questions(self, request: Request, q: str = "") -> HTMLResponse:
        trouves = self.articles.chercher(q[:200])
        return self.page(request, "questions", themes=self.articles.par_theme(), q=q.strip()[:200], trouves=trouves)

    def question(self, request: Request, id_: str) -> HTMLResponse:
        article = self.articles.par_id.get(id_)
        if article is None:
            raise HTTPException(404)
        operation = self.operations.get(article.operation or "")
        return self.page(
            request,
            "article",
            article=article,
            theme=THEMES[article.theme],
            voisins=self.articles.choisir(article.voir_aussi),
            operation=operation if operation and not operation.get("a_venir") else None,
        )

    def rubrique(self, request: Request) -> HTMLResponse:
        id_ = request.url.path.strip("/")
        rubrique = next(r for r in self.contenu["rubriques"] if r["id"] == id_)
        return self.page(request, "rubrique", rubrique=rubrique, articles=self.articles.choisir(rubrique["articles"]))

    def boite(self, request: Request) -> HTMLResponse:
        return self.page(request, "courriels", courriels=self.courriels.tous())

    def courriel(self, request: Request, nom: str) -> HTMLResponse:
        courriel = self.courriels.un(nom)
        if courriel is None:
            raise HTTPException(404)
        return self.page(request, "courriel", courriel=courriel)

    def comptes(self, request: Request) -> HTMLResponse:
        return self.page(request, "comptes", comptes=comptes())

    def liste_comptes(self) -> JSONResponse:
        return JSONResponse([compte.__dict__ for compte in comptes()] if self.demo else [])

    def texte(self, request: Request) -> HTMLResponse:
        return self.page(request, request.url.path.strip("/"))

    def router(self) -> APIRouter:
        router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
        router.get("/")(self.accueil)
        router.get("/questions")(self.questions)
        router.get("/questions/{id_}")(self.question)
        for rubrique in self.contenu["rubriques"]:
            if rubrique["id"] != "questions":
                router.get(f"/{rubrique['id']}")(self.rubrique)
        for nom in ("accessibilite", "donnees-personnelles", "console"):
            router.get(f"/{nom}")(self.texte)
        router.get("/comptes.json", response_class=JSONResponse)(self.liste_comptes)
        if self.demo:
            router.get("/comptes")(self.comptes)
            router.get("/courriels")(self.boite)
            router.get("/courriels/{nom}")(self.courriel)
        return router


def installer_site(app: FastAPI, settings: Settings) -> Site:
    """Mount the pages, the widget and their files on `app`; errors outside /api/ become pages in French."""
    site = Site(settings)
    app.include_router(site.router())
    app.mount("/static", Statique(directory=ICI.parent / "static"))
    app.mount("/widget", Statique(directory=ICI.parent / "widget"))

    async def page_erreur(request: Request, erreur: HTTPError) -> Response:
        if request.url.path.startswith(("/api/", "/interne/")):
            return await http_exception_handler(request, erreur)
        return site.erreur(request, erreur.status_code)

    async def page_panne(request: Request, erreur: Exception) -> Response:
        return site.erreur(request, 500)

    app.add_exception_handler(HTTPError, page_erreur)  # type: ignore[arg-type]
    app.add_exception_handler(Exception, page_panne)
    return site
