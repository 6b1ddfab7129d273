"""After an explicit yes: execute once with the key of the recap, and say what the engine answered, and only that."""

from typing import Any

from actions import mots
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
        texte, boutons = mots.refus(refus.probleme)
        revoir = {"title": "Revoir ma demande", "payload": {"operation": operation.id, "donnees": faire["donnees"]}}
        if operation.ecrit:
            texte = f"{texte}\n{mots.RIEN_ENREGISTRE}"
        messages = [Message(texte=texte, boutons=[*boutons, revoir] if operation.ecrit else boutons)]
    else:
        messages = dire_recu(recu)
        etat.proposition = _proposer(recu, tour)
    etat.clore()
    if etat.proposition and "executer" in etat.proposition:
        return messages, False  # what is uncertain is settled before anything set aside comes back
    formulaire = Formulaire(catalogue, moteur, etat, tour)
    repris = await formulaire.depiler()
    etat.tour = tour.id
    return [*messages, *formulaire.messages], repris


def dire_recu(recu: dict[str, Any]) -> list[Message]:
    """The engine's own sentence, who was set aside and why, the number, and the next step as buttons."""
    lignes = [str(recu["message"]), *(f"- {ecarte['message']}" for ecarte in recu.get("ecartes") or ())]
    custom: dict[str, Any] = {"operation": recu["operation"]}
    if recu.get("recu"):
        lignes.append(mots.recu(recu["recu"], bool(recu.get("rejoue"))))
        custom["recu"] = {"numero": recu["recu"], "operation": recu["operation"], "le": recu["le"]}
    if recu.get("avertissements"):
        custom["avertissements"] = recu["avertissements"]
    boutons = [bouton for suite in recu.get("suite") or () if (bouton := mots.suite_en_bouton(suite))]
    return [Message(texte="\n".join(lignes), boutons=boutons, custom=custom)]


def _proposer(recu: dict[str, Any], tour: Tour) -> dict[str, Any] | None:
    """A single next step is what a « oui » right after the receipt means."""
    suites = [s for s in recu.get("suite") or () if s.get("operation")]
    if len(suites) != 1:
        return None
    return {"operation": suites[0]["operation"], "donnees": suites[0].get("donnees") or {}, "apres": tour.id}


def _a_reessayer(texte: str, faire: dict[str, Any]) -> Message:
    reessayer = {"title": "Réessayer", "payload": {"acte": "affirmation", "cle": faire["cle"]}}
    return Message(texte=texte, boutons=[reessayer])
