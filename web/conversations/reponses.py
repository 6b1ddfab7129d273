"""From what the bot says to what the page shows: buttons, sources, links, receipts."""

import json
from typing import Any

from engine.kit.acteurs import Role
from engine.kit.catalogue import libelle_de
from engine.kit.operations import OPERATIONS
from engine.kit.sceau import MOTIF_SCEAU, masquer
from web.site.articles import Articles

VOIR_AUSSI_MAX = 3
AUTRE_QUESTION = "Pour votre autre question\u00a0:"


class Redaction:
    """Words the contract's messages."""

    def __init__(self, articles: Articles) -> None:
        self.articles = articles

    def rediger(self, messages: list[dict[str, Any]], role: Role) -> list[dict[str, Any]]:
        """The contract's messages, buttons as `{"titre", "charge"}`; what is not words joins the words before it."""
        rediges: list[dict[str, Any]] = []
        for message in messages:
            texte, charge = masquer(message.get("text") or ""), message.get("custom") or {}
            if texte or message.get("buttons") or not rediges:
                rediges.append({"texte": texte, "boutons": [], "sources": []})
            courant = rediges[-1]
            courant["boutons"] += [_bouton(bouton) for bouton in message.get("buttons") or []]
            courant |= {cle: charge[cle] for cle in ("operation", "recu", "avertissements") if charge.get(cle)}
            if charge.get("article") in self.articles.par_id:
                self._enrichir(courant, charge["article"], role)
        return [message for message in rediges if message["texte"]]

    def ajouter(self, messages: list[dict[str, Any]], comprehension: dict[str, Any], role: Role) -> None:
        """Answer in place what else the message asked: articles before what the form asks, operations as a button."""
        principal = comprehension["ids"][0] if comprehension.get("aussi") else None
        rang = next((i + 1 for i, message in enumerate(messages) if message.get("article") == principal), 0)
        for autre in comprehension.get("aussi", ()):
            id = autre["ids"][0]
            if autre["decision"] == "operation" and id in OPERATIONS and role.peut(OPERATIONS[id].roles):
                bouton = {"titre": f"Ensuite\u00a0: {libelle_de(id)}", "charge": {"operation": id}}
                messages[-1]["boutons"].append(bouton)
            elif autre["decision"] == "article" and id in self.articles.par_id:
                texte = f"{AUTRE_QUESTION}\n\n{self.articles.par_id[id].texte}" if rang else ""
                reponse: dict[str, Any] = {"texte": texte, "boutons": [], "sources": []}
                self._enrichir(reponse, id, role)
                messages.insert(rang, reponse)
                rang += 1

    def _enrichir(self, message: dict[str, Any], article_id: str, role: Role) -> None:
        article = self.articles.par_id[article_id]
        message["article"] = article.id
        message["texte"] = message["texte"] or article.texte
        message["sources"] = [{"titre": source, "article": article.id} for source in article.sources]
        operation = OPERATIONS.get(article.operation or "")
        if operation is not None and role.peut(operation.roles):
            titre = f"Je m’en occupe\u00a0: {libelle_de(operation.id)}"
            message["boutons"].append({"titre": titre, "charge": {"operation": operation.id}})
        for voisin in self.articles.choisir(article.voir_aussi[:VOIR_AUSSI_MAX]):
            message["boutons"].append({"titre": voisin.question, "charge": {"article": voisin.id}})


def _bouton(bouton: dict[str, Any]) -> dict[str, Any]:
    charge = bouton["payload"]
    return {"titre": masquer(bouton["title"]), "charge": json.loads(charge) if isinstance(charge, str) else charge}


def etat_des_slots(slots: dict[str, Any]) -> dict[str, Any]:
    """What is kept of the dialogue's state: where it stands, and the key of the recap that awaits its yes."""
    etat = {cle: slots[cle] for cle in ("operation", "donnees", "attend") if slots.get(cle)}
    cle = (slots.get("apercu") or {}).get("cle") if slots.get("operation") else None
    return etat | ({"cle": cle} if cle else {})


def ce_qui_est_compris(
    comprehension: dict[str, Any], texte: str, attend: dict[str, Any] | None
) -> dict[str, Any] | None:
    """What is kept of what the bot understood; nothing of a datum nor of a secret: neither is a question."""
    secret = (attend or {}).get("type") == "secret" or MOTIF_SCEAU.search(texte)
    if secret or comprehension.get("decision") in (None, "donnee"):
        return None
    return {cle: comprehension[cle] for cle in ("decision", "ids", "confiance") if cle in comprehension}
