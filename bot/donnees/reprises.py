"""What a sentence says again, or by what it just said: « le 12, non le 13 », « une semaine plus tard »."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.donnees.texte import Donnee, Texte, plier

# Of people it would be a list: « Petit oui, Diallo non, Leroy ».
_TYPES = frozenset({"date", "date_heure", "heure", "mois", "periode", "entier", "montant", "heures", "duree"})
_JOURS = frozenset({"date", "date_heure"})
_REPRISE = re.compile(
    r"[ ,.(…-]*(?:(?:euh|ah|oups) ?,? ?)*(?:non|pardon|enfin|plutot|je veux dire|je me trompe|erreur|rectification)\b"
    r"(?:[ ,.…]*(?:non|pardon|plutot|c'est|je veux dire|excusez(?:[- ]moi)?|en fait|finalement|mais|disons)\b)*"
    r"[ ,.…:]*(?:(?:le|la|les|a|au|du|de|pour|jusqu'au|jusqu'a)\b ?)*"
)
_PLUS_TARD = re.compile(
    r"\b(?:(?P<semaines>une|1|deux|2|trois|3|quatre|4) semaines?|(?P<jours>huit|8|quinze|15) jours?)"
    r" (?:plus tard|apres)\b"
)
_COMBIEN = {"une": 7, "1": 7, "deux": 14, "2": 14, "trois": 21, "3": 21, "quatre": 28, "4": 28}
_COMBIEN |= {"huit": 7, "8": 7, "quinze": 14, "15": 14}
_SEMAINE = re.compile(r"(?:le |ce )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)")


def lire_plus_tard(texte: Texte) -> None:
    """« Ceux du 14, refais-les une semaine plus tard »: counted from the last day said before."""
    for match in texte.chercher(_PLUS_TARD):
        avant = [
            (span, donnee)
            for span, donnee in zip(texte.spans, texte.donnees, strict=True)
            if donnee.entity in _JOURS and span[1] <= match.start()
        ]
        if avant:
            dernier = max(avant, key=lambda paire: paire[0])[1]
            ecart = _COMBIEN[match["semaines"] or match["jours"]]
            jour = date.fromisoformat(str(dernier.value)[:10]) + timedelta(days=ecart)
            texte.ajouter("date", jour.isoformat(), match.start(), match.end())


def corriger(texte: Texte, donnees: list[Donnee]) -> list[Donnee]:
    """Put aside what the sentence itself takes back, and join what says one thing in two; in reading order."""
    lues: list[Donnee] = []
    for donnee in donnees:
        avant = lues[-1] if lues else None
        if avant is None or avant.end > donnee.start or not {avant.entity, donnee.entity} <= _TYPES:
            lues.append(donnee)
            continue
        entre = plier(texte.brut[avant.end : donnee.start])
        if _REPRISE.fullmatch(entre):
            lues[-1:] = _reprise(texte, avant, donnee)
        elif not entre.strip() and _SEMAINE.fullmatch(plier(avant.text)) and plier(donnee.text).startswith("dans "):
            lues[-1] = _etendre(texte, avant, donnee, _le_plus_proche(str(avant.value), str(donnee.value)))
        else:
            lues.append(donnee)
    return lues


def _reprise(texte: Texte, avant: Donnee, donnee: Donnee) -> list[Donnee]:
    if avant.entity == "date_heure" and donnee.entity == "heure":
        return [_etendre(texte, avant, donnee, f"{avant.value[:11]}{donnee.value}")]
    if avant.entity == "date_heure" and donnee.entity == "date":
        return [_etendre(texte, avant, donnee, f"{donnee.value}{avant.value[10:]}")]
    if avant.entity == "periode" and donnee.entity == "date" and donnee.value >= avant.value["debut"]:
        return [_etendre(texte, avant, donnee, avant.value | {"fin": donnee.value})]
    meme = avant.entity == donnee.entity or {avant.entity, donnee.entity} == _JOURS
    return [replace(avant, role="ecarte") if meme else avant, donnee]


def _etendre(texte: Texte, avant: Donnee, donnee: Donnee, valeur: object) -> Donnee:
    mots = texte.brut[avant.start : donnee.end]
    return replace(avant, value=valeur, end=donnee.end, text=mots, autres=())


def _le_plus_proche(jour: str, autour: str) -> str:
    """« Mercredi dans 15 jours »: the Wednesday nearest to that day."""
    centre = date.fromisoformat(autour)
    voulu = date.fromisoformat(jour).weekday()
    ecart = (voulu - centre.weekday() + 3) % 7 - 3
    return (centre + timedelta(days=ecart)).isoformat()
