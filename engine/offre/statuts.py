"""The states of a session, the words shown for each, and the moves allowed."""

from enum import StrEnum


class EtatFiche(StrEnum):
    """Where the description of a session stands at the CARIF-OREF."""

    EN_SAISIE = "en_saisie"
    PUBLIEE = "publiee"
    ARCHIVEE = "archivee"


class EtatRecrutement(StrEnum):
    """LHEO `etat-recrutement`."""

    OUVERT = "ouvert"
    FERME = "ferme"
    SUSPENDU = "suspendu"


LIBELLES = {
    EtatFiche.EN_SAISIE: "en cours de saisie au CARIF-OREF",
    EtatFiche.PUBLIEE: "publiée",
    EtatFiche.ARCHIVEE: "archivée par le CARIF-OREF",
}
LIBELLES_RECRUTEMENT = {
    EtatRecrutement.OUVERT: "recrutement ouvert",
    EtatRecrutement.FERME: "recrutement fermé",
    EtatRecrutement.SUSPENDU: "recrutement suspendu",
}

# A published description is corrected or archived, never unpublished; an archived one may be published again.
PASSAGES = {
    EtatFiche.EN_SAISIE: frozenset({EtatFiche.PUBLIEE, EtatFiche.ARCHIVEE}),
    EtatFiche.PUBLIEE: frozenset({EtatFiche.ARCHIVEE}),
    EtatFiche.ARCHIVEE: frozenset({EtatFiche.PUBLIEE}),
}
