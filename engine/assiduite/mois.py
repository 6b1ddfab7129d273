"""The months of a session: who was in training, what is to be declared of each, which are still to declare."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, lazyload, load_only, selectinload

from engine.assiduite.absences import absences_de, interruptions_de_la_session, mois_declares, mois_fermes
from engine.assiduite.models import Absence, Interruption
from engine.assiduite.regles import (
    dernier_jour,
    etait_en_formation,
    mois_de,
    mois_entre,
    ouverture,
    premier_jour,
    se_chevauchent,
)
from engine.assiduite.statuts import SUIVIS, dire_motif_absence
from engine.inscription_entree.inscriptions import inscriptions_de_la_session
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.clock import a_paris
from engine.kit.francais import dire_date, dire_periode
from engine.kit.parametres import entier
from engine.offre.models import SessionFormation

# Its session, neither the person nor the documents: dates are enough to tell which months are due.
_SEULE = (
    load_only(
        Inscription.session_id, Inscription.statut, Inscription.entree_le, Inscription.sortie_le, Inscription.fin_prevue
    ),
    selectinload(Inscription.session),
    lazyload(Inscription.demandeur),
    lazyload(Inscription.attestations),
)


@dataclass(frozen=True)
class Releve:
    """What a month says of one person: their absences and interruptions that touch it."""

    inscription: Inscription
    mois: str
    absences: list[Absence] = field(default_factory=list)
    interruptions: list[Interruption] = field(default_factory=list)

    @property
    def phrase(self) -> str:
        """« absence du 3 au 5 (maladie, justifiée) », each within the month; « aucune absence » when there is none."""
        morceaux = [f"absence {self._dans_le_mois(a)} ({dire_motif_absence(a.motif)})" for a in self.absences]
        morceaux += [f"interruption {self._dans_le_mois(i)}" for i in self.interruptions]
        sortie = self.inscription.sortie_le
        if sortie is not None and mois_de(sortie) == self.mois:
            quoi = "abandon" if self.inscription.statut is StatutInscription.ABANDON else "sortie"
            morceaux.append(f"{quoi} le {dire_date(sortie)}")
        return " ; ".join(morceaux) or "aucune absence"

    @property
    def contenu(self) -> dict[str, Any]:
        """What is kept of the declaration: ids and dates within the month."""
        return {
            "absences": [
                {"absence": a.id, "motif": a.motif, **dict(zip(("debut", "fin"), self._bornes(a), strict=True))}
                for a in self.absences
            ],
            "interruptions": [
                {"interruption": i.id, **dict(zip(("debut", "fin"), self._bornes(i), strict=True))}
                for i in self.interruptions
            ],
        }

    def _dans_le_mois(self, periode: Absence | Interruption) -> str:
        debut, fin = max(periode.debut, premier_jour(self.mois)), min(periode.fin, dernier_jour(self.mois))
        return dire_periode(debut, fin)

    def _bornes(self, periode: Absence | Interruption) -> tuple[str, str]:
        debut, fin = max(periode.debut, premier_jour(self.mois)), min(periode.fin, dernier_jour(self.mois))
        return debut.isoformat(), fin.isoformat()


def releves(db: Session, inscriptions: Iterable[Inscription], mois: str) -> list[Releve]:
    """What this month says of each of these enrolments."""
    tous = []
    for inscription in inscriptions:
        absences = [a for a in absences_de(db, inscription.id) if _touche(a, mois)]
        interruptions = [
            i
            for i in interruptions_de_la_session(db, inscription.session_id)
            if _touche(i, mois) and i.concerne(inscription)
        ]
        tous.append(Releve(inscription, mois, absences, interruptions))
    return tous


def _touche(periode: Absence | Interruption, mois: str) -> bool:
    return se_chevauchent(periode.debut, periode.fin, premier_jour(mois), dernier_jour(mois))


def en_formation_ce_mois(db: Session, session_id: int, mois: str) -> list[Inscription]:
    """The session's enrolments that had a day of training that month."""
    return [une for une in inscriptions_de_la_session(db, session_id) if etait_en_formation(une, mois)]


def non_declares(db: Session, inscriptions: Iterable[Inscription], mois: str) -> list[Inscription]:
    """Those of these enrolments whose month is still to be declared; nothing more is asked once a bilan is there."""
    toutes = list(inscriptions)
    faits = {
        declare.inscription_id for declare in mois_declares(db, [une.id for une in toutes]) if declare.mois == mois
    }
    return [une for une in toutes if une.id not in faits and une.statut in SUIVIS]


def est_declare(db: Session, inscription_id: int, mois: str) -> bool:
    """Whether this month is declared and closed for this enrolment."""
    return any(declare.mois == mois for declare in mois_declares(db, [inscription_id]))


def mois_a_declarer(db: Session, siret: str | None, maintenant: datetime) -> list[tuple[SessionFormation, str, date]]:
    """An organisme's sessions and months open and not declared for someone, with the day they opened; oldest first."""
    aujourdhui = a_paris(maintenant).date()
    jour = entier("assiduite_jour_ouverture")
    suivies = defaultdict(list)
    for inscription in db.scalars(_suivies(siret).options(*_SEULE)):
        suivies[inscription.session].append(inscription)
    faits = mois_fermes(db, siret) if suivies else frozenset()
    dus = []
    for session, inscriptions in suivies.items():
        entrees = [une.entree_le for une in inscriptions if une.entree_le is not None]
        for mois in mois_entre(min(entrees), aujourdhui):
            des = ouverture(mois, session.fin, jour)
            if des <= aujourdhui and any(
                (une.id, mois) not in faits and etait_en_formation(une, mois) for une in inscriptions
            ):
                dus.append((session, mois, des))
    return sorted(dus, key=lambda du: (du[1], du[0].numero))


def _suivies(siret: str | None) -> sa.Select[Inscription]:
    """The organisme's enrolments whose months are declared, each with its session."""
    return (
        sa.select(Inscription)
        .join(Inscription.session)
        .where(SessionFormation.siret == siret, Inscription.statut.in_(SUIVIS), Inscription.entree_le.is_not(None))
    )
