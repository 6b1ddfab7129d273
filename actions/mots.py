"""The sentences of the dialogue, in one place. Whatever the engine says is said in the engine's own words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actions.catalogue import Donnee, Operation

HOTLINE = "09 72 72 00 70"
COURRIEL = "kairos.normandie@pole-emploi.fr"
BOUTONS_AU_PLUS = 6
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

Bouton = dict[str, Any]

OUI: Bouton = {"title": "Oui, enregistrer", "payload": {"acte": "affirmation"}}
CORRIGER: Bouton = {"title": "Corriger", "payload": {"acte": "corriger"}}
ANNULER: Bouton = {"title": "Annuler", "payload": {"acte": "annuler"}}
PASSER: Bouton = {"title": "Passer", "payload": {"acte": "negation"}}
PERSONNE: Bouton = {"title": "Parler à quelqu’un", "payload": {"operation": "parler-a-un-conseiller"}}
REESSAYER: Bouton = {"title": "Réessayer", "payload": {"acte": "reprendre"}}


def oui(cle: str) -> Bouton:
    """The yes to one recap, and to no other: that of this key."""
    return {**OUI, "payload": {**OUI["payload"], "cle": cle}}


def majuscule(texte: str) -> str:
    return texte[:1].upper() + texte[1:]


def minuscule(texte: str) -> str:
    """For a label inside a sentence; an acronym keeps its capitals."""
    return texte if texte[:2].isupper() else texte[:1].lower() + texte[1:]


def guillemets(texte: str) -> str:
    return f"« {texte} »"


def dire_jour(iso: str) -> str:
    """« mardi 12 janvier »."""
    jour = date.fromisoformat(iso[:10])
    return f"{JOURS[jour.weekday()]} {'1er' if jour.day == 1 else jour.day} {MOIS[jour.month - 1]}"


def dire_heure(heure: str) -> str:
    """« 14 h », « 14 h 30 »."""
    heures, minutes = heure.split(":")[:2]
    return f"{int(heures)} h" + (f" {minutes}" if int(minutes) else "")


def enumerer(choses: Sequence[str], lien: str = "et") -> str:
    if len(choses) < 2:
        return "".join(choses)
    return f"{', '.join(choses[:-1])} {lien} {choses[-1]}"


def question(donnee: Donnee, partiel: Mapping[str, str] | None) -> str:
    """The catalogue's question; the missing half of an instant when the other is known."""
    if partiel and "date" in partiel:
        return f"À quelle heure, le {dire_jour(partiel['date'])} ?"
    if partiel and "heure" in partiel:
        return f"Quel jour, à {dire_heure(partiel['heure'])} ?"
    return donnee.question


def corrige(titre: str, ancien: str, nouveau: str) -> str:
    return f"C’est corrigé, {minuscule(titre)} : {ancien} → {nouveau}."


def je_garde(titre: str, ancien: str) -> str:
    return f"Je garde {guillemets(minuscule(titre))} : {ancien}."


def abandon(operation: Operation) -> str:
    if not operation.ecrit:
        return f"D’accord, j’arrête là pour {guillemets(minuscule(operation.libelle))}."
    return f"C’est annulé : {guillemets(minuscule(operation.libelle))} n’a pas été fait, rien n’a été enregistré."


def mise_de_cote(operation: Operation) -> str:
    return f"Je mets de côté {guillemets(minuscule(operation.libelle))} : nous y reviendrons juste après."


def reprise(operation: Operation) -> str:
    return f"Reprenons : {minuscule(operation.libelle)}."


def debut(operation: Operation) -> str:
    return f"{majuscule(operation.libelle)} : je m’en occupe avec vous."


def recommencer(operation: Operation) -> str:
    return f"Recommençons depuis le début : {minuscule(operation.libelle)}. Rien n’a été enregistré."


ATTENDRE = "Prenez votre temps : je garde vos réponses. Dites « je reprends » quand vous êtes prêt."
RIEN_ENCORE = "Je ne vous ai pas encore montré de récapitulatif : il me manque une information avant."
RECAP_PERIME = "Ce récapitulatif n’est plus à jour. Voici le bon :"
RECAPITULATIF = "Récapitulatif :"
J_ENREGISTRE = "J’enregistre ?"
OUI_OU_CORRIGER = "Je n’ai pas compris. Dites « oui » pour enregistrer, ou dites ce qu’il faut corriger."
DOIS_JE = "Dois-je le faire ? Dites « oui » pour enregistrer, ou dites ce qu’il faut corriger."
QUE_CORRIGER = "Que faut-il corriger ?"
A_COTE = "Rien ne correspond parmi ce que KAIROS propose."


PAS_JOINT = (
    "Je n’arrive pas à joindre KAIROS pour le moment. Réessayez dans un instant ; "
    f"si cela continue, appelez la hotline Kairos au {HOTLINE}."
)


def panne_apercu() -> str:
    return (
        "Je n’arrive pas à joindre KAIROS pour le moment. Rien n’a été enregistré, et je garde vos réponses. "
        f"Réessayez dans un instant ; si cela continue, appelez la hotline Kairos au {HOTLINE}."
    )


def panne_execution() -> str:
    return (
        "Je n’ai pas pu joindre KAIROS : rien n’a été enregistré. Réessayez dans un instant ; "
        f"si cela continue, appelez la hotline Kairos au {HOTLINE}."
    )


def issue_inconnue() -> str:
    return (
        "Je n’ai pas reçu la réponse de KAIROS et je ne sais pas encore si l’opération est enregistrée. "
        "Cliquez sur « Réessayer » : je vérifie, et rien ne sera fait deux fois."
    )


def a_venir(operation: Operation) -> str:
    return (
        f"{guillemets(majuscule(operation.libelle))} : je sais l’expliquer, mais je ne le fais pas encore à "
        "votre place. "
        f"Faites-le dans KAIROS ; en cas de difficulté, la hotline répond au {HOTLINE}."
    )


def personne() -> str:
    return (
        f"Pour parler à quelqu’un, appelez la hotline Kairos au {HOTLINE}, aux heures d’ouverture des bureaux, "
        f"ou écrivez à {COURRIEL}. Donnez votre SIRET, votre identifiant de connexion et ce qui ne va pas."
    )


def connexion(operation: Operation) -> str:
    return (
        f"Pour {guillemets(minuscule(operation.libelle))}, il faut être connecté avec votre compte KAIROS. "
        "Connectez-vous avec le bouton de la page, puis redites-le-moi : rien n’a été enregistré."
    )


def ambigu(nom: str, combien: int) -> str:
    nombres = {2: "Deux", 3: "Trois", 4: "Quatre"}
    return f"{nombres.get(combien, str(combien))} personnes s’appellent {majuscule(nom)} : laquelle ?"


def inconnu(nom: str, ressemblants: Sequence[str]) -> str:
    suite = f" Vouliez-vous dire {enumerer(ressemblants, 'ou')} ?" if ressemblants else " Qui est-ce ?"
    return f"Je ne trouve pas {majuscule(nom)} parmi les personnes concernées.{suite}"


UNE_SESSION = "Une session"
UN_DEMANDEUR = "Un demandeur d’emploi, sans sa lettre"


def sept_chiffres(valeur: str) -> str:
    return f"{valeur} : est-ce le numéro d’une session, ou celui d’un demandeur d’emploi sans sa lettre ?"


ANNULATION_FAITE = "C’est déjà annulé, et une annulation ne s’annule pas. Si c’était une erreur, refaites l’opération."


def reste_enregistre(recu: str) -> str:
    return f"Ce que dit le reçu {recu} reste enregistré."


def choix_nombreux(combien: int, personnes: bool) -> str:
    reperes = "un nom ou un identifiant" if personnes else "une date, un lieu ou un numéro"
    return f"Il y en a {combien}, en voici {BOUTONS_AU_PLUS}. Pour une autre réponse, dites-moi {reperes}."


AUTRE_CHOSE: Bouton = {"title": "Autre chose", "payload": {"acte": "negation"}}
RIEN_ENREGISTRE = "Rien n’a été enregistré."
CLARIFIER = "Je ne suis pas sûr d’avoir compris. Vouliez-vous savoir ou faire l’une de ces choses ?"
DITES_AUTREMENT = (
    "Je n’ai pas compris. Dites-le-moi autrement, en une phrase : votre question, ou ce que vous voulez faire "
    "dans KAIROS."
)
DITES_MOI = "Je vous écoute : posez votre question sur KAIROS, ou dites-moi ce que vous voulez faire."
ENTENDU = "Entendu. Dites-moi avec d’autres mots ce qu’il vous faut."
LAISSER_INCERTAIN = (
    "Entendu, je n’insiste pas. Comme je n’ai pas reçu la réponse de KAIROS, vérifiez-y si l’opération est enregistrée "
    f"avant de la refaire ; la hotline peut vérifier avec vous au {HOTLINE}."
)
OUI_SANS_QUESTION = "Je n’ai pas de question en attente. Dites-moi ce que vous voulez faire, ou posez votre question."
RIEN_A_REPETER = "Je n’ai encore rien dit. Posez votre question sur KAIROS, ou dites-moi ce que vous voulez faire."
DONNEE_SEULE = (
    "Que voulez-vous faire avec cette information ? Dites-le-moi en une phrase, par exemple « inscrire 1234567A »."
)
HORS_FORMULAIRE = {
    "negation": "Entendu. Dites-moi ce qu’il vous faut, avec vos mots.",
    "annuler": (
        "Rien n’est en cours, je n’ai donc rien à abandonner. Ce qui a un reçu reste enregistré : pour y "
        "revenir, dites « annule ma dernière opération »."
    ),
    "corriger": (
        "Rien n’est en cours. Pour corriger quelque chose de déjà enregistré, dites-moi quoi : une présence, "
        "une entrée, "
        "une absence…"
    ),
    "pourquoi-cette-question": "Je ne vous ai pas posé de question. Dites-moi ce qu’il vous faut.",
    "je-ne-sais-pas": (
        "Pas d’inquiétude. Décrivez-moi votre situation en une phrase, je vous dirai par où commencer ; "
        "vous pouvez aussi demander « que sais-tu faire ? »."
    ),
    "recommencer": (
        "Repartons de zéro : rien n’est en cours. Posez votre question, ou dites-moi ce que vous voulez faire."
    ),
    "attendre": "Prenez votre temps, je reste là.",
    "reprendre": "Rien n’est en cours ni de côté. Dites-moi ce que vous voulez faire.",
}


def deux_echecs(suggestions: bool) -> str:
    """The second message in a row that is not clear."""
    debut = (
        "Si l’une de ces propositions convient, choisissez-la. Sinon, une personne peut vous aider"
        if suggestions
        else ("Je n’arrive pas à vous comprendre, et j’en suis désolé. Une personne peut vous aider")
    )
    return f"{debut} : hotline Kairos au {HOTLINE}, ou {COURRIEL}."


def recu(numero: str, rejoue: bool) -> str:
    deja = " C’était déjà enregistré : rien n’a été fait deux fois." if rejoue else ""
    return f"Reçu n° {numero}.{deja}"
