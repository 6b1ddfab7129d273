"""The server as the launcher starts it: ready once it has a model, one door, a key."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

RACINE = Path(__file__).resolve().parents[2]
TOUR = {
    "conversation": "c9",
    "message_id": "m9",
    "texte": "cb de temps pr valider les codes provisoires ?",
    "metadata": {"maintenant": "2027-01-06T10:00:00+01:00", "attend": None, "bouton": None},
}


def _demander(adresse: str, corps: Any = None, cle: str = "une-cle") -> tuple[int, Any]:
    donnees = json.dumps(corps).encode() if corps is not None else None
    requete = urllib.request.Request(
        adresse,
        donnees,
        {"Content-Type": "application/json", "X-Service-Key": cle},
        method="POST" if donnees else "GET",
    )
    try:
        with urllib.request.urlopen(requete, timeout=20) as reponse:
            return reponse.status, json.load(reponse)
    except urllib.error.HTTPError as refus:
        return refus.code, None


@pytest.fixture(scope="module")
def serveur(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port = prise.getsockname()[1]
    adresse = f"http://127.0.0.1:{port}"
    environnement = {
        **os.environ,
        "KAIROS_MODELE": str(archive.parent),
        "KAIROS_VAR": str(tmp_path_factory.mktemp("var")),
        "KAIROS_BOT_URL": adresse,
        "KAIROS_ACTIONS_URL": "http://127.0.0.1:1",
        "KAIROS_SERVICE_KEY": "une-cle",
    }
    environnement.pop("KAIROS_DATABASE_URL", None)
    rasa = subprocess.Popen([sys.executable, "-m", "bot.serveur"], cwd=RACINE, env=environnement)
    try:
        limite = time.monotonic() + 120
        while True:
            try:
                if _demander(f"{adresse}/webhooks/assistant/pret")[0] == 200:
                    break
            except urllib.error.URLError:
                pass
            assert rasa.poll() is None, "the server stopped by itself"
            assert time.monotonic() < limite, "the server is not ready"
            time.sleep(0.2)
        yield f"{adresse}/webhooks/assistant/tour"
    finally:
        rasa.terminate()
        rasa.wait(10)


def test_a_turn_is_answered(serveur: str) -> None:
    code, dit = _demander(serveur, TOUR)
    assert code == 200
    assert dit["messages"][0]["custom"] == {"article": "identifiants-72h"}
    assert dit["comprehension"]["decision"] == "article"
    assert _demander(serveur, TOUR) == (200, dit)


def test_the_door_wants_the_key_and_a_whole_turn(serveur: str) -> None:
    assert _demander(serveur, TOUR, cle="une-autre")[0] == 401
    assert _demander(serveur, {"texte": "merci"})[0] == 422


@pytest.mark.parametrize("chemin", ["/model/parse", "/webhooks/rest/webhook", "/conversations/c9/tracker"])
def test_there_is_no_other_door(serveur: str, chemin: str) -> None:
    racine = serveur.partition("/webhooks")[0]
    assert _demander(racine + chemin, {"text": "merci", "sender": "c9", "message": "merci"})[0] == 404
