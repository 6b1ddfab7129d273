"""The edge of the ASGI app: what every answer carries, how large a request may be, what a failure says."""

import logging

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.problemes import decrire, incident, nouvel_incident, trop_grand

logger = logging.getLogger(__name__)

SANS_PAGE = ("/api/", "/interne/")
# A message of 2,000 characters fits a hundred times; a file of sessions goes to the engine, which has its own bound.
TAILLE_CONVERSATION = 64 * 1024
TAILLE_AUTRE = 32 * 1024 * 1024


class EnTetes:
    """Add the security headers to every answer. Nothing comes from another host, nothing is inline."""

    def __init__(self, app: ASGIApp, cadres: str) -> None:
        self.app = app
        politique = (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
            f"frame-ancestors {cadres}"
        )
        self.en_tetes = {
            "Content-Security-Policy": politique,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
            "Cross-Origin-Opener-Policy": "same-origin",
        }
        if cadres == "'none'":
            self.en_tetes["X-Frame-Options"] = "DENY"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def envoyer(message: Message) -> None:
            if message["type"] == "http.response.start":
                en_tetes = MutableHeaders(scope=message)
                for nom, valeur in self.en_tetes.items():
                    en_tetes.setdefault(nom, valeur)
                if scope["path"].startswith(SANS_PAGE):
                    en_tetes.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, envoyer)


class TailleBornee:
    """Refuse a body larger than its address allows, declared or streamed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        borne = TAILLE_CONVERSATION if scope["path"].startswith("/api/v1/conversations") else TAILLE_AUTRE
        declare = dict(scope["headers"]).get(b"content-length", b"0")
        if not declare.isdigit() or int(declare) > borne:
            await trop_grand()(scope, receive, send)
            return
        recus = 0
        commence = False

        async def recevoir() -> Message:
            nonlocal recus
            message = await receive()
            recus += len(message.get("body", b""))
            # Frameworks turn what goes wrong while reading into an answer of their own: `envoyer` drops it.
            return message if recus <= borne else {"type": "http.disconnect"}

        async def envoyer(message: Message) -> None:
            nonlocal commence
            if recus <= borne or commence:
                commence = True
                await send(message)

        try:
            await self.app(scope, recevoir, envoyer)
        except ClientDisconnect:
            if recus <= borne:
                raise
        if recus > borne and not commence:
            await trop_grand()(scope, receive, send)


class Pannes:
    """Answer what nobody foresaw with a ticket number, found again in the logs; never with a trace."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        commence = False

        async def envoyer(message: Message) -> None:
            nonlocal commence
            commence = True
            await send(message)

        try:
            await self.app(scope, receive, envoyer)
        except Exception as erreur:
            if scope["type"] != "http" or not scope["path"].startswith(SANS_PAGE):
                raise  # the site has a page for it
            ticket = nouvel_incident()
            route = getattr(scope.get("route"), "path", "no route")  # an address may hold a token, or words
            logger.error("%s %s %s: %s", ticket, scope["method"], route, decrire(erreur))
            if not commence:
                await incident(ticket)(scope, receive, send)
