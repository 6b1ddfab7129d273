"""After an explicit yes: execute once with the key of the recap, and say what the engine answered, and only that."""

from typing import Any

from actions import mots, suites
from actions.catalogue import Catalogue
from actions.formulaire import Formulaire, Message
from actions.moteur import IssueInconnue, Moteur, MoteurInjoignable, RefusDuMoteur
from actions.tour import Etat, Tour


async def executer(catalogue: Catalogue, moteur: Moteur, etat: Etat, tour: Tour) -> tuple[list[Message], bool]:
    """Execute what was confirmed, or what an earlier try left unknown. True when an operation set aside resumes."""
    faire = (etat.proposition or {}).get("executer") or {
        "operation": etat.operation,
        "donnees": etat.donnees,
        "cle": (etat.apercu or {}).get("cle"),
    }
    operation = catalogue.operations.get(faire["operation"] or "")
    etat.proposition = None
    if operation is None or not faire["cle"]:
        etat.clore()
        return [], False
    try:
        recu = await moteur.executer(tour.conversation, operation.id, faire["donnees"], faire["cle"])
    except MoteurInjoignable:
        messages = [_a_reessayer(mots.panne_execution(), faire)]
        etat.proposition = {"executer": faire}
    except IssueInconnue:
        messages = [_a_reessayer(mots.issue_inconnue(), faire)]
        etat.proposition = {"executer": faire}
    except RefusDuMoteur as refus:
        texte, boutons = suites.refus(catalogue, refus.probleme)
        revoir = {"title": "Revoir ma demande", "payload": {"operation": operation.id, "donnees": faire["donnees"]}}
        if operation.ecrit:
            texte = f"{texte}\n{mots.RIEN_ENREGISTRE}"
        messages = [Message(texte=texte, boutons=[*boutons, revoir] if operation.ecrit else boutons)]
    else:
        messages = dire_recu(catalogue, recu)
        etat.proposition = _proposer(messages, tour)
    etat.clore()
    if etat.proposition and "executer" in etat.proposition:
        return messages, False  # what is uncertain is settled before anything set aside comes back
    formulaire = Formulaire(catalogue, moteur, etat, tour)
    repris = await formulaire.depiler()
    etat.tour = tour.id
    return [*messages, *formulaire.messages], repris


def dire_recu(catalogue: Catalogue, recu: dict[str, Any]) -> list[Message]:
    """The engine's own sentence, who was set aside and why, the number, and the next step as buttons."""
    lignes = [str(recu["message"]), *(f"- {ecarte['message']}" for ecarte in recu.get("ecartes") or ())]
    custom: dict[str, Any] = {"operation": recu["operation"]}
    if recu.get("recu"):
        lignes.append(mots.recu(recu["recu"], bool(recu.get("rejoue"))))
        custom["recu"] = {"numero": recu["recu"], "operation": recu["operation"], "le": recu["le"]}
    if recu.get("avertissements"):
        custom["avertissements"] = recu["avertissements"]
    lues = [suites.suite(catalogue, suite) for suite in recu.get("suite") or ()]
    lignes += [phrase for phrase, _ in lues if phrase]
    return [Message(texte="\n".join(lignes), boutons=[b for _, b in lues if b], custom=custom)]


def _proposer(messages: list[Message], tour: Tour) -> dict[str, Any] | None:
    """A single next step is what a « oui » right after the receipt means."""
    offres = [b["payload"] for message in messages for b in message.boutons if "operation" in b["payload"]]
    return {**offres[0], "apres": tour.id} if len(offres) == 1 else None


def _a_reessayer(texte: str, faire: dict[str, Any]) -> Message:
    reessayer = {"title": "Réessayer", "payload": {"acte": "affirmation", "cle": faire["cle"]}}
    return Message(texte=texte, boutons=[reessayer])
