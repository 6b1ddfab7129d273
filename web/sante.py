"""Whether everything that answers is there: the database, the actions, and the bot with its model."""

import asyncio

import httpx
import sqlalchemy as sa
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from web.conversations.service import Conversations

router = APIRouter(prefix="/api/v1", tags=["sante"])


def base_est_prete(engine: sa.Engine) -> bool:
    try:
        with engine.connect() as connexion:
            connexion.execute(sa.text("SELECT 1 FROM conversation LIMIT 1"))
    except sa.exc.SQLAlchemyError:
        return False
    return True


async def actions_sont_pretes(url: str) -> bool:
    try:
        async with httpx.AsyncClient(timeout=2, trust_env=False) as client:
            return (await client.get(f"{url}/pret")).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


@router.get("/health")
async def health(request: Request) -> JSONResponse:
    """200 once everything is ready to answer; else 503, and which part is missing."""
    service: Conversations = request.app.state.conversations
    base, actions, bot = await asyncio.gather(
        asyncio.to_thread(base_est_prete, request.app.state.socle.engine),
        actions_sont_pretes(request.app.state.settings.actions_url),
        service.bot.est_pret(),
    )
    parties = {"base": base, "actions": actions, "bot": bot}
    pret = all(parties.values())
    return JSONResponse({"pret": pret, "parties": parties}, 200 if pret else 503)
