"""The statuses of an appointment and of a registration, the words shown for each, and the moves allowed."""

from enum import StrEnum


class Modalite(StrEnum):
    """How a session recruits."""

    RIC = "ric"
    RV_INDIVIDUEL = "rv_individuel"


class EtatRdv(StrEnum):
    OUVERT = "ouvert"
    SUPPRIME = "supprime"


class StatutPresence(StrEnum):
    A_SAISIR = "a_saisir"
    PRESENT = "present"
    ABSENT = "absent"
    ANNULE = "annule"


LIBELLES_MODALITE = {
    Modalite.RIC: "réunion d’information collective",
    Modalite.RV_INDIVIDUEL: "rendez-vous individuel",
}
LIBELLES_RDV = {EtatRdv.OUVERT: "ouvert", EtatRdv.SUPPRIME: "supprimé"}
LIBELLES_PRESENCE = {
    StatutPresence.A_SAISIR: "présence à saisir",
    StatutPresence.PRESENT: "présent",
    StatutPresence.ABSENT: "absent",
    StatutPresence.ANNULE: "rendez-vous annulé",
}

PASSAGES_RDV = {
    EtatRdv.OUVERT: frozenset({EtatRdv.SUPPRIME}),
    EtatRdv.SUPPRIME: frozenset[EtatRdv](),
}
# An absence can be changed; a presence has left the list.
PASSAGES_PRESENCE = {
    StatutPresence.A_SAISIR: frozenset({StatutPresence.PRESENT, StatutPresence.ABSENT, StatutPresence.ANNULE}),
    StatutPresence.ABSENT: frozenset({StatutPresence.PRESENT}),
    StatutPresence.PRESENT: frozenset[StatutPresence](),
    StatutPresence.ANNULE: frozenset[StatutPresence](),
}
