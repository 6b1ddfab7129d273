"""Enrolments as the API tells them, read by column: a page has hundreds, and nothing changes them."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.inscription_entree.models import Attestation, Inscription
from engine.inscription_entree.statuts import libelle_statut
from engine.offre.models import SessionFormation
from engine.recrutement.models import Demandeur

_COLONNES = (
    Inscription.id.label("inscription"),
    SessionFormation.numero.label("session"),
    Demandeur.id.label("personne"),
    Demandeur.identifiant,
    Demandeur.nom,
    Demandeur.prenom,
    Inscription.statut,
    Inscription.depuis,
    Inscription.reseau,
    Inscription.prescripteur,
    Inscription.validee_le,
    Inscription.motif,
    Inscription.entree_le,
    Inscription.entree_tardive,
    Inscription.fin_prevue,
    Inscription.sortie_le,
)


def en_lecture(db: Session, choisies: sa.Select[Inscription]) -> list[dict[str, Any]]:
    """What the API tells of these enrolments, chosen by `inscriptions_visibles`, in their order."""
    colonnes = choisies.join(Inscription.demandeur).with_only_columns(*_COLONNES, maintain_column_froms=True)
    lues = [dict(ligne) for ligne in db.execute(colonnes).mappings()]
    attestations = _attestations(db, [lue["inscription"] for lue in lues])
    return [
        lue
        | {
            "statut": lue["statut"].value,
            "libelle": libelle_statut(lue["statut"], lue["reseau"]),
            "depuis": lue["depuis"].isoformat(timespec="seconds"),
            "reseau": lue["reseau"].value,
            "validee_le": lue["validee_le"] and lue["validee_le"].isoformat(timespec="seconds"),
            "entree_le": lue["entree_le"] and lue["entree_le"].isoformat(),
            "fin_prevue": lue["fin_prevue"] and lue["fin_prevue"].isoformat(),
            "sortie_le": lue["sortie_le"] and lue["sortie_le"].isoformat(),
            "attestations": attestations[lue["inscription"]],
        }
        for lue in lues
    ]


def _attestations(db: Session, inscriptions: list[int]) -> defaultdict[int, list[dict[str, Any]]]:
    """The documents of each enrolment, the oldest first."""
    choisies = (
        sa.select(Attestation.inscription_id, Attestation.numero, Attestation.type, Attestation.revoquee_le)
        .where(Attestation.inscription_id.in_(inscriptions))
        .order_by(Attestation.id)
    )
    par_inscription = defaultdict(list)
    for inscription, numero, type, revoquee_le in db.execute(choisies):
        par_inscription[inscription].append({"numero": numero, "type": type.value, "valide": revoquee_le is None})
    return par_inscription
