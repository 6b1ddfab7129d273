"""The engine's API as the demo account of each role calls it: in process, by its own routes and its own tokens."""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx
from fastapi import FastAPI

from engine.adhesion_comptes.queries import comptes_du_role
from engine.api.etat import Etat
from engine.demo import COMPTES
from engine.kit.acteurs import Role
from engine.kit.horloge import HorlogeAvancee
from engine.kit.refus import ConnexionRequise

CANAL = "acteurs"


class Moteur:
    """One client for the page; a token is minted for each call, so moving the clock never ends one."""

    def __init__(self, api: FastAPI) -> None:
        etat = api.state.etat
        assert isinstance(etat, Etat)
        assert isinstance(etat.socle.clock, HorlogeAvancee)
        self._etat = etat
        self.horloge = etat.socle.clock
        transport = httpx.ASGITransport(app=api, raise_app_exceptions=False)
        self._http = httpx.AsyncClient(transport=transport, base_url="http://moteur")

    async def lire(self, role: Role, chemin: str, **criteres: str) -> list[dict[str, Any]]:
        """A list of the API, as this role sees it. Raises httpx.HTTPStatusError."""
        reponse = await self._http.get(chemin, params=criteres, headers=await self._entetes(role))
        reponse.raise_for_status()
        return list(reponse.json())

    async def executer(
        self, role: Role, operation: str, donnees: Mapping[str, Any], cle: str, compte: str | None = None
    ) -> httpx.Response:
        """An operation as this role (its first account, or the one named); `cle` makes a second press harmless."""
        entetes = await self._entetes(role, compte) | {"Idempotency-Key": cle}
        return await self._http.post(f"/operations/{operation}", json=dict(donnees), headers=entetes)

    async def deposer(self, fichier: bytes) -> httpx.Response:
        """A LHEO file, as the CARIF-OREF sends it."""
        return await self._http.post("/lheo", content=fichier, headers=await self._entetes(Role.CARIF_OREF))

    async def _entetes(self, role: Role, compte: str | None = None) -> dict[str, str]:
        return {"Authorization": f"Bearer {await asyncio.to_thread(self._jeton, role, compte)}", "X-Canal": CANAL}

    def _jeton(self, role: Role, nomme: str | None) -> str:
        de_demo = {compte.identifiant for compte in COMPTES if compte.role is role}
        if nomme is not None:
            de_demo &= {nomme}
        with self._etat.socle.session() as db:
            compte = next((un for un in comptes_du_role(db, role) if un.identifiant in de_demo), None)
        if compte is None:
            raise ConnexionRequise
        return self._etat.jetons.emettre(compte.id).jeton
