"""People with an account, the hotline, and what they may do through the door."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Organisme, Utilisateur
from engine.api.jetons import acteur_de
from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle, apercu, execute
from engine.kit.journal import JournalRow
from engine.kit.notices import NoticeRow
from tests.engine.monde import GRETA, VOISIN

Faire = Callable[..., dict[str, Any]]
# For what does not depend on the database: the test runs once.
UNE_BASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HOTLINE = Acteur("utilisateur:901", Role.HOTLINE, None, "Nadia")
AUTRE_CONSEILLER = Acteur("utilisateur:902", Role.HOTLINE, None, "Omar")
VISITEUR = Acteur("visiteur:conv-v", Role.VISITEUR, nom="Visiteur", conversation="conv-v")


def un_compte(db: Session, identifiant: str, siret: str, role: Role = Role.GESTIONNAIRE) -> Acteur:
    """Someone with an account; the acteur who speaks for it."""
    db.merge(Organisme(siret=siret, raison_sociale=f"Organisme {siret}"))
    compte = Utilisateur(identifiant=identifiant, mot_de_passe="-", nom=identifiant.capitalize(), actif=True)
    compte.courriel, compte.role, compte.siret = f"{identifiant}@greta.example", role.value, siret
    db.add(compte)
    db.commit()
    return acteur_de(compte)


@pytest.fixture
def gestionnaire(db: Session) -> Acteur:
    return un_compte(db, "sophie", GRETA)


@pytest.fixture
def voisine(db: Session) -> Acteur:
    return un_compte(db, "ines", VOISIN)


@pytest.fixture
def fait(socle: Socle, gestionnaire: Acteur) -> Faire:
    """Carry out an operation as the gestionnaire of the Greta, unless said otherwise."""

    def faire(
        operation: str, /, acteur: Acteur | None = None, cle: str | None = None, **donnees: Any
    ) -> dict[str, Any]:
        return execute(socle, operation, donnees, acteur or gestionnaire, cle)

    return faire


@pytest.fixture
def prevu(socle: Socle, gestionnaire: Acteur) -> Faire:
    """Preview an operation as the gestionnaire of the Greta, unless said otherwise."""

    def prevoir(operation: str, /, acteur: Acteur | None = None, **donnees: Any) -> dict[str, Any]:
        return apercu(socle, operation, donnees, acteur or gestionnaire)

    return prevoir


def journal(socle: Socle) -> list[JournalRow]:
    with socle.session() as db:
        return list(db.scalars(sa.select(JournalRow).order_by(JournalRow.id)))


def courriels(socle: Socle) -> list[NoticeRow]:
    """What was planned, in order."""
    with socle.session() as db:
        return list(db.scalars(sa.select(NoticeRow).order_by(NoticeRow.id)))


def code_de(socle: Socle, ticket: str) -> str:
    """The follow-up code that whoever asked reads in the letter."""
    corps = next(
        n.corps for n in courriels(socle) if n.modele == "suivi_assistance/ticket_ouvert" and ticket in n.corps
    )
    trouve = re.search(r"code de suivi\s: (\S+)", socle.sceau.desceller(corps))
    assert trouve
    return trouve[1]
