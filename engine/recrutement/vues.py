"""The three lists of KAIROS: inscrits, présences à saisir, résultats à saisir."""

from collections.abc import Iterable
from enum import StrEnum

from engine.kit.clock import a_paris
from engine.recrutement.models import InscriptionRdv, Rdv
from engine.recrutement.statuts import (
    LIBELLES_INITIATIVE,
    LIBELLES_PRESENCE,
    LIBELLES_RESULTAT,
    Resultat,
    StatutPresence,
)


class Vue(StrEnum):
    INSCRITS = "inscrits"
    PRESENCES = "presences"
    RESULTATS = "resultats"


LIBELLES_VUE = {
    Vue.INSCRITS: "inscrits",
    Vue.PRESENCES: "présences à saisir",
    Vue.RESULTATS: "résultats à saisir",
}
# An absent and a « non retenu » stay in their list; a present and a « retenu » leave it.
RESTE_A_SAISIR = (StatutPresence.A_SAISIR, StatutPresence.ABSENT)
RESTE_A_DECIDER = (Resultat.A_SAISIR, Resultat.EN_ATTENTE, Resultat.NON_RETENU)
COLONNES = (
    "Rendez-vous", "Session", "Identifiant", "Nom", "Prénom", "Prescripteur", "Présence", "Résultat", "Inscrit le",
)  # fmt: skip


def dans_la_vue(inscription: InscriptionRdv, vue: Vue) -> bool:
    """Whether a registration is in this list."""
    if vue is Vue.PRESENCES:
        return inscription.presence in RESTE_A_SAISIR
    if vue is Vue.RESULTATS:
        return inscription.presence is StatutPresence.PRESENT and inscription.resultat in RESTE_A_DECIDER
    return True


def liste(rdv: Iterable[Rdv], vue: Vue) -> list[InscriptionRdv]:
    """The registrations of these appointments that are in the list, in the order of the appointments."""
    return [une for un in rdv for une in un.inscriptions if dans_la_vue(une, vue)]


def statut(inscription: InscriptionRdv) -> str:
    """« présence à saisir », « absent », « présent, retenu », « rendez-vous annulé par le demandeur d’emploi »."""
    dit = LIBELLES_PRESENCE[inscription.presence]
    if inscription.annule_par:
        dit += f" par {LIBELLES_INITIATIVE[inscription.annule_par]}"
    if inscription.presence is StatutPresence.PRESENT:
        dit += f", {LIBELLES_RESULTAT[inscription.resultat]}"
    return dit


def lignes(inscriptions: Iterable[InscriptionRdv]) -> list[tuple[str, ...]]:
    """One row a registration, under `COLONNES`; dates as read in Paris."""
    return [
        (
            une.rdv.libelle,
            une.rdv.session.numero,
            une.demandeur.identifiant,
            une.demandeur.nom or "",
            une.demandeur.prenom or "",
            une.prescripteur or "",
            LIBELLES_PRESENCE[une.presence],
            LIBELLES_RESULTAT[une.resultat] if une.presence is StatutPresence.PRESENT else "",
            f"{a_paris(une.inscrit_le):%d/%m/%Y %H:%M}",
        )
        for une in inscriptions
    ]
