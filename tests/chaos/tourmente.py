"""One storm: clients at work, kills and crashes at random, time jumps, then calm and the reckoning."""

import random
import statistics
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from engine.kit.clock import a_paris
from tests.chaos.clients import Client
from tests.chaos.constats import constater, en_attente
from tests.chaos.monde import peupler
from tests.chaos.systeme import Systeme

AVANCE_MAX = 300.0  # days, in all: the sessions start after
CALME = 600.0  # seconds to finish what is waiting, once nothing breaks any more


@dataclass(frozen=True)
class Mesure:
    """How much must break and be done before it stops; after `duree` seconds it stops where it is, and says so."""

    effets: int
    morts: int
    crashs: int = 0
    clients: int = 6
    duree: float = 3600.0
    entre: tuple[int, int] = (1, 60)  # effects between two faults: each life has worked, however slow the machine


def traverser(base: str, graine: int, mesure: Mesure) -> dict[str, Any]:
    """Go through a storm on `sqlite` or `postgresql`; the figures. Raises AssertionError."""
    hasard, fin, depart = random.Random(graine), threading.Event(), time.monotonic()
    with Systeme(base) as systeme:
        peupler(systeme.socle, mesure.clients)
        systeme.attendre()
        clients = [Client(systeme, rang, graine, fin) for rang in range(mesure.clients)]
        for client in clients:
            client.start()
        jours = _casser(systeme, clients, hasard, mesure, depart)
        fin.set()
        for client in clients:
            client.join()
            assert client.erreur is None, f"{client.name}: {client.erreur!r}"
        _avancer(systeme, 24 * 5)  # the last codes expire
        _calmer(systeme)
        figures = constater(systeme, [client.memoire for client in clients])
        memoires = [client.memoire for client in clients]
        refus = sum((memoire.refus for memoire in memoires), Counter())
        return {
            "base": base,
            "demandé": {"effets": mesure.effets, "morts": mesure.morts, "crashs": mesure.crashs},
            "graine": graine,
            "morts": systeme.morts,
            "crashs": systeme.crashs,
            "relances": systeme.relances,
            "clients": mesure.clients,
            "essais": sum(memoire.essais for memoire in memoires),
            "réponses_retrouvées": sum(r.rejoue for memoire in memoires for r in memoire.reponses),
            "refus": dict(refus),
            "jours_passés": round(jours + 5, 1),
            "retour_médian_s": round(statistics.median(systeme.retours), 2),
            "durée_s": round(time.monotonic() - depart, 1),
        } | figures


def _casser(systeme: Systeme, clients: list[Client], hasard: random.Random, mesure: Mesure, depart: float) -> float:
    """Until enough is broken and done; how many days the clock was put forward."""
    jours, dit = 0.0, 0.0
    while True:
        effets = sum(len(client.memoire.reponses) for client in clients)
        if time.monotonic() - dit > 5:
            dit = time.monotonic()
            sys.stderr.write(f"{effets} effets, {systeme.morts} kill -9, {systeme.crashs} crashs de la base\n")
        assert all(client.erreur is None for client in clients), [client.erreur for client in clients]
        assez = effets >= mesure.effets and systeme.morts >= mesure.morts and systeme.crashs >= mesure.crashs
        if assez or time.monotonic() - depart > mesure.duree:
            return jours
        _travailler(clients, effets + hasard.randint(*mesure.entre))
        time.sleep(hasard.uniform(0, 0.05))
        if systeme.morts < mesure.morts and hasard.random() < 0.9:
            systeme.tuer()
        if systeme.crashs < mesure.crashs and hasard.random() < 0.7:
            systeme.planter_la_base(hasard.uniform(0, 1))
        if jours < AVANCE_MAX and hasard.random() < 0.2:
            heures = hasard.uniform(1, 40)
            _avancer(systeme, heures)
            jours += heures / 24


def _travailler(clients: list[Client], jusqu_a: int) -> None:
    """Until so many effects in all, or ten seconds without reaching them."""
    for _ in range(1000):
        if sum(len(client.memoire.reponses) for client in clients) >= jusqu_a:
            return
        time.sleep(0.01)


def _avancer(systeme: Systeme, heures: float) -> None:
    systeme.horloge.avancer(a_paris(systeme.horloge.now() + timedelta(hours=heures)).replace(tzinfo=None))


def _calmer(systeme: Systeme) -> None:
    """All that waits is done within a bounded time and without help: no new life of the process."""
    fin = time.monotonic() + CALME
    while reste := en_attente(systeme):
        assert time.monotonic() < fin, f"still waiting: {reste}"
        sys.stderr.write(f"waiting: {reste}\n")
        time.sleep(2)
