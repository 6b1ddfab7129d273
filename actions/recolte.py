"""What one turn brings to an operation: a button, the answer to what was put precisely, or a sentence to read."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from actions import choix, personnes
from actions.catalogue import Operation
from actions.lecture import Lecture, Recolte
from actions.mots_cles import plat
from actions.tour import Etat, Tour

UNE_SESSION = re.compile(r"\b(?:session|formation|action)\b")
UN_DEMANDEUR = re.compile(r"\b(?:demandeu(?:r|se)|candidate?|stagiaire|personne|identifiant)\b")


def recolter(operation: Operation, etat: Etat, tour: Tour) -> Recolte:
    """Read the turn: what it gives of the operation."""
    if tour.bouton.get("valeur"):
        return _du_bouton(operation, etat, tour.bouton)
    attendu = (etat.attend or {}).get("donnee")
    if (etat.attend or {}).get("precise") and attendu:
        precise = _precision(etat, tour)
        if precise.utile:
            return precise
    return _quel_numero(etat, tour) or Lecture(operation, etat, tour, attendu).lire()


def _du_bouton(operation: Operation, etat: Etat, bouton: Mapping[str, Any]) -> Recolte:
    recolte = Recolte()
    for nom, valeur in bouton["valeur"].items():
        if bouton.get("precise"):
            recolte.dit["choisis"] = {plat(bouton["precise"]): valeur if isinstance(valeur, list) else [valeur]}
        elif operation.donnee(nom) is not None:
            recolte.valeurs[nom] = valeur
    return recolte


def _quel_numero(etat: Etat, tour: Tour) -> Recolte | None:
    """The words that answer « est-ce le numéro d’une session, ou celui d’un demandeur ? », where both are shown."""
    parmi: Sequence[Mapping[str, Any]] = (etat.attend or {}).get("parmi") or ()
    if len(parmi) != 2 or parmi[0]["valeur"] != parmi[1]["valeur"]:
        return None
    for choisi, motif in zip(parmi, (UNE_SESSION, UN_DEMANDEUR), strict=True):
        if motif.search(plat(tour.texte)):
            return Recolte({choisi.get("donnee", (etat.attend or {})["donnee"]): choisi["valeur"]})
    return None


def _precision(etat: Etat, tour: Tour) -> Recolte:
    """The answer to « deux personnes s’appellent Martin : laquelle ? » or to an unknown name."""
    attend = etat.attend or {}
    parmi: Sequence[Mapping[str, Any]] = attend.get("parmi", ())
    texte = plat(tour.texte)
    if len(parmi) > 1 and re.search(r"\b(les deux|les trois|toutes|tous)\b", texte):
        trouves = list(parmi)
    else:
        trouves = personnes.candidats(tour.texte, parmi)
        if len(trouves) != 1:
            montres = [c["valeur"] for c in parmi]
            trouves = choix.retenir(parmi, choix.reperes(tour.entites, tour.texte), montres)[0]
        if len(trouves) != 1 and not (texte in ("oui", "c est ca") and len(parmi) == 1):
            return Recolte()
    return Recolte(dit={"choisis": {plat(attend["precise"]): [c["valeur"] for c in trouves]}})
