"""Conversations handed over to a person: what the web asks before each turn, and the queue of the hotline."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.parametres import parametre
from engine.suivi_assistance.models import Relais
from engine.suivi_assistance.regles import Horaires
from engine.suivi_assistance.statuts import RELAIS_VIVANTS, StatutRelais


@dataclass(frozen=True)
class EtatRelais:
    """Where a conversation stands with the hotline. `place` (from 1) while it waits, `conseiller` once taken."""

    relais: int
    conversation: str
    statut: StatutRelais
    depuis: datetime
    place: int | None
    conseiller: str | None

    @property
    def avec_une_personne(self) -> bool:
        """Whether a person answers: the assistant is silent until the conversation is handed back."""
        return self.statut is StatutRelais.PRIS


def horaires() -> Horaires:
    """The opening hours in force."""
    return Horaires.lus(parametre("horaires_hotline"), parametre("jours_feries"))


def relais_de(db: Session, conversation: str) -> EtatRelais | None:
    """The living hand-over of a conversation; None when the assistant has it to itself."""
    relais = relais_vivant(db, conversation)
    return etat(db, relais) if relais is not None else None


def relais_vivant(db: Session, conversation: str, *, verrou: bool = False) -> Relais | None:
    """The row of a conversation that waits or is with a person, locked until the commit when it is to change."""
    requete = (
        sa.select(Relais)
        .where(Relais.conversation == conversation, Relais.statut.in_(RELAIS_VIVANTS))
        .execution_options(populate_existing=True)
    )
    return db.scalars(requete.with_for_update() if verrou else requete).one_or_none()


def place(db: Session, relais: Relais) -> int:
    """Its place among those that wait, from 1."""
    devant = sa.select(sa.func.count()).where(Relais.statut == StatutRelais.EN_ATTENTE, Relais.id < relais.id)
    return db.scalars(devant).one() + 1


def etat(db: Session, relais: Relais) -> EtatRelais:
    """What is told of a hand-over."""
    attend = relais.statut is StatutRelais.EN_ATTENTE
    return EtatRelais(
        relais=relais.id,
        conversation=relais.conversation,
        statut=relais.statut,
        depuis=relais.pris_le or relais.demande_le,
        place=place(db, relais) if attend else None,
        conseiller=relais.pris_par_nom,
    )


def en_attente(db: Session) -> list[Relais]:
    """Those who wait, the first come first."""
    return list(db.scalars(sa.select(Relais).where(Relais.statut == StatutRelais.EN_ATTENTE).order_by(Relais.id)))


def file_d_attente(db: Session) -> list[dict[str, Any]]:
    """The hotline's queue as the API tells it: those who wait, then those with a person; instants in UTC."""
    vivants = sa.select(Relais).where(Relais.statut.in_(RELAIS_VIVANTS)).order_by(Relais.statut, Relais.id)
    lus, rang = [], 0
    for relais in db.scalars(vivants):
        rang += relais.statut is StatutRelais.EN_ATTENTE
        lus.append(
            {
                "relais": relais.id,
                "conversation": relais.conversation,
                "statut": relais.statut.value,
                "libelle": relais.statut.libelle,
                "place": rang if relais.statut is StatutRelais.EN_ATTENTE else None,
                "nom": relais.nom,
                "siret": relais.siret,
                "sujet": relais.sujet,
                "demande_le": relais.demande_le.isoformat(timespec="seconds"),
                "conseiller": relais.pris_par_nom,
            }
        )
    return lus
