"""What people think of the answers, by article and by operation: for the hotline's console and for `make avis`."""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.kit.catalogue import libelle_de, libelles
from web.conversations.avis import raisons
from web.conversations.depot import instant
from web.conversations.models import Avis, Tour
from web.site.articles import Articles

DERNIERS = 20
PAR_LOT = 500
AUTRES = "Autres échanges"
Sujet = tuple[str, str]  # ("article" | "operation" | "", id)


def bilan(db: Session, articles: Articles) -> dict[str, Any]:
    """`{"totaux": […], "derniers": […]}`: the subjects that displease most first, then what was last said against."""
    comptes: dict[Sujet, Counter[str]] = defaultdict(Counter)
    derniers: list[dict[str, Any]] = []
    donnes = select(Avis, Tour).join(Tour, Tour.id == Avis.tour_id).order_by(Avis.donne_le.desc(), Avis.tour_id.desc())
    for avis, tour in db.execute(donnes.execution_options(yield_per=PAR_LOT)):
        sujet = sujet_de(tour)
        comptes[sujet]["utiles" if avis.utile else "pas_utiles"] += 1
        if avis.raison:
            comptes[sujet][avis.raison] += 1
        if len(derniers) < DERNIERS and (avis.raison or avis.commentaire):
            derniers.append(_decrire(sujet, articles) | _dire(avis))
    totaux = [_decrire(sujet, articles) | _compter(compte) for sujet, compte in comptes.items()]
    totaux.sort(key=lambda total: (-total["pas_utiles"], -total["utiles"], total["titre"]))
    return {"totaux": totaux, "derniers": derniers}


def sujet_de(tour: Tour) -> Sujet:
    """The article or the operation that an answer is about: what was understood, else what was shown."""
    compris = tour.comprehension or {}
    if compris.get("decision") in ("article", "operation") and compris.get("ids"):
        return str(compris["decision"]), str(compris["ids"][0])
    reponse = tour.reponse or {"messages": [], "etat": {}}
    for genre in ("article", "operation"):
        for montre in (*reponse["messages"], reponse.get("etat") or {}):
            if montre.get(genre):
                return genre, str(montre[genre])
    return "", ""


def _decrire(sujet: Sujet, articles: Articles) -> dict[str, Any]:
    genre, id = sujet
    if genre == "article" and id in articles.par_id:
        return {"article": id, "titre": articles.par_id[id].question}
    if genre == "operation" and id in libelles():
        return {"operation": id, "titre": libelle_de(id)}
    return {"titre": id or AUTRES}  # withdrawn since, or neither


def _compter(compte: Counter[str]) -> dict[str, Any]:
    frequentes = sorted((id for id in raisons() if compte[id]), key=lambda id: -compte[id])
    dites = [{"raison": id, "libelle": raisons()[id], "combien": compte[id]} for id in frequentes]
    return {"utiles": compte["utiles"], "pas_utiles": compte["pas_utiles"], "raisons": dites}


def _dire(avis: Avis) -> dict[str, Any]:
    return {
        "le": instant(avis.donne_le),
        "avis": "utile" if avis.utile else "pas-utile",
        "raison": raisons().get(avis.raison or "", avis.raison),
        "commentaire": avis.commentaire,
    }
