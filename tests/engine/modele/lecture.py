"""What a database shows, in the shape of `Tableau.vue`."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.assiduite.models import Absence, DemandeReouverture, Interruption, MoisDeclare
from engine.financement.models import Devis
from engine.inscription_entree.models import Inscription
from engine.kit.journal import JournalRow
from engine.kit.notices import NoticeRow
from engine.recrutement.models import InscriptionRdv


@dataclass
class Vu:
    """`vue` and the ids behind its ranks; `histoire`: the journal, oldest first."""

    vue: dict[str, Any]
    ids: dict[str, list[int]]
    histoire: list[tuple[str, str, str, str]]


@dataclass
class Courrier:
    """The letters planned, read once each."""

    lus: int = 0
    nouveaux: list[tuple[str, str | None, str]] = field(default_factory=list)

    def relever(self, db: Session) -> Counter[str | None]:
        """Whom the new ones are addressed to; kept are their model, address and subject."""
        rows = db.execute(
            sa.select(NoticeRow.id, NoticeRow.modele, NoticeRow.destinataire, NoticeRow.sujet)
            .where(NoticeRow.id > self.lus)
            .order_by(NoticeRow.id)
        ).all()
        self.lus = rows[-1].id if rows else self.lus
        self.nouveaux = [(row.modele, row.destinataire, row.sujet) for row in rows]
        return Counter(row.destinataire for row in rows)


def lire(db: Session, rdvs: list[int]) -> Vu:
    """Everything that the model foresees, as this database has it now."""
    mois = defaultdict(set)
    for un in db.scalars(sa.select(MoisDeclare).where(MoisDeclare.rouvert_le.is_(None))):
        mois[un.inscription_id].add(un.mois)
    inscriptions = list(db.scalars(sa.select(Inscription).order_by(Inscription.id)))
    rangs = {une.id: rang for rang, une in enumerate(inscriptions)}
    absences = list(db.scalars(sa.select(Absence).order_by(Absence.id)))
    demandes = list(db.scalars(sa.select(DemandeReouverture).order_by(DemandeReouverture.id)))
    interruptions = sa.select(Interruption).where(Interruption.annule_le.is_(None)).order_by(Interruption.id)
    places = sa.select(InscriptionRdv).where(InscriptionRdv.presence != "annule")
    vue = {
        "places": sorted(
            (une.demandeur.identifiant, rdvs.index(une.rdv_id), une.presence.value, une.resultat.value)
            for une in db.scalars(places)
        ),
        "inscriptions": [_inscription(une, mois[une.id]) for une in inscriptions],
        "absences": sorted(
            (rangs[une.inscription_id], une.debut, une.fin, une.motif) for une in absences if une.retiree_le is None
        ),
        "interruptions": [
            (une.session.numero, une.debut, une.fin, tuple(rangs[un.inscription_id] for un in une.personnes))
            for une in db.scalars(interruptions)
        ],
        "demandes": [(une.session.numero, une.mois, une.statut.value) for une in demandes],
        "devis": [
            (un.numero, un.demandeur.identifiant, un.session.numero, un.type, un.statut.value)
            for un in db.scalars(sa.select(Devis).order_by(Devis.id))
        ],
    }
    ids = {"inscription": list(rangs), "absence": [a.id for a in absences], "demande": [d.id for d in demandes]}
    journal = sa.select(JournalRow.evenement, JournalRow.recu, JournalRow.acteur, JournalRow.operation)
    return Vu(vue, ids, [tuple(row) for row in db.execute(journal.order_by(JournalRow.id))])


def _inscription(une: Inscription, mois: set[str]) -> tuple[Any, ...]:
    valides = tuple(sorted(un.type.value for un in une.attestations if un.revoquee_le is None))
    return (
        une.demandeur.identifiant, une.session.numero, une.statut.value, une.reseau.value, une.entree_le,
        une.entree_tardive, une.fin_prevue, une.sortie_le, valides, tuple(sorted(mois)),
    )  # fmt: skip
