"""What an organisme has to do, computed from the state of each family: nothing is kept, so nothing is ever out of date.

A family says what is due in `engine/<famille>/a_faire.py`, imported by `engine.familles`:

    @echeances_de("recrutement")
    def presences_a_saisir(perimetre: Perimetre) -> Iterator[AFaire]: ...

`perimetre.siret` is the organisme looked at. With `equipe=True` the function tells what waits for the Kairos team
itself, whatever the organisme; `siret` is then None. mes-echeances lists it all; the reminders read the same lines.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from sqlalchemy.orm import Session

from engine.kit.clock import a_paris
from engine.kit.refus import Suite


class Urgence(IntEnum):
    """How pressing a thing is, the most pressing first."""

    EN_RETARD = 1
    AUJOURD_HUI = 2
    BIENTOT = 3
    A_PREVOIR = 4

    @property
    def libelle(self) -> str:
        """The words shown."""
        return LIBELLES[self]


LIBELLES = {
    Urgence.EN_RETARD: "En retard",
    Urgence.AUJOURD_HUI: "Aujourd’hui",
    Urgence.BIENTOT: "Bientôt",
    Urgence.A_PREVOIR: "À prévoir",
}


def urgence_du(limite: date, aujourdhui: date) -> Urgence:
    """Late once the day is over, today on the day itself, soon before it."""
    if aujourdhui > limite:
        return Urgence.EN_RETARD
    return Urgence.AUJOURD_HUI if aujourdhui == limite else Urgence.BIENTOT


@dataclass(frozen=True)
class AFaire:
    """One thing to do. `cle` names it for ever (`presences:12`); `suite` is its button; `pour_le` the last day.

    `campagne`: a letter of its own announces it when it becomes due; the daily reminder only tells it on its last day.
    """

    cle: str
    urgence: Urgence
    phrase: str
    suite: Suite
    pour_le: date | None = None
    campagne: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As the API tells it."""
        return {
            "cle": self.cle,
            "urgence": self.urgence.name.lower(),
            "libelle": self.urgence.libelle,
            "phrase": self.phrase,
            "pour_le": self.pour_le and self.pour_le.isoformat(),
            "suite": self.suite.as_dict(),
        }


@dataclass(frozen=True)
class Perimetre:
    """For whom, and when, one looks."""

    db: Session
    siret: str | None
    maintenant: datetime

    @property
    def aujourdhui(self) -> date:
        """The civil day in Paris."""
        return a_paris(self.maintenant).date()


Recenseur = Callable[[Perimetre], Iterable[AFaire]]
RECENSEURS: dict[tuple[str, bool], list[Recenseur]] = {}


def echeances_de(famille: str, *, equipe: bool = False) -> Callable[[Recenseur], Recenseur]:
    """Register what a family has to say of an organisme, or of the Kairos team's own queue."""

    def register(recenseur: Recenseur) -> Recenseur:
        RECENSEURS.setdefault((famille, equipe), []).append(recenseur)
        return recenseur

    return register


def recenser(perimetre: Perimetre) -> list[AFaire]:
    """Everything due, the most urgent first, then by the day it is due."""
    lignes = [
        ligne
        for (_, equipe), recenseurs in sorted(RECENSEURS.items(), key=lambda entree: entree[0])
        if equipe is (perimetre.siret is None)
        for recenseur in recenseurs
        for ligne in recenseur(perimetre)
    ]
    return sorted(lignes, key=lambda ligne: (ligne.urgence, ligne.pour_le or date.max))
