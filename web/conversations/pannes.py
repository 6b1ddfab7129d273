"""What is said when the bot gave no answer: only what the journal knows."""

from typing import Any

from engine.kit.refus import HOTLINE

REESSAYER = "Réessayer"
ATTENTE = "Je redémarre une partie de l’assistant. Votre message est gardé, je vous réponds dès que possible."
PANNE = (
    f"touchez « {REESSAYER} » dans une minute, rien ne sera fait deux fois. Si cela continue, "
    f"appelez la hotline au {HOTLINE}."
)


def dire_panne(tour_id: int, trace: dict[str, Any] | None, *, operation_en_cours: bool) -> dict[str, Any]:
    """One message: what the engine did, or that it did nothing, with a button to play the turn again."""
    if trace is not None and (refus := trace.get("refus")):
        return _message(f"{refus['message']} {refus['suite']['titre']}")
    if trace is not None:
        recu = {"numero": trace["recu"], "operation": trace["operation"], "le": trace["le"]}
        return _message(f"{trace['message']} Une partie de l’assistant s’est arrêtée juste après, d’où l’attente.") | {
            "recu": recu,
            "avertissements": trace["avertissements"],
        }
    enregistre = "À cet instant, rien n’est enregistré. " if operation_en_cours else ""
    texte = (
        f"Je n’ai pas pu vous répondre : une partie de l’assistant est arrêtée. {enregistre}Votre message est gardé : "
    )
    return _message(texte + PANNE) | {"boutons": [{"titre": REESSAYER, "charge": {"rejouer": tour_id}}]}


def _message(texte: str) -> dict[str, Any]:
    return {"texte": texte, "boutons": [], "sources": []}
