"""Ask questions over HTTP as callers do: one at a time for latency, eight at once for throughput."""

from __future__ import annotations

import http.client
import json
import statistics
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

Requete = Callable[[str, str], tuple[str, dict[str, str], dict[str, Any]]]


@dataclass(frozen=True)
class Mesure:
    """Latencies in milliseconds, throughput in messages a second."""

    p50: float
    p95: float
    par_seconde: float

    @classmethod
    def de(cls, latences: list[float], duree: float) -> Mesure:
        centiles = statistics.quantiles(latences, n=100)
        return cls(round(centiles[49], 1), round(centiles[94], 1), round(len(latences) / duree, 1))


def vers_assistant(cle: str) -> Requete:
    """Requests of our channel: (path, headers, body) for a conversation and a text."""

    def requete(conversation: str, texte: str) -> tuple[str, dict[str, str], dict[str, Any]]:
        corps = {
            "conversation": conversation,
            "message_id": str(uuid.uuid4()),
            "texte": texte,
            "metadata": {"maintenant": "2027-01-06T10:00:00+01:00", "attend": None, "bouton": None},
        }
        return "/webhooks/assistant/tour", {"X-Service-Key": cle}, corps

    return requete


def vers_rest(conversation: str, texte: str) -> tuple[str, dict[str, str], dict[str, Any]]:
    """Requests of Rasa's own REST channel."""
    return "/webhooks/rest/webhook", {}, {"sender": conversation, "message": texte}


def charger(port: int, requete: Requete, textes: list[str], appelants: int, par_conversation: int = 6) -> Mesure:
    """Send `textes` from `appelants` callers, a new conversation every `par_conversation` messages."""
    latences: list[float] = []
    a_dire = cycle(textes)
    lots = [list(islice(a_dire, len(textes) // appelants)) for _ in range(appelants)]

    def appeler(lot: list[str]) -> None:
        lien = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for rang, texte in enumerate(lot):
            if rang % par_conversation == 0:
                conversation = str(uuid.uuid4())
            chemin, entetes, corps = requete(conversation, texte)
            debut = time.perf_counter()
            lien.request("POST", chemin, json.dumps(corps), {"Content-Type": "application/json", **entetes})
            reponse = lien.getresponse()
            recu = reponse.read()
            latences.append((time.perf_counter() - debut) * 1000)
            if reponse.status != 200:
                raise RuntimeError(f"{reponse.status} {recu[:200]!r}")
        lien.close()

    fils = [threading.Thread(target=appeler, args=(lot,)) for lot in lots]
    debut = time.perf_counter()
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    return Mesure.de(latences, time.perf_counter() - debut)
