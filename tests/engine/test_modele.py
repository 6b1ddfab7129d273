"""Operations, jumps of time and restarts at random, beside a small model: one history on SQLite and on PostgreSQL.

`make chaos` is where it is broken; here nothing breaks, and every answer must be the one that the model foresees.
KAIROS_VIES=200 tries that many lives of each kind, never twice the same; `make test` tries few, always the same.
"""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from engine.inscription_entree.statuts import StatutInscription as S
from tests.engine.conftest import sur_le_serveur
from tests.engine.modele.conclure import Conclure
from tests.engine.modele.financer import Financer
from tests.engine.modele.inscrire import Inscrire
from tests.engine.modele.jumelles import Jumelles
from tests.engine.modele.recruter import Recruter
from tests.engine.modele.tableau import Place, Session

EXEMPLES = int(os.environ.get("KAIROS_VIES", "0"))
CUISINE = Session("SE_0000160071", date(2027, 3, 1), date(2027, 5, 7), places=3)
AVENIR = Session("SE_0000160072", date(2027, 3, 8), date(2027, 6, 18), places=2, marche=2027)
MARCHE_2026 = Session("SE_0000160072", date(2026, 11, 2), date(2027, 6, 18), places=2, marche=2026)
MENUISERIE = Session("SE_0000160071", date(2027, 5, 3), date(2027, 9, 30), places=3)


class Recrutement(Recruter, Inscrire):
    """From the RIC to the adviser's answer, around a change of clock."""

    DEPART = "2027-03-25T10:00"
    SESSIONS = (MENUISERIE, AVENIR)
    RICS = ("2027-03-27T14:00", "2027-03-29T14:00")
    ARRIVEES = (None, Place(0), Place(1), Place(0), (0, S.RETENU), (0, S.A_VALIDER))


class Entree(Inscrire):
    """The session starts today."""

    DEPART = "2027-03-01T09:00"
    SESSIONS = (CUISINE, AVENIR)
    ARRIVEES = ((0, S.RETENU), (0, S.A_VALIDER), (0, S.INSCRIT), (0, S.INSCRIT), (1, S.INSCRIT), None)


class Formation(Inscrire, Conclure):
    """In the middle of it, the day before the month may be declared."""

    DEPART = "2027-03-24T16:00"
    SESSIONS = (CUISINE, AVENIR)
    ARRIVEES = ((0, S.EN_FORMATION), (0, S.EN_FORMATION), (0, S.A_REGULARISER), (1, S.EN_FORMATION), (0, S.ABSENT))


class Financement(Financer):
    """Quotes at the end of a year, an #Avenir market about to be over, a quality reference that runs out in spring."""

    DEPART = "2026-12-30T10:00"
    SESSIONS = (CUISINE, MARCHE_2026)
    ARRIVEES = (None, (0, S.RETENU), (0, S.INSCRIT), (1, S.EN_FORMATION))


class Vie(Recruter, Inscrire, Conclure, Financer):
    """Everything at once."""

    DEPART = "2027-02-22T10:00"
    SESSIONS = (CUISINE, AVENIR)
    RICS = ("2027-02-23T14:00", "2027-02-25T14:00")
    ARRIVEES = (Place(0), Place(1), (0, S.RETENU), (0, S.INSCRIT))


@pytest.mark.parametrize("machine", [Recrutement, Entree, Formation, Financement, Vie])
def test_one_history_whatever_happens(
    machine: type[Jumelles], sqlite_template: Path, postgres: sa.URL, tmp_path: Path
) -> None:
    nom = f"m_{uuid4().hex}"  # the same for every life: statements are compiled once

    def bases() -> Iterator[list[str]]:
        while True:
            for reste in ("", "-wal", "-shm"):
                (tmp_path / f"{nom}{reste}").unlink(missing_ok=True)
            shutil.copy(sqlite_template, tmp_path / nom)
            sur_le_serveur(postgres, f"DROP DATABASE IF EXISTS {nom} WITH (FORCE)")
            sur_le_serveur(postgres, f"CREATE DATABASE {nom} TEMPLATE template_kairos")
            yield [f"sqlite:///{tmp_path / nom}", postgres.set(database=nom).render_as_string(hide_password=False)]

    machine.adresses, machine.comptes = bases(), Counter()
    reglages = settings(
        max_examples=EXEMPLES or 5, stateful_step_count=40 if EXEMPLES else 30, derandomize=not EXEMPLES,
        deadline=None, database=None, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(machine, settings=reglages)
    sur_le_serveur(postgres, f"DROP DATABASE {nom} WITH (FORCE)")
    if EXEMPLES:
        sys.stdout.write("\n".join(f"{quoi}: {nombre}" for quoi, nombre in sorted(machine.comptes.items())) + "\n")
