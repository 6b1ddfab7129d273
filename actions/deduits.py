"""What follows from what was read: a day alone is the first and the last, « l’absence du 3 » says which one."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from actions import choix
from actions.catalogue import Donnee, Operation
from actions.mots_cles import plat, signe_a_signe
from actions.tour import Entite, Etat, Tour

JOURS = frozenset({"date", "date_heure", "periode"})
SEUL_JOUR = re.compile(
    r"\b(?:meme jour|(?:un|1) (?:seul )?jour|(?:une|1|la) journee|seulement|uniquement|juste|que ce jour)\b"
)


def completer(operation: Operation, etat: Etat, tour: Tour, valeurs: Mapping[str, Any]) -> dict[str, Any]:
    """The values that those of the turn give to other data."""
    deduites: dict[str, Any] = {}
    for donnee in operation.donnees:
        if donnee.meme_jour and donnee.nom not in {**etat.donnees, **valeurs}:
            jour = _meme_jour(donnee, etat, tour, valeurs)
            deduites |= {donnee.nom: jour} if jour else {}
    return deduites | _dans_l_ordre(tour, {**valeurs, **deduites})


def _dans_l_ordre(tour: Tour, valeurs: Mapping[str, Any]) -> dict[str, Any]:
    """« Hier et avant-hier »: two days side by side, the later said first."""
    debut, fin = valeurs.get("date_debut"), valeurs.get("date_fin")
    if not debut or not fin or fin >= debut:
        return {}
    seuls = [e for e in tour.entites if e.type == "date" and e.role is None]
    return {"date_debut": fin, "date_fin": debut} if {debut, fin} <= {str(e.valeur) for e in seuls} else {}


def _meme_jour(donnee: Donnee, etat: Etat, tour: Tour, valeurs: Mapping[str, Any]) -> Any:
    """« Absente le 5 », not « depuis le 5 »; where the first day is asked, the last one is asked next."""
    attendu = (etat.attend or {}).get("donnee")
    dit = valeurs.get(donnee.meme_jour)
    seul = SEUL_JOUR.search(plat(tour.texte))
    if dit is None:
        return etat.donnees.get(donnee.meme_jour) if seul and attendu == donnee.nom else None
    ouvert = any(e.role for e in tour.entites if e.type in JOURS)
    return dit if seul or (attendu != donnee.meme_jour and not ouvert) else None


def dates_d_un_objet(
    donnee: Donnee, operation: Operation, etat: Etat, tour: Tour, entites: Sequence[Entite]
) -> list[Entite]:
    """« L’absence du 3 au 5 »: the days that say which one, and are not those it will have."""
    if donnee.type != "choix" or donnee.nom in etat.donnees or any(d.type == "rdv" for d in operation.donnees):
        return []  # « la liste des inscrits de la RIC du 12 »: of the appointment
    nom_commun = plat(donnee.titre).split()[0]
    designe = re.compile(rf"\b{nom_commun}s?\b[^,.:;!?]{{0,40}}?\b(?:du|de|des)\s*$")
    return [e for e in entites if e.type in JOURS and designe.search(_avant(tour.texte, e))]


def _avant(texte: str, entite: Entite) -> str:
    """The words before a day, its own article included."""
    article = re.match(r"(?:du|de|des)\b", signe_a_signe(entite.texte))
    return signe_a_signe(texte[: entite.debut]) + (article[0] if article else "")


def reperes_de_dates(dates: Sequence[Entite]) -> dict[str, Any]:
    """What these days give to choose by."""
    reperes = choix.reperes(dates, "")
    reperes["dates"] += [str(e.valeur["debut"]) for e in dates if e.type == "periode"]
    return reperes
