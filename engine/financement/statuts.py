"""Where a quote stands: statuses, the words shown, who must act, and the moves allowed."""

from enum import StrEnum


class StatutDevis(StrEnum):
    """Steps of a quote. REFUSE is the answer of the job seeker or of the employer, REFUSE_PE that of the adviser."""

    BROUILLON = "brouillon"
    TRANSMIS = "transmis"
    ACCEPTE = "accepte"
    REFUSE = "refuse"
    VALIDE = "valide"
    REFUSE_PE = "refuse_pe"
    CLOS = "clos"
    ANNULE = "annule"


S = StatutDevis

LIBELLES = {
    S.BROUILLON: "brouillon",
    S.TRANSMIS: "transmis",
    S.ACCEPTE: "accepté",
    S.REFUSE: "refusé",
    S.VALIDE: "validé par Pôle emploi",
    S.REFUSE_PE: "refusé par Pôle emploi",
    S.CLOS: "clos",
    S.ANNULE: "annulé",
}

PASSAGES = {
    S.BROUILLON: frozenset({S.TRANSMIS, S.ANNULE}),
    # Back to the draft: sent by mistake, and nobody has answered yet.
    S.TRANSMIS: frozenset({S.ACCEPTE, S.REFUSE, S.BROUILLON}),
    S.ACCEPTE: frozenset({S.VALIDE, S.REFUSE_PE}),
    S.VALIDE: frozenset({S.CLOS}),
    # A refused quote is closed when another one takes its place.
    S.REFUSE: frozenset({S.CLOS}),
    S.REFUSE_PE: frozenset({S.CLOS}),
    S.CLOS: frozenset(),
    S.ANNULE: frozenset(),
}

# One such quote at most for a person, a session and a type.
EN_COURS = (S.BROUILLON, S.TRANSMIS, S.ACCEPTE, S.VALIDE)
REFUSES = (S.REFUSE, S.REFUSE_PE)
EN_ATTENTE = (S.BROUILLON, S.TRANSMIS, S.ACCEPTE)
