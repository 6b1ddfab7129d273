"""A session that starts on Monday 1 March 2027, its people at each status, and what may be done through the door."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.inscription_entree.inscriptions import retenir
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.validation import valider
from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, apercu, execute
from engine.kit.journal import JournalRow
from engine.kit.notices import NoticeRow
from engine.kit.operations import ANNULATIONS, Effet
from engine.offre.models import SessionFormation
from engine.recrutement.models import Demandeur
from tests.engine.monde import GRETA, VOISIN, un_demandeur, une_session

Faire = Callable[..., dict[str, Any]]
Defaire = Callable[..., Effet]


@pytest.fixture
def gestionnaire() -> Acteur:
    return Acteur("u:1", Role.GESTIONNAIRE, GRETA, "Claire Aubry")


@pytest.fixture
def voisine() -> Acteur:
    return Acteur("u:2", Role.GESTIONNAIRE, VOISIN, "Inès Morel")


@pytest.fixture
def conseiller() -> Acteur:
    return Acteur("u:3", Role.PRESCRIPTEUR, None, "Mission locale de Rouen")


@pytest.fixture
def clock() -> StoppedClock:
    """Monday 1 March 2027, 9:00 in Paris: the day on which the session starts."""
    return StoppedClock("2027-03-01T09:00")


@pytest.fixture
def fait(socle: Socle, gestionnaire: Acteur) -> Faire:
    """Carry out an operation as the gestionnaire of the Greta, unless said otherwise."""

    def faire(operation: str, acteur: Acteur | None = None, cle: str | None = None, **donnees: Any) -> dict[str, Any]:
        return execute(socle, operation, donnees, acteur or gestionnaire, cle)

    return faire


@pytest.fixture
def prevu(socle: Socle, gestionnaire: Acteur) -> Faire:
    """Preview an operation as the gestionnaire of the Greta, unless said otherwise."""

    def prevoir(operation: str, acteur: Acteur | None = None, **donnees: Any) -> dict[str, Any]:
        return apercu(socle, operation, donnees, acteur or gestionnaire)

    return prevoir


@pytest.fixture
def defait(socle: Socle, gestionnaire: Acteur) -> Defaire:
    """Undo the latest row of an operation, as annuler-derniere-operation does."""

    def defaire(operation: str) -> Effet:
        with socle.session() as db, db.begin():
            ligne = db.scalars(
                sa.select(JournalRow).where(JournalRow.operation == operation).order_by(JournalRow.id.desc()).limit(1)
            ).one()
            return ANNULATIONS[operation](ligne, socle.contexte(db, gestionnaire))

    return defaire


@dataclass
class Promotion:
    """A session and its people by name: Petit and Leroy validated, Martin retained, nobody else."""

    session: SessionFormation
    gens: dict[str, Demandeur]

    @property
    def numero(self) -> str:
        return self.session.numero

    def ids(self, *noms: str) -> list[int]:
        return [self.gens[nom].id for nom in noms]

    def numero_de(self, nom: str) -> str:
        return self.gens[nom].identifiant


@pytest.fixture
def promotion(socle: Socle, gestionnaire: Acteur, conseiller: Acteur) -> Promotion:
    session = une_session("CAP Cuisine", numero=160070)
    gens = {nom: un_demandeur(nom) for nom in ("Petit", "Leroy", "Martin")}
    for nom, demandeur in gens.items():
        demandeur.courriel = f"{nom.lower()}@demandeur.example"
    with socle.session() as db, db.begin():
        db.add_all([session, *gens.values()])
        db.flush()
        ctx = socle.contexte(db, gestionnaire)
        for nom, demandeur in gens.items():
            retenue = retenir(ctx, demandeur.id, session, None, prescripteur="Mission locale de Rouen")
            if nom != "Martin":
                valider(ctx, retenue.inscription, conseiller.nom)
    return Promotion(session, gens)


def statuts(db: Session) -> dict[str, str]:
    """Name → status of the latest enrolment of each."""
    db.rollback()
    db.expire_all()
    inscriptions = db.scalars(sa.select(Inscription).order_by(Inscription.id))
    return {une.demandeur.nom or une.demandeur.identifiant: une.statut.value for une in inscriptions}


def inscription(db: Session, nom: str) -> Inscription:
    """The latest enrolment of someone, as it is now."""
    db.rollback()
    db.expire_all()
    siennes = db.scalars(
        sa.select(Inscription).join(Inscription.demandeur).where(Demandeur.nom == nom).order_by(Inscription.id)
    )
    return list(siennes)[-1]


def documents(db: Session, nom: str) -> dict[str, bool]:
    """Number → still valid, of someone's documents."""
    return {une.numero: une.revoquee_le is None for une in inscription(db, nom).attestations}


def lettres(db: Session, operation: str | None = None) -> set[tuple[str, str | None]]:
    """(template, recipient) of what was planned, by one operation or by all."""
    db.rollback()
    choisies = sa.select(NoticeRow.modele, NoticeRow.destinataire)
    if operation is not None:
        choisies = choisies.join(JournalRow, JournalRow.id == NoticeRow.journal_id)
        choisies = choisies.where(JournalRow.operation == operation)
    return {(modele.split("/")[1], destinataire) for modele, destinataire in db.execute(choisies)}
