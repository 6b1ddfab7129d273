"""Two pages for people who have a paper or a letter in hand: check a document, answer an invitation."""

from typing import Annotated

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.responses import HTMLResponse

from engine.inscription_entree.attestations import verifier
from engine.inscription_entree.refus import AttestationInconnue
from engine.kit.door import Socle
from engine.kit.parametres import entier
from web.site.pages import Site


def installer_publiques(app: FastAPI, site: Site, socle: Socle) -> None:
    """Add `/attestations` and `/invitations/{jeton}`."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/attestations")
    def attestations(request: Request, code: Annotated[str, Query(max_length=60)] = "") -> Response:
        """What the code of a document says of it."""
        trouvee = refus = None
        if code.strip():
            try:
                with socle.session() as db:
                    trouvee = verifier(db, code)
            except AttestationInconnue as inconnue:
                refus = inconnue.as_dict()
        return _sans_trace(site.page(request, "attestations", code=code.strip(), attestation=trouvee, refus=refus))

    @router.get("/invitations/{jeton}")
    def invitation(request: Request, jeton: str) -> Response:
        """Where someone invited chooses a password; the link itself is only tried with it."""
        longueur = entier("mot_de_passe_longueur_min")
        return _sans_trace(site.page(request, "invitation", jeton=jeton, longueur=longueur))

    app.include_router(router)


def _sans_trace(page: HTMLResponse) -> HTMLResponse:
    """Neither kept by a browser nor listed by a search engine."""
    page.headers["Cache-Control"] = "no-store"
    page.headers["X-Robots-Tag"] = "noindex"
    return page
