"""What helps someone to answer: why it is asked, an example, where to find it, a person."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions import mots
from actions.catalogue import Donnee

EXEMPLES = {
    "siret": "par exemple 800 000 002 00017, quatorze chiffres",
    "courriel": "par exemple prenom.nom@organisme.fr",
    "date": "par exemple 12/01/2027, ou « mardi prochain »",
    "heure": "par exemple 14 h 30",
    "date_heure": "par exemple mardi 12 janvier à 14 h",
    "duree": "par exemple 1 h 30, ou 45 minutes",
    "entier": "un nombre, par exemple 20",
    "montant": "par exemple 3 200 euros",
    "heures": "par exemple 210 heures",
    "mois": "par exemple mars 2027",
    "periode": "par exemple du 1er au 15 mars",
    "session": "par exemple SE_0000160070",
    "demandeur": "par exemple 1234567A",
    "demandeurs": "par exemple 1234567A, ou plusieurs numéros à la suite",
    "personnes": "par exemple « tous sauf Martin et Diallo »",
    "secret": "huit lettres et chiffres, par exemple ABCD-2345",
    "ticket": "par exemple HK-2031",
}
OU_TROUVER = {
    "siret": "Le SIRET est sur l’avis de situation de l’INSEE, sur vos factures et dans l’en-tête de vos conventions.",
    "secret": (
        "Le code provisoire est dans le courriel envoyé au responsable gestionnaire des comptes (RGC) ; pensez "
        "aux indésirables."
    ),
    "reference": "La référence est dans le courriel de confirmation.",
    "session": "Le numéro de session est dans KAIROS, en tête de la session, et dans la base du CARIF-OREF.",
    "demandeur": (
        "L’identifiant est sur le courrier ou l’espace personnel du demandeur d’emploi : 7 chiffres puis une "
        "lettre, ou 11 chiffres."
    ),
    "demandeurs": (
        "L’identifiant est sur le courrier ou l’espace personnel du demandeur d’emploi : 7 chiffres puis une "
        "lettre, ou 11 chiffres."
    ),
    "ticket": "Le numéro du ticket est dans le courriel d’accusé de réception, il commence par HK.",
}
POURQUOI_CONFIRMER = (
    "Je n’enregistre jamais rien sans votre accord : relisez le récapitulatif, puis dites oui, ou corrigez ce "
    "qui ne va pas."
)


def exemple(donnee: Donnee) -> str:
    return f"Répondez-moi {EXEMPLES[donnee.type]}." if donnee.type in EXEMPLES else "Quelques mots suffisent."


def pas_compris(donnee: Donnee) -> str:
    dit = f"Je n’ai pas compris votre réponse pour {mots.guillemets(donnee.titre)}."
    return f"{dit} {exemple(donnee)}" if donnee.type in EXEMPLES else dit


def difficulte(donnee: Donnee) -> str:
    """After two answers that could not be used."""
    return (
        f"Nous n’y arrivons pas pour {mots.guillemets(donnee.titre)}, prenons-le autrement. {exemple(donnee)} "
        f"Vous pouvez aussi demander de l’aide à une personne : hotline Kairos, {mots.HOTLINE}."
    )


def aide(donnee: Donnee, propositions: Sequence[Mapping[str, Any]]) -> str:
    """What « je ne sais pas » gets: why, where to find it, what is proposed."""
    phrases = [donnee.pourquoi, OU_TROUVER.get(donnee.type, "")]
    if propositions:
        phrases.append("Choisissez parmi les propositions ci-dessous.")
    elif donnee.facultatif:
        phrases.append("Cette information est facultative : vous pouvez passer.")
    else:
        phrases.append(exemple(donnee))
        phrases.append("Si vous ne l’avez pas sous la main, dites « attends » : je garde vos réponses.")
    return " ".join(phrase for phrase in phrases if phrase)


def pourquoi(donnee: Donnee) -> str:
    return donnee.pourquoi or "Cette information est nécessaire pour enregistrer l’opération dans KAIROS."
