"""Where an adhésion stands: statuses, the words shown, and the moves allowed."""

from enum import StrEnum

from engine.kit.refus import Refus, Suite


class StatutAdhesion(StrEnum):
    """Steps of an adhésion, from the request to the active account."""

    DEPOSEE = "deposee"
    IDENTIFIANTS_ENVOYES = "identifiants_envoyes"
    IDENTIFIANTS_EXPIRES = "identifiants_expires"
    IDENTIFIANTS_BLOQUES = "identifiants_bloques"
    A_CONVENTIONNER = "a_conventionner"
    ACTIVE = "active"
    REFUSEE = "refusee"
    ANNULEE = "annulee"

    @property
    def libelle(self) -> str:
        """The words shown."""
        return LIBELLES[self]


S = StatutAdhesion

LIBELLES = {
    S.DEPOSEE: "à traiter par la plateforme nationale",
    S.IDENTIFIANTS_ENVOYES: "identifiants provisoires à valider",
    S.IDENTIFIANTS_EXPIRES: "identifiants provisoires expirés",
    S.IDENTIFIANTS_BLOQUES: "identifiants provisoires bloqués",
    S.A_CONVENTIONNER: "convention à accepter",
    S.ACTIVE: "compte actif",
    S.REFUSEE: "refusée par la plateforme nationale",
    S.ANNULEE: "annulée par l’organisme",
}

PASSAGES = {
    S.DEPOSEE: frozenset({S.IDENTIFIANTS_ENVOYES, S.REFUSEE, S.ANNULEE}),
    S.IDENTIFIANTS_ENVOYES: frozenset({S.A_CONVENTIONNER, S.IDENTIFIANTS_EXPIRES, S.IDENTIFIANTS_BLOQUES}),
    # Asking again gives a new code and a new clock; a dead code is never revived.
    S.IDENTIFIANTS_EXPIRES: frozenset({S.IDENTIFIANTS_ENVOYES}),
    S.IDENTIFIANTS_BLOQUES: frozenset({S.IDENTIFIANTS_ENVOYES}),
    S.A_CONVENTIONNER: frozenset({S.ACTIVE}),
    S.ACTIVE: frozenset(),
    # A refused or withdrawn request is over: the SIRET may ask again, as a new request.
    S.REFUSEE: frozenset(),
    S.ANNULEE: frozenset(),
}


class PassageImpossible(Refus, code="adhesion-passage-impossible"):
    message = "Cette adhésion est au statut « {de} » : elle ne peut pas passer à « {vers} »."
    suite = Suite("Je peux vous dire où elle en est.", operation="suivre-adhesion")
    source = "Procédure d’adhésion à KAIROS en trois étapes"


def exiger_passage(de: StatutAdhesion, vers: StatutAdhesion) -> None:
    """Raises PassageImpossible unless the table allows this move."""
    if vers not in PASSAGES[de]:
        raise PassageImpossible(de=de.libelle, vers=vers.libelle)
