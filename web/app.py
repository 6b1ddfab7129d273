"""The one ASGI app: conversations and the engine's API under /api/v1, the pages beside."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from sqlalchemy.orm import sessionmaker

from engine.familles import load_operations
from engine.kit.clock import Clock
from engine.kit.db import create_engine
from engine.kit.door import Socle
from engine.kit.sceau import Sceau
from engine.settings import Settings
from web import sante
from web.bord import EnTetes, Pannes, TailleBornee
from web.conversations import routes
from web.conversations.identite import Identites
from web.conversations.service import construire
from web.interne import jeton
from web.problemes import repondre_aux_refus
from web.settings import WebSettings
from web.site.pages import installer_site


def create_app(
    engine_settings: Settings | None = None, settings: WebSettings | None = None, clock: Clock | None = None
) -> FastAPI:
    """Build the app from the environment, or from given settings and clock. The database is migrated already."""
    engine_settings = engine_settings or Settings.from_env()
    settings = settings or WebSettings.from_env()
    load_operations()
    socle = Socle(
        create_engine(engine_settings.database_url), clock or Clock(engine_settings.now), Sceau(engine_settings.secret)
    )
    identites = Identites(sessionmaker(socle.engine), socle.clock)
    conversations = construire(socle, identites, settings)

    @asynccontextmanager
    async def vie(_app: FastAPI) -> AsyncIterator[None]:
        async with conversations.en_marche():
            yield
        socle.engine.dispose()

    app = FastAPI(title="Assistant KAIROS", docs_url=None, redoc_url=None, openapi_url=None, lifespan=vie)
    app.state.conversations = conversations
    app.state.socle = socle
    app.state.settings = settings
    app.include_router(routes.router)
    app.include_router(sante.router)
    app.include_router(jeton.router)
    repondre_aux_refus(app)
    installer_site(app, engine_settings)
    app.add_middleware(TailleBornee)
    app.add_middleware(Pannes)
    app.add_middleware(EnTetes, cadres=settings.cadres)
    return app
