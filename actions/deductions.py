"""What two things said tell together: « de 9h à 11h » is a length, « Rémi Dubosc » a first name and a surname."""

import re
from collections.abc import Sequence
from typing import Any

from actions import annonces
from actions.catalogue import Operation
from actions.tour import Entite, Etat, Tour

NOMMES = {
    "nom": re.compile(r"(?<![\w])nom ?(?:de famille ?)?:? ?([A-ZÀ-Þ][\w'’-]+)"),
    "prenom": re.compile(r"(?<![\w])pr[ée]nom ?:? ?([A-ZÀ-Þ][\w'’-]+)"),
}


def deduire(operation: Operation, etat: Etat, tour: Tour, dites: Sequence[Entite], valeurs: dict[str, Any]) -> None:
    """Complete `valeurs`, read from a sentence and its data `dites`, with what they say of another datum."""
    noms = {donnee.nom for donnee in operation.donnees}
    if {"date_heure", "duree"} <= noms and "duree" not in valeurs:
        valeurs |= _duree(str(valeurs.get("date_heure", ""))[11:], dites)
    for nom in noms:  # « suite au départ de M. Roussel, c’est Laurence Picard, l.picard@metiers.fr »
        if nom.endswith("_nom") and nom not in etat.donnees:
            connu = annonces.nom_de_l_adresse(tour)
            valeurs |= {nom: connu} if connu else {}
    if {"nom", "prenom"} <= noms:  # « nom Ferrand, prénom Lucie »
        valeurs |= {nom: dit for nom, motif in NOMMES.items() if (dit := _apres(motif, tour.texte))}
    if {"nom", "prenom"} <= noms and "prenom" not in valeurs and len(str(valeurs.get("nom", "")).split()) > 1:
        valeurs["prenom"], valeurs["nom"] = prenom_et_nom(str(valeurs["nom"]))


def _apres(motif: re.Pattern[str], texte: str) -> str | None:
    dit = motif.search(texte)
    return dit[1] if dit else None


def _duree(debut: str, dites: Sequence[Entite]) -> dict[str, int]:
    fin = next((str(e.valeur) for e in dites if e.type == "heure" and e.valeur != debut), "")
    return {"duree": _minutes(fin) - _minutes(debut)} if debut and fin > debut else {}


def _minutes(heure: str) -> int:
    heures, minutes = heure.split(":")
    return int(heures) * 60 + int(minutes)


def prenom_et_nom(dit: str) -> tuple[str, str]:
    """« Rémi Dubosc », « DUBOSC Rémi »: the first name and the surname, which alone is all in capitals."""
    mots = dit.split()
    criees = [mot for mot in mots if len(mot) > 1 and mot.isupper()]
    if criees and len(criees) < len(mots):
        return " ".join(mot for mot in mots if mot not in criees), " ".join(criees)
    return mots[0], " ".join(mots[1:])
