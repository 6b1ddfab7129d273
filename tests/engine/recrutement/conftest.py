"""People of two organismes, a prescriber, and what they may do through the door."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle, apercu, execute
from engine.recrutement.models import Demandeur, Rdv
from tests.engine.monde import GRETA, VOISIN, inscrire, un_demandeur, un_rdv, une_session

Faire = Callable[..., dict[str, Any]]


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
def candidate() -> Acteur:
    return Acteur("u:4", Role.DEMANDEUR_EMPLOI, None, "Léa Petit", demandeur="7942369Z")


@pytest.fixture
def defait(socle: Socle, gestionnaire: Acteur) -> Callable[..., dict[str, Any]]:
    """Undo what the gestionnaire of the Greta has just done, or the last of one kind."""

    def defaire(quoi: str | None = None) -> dict[str, Any]:
        return execute(socle, "annuler-derniere-operation", {"operation": quoi} if quoi else {}, gestionnaire)

    return defaire


@pytest.fixture
def plage(fait: Faire, session_ouverte: str) -> int:
    """A range of candidatures open from today, Tuesday 12 January, to 31 January."""
    recu = fait("ouvrir-candidature", session=session_ouverte, date_debut="2027-01-12", date_fin="2027-01-31")
    return int(recu["resultat"]["rdv"])


@pytest.fixture
def groupe(fait: Faire, session_ouverte: str) -> dict[str, Any]:
    """Six appointments of half an hour on Thursday 14 January, from 9:00 to 12:00: `groupe` and `rdv`."""
    recu = fait(
        "creer-rv", session=session_ouverte, date="2027-01-14", heure_debut="09:00", heure_fin="12:00", duree=30,
        lieu="Salle B",
    )  # fmt: skip
    return dict(recu["resultat"])


@pytest.fixture
def session_ouverte(db: Session) -> str:
    """Number of a session of the Greta on which one may recruit."""
    session = une_session("CAP Cuisine", numero=160070)
    db.add(session)
    db.commit()
    return session.numero


@pytest.fixture
def ric(db: Session) -> Rdv:
    """A RIC of the Greta next Tuesday, three places, nobody registered."""
    rdv = un_rdv(une_session("CAP Cuisine", numero=160070), "2027-01-19T14:00", places=3)
    db.add(rdv)
    db.commit()
    return rdv


@pytest.fixture
def ric_passee(db: Session) -> tuple[Rdv, dict[str, Demandeur]]:
    """Yesterday's RIC, presences to enter for Petit, Leroy, Nguyen, Martin and Diallo."""
    rdv = un_rdv(une_session("CAP Cuisine", numero=160070), "2027-01-11T14:00")
    gens = {nom: un_demandeur(nom) for nom in ("Petit", "Leroy", "Nguyen", "Martin", "Diallo")}
    for demandeur in gens.values():
        inscrire(rdv, demandeur)
    db.add(rdv)
    db.commit()
    return rdv, gens
