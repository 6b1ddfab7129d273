"""What the acts of the dialogue mean when nothing is in progress, and what is offered when a message is not clear."""

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker

from actions import mots, suites
from actions.catalogue import Catalogue
from actions.execution import executer
from actions.formulaire import Formulaire, Message
from actions.moteur import IssueInconnue, Moteur, MoteurInjoignable, RefusDuMoteur
from actions.tour import Etat, Tour

SUGGESTIONS = 3
DEFAIRE = "annuler-derniere-operation"
ECHECS_AVANT_PERSONNE = 2
CAPACITES_VISITEUR = ("demander-adhesion", "suivre-adhesion", "valider-identifiants")
CAPACITES = ("creer-ric", "inscrire-candidat", "saisir-presences", "diagnostiquer-blocage")


async def repondre(
    catalogue: Catalogue, moteur: Moteur, etat: Etat, tour: Tour, tracker: Tracker
) -> tuple[list[Message], bool]:
    """Answer an act outside the form. True when an operation (re)starts: the form is to be run next."""
    if tour.intention == "aide-capacites":
        return [await _capacites(catalogue, moteur, tour)], False
    if tour.intention == "affirmation":
        return await _affirmer(catalogue, moteur, etat, tour, tracker)
    if tour.intention == "reprendre" and etat.pile:
        formulaire = Formulaire(catalogue, moteur, etat, tour)
        repris = await formulaire.depiler()
        etat.tour = tour.id
        return formulaire.messages, repris
    if tour.intention == "recommencer":
        etat.pile = []
    recu = _recu_a_l_instant(tracker)
    if tour.intention in ("annuler", "corriger") and recu is not None:
        if recu["operation"] == DEFAIRE:
            return [Message(texte=mots.ANNULATION_FAITE)], False
        return await _defaire(catalogue, moteur, etat, tour, str(recu["numero"]))
    proposition = etat.proposition or {}
    a_verifier = "executer" in proposition
    vient_d_etre_faite = bool(proposition) and proposition.get("apres") == tour.precedent
    if tour.intention in ("negation", "annuler") and (a_verifier or vient_d_etre_faite):
        etat.proposition = None
        return [Message(texte=mots.LAISSER_INCERTAIN if a_verifier else mots.ENTENDU)], False
    if tour.intention == "repeter":
        return _repeter(catalogue, tracker), False
    if tour.intention == "donnee":
        return [Message(texte=mots.DONNEE_SEULE)], False
    return [Message(texte=mots.HORS_FORMULAIRE.get(tour.intention, mots.DITES_MOI))], False


async def _affirmer(
    catalogue: Catalogue, moteur: Moteur, etat: Etat, tour: Tour, tracker: Tracker
) -> tuple[list[Message], bool]:
    proposition = etat.proposition or {}
    if "executer" in proposition or etat.confirmation == "oui":
        return await executer(catalogue, moteur, etat, tour)
    if proposition.get("apres") != tour.precedent:
        proposition = {}
    offerte = proposition.get("operation") or _operation_de_l_article(catalogue, tracker)
    etat.proposition = None
    if offerte is None or catalogue.operations[offerte].a_venir:
        return [Message(texte=mots.OUI_SANS_QUESTION)], False
    etat.commencer(offerte, proposition.get("donnees"))
    etat.tour = tour.id
    return [], True


def _operation_de_l_article(catalogue: Catalogue, tracker: Tracker) -> str | None:
    """The operation that does what the article just read explains."""
    for evenement in reversed(_dits_avant(tracker)):
        article = catalogue.articles.get(((evenement.get("data") or {}).get("custom") or {}).get("article", ""))
        if article is not None and article.operation in catalogue.operations:
            return article.operation
    return None


def _dits_avant(tracker: Tracker) -> list[dict[str, Any]]:
    """What the assistant said in answer to the user's message before this one, oldest first."""
    rangs = [rang for rang, e in enumerate(tracker.events) if e.get("event") == "user"]
    if not rangs:
        return []
    debut = rangs[-2] if len(rangs) > 1 else 0
    return [e for e in tracker.events[debut : rangs[-1]] if e.get("event") == "bot"]


async def _defaire(
    catalogue: Catalogue, moteur: Moteur, etat: Etat, tour: Tour, recu: str
) -> tuple[list[Message], bool]:
    """Undo what this receipt says, or say why not: never what was recorded before it."""
    donnees = {"operation": recu}
    try:
        apercu = await moteur.apercu(tour.conversation, DEFAIRE, donnees)
    except RefusDuMoteur as refus:
        apercu = {"refus": refus.probleme}
    except (MoteurInjoignable, IssueInconnue):
        reessayer = {"title": mots.REESSAYER["title"], "payload": {"operation": DEFAIRE, "donnees": donnees}}
        return [Message(texte=f"{mots.reste_enregistre(recu)} {mots.PAS_JOINT}", boutons=[reessayer])], False
    etat.proposition = None
    probleme = next(iter(apercu.get("refusees") or ()), apercu.get("refus"))
    if probleme:
        texte, boutons = suites.refus(catalogue, probleme)
        return [Message(texte=f"{mots.reste_enregistre(recu)} {texte}", boutons=boutons)], False
    etat.commencer(DEFAIRE, donnees)
    etat.tour = tour.id
    return [], True


def _recu_a_l_instant(tracker: Tracker) -> dict[str, Any] | None:
    """The receipt just given: « annule », right after it, is about what was recorded."""
    customs = [(evenement.get("data") or {}).get("custom") or {} for evenement in _dits_avant(tracker)]
    return next((custom["recu"] for custom in reversed(customs) if custom.get("recu")), None)


def _repeter(catalogue: Catalogue, tracker: Tracker) -> list[Message]:
    textes = [str(e["text"]) for e in _dits_avant(tracker) if e.get("text")]
    if not textes:
        return [Message(texte=mots.RIEN_A_REPETER)]
    return [Message(texte="\n\n".join(textes)), *_autres_reponses(catalogue, tracker)]


def _autres_reponses(catalogue: Catalogue, tracker: Tracker) -> list[Message]:
    """What the message before this one asked beside: the web answered it, the tracker does not hold the words."""
    dits = [e for e in tracker.events if e.get("event") == "user"]
    compris = ((dits[-2].get("parse_data") or {}).get("comprehension") or {}) if len(dits) > 1 else {}
    articles = [autre["ids"][0] for autre in compris.get("aussi") or () if autre["decision"] == "article"]
    return [Message(reponse=f"utter_faq/{article}") for article in articles if article in catalogue.articles]


async def _capacites(catalogue: Catalogue, moteur: Moteur, tour: Tour) -> Message:
    try:
        visiteur = await moteur.role(tour.conversation) == "visiteur"
    except (MoteurInjoignable, IssueInconnue, RefusDuMoteur):
        visiteur = True
    ids = CAPACITES_VISITEUR if visiteur else CAPACITES
    faisables = [catalogue.operations[id] for id in ids if not catalogue.operations[id].a_venir]
    boutons = [{"title": operation.libelle, "payload": {"operation": operation.id}} for operation in faisables]
    return Message(reponse="utter_aide-capacites", boutons=boutons)


def clarifier(catalogue: Catalogue, etat: Etat, tour: Tour) -> list[Message]:
    """Up to three readings as questions; the second time in a row, a person as well."""
    suite = (etat.echecs or {}).get("tour") == tour.precedent
    combien = (etat.echecs or {}).get("combien", 0) + 1 if suite and etat.echecs else 1
    etat.echecs = {"combien": combien, "tour": tour.id}
    boutons = suggestions(catalogue, tour.ids)
    if combien >= ECHECS_AVANT_PERSONNE:
        return [Message(texte=mots.deux_echecs(bool(boutons)), boutons=[*boutons, mots.PERSONNE])]
    if not boutons:
        return [Message(texte=mots.DITES_AUTREMENT)]
    etat.proposition = {"apres": tour.id}
    return [Message(texte=mots.CLARIFIER, boutons=[*boutons, mots.AUTRE_CHOSE])]


def suggestions(catalogue: Catalogue, ids: Sequence[str]) -> list[mots.Bouton]:
    """The readings as French questions: an article's own, an operation as an offer."""
    boutons: list[mots.Bouton] = []
    for id in ids[:SUGGESTIONS]:
        if id in catalogue.articles:
            boutons.append({"title": catalogue.articles[id].question, "payload": {"article": id}})
        elif id in catalogue.operations:
            libelle = mots.minuscule(catalogue.operations[id].libelle)
            boutons.append({"title": f"Je m’en occupe\u00a0: {libelle}", "payload": {"operation": id}})
    return boutons
