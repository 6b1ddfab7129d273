"""The edge of the ASGI app: what every answer carries, and how large a request may be."""

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
                if scope["path"].startswith(("/api/", "/interne/")):
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


def trop_grand() -> JSONResponse:
    """413, in the shape of every other refusal."""
    return JSONResponse(
        {
            "type": "about:blank",
            "title": "Envoi trop volumineux",
            "status": 413,
            "code": "envoi-trop-volumineux",
            "message": "Cet envoi est trop volumineux : rien n’a été lu.",
            "suite": {"titre": "Coupez-le en plusieurs envois."},
            "source": "",
        },
        status_code=413,
        media_type="application/problem+json",
    )
