"""The one ASGI app: conversations and the engine's API under /api/v1, the pages beside."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from fastapi import FastAPI

from engine.api.app import build_socle, create_api
from engine.kit.acteurs import Role
from engine.kit.clock import Clock
from engine.kit.horloge import HorlogeAvancee
from engine.settings import Settings
from engine.worker import Worker
from web import sante
from web.bord import EnTetes, Pannes, TailleBornee
from web.console import routes as console
from web.conversations import routes
from web.conversations.identite import Identites
from web.conversations.service import construire
from web.demo.routes import installer_acteurs
from web.description import decrire
from web.interne import jeton
from web.problemes import repondre_aux_refus
from web.settings import WebSettings
from web.site.pages import installer_site
from web.site.publiques import installer_publiques


def create_app(
    engine_settings: Settings | None = None, settings: WebSettings | None = None, clock: Clock | None = None
) -> FastAPI:
    """Build the app from the environment, or from given settings and clock. The database is migrated already."""
    a_soi = engine_settings is None  # the process is this app's alone
    engine_settings = engine_settings or Settings.from_env()
    settings = settings or WebSettings.from_env()
    socle = build_socle(engine_settings)
    if clock is not None:
        socle = replace(socle, clock=clock)
    api = create_api(engine_settings, socle)
    conversations = construire(socle, Identites(socle, api.state.etat.jetons), settings)

    @asynccontextmanager
    async def vie(_app: FastAPI) -> AsyncIterator[None]:
        worker = Worker(engine_settings, socle) if settings.travaux else None
        if worker is not None:
            await asyncio.to_thread(worker.start)
        try:
            async with conversations.en_marche():
                if a_soi:
                    await asyncio.to_thread(api.openapi)  # half a second, during which nobody else would be answered
                    gc.collect()
                    gc.freeze()  # what was loaded stays: looking through it again made one read in ten wait
                yield
        finally:
            if worker is not None:
                await asyncio.to_thread(worker.stop)
            socle.engine.dispose()

    # An address may hold an identifier or a token: whoever wants an access log keeps it at the proxy, without them.
    logging.getLogger("uvicorn.access").disabled = True
    app = FastAPI(title="Assistant KAIROS", docs_url=None, redoc_url=None, openapi_url=None, lifespan=vie)
    app.state.conversations = conversations
    app.state.socle = socle
    app.state.settings = settings
    app.include_router(routes.router)
    app.include_router(sante.router)
    app.include_router(jeton.router)
    app.include_router(console.router)
    app.mount("/api/v1", api)
    tous = frozenset(Role) - {Role.SYSTEME}
    decrire(api, (routes.router, tous), (console.router, frozenset({Role.HOTLINE})))
    repondre_aux_refus(app)
    site = installer_site(app, engine_settings)
    installer_publiques(app, site, socle)
    if isinstance(socle.clock, HorlogeAvancee):
        installer_acteurs(app, site, api)
    app.add_middleware(TailleBornee)
    app.add_middleware(Pannes)
    app.add_middleware(EnTetes, cadres=settings.cadres)
    return app
