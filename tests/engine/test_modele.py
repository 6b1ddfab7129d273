"""Operations, jumps of time and restarts at random, beside a small model: one history on SQLite and on PostgreSQL.

`make chaos` is where it is broken; here nothing breaks, and every answer must be the one that the model foresees.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from engine.kit.clock import StoppedClock
from engine.kit.db import create_engine
from engine.kit.door import Socle, execute
from engine.kit.journal import JournalRow
from engine.kit.refus import Refus
from engine.kit.sceau import Sceau
from engine.recrutement.models import Demandeur, InscriptionRdv
from tests.engine.comptes import PAUL
from tests.engine.conftest import sur_le_serveur
from tests.engine.echeances import tenir
from tests.engine.monde import le, un_demandeur, un_rdv, une_session

PLACES = 2
DEBUTS = ["2027-03-27T14:00", "2027-03-29T14:00"]  # around a change of clock
GENS = [f"794260{rang}Z" for rang in range(4)]
gens, rdvs = st.integers(0, len(GENS) - 1), st.integers(0, len(DEBUTS) - 1)


@dataclass
class Place:
    """Where someone is, in the model."""

    rdv: int
    presence: str = "a_saisir"


class Recrutement(RuleBasedStateMachine):
    """Four people, two meetings of two places, the gestionnaire and the clock."""

    urls: Iterator[list[str]]

    def __init__(self) -> None:
        super().__init__()
        self.clock = StoppedClock("2027-03-25T10:00")
        self.adresses = next(self.urls)
        self.places: dict[int, Place] = {}
        self.effets = 0
        self.rdv: list[int] = []
        self.ids: list[int] = []
        self.socles = [self._socle(url) for url in self.adresses]
        for socle in self.socles:
            with socle.session() as db, db.begin():
                session = une_session(debut="2027-05-03", fin="2027-09-30", numero=160071)
                rdv = [un_rdv(session, debut, places=PLACES) for debut in DEBUTS]
                personnes = [un_demandeur("Petit", "Léa", identifiant) for identifiant in GENS]
                db.add_all([*rdv, *personnes])
                db.flush()
                self.rdv, self.ids = [un.id for un in rdv], [une.id for une in personnes]

    def _socle(self, url: str) -> Socle:
        return Socle(create_engine(url), self.clock, Sceau("secret du modèle"))

    def faire(self, operation: str, possible: bool, **donnees: Any) -> bool:
        """On both databases: the same answer, and the one foreseen."""
        cle = uuid4().hex
        dits = []
        for socle in self.socles:
            try:
                recu = execute(socle, operation, donnees, PAUL, cle)
                assert execute(socle, operation, donnees, PAUL, cle) == recu | {"rejoue": True}
                dits.append((recu["recu"], recu["message"]))
            except Refus as refus:
                dits.append((refus.code, str(refus)))
        assert dits[0] == dits[1], "two histories"
        assert dits[0][0].startswith("R-") is possible, dits[0]
        self.effets += possible
        return possible

    def a_venir(self, rdv: int) -> bool:
        return le(DEBUTS[rdv]) > self.clock.now()

    def libre(self, rdv: int) -> bool:
        return self.a_venir(rdv) and sum(place.rdv == rdv for place in self.places.values()) < PLACES

    @rule(qui=gens, rdv=rdvs)
    def inscrire(self, qui: int, rdv: int) -> None:
        ailleurs = self.places.get(qui)
        possible = self.libre(rdv) and (ailleurs is None or (ailleurs.rdv != rdv and not self.a_venir(ailleurs.rdv)))
        if ailleurs is not None and possible:
            return  # someone may come to a second meeting after a first one: left out of this model
        if self.faire("inscrire-candidat", possible, candidat=[GENS[qui]], rdv=self.rdv[rdv]):
            self.places[qui] = Place(rdv)

    @rule(qui=gens, rdv=rdvs)
    def annuler(self, qui: int, rdv: int) -> None:
        place = self.places.get(qui)
        possible = place is not None and place.rdv == rdv and place.presence == "a_saisir"
        if self.faire("annuler-rdv-candidat", possible, candidat=self.ids[qui], rdv=self.rdv[rdv]):
            del self.places[qui]

    @rule(qui=gens, rdv=rdvs)
    def transferer(self, qui: int, rdv: int) -> None:
        place = self.places.get(qui)
        possible = place is not None and place.rdv != rdv and place.presence != "present" and self.libre(rdv)
        if self.faire("transferer-candidat", possible, candidat=self.ids[qui], rdv_cible=self.rdv[rdv]):
            self.places[qui] = Place(rdv)

    @rule(qui=gens, rdv=rdvs, present=st.booleans())
    def noter(self, qui: int, rdv: int, present: bool) -> None:
        place = self.places.get(qui)
        attendu = place is not None and place.rdv == rdv and place.presence != "present"
        possible = attendu and not self.a_venir(rdv)
        if place is not None and place.presence == "absent" and not present:
            return  # saying again what is already there
        liste = "presents" if present else "absents"
        if self.faire("saisir-presences", possible, rdv=self.rdv[rdv], **{liste: [self.ids[qui]]}):
            self.places[qui] = Place(rdv, "present" if present else "absent")

    @rule(heures=st.sampled_from([1, 11, 24, 70, 24 * 31]))
    def attendre(self, heures: int) -> None:
        self.clock.advance(hours=heures)
        for socle in self.socles:
            tenir(socle)

    @rule()
    def redemarrer(self) -> None:
        for socle in self.socles:
            socle.engine.dispose()
        self.socles = [self._socle(url) for url in self.adresses]

    @invariant()
    def une_seule_histoire(self) -> None:
        attendus = {GENS[qui]: (self.rdv[place.rdv], place.presence) for qui, place in self.places.items()}
        histoires = []
        for socle in self.socles:
            with socle.session() as db:
                vivantes = sa.select(InscriptionRdv).where(InscriptionRdv.presence != "annule")
                lues = [(une.demandeur.identifiant, (une.rdv_id, une.presence.value)) for une in db.scalars(vivantes)]
                rows = sa.select(JournalRow.evenement, JournalRow.recu).order_by(JournalRow.id)
                histoires.append([tuple(row) for row in db.execute(rows)])
                miennes = sa.select(sa.func.count()).select_from(JournalRow).where(JournalRow.acteur == PAUL.id)
                assert db.scalar(miennes) == self.effets
                assert db.scalar(sa.select(sa.func.count()).select_from(Demandeur)) == len(GENS)
            assert len(lues) == len(dict(lues))
            assert dict(lues) == attendus
        assert histoires[0] == histoires[1]

    def teardown(self) -> None:
        for socle in self.socles:
            socle.engine.dispose()


def test_one_history_whatever_happens(sqlite_template: Path, postgres: sa.URL, tmp_path: Path) -> None:
    with ExitStack() as pile:

        def bases() -> Iterator[list[str]]:
            while True:
                nom = f"m_{uuid4().hex}"
                shutil.copy(sqlite_template, tmp_path / nom)
                sur_le_serveur(postgres, f"CREATE DATABASE {nom} TEMPLATE template_kairos")
                pile.callback(sur_le_serveur, postgres, f"DROP DATABASE {nom} WITH (FORCE)")
                yield [
                    f"sqlite:///{tmp_path / nom}",
                    postgres.set(database=nom).render_as_string(hide_password=False),
                ]

        Recrutement.urls = bases()
        reglages = settings(
            max_examples=8, stateful_step_count=14, derandomize=True, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        run_state_machine_as_test(Recrutement, settings=reglages)
