"""Whom a sentence names: by entities, or by its words when people are awaited."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from actions import donnees, listes
from actions.catalogue import Donnee, Operation
from actions.donnees import PERSONNES
from actions.tour import Entite, Tour

QUI = frozenset({"nom", "demandeur"})
ET = re.compile(
    r",? ?(?:et(?: puis)?|puis|ainsi que|plus|avec|[+&]) ?(?:aussi |encore )?(?:pour )?(?:(?:M\.|Mme|Mlle) )?",
    re.IGNORECASE,
)
# Who asks for somebody else.
DEMANDE = re.compile(
    r"(?:,? (?:du|de la|de l['’]|des|de|d['’])[^,.;:]{2,40})?(?: ?\([^)]*\))?,? (?:me |m['’]|nous )?"
    r"(?:demande|appelle|voudrait|veut|souhaite|signale|dit"
    r"|au t[ée]l[ée]phone|[àa] l['’]appareil|en ligne|au bout du fil)\b",
    re.IGNORECASE,
)
# « Mme Camara c’est bon, elle y est déjà »: nothing is asked of her.
DEJA = re.compile(
    r",? (?:elle |il |lui |c['’]? ?)?(?:est )?"
    r"(?:bon|(?:y )?(?:est |sont )?d[ée]j[àa]|vient (?:toujours|quand m[êe]me)|ne change pas)\b",
    re.IGNORECASE,
)
EN_LIGNE = re.compile(r"\b(?:j['’]ai|on a|avec|par) (?:M\.|Mme|Mlle)? ?$", re.IGNORECASE)


def lire(
    donnee: Donnee, operation: Operation, tour: Tour, attendu: str | None, restantes: Sequence[Entite]
) -> tuple[dict[str, Any], list[Entite]]:
    """The people said, everybody (`tous`) or by list (`listes`), and the entities that name them."""
    noms = [d.nom for d in operation.donnees if d.type in PERSONNES]
    dit: dict[str, Any] = {"tous": None, "listes": {}}
    types = {"personnes", "nom"} | ({"demandeur", "courriel"} if donnee.type == "personne" else set())
    types -= {d.type for d in operation.donnees if d.type == "courriel"}
    deja = [e for e in restantes if e.type == "nom" and DEJA.match(tour.texte, e.fin)]
    restantes = restantes if donnee.type in donnees.SEULES else [e for e in restantes if e not in deja]
    lues = _nommant([e for e in restantes if e.type in types and e.role != "auteur"], donnee.type in donnees.SEULES)
    if donnee.type in donnees.SEULES and len(premiers := [e for e in lues if e.type == "nom"]) > 1:
        concernes = [e for e in premiers if not _demande(tour.texte, e)] or premiers
        listes.ajouter(dit, donnee.nom, [str(concernes[0].valeur)])  # « Mme Corbin …, Mme Martin, elle, était là »
        return dit, lues
    cible = attendu if attendu in noms else noms[0]
    for entite in lues:
        if entite.type != "personnes" or not isinstance(entite.valeur, dict):
            if not any(e.type == "personnes" for e in lues):
                listes.ajouter(dit, str(cible), [str(entite.valeur)])
        else:
            listes.placer(dit, entite.valeur, noms, str(cible))
    # Beside other data, words are perhaps no name: one person must then be among the proposals (`cites`).
    tapes = not lues and not (tour.entites and donnee.type in donnees.SEULES)
    if tapes and donnee.nom == attendu:
        listes.ajouter(dit, donnee.nom, listes.noms_tapes(hors(tour.texte, tour.entites)))
    return dit, lues


def _demande(texte: str, entite: Entite) -> bool:
    """Whether somebody named beside another is who asks: « Mme Roche, du Greta, demande où en est Hugo Marchand »."""
    return bool(DEMANDE.match(texte, entite.fin) or EN_LIGNE.search(texte[: entite.debut]))


def _nommant(entites: list[Entite], seule: bool) -> list[Entite]:
    """Those that name people: a list understood as such holds its numbers, and one number says better who one is."""
    for type_ in ("personnes", *(("demandeur", "courriel") if seule else ())):
        if dites := [e for e in entites if e.type == type_]:
            return dites + [e for e in entites if e.type == "nom" and type_ == "personnes"]
    return entites


def a_cote(tour: Tour, restantes: Sequence[Entite]) -> list[Entite]:
    """« Le 6543210H et puis Yanis Benali »: those who are named beside a number that is somebody else's."""
    autres = []
    for avant, apres in pairwise(sorted((e for e in tour.entites if e.type in QUI), key=lambda e: e.debut)):
        liees = ET.fullmatch(tour.texte[avant.fin : apres.debut])
        autres += [e for e in (avant, apres) if liees and avant.type != apres.type and e.type == "nom"]
    return [e for e in autres if e in restantes]


def sans_listes(texte: str, entites: Iterable[Entite]) -> str:
    """The sentence without the names of its lists of people, whose other words are kept: « Petit absente, malade »."""
    for entite in entites:
        if entite.type == "personnes" and isinstance(entite.valeur, dict):
            dits = [nom for liste in entite.valeur.values() if isinstance(liste, list) for nom in liste]
            for nom in sorted(dits, key=len, reverse=True):
                texte = re.sub(rf"\b{re.escape(nom)}\b", lambda dit: " " * len(dit[0]), texte)
    return texte


def hors(texte: str, entites: Iterable[Entite]) -> str:
    """The sentence without the data found in it, which may overlap: « Mme Petit » in « Mme Petit absente »."""
    pris = {place for entite in entites for place in range(entite.debut, entite.fin)}
    return "".join(" " if place in pris else signe for place, signe in enumerate(texte))
