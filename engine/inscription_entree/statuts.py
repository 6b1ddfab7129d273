"""The statuses of an enrolment: the words shown, what each means, who must act, and the moves allowed.

`PASSAGES` are the moves of the trade; `REPRISES` those that only a correction or an undoing makes, back towards a
status that was left by mistake. Every family that moves an enrolment reads this table (`Inscription.passer_a`,
`Inscription.revenir_a`).
"""

from enum import StrEnum


class StatutInscription(StrEnum):
    """Where an enrolment stands, from the result « retenu » to the bilan."""

    RETENU = "retenu"
    A_VALIDER = "a_valider"
    INSCRIT = "inscrit"
    NON_INSCRIT = "non_inscrit"
    RETIRE = "retire"
    ANNULE = "annule"
    A_REGULARISER = "presence_a_regulariser"
    EN_FORMATION = "en_formation"
    ABSENT = "absent_a_l_entree"
    ABANDON = "abandon"
    SORTI = "sorti"
    CLOS = "clos"


class Reseau(StrEnum):
    """Whose adviser validates. Missions locales and Cap emploi do it through OUIFORM."""

    POLE_EMPLOI = "pole_emploi"
    MISSION_LOCALE = "mission_locale"
    CAP_EMPLOI = "cap_emploi"


class TypeAttestation(StrEnum):
    AIS = "ais"
    AES = "aes"
    CERTIFICAT = "certificat"


S = StatutInscription

LIBELLES_RESEAU = {
    Reseau.POLE_EMPLOI: "Pôle emploi",
    Reseau.MISSION_LOCALE: "mission locale",
    Reseau.CAP_EMPLOI: "Cap emploi",
}
OUTILS = {Reseau.MISSION_LOCALE: "OUIFORM", Reseau.CAP_EMPLOI: "OUIFORM"}

LIBELLES = {
    S.RETENU: "retenu",
    S.A_VALIDER: "à valider",
    S.INSCRIT: "inscrit",
    S.NON_INSCRIT: "non inscrit",
    S.RETIRE: "retiré avant l’entrée",
    S.ANNULE: "annulé",
    S.A_REGULARISER: "présence à régulariser",
    S.EN_FORMATION: "en formation",
    S.ABSENT: "absent à l’entrée",
    S.ABANDON: "abandon",
    S.SORTI: "sorti de formation",
    S.CLOS: "parcours terminé",
}
SENS = {
    S.RETENU: "votre organisme a retenu cette personne, son conseiller doit encore valider le projet",
    S.A_VALIDER: "le conseiller référent doit valider le projet de formation avant que l’inscription soit acquise",
    S.INSCRIT: "le conseiller a validé, l’inscription est acquise",
    S.NON_INSCRIT: "l’inscription a été refusée\u00a0: ni l’action de formation ni le demandeur d’emploi ne sont payés",
    S.RETIRE: "l’inscription a été retirée avant l’entrée en formation",
    S.ANNULE: "l’inscription a été annulée juste après sa saisie",
    S.A_REGULARISER: "l’entrée est enregistrée, mais l’AES attend la validation du conseiller",
    S.EN_FORMATION: "l’entrée en formation est enregistrée",
    S.ABSENT: "cette personne n’était pas là à l’entrée en formation",
    S.ABANDON: "la formation a été abandonnée",
    S.SORTI: "la sortie de formation est déclarée",
    S.CLOS: "le bilan est saisi",
}
LIBELLES_ATTESTATION = {
    TypeAttestation.AIS: "AIS (attestation d’inscription en stage)",
    TypeAttestation.AES: "AES (attestation d’entrée en stage)",
    TypeAttestation.CERTIFICAT: "certificat d’inscription",
}
PREFIXES = {TypeAttestation.AIS: "AIS", TypeAttestation.AES: "AES", TypeAttestation.CERTIFICAT: "CI"}

PASSAGES = {
    S.RETENU: frozenset({S.A_VALIDER, S.INSCRIT, S.NON_INSCRIT, S.RETIRE, S.A_REGULARISER, S.ABSENT}),
    S.A_VALIDER: frozenset({S.INSCRIT, S.NON_INSCRIT, S.RETIRE, S.A_REGULARISER, S.ABSENT}),
    S.INSCRIT: frozenset({S.EN_FORMATION, S.ABSENT, S.RETIRE}),
    # The adviser's yes makes it an entry like the others, the no ends it.
    S.A_REGULARISER: frozenset({S.EN_FORMATION, S.NON_INSCRIT, S.ABANDON, S.SORTI}),
    S.EN_FORMATION: frozenset({S.ABANDON, S.SORTI, S.CLOS}),
    S.ABSENT: frozenset({S.RETIRE, S.NON_INSCRIT}),
    S.ABANDON: frozenset({S.CLOS}),
    S.SORTI: frozenset({S.CLOS}),
    S.CLOS: frozenset[S](),
    # Over for good: coming back is a new enrolment.
    S.NON_INSCRIT: frozenset[S](),
    S.RETIRE: frozenset[S](),
    S.ANNULE: frozenset[S](),
}
AVANT_ENTREE = frozenset({S.RETENU, S.A_VALIDER, S.INSCRIT})
REPRISES = {
    S.RETENU: frozenset({S.ANNULE}),
    S.A_VALIDER: frozenset({S.ANNULE}),
    S.INSCRIT: frozenset[S](),
    S.A_REGULARISER: frozenset({S.RETENU, S.A_VALIDER, S.ABSENT}),
    S.EN_FORMATION: frozenset({S.INSCRIT, S.ABSENT}),
    S.ABSENT: AVANT_ENTREE | {S.A_REGULARISER, S.EN_FORMATION},
    S.ABANDON: frozenset({S.EN_FORMATION, S.A_REGULARISER}),
    S.SORTI: frozenset({S.EN_FORMATION, S.A_REGULARISER}),
    S.CLOS: frozenset({S.EN_FORMATION, S.ABANDON, S.SORTI}),
    S.NON_INSCRIT: frozenset[S](),
    S.RETIRE: AVANT_ENTREE | {S.ABSENT},
    S.ANNULE: frozenset[S](),
}

# The adviser has not answered yet.
AU_CONSEILLER = frozenset({S.RETENU, S.A_VALIDER, S.A_REGULARISER})
# Who entered the training for real, whatever came next.
ENTRES = frozenset({S.A_REGULARISER, S.EN_FORMATION, S.ABANDON, S.SORTI, S.CLOS})
# Still in training today: absences, interruptions and months are declared for them.
PRESENTS_EN_FORMATION = frozenset({S.A_REGULARISER, S.EN_FORMATION})
# Hold a place of the session.
OCCUPENT_UNE_PLACE = AVANT_ENTREE | PRESENTS_EN_FORMATION | {S.ABSENT}
# No longer an enrolment: the person may be enrolled again.
CADUCS = frozenset({S.NON_INSCRIT, S.RETIRE, S.ANNULE})
CERTIFIABLES = frozenset({S.RETENU, S.INSCRIT})


def libelle_statut(statut: StatutInscription, reseau: Reseau) -> str:
    """The words shown: « à valider mission locale » says who must act."""
    if statut is S.A_VALIDER:
        return f"{LIBELLES[statut]} {LIBELLES_RESEAU[reseau]}"
    return LIBELLES[statut]


def reseau_de(prescripteur: str | None) -> Reseau:
    """The network that the name of a prescriber says; Pôle emploi when it says none."""
    nom = (prescripteur or "").casefold()
    if "mission locale" in nom or "milo" in nom.split():
        return Reseau.MISSION_LOCALE
    if "cap emploi" in nom.replace("-", ""):
        return Reseau.CAP_EMPLOI
    return Reseau.POLE_EMPLOI
