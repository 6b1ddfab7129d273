"""What is measured of the engine: operations that write, and reads as the API serves them."""

from __future__ import annotations

import gc
import logging
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from fastapi.testclient import TestClient

from bench import monde
from engine.api.app import create_api
from engine.kit import echeances
from engine.kit.clock import StoppedClock
from engine.kit.db import create_engine
from engine.kit.door import Socle, execute
from engine.kit.sceau import Sceau
from engine.settings import Settings

logging.getLogger("httpx").setLevel(logging.WARNING)
Geste = Callable[[int], object]
SECRET = "bench"


@dataclass(frozen=True)
class Mesure:
    """Milliseconds of wall clock, and of processor for the median: the second hardly depends on who else works.

    With several callers the processor time of one counts what the others did meanwhile.
    """

    p50: float
    p99: float
    cpu: float

    @classmethod
    def de(cls, temps: list[tuple[float, float]]) -> Mesure:
        centiles = statistics.quantiles([mur for mur, _ in temps], n=100, method="inclusive")
        cpu = statistics.median(cpu for _, cpu in temps)
        return cls(round(centiles[49], 2), round(centiles[98], 2), round(cpu, 2))


class Banc:
    """The engine and its API on a filled database, at the instant of `bench.monde`."""

    def __init__(self, base: Path, organismes: int) -> None:
        self.organismes = organismes
        self.socle = Socle(create_engine(f"sqlite:///{base}"), StoppedClock(monde.MAINTENANT), Sceau(SECRET))
        app = create_api(Settings(base.parent, f"sqlite:///{base}", SECRET), self.socle)
        self._client = TestClient(app)
        self._jetons = app.state.etat.jetons
        self._suivant = count(1)
        gc.collect()
        gc.freeze()  # as the web process does once it is ready

    def fermer(self) -> None:
        self.socle.engine.dispose()

    def inscrire(self, rang: int) -> None:
        """An operation: rules, rows, journal, letter and outbox."""
        numero = next(self._suivant)
        donnees = {"candidat": [f"{5_000_000 + numero:07d}B"], "rdv": monde.rdv_a_venir(rang)}
        execute(self.socle, "inscrire-candidat", donnees, monde.gestionnaire(rang), f"inscrire-{numero}")

    def absence(self, rang: int) -> None:
        """Another one: the absence of someone in training, on a day of its own."""
        numero = next(self._suivant)
        jour = f"2027-03-{numero % 5 + 1:02d}"
        donnees = {"candidat": f"{rang * 4 - 3:07d}A", "date_debut": jour, "date_fin": jour, "motif": "maladie"}
        execute(self.socle, "saisir-absence", donnees, monde.gestionnaire(rang), f"absence-{numero}")

    def rejouer(self, rang: int) -> None:
        """The same key again: the receipt it left is found."""
        donnees = {"candidat": [f"{4_000_000:07d}B"], "rdv": monde.rdv_a_venir(1)}
        execute(self.socle, "inscrire-candidat", donnees, monde.gestionnaire(1), "toujours-la-meme")

    def tournee(self, rang: int) -> None:
        """What the worker does twice a second when nothing is due."""
        with self.socle.session() as db:
            echeances.dues(db, self.socle.clock.now())

    def lire(self, utilisateur: int, chemin: str) -> Geste:
        """A read of the API, by the account of this id."""
        return lambda _rang: self._exiger(self._client.get(chemin, headers=self._entetes(utilisateur)))

    def demander(self, utilisateur: int, operation: str, **donnees: Any) -> Geste:
        """An operation of the API that writes nothing, or the preview of one that does."""
        adresse = f"/operations/{operation}"
        return lambda _rang: self._exiger(self._client.post(adresse, json=donnees, headers=self._entetes(utilisateur)))

    def _entetes(self, utilisateur: int) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._jetons.emettre(utilisateur).jeton}"}

    def _exiger(self, reponse: httpx.Response) -> None:
        if reponse.status_code != 200:
            raise RuntimeError(f"{reponse.status_code} {reponse.text[:300]}")


def lectures_d_une_grande_session(banc: Banc) -> dict[str, Geste]:
    """The reads of the organisme whose session has `monde.GRANDE` people."""
    moi, rdv, session = 2, banc.organismes * 2 + 1, monde.GRANDE_SESSION
    gens = list(range(banc.organismes * 4 + 1, banc.organismes * 4 + monde.GRANDE + 1))
    return {
        "GET /sessions/{numero}": banc.lire(moi, f"/sessions/{session}"),
        "GET /rdv/{id}/inscrits": banc.lire(moi, f"/rdv/{rdv}/inscrits"),
        "GET /inscriptions?session=…": banc.lire(moi, f"/inscriptions?session={session}&limite=500"),
        "consulter-inscrits": banc.demander(moi, "consulter-inscrits", rdv=rdv),
        "consulter-session": banc.demander(moi, "consulter-session", session=session),
        "mes-sessions": banc.demander(moi, "mes-sessions"),
        "mes-echeances": banc.demander(moi, "mes-echeances"),
        "aperçu de saisir-presences, sans données": banc.demander(moi, "saisir-presences/apercu"),
        "aperçu de saisir-presences, liste de choix": banc.demander(moi, "saisir-presences/apercu", rdv=rdv),
        "aperçu de saisir-presences, 500 personnes": banc.demander(
            moi, "saisir-presences/apercu", rdv=rdv, presents=gens[:400], absents=gens[400:]
        ),
    }


def un_appelant(geste: Geste, fois: int, organismes: int) -> Mesure:
    """One caller, one organisme after another; the first calls fill the caches and are not counted."""
    temps = [_chronometrer(geste, n % organismes + 1) for n in range(fois + 5)]
    return Mesure.de(temps[5:])


def huit_appelants(geste: Geste, fois: int, organismes: int, pause: float) -> Mesure:
    """Eight callers, each with its organismes, `pause` seconds after each answer."""
    temps: list[tuple[float, float]] = []

    def appeler(rangs: Iterator[int], depart: float) -> None:
        time.sleep(depart)
        for _ in range(fois // 8):
            temps.append(_chronometrer(geste, next(rangs) % organismes + 1))
            if pause:
                time.sleep(pause)

    fils = [threading.Thread(target=appeler, args=(count(n * 1000), pause * n / 8)) for n in range(8)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    return Mesure.de(temps)


def _chronometrer(geste: Geste, rang: int) -> tuple[float, float]:
    mur, cpu = time.perf_counter(), time.process_time()
    geste(rang)
    return (time.perf_counter() - mur) * 1000, (time.process_time() - cpu) * 1000
