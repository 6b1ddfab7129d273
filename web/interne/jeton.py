"""The token with which the actions speak for the user of a conversation."""

import asyncio
import hmac
import ipaddress
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request

from web.conversations.refus import CleDeServiceRefusee
from web.conversations.service import Conversations

router = APIRouter(prefix="/interne", include_in_schema=False)


def est_locale(request: Request) -> bool:
    """Whether the caller is on this machine."""
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


@router.post("/conversations/{id}/jeton")
async def jeton(request: Request, id: str, x_service_key: Annotated[str, Header()] = "") -> dict[str, Any]:
    """A token of ten minutes, of the identity bound to the conversation when it was opened: `{"jeton", "role"}`."""
    service: Conversations = request.app.state.conversations
    attendue = service.service_key
    juste = bool(attendue) and hmac.compare_digest(x_service_key.encode(), attendue.encode())
    if not juste or not est_locale(request):
        raise CleDeServiceRefusee
    return await asyncio.to_thread(service.jeton_pour, id)
