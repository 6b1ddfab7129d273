"""A session since Monday 1 March 2027, its people in training, and what may be done through the door."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, apercu, execute
from engine.kit.journal import JournalRow
from engine.kit.notices import NoticeRow
from engine.offre.models import SessionFormation
from tests.engine.inscriptions import une_inscription
from tests.engine.monde import GRETA, VOISIN, un_demandeur, une_session

S = StatutInscription
# For rules and proposals, which do not depend on the database.
sur_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Faire = Callable[..., dict[str, Any]]


@pytest.fixture
def gestionnaire() -> Acteur:
    return Acteur("u:1", Role.GESTIONNAIRE, GRETA, "Claire Aubry")


@pytest.fixture
def voisine() -> Acteur:
    return Acteur("u:2", Role.GESTIONNAIRE, VOISIN, "Inès Morel")


@pytest.fixture
def hotline() -> Acteur:
    return Acteur("u:4", Role.HOTLINE, None, "Hotline Kairos")


@pytest.fixture
def clock() -> StoppedClock:
    """Monday 15 March 2027, 9:00 in Paris: the third week of training."""
    return StoppedClock("2027-03-15T09:00")


@pytest.fixture
def fait(socle: Socle, gestionnaire: Acteur) -> Faire:
    """Carry out an operation as the gestionnaire of the Greta, unless said otherwise."""

    def faire(operation: str, acteur: Acteur | None = None, /, **donnees: Any) -> dict[str, Any]:
        return execute(socle, operation, donnees, acteur or gestionnaire)

    return faire


@pytest.fixture
def prevu(socle: Socle, gestionnaire: Acteur) -> Faire:
    """Preview an operation as the gestionnaire of the Greta, unless said otherwise."""

    def prevoir(operation: str, acteur: Acteur | None = None, **donnees: Any) -> dict[str, Any]:
        return apercu(socle, operation, donnees, acteur or gestionnaire)

    return prevoir


@dataclass
class Promotion:
    """A session and its enrolments by name, as they are now."""

    db: Session
    session: SessionFormation
    ids: dict[str, int]

    @property
    def numero(self) -> str:
        return self.session.numero

    def inscription(self, nom: str) -> Inscription:
        self.db.expire_all()
        return self.db.get_one(Inscription, self.ids[nom])

    def numero_de(self, nom: str) -> str:
        """The identifiant of someone."""
        return self.inscription(nom).demandeur.identifiant

    def personne(self, nom: str) -> int:
        return self.inscription(nom).demandeur_id


def une_promotion(db: Session, session: SessionFormation, gens: dict[str, StatutInscription]) -> Promotion:
    """Enrol these people, each at a status; each has an address."""
    ids = {}
    for nom, statut in gens.items():
        demandeur = un_demandeur(nom)
        demandeur.courriel = f"{nom.lower()}@demandeur.example"
        ids[nom] = une_inscription(db, session, demandeur, statut).id
    db.commit()
    return Promotion(db, session, ids)


@pytest.fixture
def promotion(db: Session) -> Promotion:
    """CAP Cuisine, 1 March to 30 June: Petit and Leroy in training, Nguyen à régulariser, Martin not entered."""
    gens = {"Petit": S.EN_FORMATION, "Leroy": S.EN_FORMATION, "Nguyen": S.A_REGULARISER, "Martin": S.INSCRIT}
    return une_promotion(db, une_session("CAP Cuisine", numero=160070), gens)


def journal(db: Session) -> list[str]:
    """The events written, oldest first."""
    return list(db.scalars(sa.select(JournalRow.evenement).order_by(JournalRow.id)))


def courriels(db: Session) -> list[tuple[str, str | None]]:
    """The letters planned: model and address, in order."""
    return [(n.modele, n.destinataire) for n in db.scalars(sa.select(NoticeRow).order_by(NoticeRow.id))]


def annuler(fait: Faire) -> dict[str, Any]:
    """Undo what the gestionnaire has just done."""
    return fait("annuler-derniere-operation")
