"""The statuses of an appointment, a registration and a candidature, the words shown for each, and the moves allowed."""

from enum import StrEnum


class Modalite(StrEnum):
    """How a session recruits. A group holds individual appointments, one person each."""

    RIC = "ric"
    RV_INDIVIDUEL = "rv_individuel"
    GROUPE_RV = "groupe_rv"
    CANDIDATURE = "candidature"


RENDEZ_VOUS = frozenset({Modalite.RIC, Modalite.RV_INDIVIDUEL})  # where people come


class EtatRdv(StrEnum):
    OUVERT = "ouvert"
    SUPPRIME = "supprime"


class StatutPresence(StrEnum):
    A_SAISIR = "a_saisir"
    PRESENT = "present"
    ABSENT = "absent"
    ANNULE = "annule"


class Resultat(StrEnum):
    """What becomes of someone who came."""

    A_SAISIR = "a_saisir"
    RETENU = "retenu"
    NON_RETENU = "non_retenu"
    EN_ATTENTE = "en_attente"


class Initiative(StrEnum):
    """Who cancelled a registration."""

    DEMANDEUR = "demandeur"
    ORGANISME = "organisme"


class StatutCandidature(StrEnum):
    PROPOSEE = "proposee"
    CONTACTEE = "contactee"
    RETENUE = "retenue"
    NON_RETENUE = "non_retenue"
    EN_ATTENTE = "en_attente"
    ANNULEE = "annulee"


LIBELLES_MODALITE = {
    Modalite.RIC: "réunion d’information collective",
    Modalite.RV_INDIVIDUEL: "rendez-vous individuel",
    Modalite.GROUPE_RV: "groupe de rendez-vous individuels",
    Modalite.CANDIDATURE: "plage de candidatures",
}
LIBELLES_RDV = {EtatRdv.OUVERT: "ouvert", EtatRdv.SUPPRIME: "supprimé"}
LIBELLES_PRESENCE = {
    StatutPresence.A_SAISIR: "présence à saisir",
    StatutPresence.PRESENT: "présent",
    StatutPresence.ABSENT: "absent",
    StatutPresence.ANNULE: "rendez-vous annulé",
}
LIBELLES_RESULTAT = {
    Resultat.A_SAISIR: "résultat à saisir",
    Resultat.RETENU: "retenu",
    Resultat.NON_RETENU: "non retenu",
    Resultat.EN_ATTENTE: "en attente",
}
LIBELLES_INITIATIVE = {
    Initiative.DEMANDEUR: "le demandeur d’emploi",
    Initiative.ORGANISME: "l’organisme de formation",
}
LIBELLES_CANDIDATURE = {
    StatutCandidature.PROPOSEE: "proposée, contact à reprendre",
    StatutCandidature.CONTACTEE: "contact repris",
    StatutCandidature.RETENUE: "retenue",
    StatutCandidature.NON_RETENUE: "non retenue",
    StatutCandidature.EN_ATTENTE: "en attente",
    StatutCandidature.ANNULEE: "sans suite, la plage a été supprimée",
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
# « Non retenu » and « en attente » can be changed; « retenu » has left the list.
PASSAGES_RESULTAT = {
    Resultat.A_SAISIR: frozenset({Resultat.RETENU, Resultat.NON_RETENU, Resultat.EN_ATTENTE}),
    Resultat.NON_RETENU: frozenset({Resultat.RETENU, Resultat.EN_ATTENTE}),
    Resultat.EN_ATTENTE: frozenset({Resultat.RETENU, Resultat.NON_RETENU}),
    Resultat.RETENU: frozenset[Resultat](),
}
# A contact may be taken up several times, and comes before any result.
PASSAGES_CANDIDATURE = {
    StatutCandidature.PROPOSEE: frozenset({StatutCandidature.CONTACTEE, StatutCandidature.ANNULEE}),
    StatutCandidature.CONTACTEE: frozenset(StatutCandidature) - {StatutCandidature.PROPOSEE},
    StatutCandidature.EN_ATTENTE: frozenset(
        {StatutCandidature.RETENUE, StatutCandidature.NON_RETENUE, StatutCandidature.ANNULEE}
    ),
    StatutCandidature.NON_RETENUE: frozenset({StatutCandidature.RETENUE, StatutCandidature.EN_ATTENTE}),
    StatutCandidature.RETENUE: frozenset[StatutCandidature](),
    StatutCandidature.ANNULEE: frozenset[StatutCandidature](),
}
