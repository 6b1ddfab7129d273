"""The closed lists of the family, the words shown for each, and the moves of a request to open a month again."""

from enum import StrEnum
from typing import Any

from engine.inscription_entree.statuts import StatutInscription
from engine.kit.parametres import parametre


class PorteeInterruption(StrEnum):
    """Planned for the whole session, or effective for named people."""

    SESSION = "session"
    PERSONNES = "personnes"


class StatutReouverture(StrEnum):
    DEMANDEE = "demandee"
    ACCORDEE = "accordee"
    REFUSEE = "refusee"
    ANNULEE = "annulee"


LIBELLES_PORTEE = {
    PorteeInterruption.SESSION: "prévue pour toute la session",
    PorteeInterruption.PERSONNES: "effective pour les personnes nommées",
}
LIBELLES_REOUVERTURE = {
    StatutReouverture.DEMANDEE: "en attente de la hotline",
    StatutReouverture.ACCORDEE: "accordée",
    StatutReouverture.REFUSEE: "refusée",
    StatutReouverture.ANNULEE: "annulée par l’organisme",
}
# The hotline decides once; the organisme may take its request back until then.
PASSAGES_REOUVERTURE = {
    StatutReouverture.DEMANDEE: frozenset(
        {StatutReouverture.ACCORDEE, StatutReouverture.REFUSEE, StatutReouverture.ANNULEE}
    ),
    StatutReouverture.ACCORDEE: frozenset[StatutReouverture](),
    StatutReouverture.REFUSEE: frozenset[StatutReouverture](),
    StatutReouverture.ANNULEE: frozenset[StatutReouverture](),
}
# Whose days in training are, or may still be, declared: those who entered and have no bilan yet.
SUIVIS = frozenset(
    {
        StatutInscription.A_REGULARISER,
        StatutInscription.EN_FORMATION,
        StatutInscription.ABANDON,
        StatutInscription.SORTI,
    }
)


def _liste(nom: str) -> dict[str, Any]:
    return dict(parametre(nom))


MOTIFS_ABSENCE = {code: str(motif["libelle"]) for code, motif in _liste("motifs_absence").items()}
MOTS_ABSENCE = {code: str(motif["mots"]) for code, motif in _liste("motifs_absence").items()}
MOTIFS_JUSTIFIES = frozenset(code for code, motif in _liste("motifs_absence").items() if motif["justifiee"])
MOTIFS_SORTIE = {code: str(motif["libelle"]) for code, motif in _liste("motifs_sortie").items()}
MOTS_SORTIE = {code: str(motif["mots"]) for code, motif in _liste("motifs_sortie").items() if "mots" in motif}
RESULTATS_BILAN = {code: str(libelle) for code, libelle in _liste("resultats_bilan").items()}
OUI_NON = {"oui": "oui", "non": "non"}


def dire_motif_absence(motif: str) -> str:
    """« maladie, justifiée »."""
    return f"{MOTIFS_ABSENCE[motif]}, {'justifiée' if motif in MOTIFS_JUSTIFIES else 'non justifiée'}"
