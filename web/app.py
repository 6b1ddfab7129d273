"""The one ASGI app: conversations and the engine's API under /api/v1, the pages beside."""

from fastapi import FastAPI

from web.bord import EnTetes, TailleBornee
from web.settings import WebSettings


def create_app(settings: WebSettings | None = None) -> FastAPI:
    """Build the app from the environment, or from given settings."""
    settings = settings or WebSettings.from_env()
    app = FastAPI(title="Assistant KAIROS", docs_url=None, redoc_url=None, openapi_url=None)
    # The pages (web/site, web/widget) are mounted here.
    app.add_middleware(TailleBornee)
    app.add_middleware(EnTetes, cadres=settings.cadres)
    return app
