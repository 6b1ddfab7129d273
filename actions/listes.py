"""Who goes into which list of an operation: « tous présents sauf Martin », « petit, leroy et nguyen »."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from actions.donnees import nettoyer
from actions.mots_cles import mots

LISTES = frozenset({
    "presents", "absents", "retenus", "non_retenus", "en_attente",
    "obtenue", "partielle", "non_obtenue", "sans_certification",
})  # fmt: skip
CONTRAIRES = {"presents": "absents", "absents": "presents", "retenus": "non_retenus", "non_retenus": "retenus"}
HORS = "hors"  # named not to be taken, where nothing says what they are instead
PERSONNE_SEULE = 3  # words: a longer clause is not a name


def placer(dit: dict[str, Any], valeur: Mapping[str, Any], noms: Sequence[str], cible: str) -> None:
    """Turn what was understood of people into lists by datum: « tous sauf Martin » of presents and absents."""
    for nom in noms:
        ajouter(dit, nom, valeur.get(nom) or ())
    if not LISTES & set(noms):  # « Mme Petit absente »: who it is about, where there is no such list
        for liste in sorted(LISTES):
            ajouter(dit, cible, valeur.get(liste) or ())
    tous = valeur.get("reste") or valeur.get("tous")  # those who are not named
    if tous:
        dit["tous"] = tous if tous in noms else cible
        dit["autres"] = bool(valeur.get("reste") and not valeur.get("tous"))  # « les autres étaient absents »
    cites = [nom for liste in dit["listes"].values() for nom in liste]
    sauf = [nom for nom in valeur.get("sauf") or () if nom not in cites]
    ajouter(dit, _ou_vont_les_autres(dit["tous"] or cible, noms), sauf)
    groupes = any(valeur.get(nom) for nom in LISTES.intersection(noms))
    if not groupes:  # « Martin présent. Pour Petit, je vérifie » says nothing of Petit
        ajouter(dit, cible, valeur.get("noms") or ())


def _ou_vont_les_autres(liste: str, noms: Sequence[str]) -> str:
    """« Tous présents sauf Petit » says absent; « tous certifiés sauf Petit » does not say what Petit got."""
    autres = [nom for nom in noms if nom != liste]
    contraire = CONTRAIRES.get(liste)
    if contraire in noms:
        return str(contraire)
    return autres[0] if len(autres) == 1 else HORS if autres else liste


def ajouter(dit: dict[str, Any], nom: str, noms: Iterable[str]) -> None:
    """Put names in a list, each once."""
    for texte in noms:
        liste = dit["listes"].setdefault(nom, [])
        if texte not in liste:
            liste.append(texte)


def noms_tapes(texte: str) -> list[str]:
    """« petit, leroy et nguyen » as three names."""
    morceaux = re.split(r",|;|\bet\b|\bni\b|\bainsi que\b", nettoyer(texte))
    return [m.strip() for m in morceaux if m.strip() and len(mots(m)) <= PERSONNE_SEULE and mots(m)]
