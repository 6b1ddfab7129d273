"""Builds the engine's API. The file to read first.

    app.mount("/api/v1", create_api(settings, build_socle(settings)))

The web process starts and stops the engine's own work (`engine.worker.Worker`) around it.
"""

from fastapi import FastAPI

from engine.api import (
    assiduite,
    auth,
    comptes,
    depots,
    financement,
    inscriptions,
    operations,
    parties,
    problemes,
    reads,
    recrutement,
    suivi_assistance,
)
from engine.api.etat import Etat
from engine.api.jetons import Jetons
from engine.familles import load_operations
from engine.kit.clock import Clock
from engine.kit.db import create_engine
from engine.kit.door import Socle
from engine.kit.horloge import HorlogeAvancee
from engine.kit.sceau import Sceau
from engine.settings import Settings

DESCRIPTION = """
Chaque opération a deux adresses : l’aperçu, qui n’écrit rien, et l’exécution, qui rend un reçu. Un refus est un
`application/problem+json` avec un `code` stable, une phrase, la suite à donner et sa source. `Idempotency-Key` est
honorée pour toujours : la même clé avec les mêmes données rend le même reçu et n’agit qu’une fois.
"""


def build_socle(settings: Settings) -> Socle:
    """Database, clock and key of the running copy."""
    engine = create_engine(settings.database_url)
    quand = (settings.now, settings.now_since)
    clock = HorlogeAvancee(engine, *quand) if settings.demo else Clock(*quand)
    return Socle(engine, clock, Sceau(settings.secret))


def create_api(settings: Settings, socle: Socle | None = None) -> FastAPI:
    """The ASGI app of the engine, to mount under /api/v1."""
    load_operations()
    socle = socle or build_socle(settings)
    app = FastAPI(
        title="Assistant KAIROS : moteur", version="1", description=DESCRIPTION, docs_url=None, redoc_url=None
    )
    app.state.etat = Etat(settings, socle, Jetons(socle, settings.secret))
    problemes.install(app)
    app.include_router(auth.router)
    app.include_router(reads.router)
    app.include_router(recrutement.router)
    app.include_router(inscriptions.router)
    app.include_router(assiduite.router)
    app.include_router(suivi_assistance.router)
    app.include_router(comptes.router)
    app.include_router(financement.router)
    app.include_router(parties.router)
    app.include_router(depots.router)
    app.include_router(operations.router())
    problemes.describe(app)
    return app
