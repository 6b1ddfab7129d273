"""Refusals, faults and odd addresses: what is logged of them holds no name, number, e-mail, typed word nor token."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from engine.kit.operations import OPERATIONS
from tests.web.conversations.conftest import Serveur
from tests.web.conversations.faux_bot import FauxBot, Replique

NUMERO, NOM, COURRIEL, JETON = "8642097K", "Zylberstein", "quitterie@zylber.example", "jeton-zylber-invitation"
DEMANDE = {"siret": "73282932000074", "raison_sociale": NOM, "rgc_nom": NOM, "rgc_courriel": COURRIEL}


def une_panne(*_: Any) -> Any:
    raise RuntimeError(f"{NOM} ({NUMERO})")


def panne_de_base(_commande: Any, ctx: Any) -> Any:
    return ctx.db.execute(
        sa.text("INSERT INTO demandeur (identifiant) VALUES (:qui, :numero)"), {"qui": NOM, "numero": NUMERO}
    )


def test_no_log_holds_what_people_said(
    serveur: Serveur, bot: FauxBot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level("INFO")
    statuts = []

    def demander(methode: str, adresse: str, **reste: Any) -> None:
        statuts.append(serveur.client.request(methode, f"{serveur.url}/api/v1{adresse}", **reste).status_code)

    demander("POST", "/operations/statut-candidat", json={"candidat": NUMERO})
    demander("POST", f"/operations/{NOM}", json={"candidat": NUMERO})
    demander("POST", "/operations/demander-adhesion", json=DEMANDE | {"rgc_courriel": NOM, "siret": NUMERO})
    demander("POST", "/operations/demander-adhesion", content=NOM)
    demander("POST", "/auth/login", json={"identifiant": NOM, "mot_de_passe": NUMERO})
    demander("POST", f"/auth/invitations/{JETON}", json={"mot_de_passe": "un mot de passe assez long"})
    demander("GET", "/inscriptions", params={"session": NOM}, headers={"Authorization": f"Bearer {JETON}"})
    demander("GET", f"/tickets/{NOM}")
    assert set(statuts) <= {401, 403, 404, 409, 422}
    for panne in (une_panne, panne_de_base):
        monkeypatch.setitem(OPERATIONS, "demander-adhesion", replace(OPERATIONS["demander-adhesion"], handler=panne))
        demander("POST", "/operations/demander-adhesion", json=DEMANDE)
        assert statuts[-1] == 500
    bot.repondre = refuser_de_repondre
    serveur.ouvrir().dire(f"{NOM} ({NUMERO}) est absente")
    notres = [trace for trace in caplog.records if not trace.name.startswith("httpx")]  # the test's own client
    assert {trace.levelname for trace in notres} >= {"INFO", "ERROR"}
    dits = [f"{trace.name}: {caplog.handler.format(trace)}" for trace in notres]
    assert [dit for dit in dits for mot in (NUMERO, NOM, COURRIEL, "zylber") if mot in dit] == []


def refuser_de_repondre(tour: dict[str, Any]) -> Replique:
    return {"messages": [{"text": 3, "buttons": tour["texte"]}], "slots": {}, "comprehension": {}}
