"""How the form words what it awaits, from the slots alone: it says the same again after a question in the middle."""

from actions import mots, suites
from actions.catalogue import Catalogue
from actions.donnees import PERSONNES
from actions.formulaire import Message
from actions.tour import Etat


def demander_saisie(catalogue: Catalogue, etat: Etat) -> Message | None:
    """The question of what is awaited, its proposals as buttons; nothing while the user asked for time."""
    attend = etat.attend or {}
    if not etat.operation or not attend or attend.get("muet"):
        return None
    if attend["type"] == "correction":
        texte, boutons = suites.refus(catalogue, attend["refus"])
        return Message(texte=f"{texte}\n{mots.QUE_CORRIGER}", boutons=[*boutons, mots.CORRIGER, mots.ANNULER])
    donnee = catalogue.operations[etat.operation].donnee(attend["donnee"])
    if donnee is None:
        return None
    precise = {"precise": attend["precise"]} if attend.get("precise") else {}
    boutons = [
        {"title": choix["titre"], "payload": {"valeur": {choix.get("donnee", donnee.nom): choix["valeur"]}, **precise}}
        for choix in attend.get("parmi") or ()
    ]
    if donnee.facultatif and not precise:
        boutons.append(mots.PASSER)
    texte = attend.get("question") or mots.question(donnee, attend.get("partiel"))
    if attend.get("combien", 0) > len(attend.get("parmi") or ()):
        texte = f"{texte}\n{mots.choix_nombreux(attend['combien'], donnee.type in PERSONNES)}"
    return Message(texte=texte, boutons=boutons)


def demander_confirmation(etat: Etat) -> Message | None:
    """The recap, its warnings, and the question; the yes is tied to this very recap by its key."""
    apercu = etat.apercu or {}
    if not apercu.get("recap") or (etat.attend or {}).get("muet"):
        return None
    lignes = [str(apercu["recap"]), *(f"Attention : {a['message']}" for a in apercu.get("avertissements") or ())]
    return Message(
        texte="\n".join([mots.RECAPITULATIF, *lignes, mots.J_ENREGISTRE]),
        boutons=[mots.oui(apercu["cle"]), mots.CORRIGER, mots.ANNULER],
        custom={"operation": etat.operation, "recap": True},
    )
