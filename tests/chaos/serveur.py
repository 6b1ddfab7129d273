"""The web process that chaos kills: everything is imported once, each life is a fork.

    python -m tests.chaos.serveur PORT      reads « go » on its input, answers the process id of a new life

Settings come from the environment, as for `make run`.
"""

import asyncio
import logging
import os
import signal
import sys
import tempfile
import threading

import httpx
import uvicorn
from fastapi import FastAPI

from engine.api.jetons import VISITEUR
from engine.familles import load_operations
from engine.kit.clock import Clock
from engine.kit.db import create_engine, migrate
from engine.kit.door import Socle, execute
from engine.kit.postier import RelaisSmtp
from engine.kit.sceau import Sceau
from engine.settings import Settings
from tests.engine.adhesions import demande
from web.app import create_app
from web.settings import WebSettings

BAIL = 10.0  # seconds: a letter that was in hand at a kill is tried again after that long


def main() -> None:
    """Build the app once, then fork a life each time one is asked for."""
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    RelaisSmtp.bail = BAIL
    _chauffer()
    app = create_app(Settings.from_env(), WebSettings())
    asyncio.run(_premiere_demande(app))
    for fil in set(threading.enumerate()) - {threading.current_thread()}:  # those of that request end by themselves
        fil.join(timeout=10)
    app.state.socle.engine.dispose()
    assert threading.active_count() == 1
    assert app.state.socle.engine.pool.checkedin() == 0  # a connection must not be shared between lives
    _dire("prêt")
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.close(0)
            os.close(1)
            uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="critical", access_log=False)
            os._exit(0)
        _dire(pid)


def _chauffer() -> None:
    """Read what is read once (catalogue, templates, parameters), with an operation on a database of its own."""
    with tempfile.TemporaryDirectory() as dossier:
        url = f"sqlite:///{dossier}/chauffe.db"
        migrate(url)
        load_operations()
        socle = Socle(create_engine(url), Clock(), Sceau("chauffe"))
        execute(socle, "demander-adhesion", demande(), VISITEUR)
        socle.engine.dispose()


async def _premiere_demande(app: FastAPI) -> None:
    """FastAPI builds its routes as they are looked through, a second of processor or two; this path is none of them."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://chauffe") as http:
        await http.get("/api/v1/aucune/route")


def _dire(quoi: object) -> None:
    sys.stdout.write(f"{quoi}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
