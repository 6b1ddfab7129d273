"""Who is meant: the names people type against the people the engine proposes.

Nothing is guessed: two people of one name are asked about, and a name nobody bears is said to be so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from actions.mots_cles import mots, plat

FAUTE_DE_FRAPPE = 86.0  # of 100: « Diallo » and « Dialo »
RESSEMBLANCE = 62.0  # close enough to be offered
PROCHES = 4
NOM_SEUL = 4  # letters
ARTICLES = frozenset({"un", "une", "le", "la", "du", "au", "ce", "cette", "mon", "tres", "plus"})
ECARTE = re.compile(r"\b(?:pas|plus|sauf|sans|au lieu de|a la place de|et non)(?: (?:m|mme|mr|mlle|monsieur|madame))?$")

Choix = Mapping[str, Any]


@dataclass
class Qui:
    """What the names of one turn come to. `ambigu` or `inconnu` stop it, to be asked about."""

    valeurs: dict[str, list[Any]] = field(default_factory=dict)
    ambigu: tuple[str, list[Choix]] | None = None
    inconnu: tuple[str, list[Choix]] | None = None


def candidats(nom: str, choix: Sequence[Choix]) -> list[Choix]:
    """Those who bear this name: exactly, else within a slip of the keyboard."""
    cherches = mots(nom) or plat(nom).split()
    if not cherches:
        return []
    exacts = [c for c in choix if all(mot in _noms(c) for mot in cherches)]
    if exacts:
        return exacts
    notes = [(_note(cherches, c), c) for c in choix]
    meilleure = max((note for note, _ in notes), default=0.0)
    return [c for note, c in notes if note >= FAUTE_DE_FRAPPE and note >= meilleure - 2]


def cites(texte: str, choix: Sequence[Choix]) -> list[str]:
    """The names of the proposals that a flat text holds: first and last names side by side, else last names.

    A last name after an article is a word: « un petit problème ».
    """
    complets, noms = set(), set()
    for indices in (c.get("indices") or {} for c in choix):
        prenom, nom = plat(str(indices.get("prenom") or "")), plat(str(indices.get("nom") or ""))
        if prenom and nom:
            complets |= {dit for dit in (f"{prenom} {nom}", f"{nom} {prenom}") if f" {dit} " in f" {texte} "}
        if len(nom) >= NOM_SEUL and _nomme(texte, nom):
            noms.add(nom)
    restants = {nom for nom in noms if not any(nom in complet.split() for complet in complets)}
    return sorted({*complets, *restants}, key=texte.index)


def _nomme(texte: str, nom: str) -> bool:
    avant, trouve, _ = f" {texte} ".partition(f" {nom} ")
    return bool(trouve) and not ARTICLES.intersection(avant.split()[-1:])


def est_ecarte(texte: str, nom: str) -> bool:
    """« Pas Petit », « sauf M. Petit », « Leroy au lieu de Petit »."""
    return bool(ECARTE.search(f" {texte} ".partition(f" {nom} ")[0]))


def proches(nom: str, choix: Sequence[Choix]) -> list[Choix]:
    """The few whose names look like this one, closest first."""
    cherches = mots(nom) or plat(nom).split()
    notes = sorted(((_note(cherches, c), i) for i, c in enumerate(choix)), key=lambda n: (-n[0], n[1]))
    return [choix[i] for note, i in notes if note >= RESSEMBLANCE][:PROCHES]


def _noms(choix: Choix) -> list[str]:
    indices = choix.get("indices") or {}
    dits = [str(indices[cle]) for cle in ("nom", "prenom", "identifiant", "demandeur", "courriel") if indices.get(cle)]
    return [*plat(" ".join(dits) or str(choix.get("titre", ""))).split(), plat(str(choix["valeur"]))]


def _note(cherches: Sequence[str], choix: Choix) -> float:
    noms = _noms(choix)
    return min((max(fuzz.ratio(mot, nom) for nom in noms) for mot in cherches), default=0.0)


def resoudre(
    dit: Mapping[str, Any],
    noms: Sequence[str],
    choix: Mapping[str, Sequence[Choix]],
    deja: Mapping[str, Sequence[Any]],
    choisis: Mapping[str, Sequence[Any]],
) -> Qui:
    """Settle who goes where.

    `dit` is {"tous": name of a datum or None, "listes": {datum: [names]}}; `noms` the data of people of the operation;
    `deja` who is already placed, kept unless said otherwise; `choisis` who was picked for a name borne by several.
    """
    qui = Qui(valeurs={nom: list(deja.get(nom, ())) for nom in noms})
    places: dict[str, list[Any]] = {}
    for nom, dits in dit.get("listes", {}).items():
        for texte in dits:
            trouves = _trouver(texte, choix.get(nom) or choix[noms[0]], choisis, qui)
            if trouves is None:
                return qui
            places.setdefault(nom, []).extend(v for v in trouves if v not in places.get(nom, ()))
    tous = dit.get("tous")
    if tous:
        places = places or ({nom: list(v) for nom, v in deja.items()} if dit.get("autres") else {})
        nommes = {_cle(v) for valeurs in places.values() for v in valeurs}
        reste = [c["valeur"] for c in choix.get(tous, ()) if _cle(c["valeur"]) not in nommes]
        qui.valeurs = {nom: places.get(nom, []) for nom in noms}
        qui.valeurs[tous] = [*qui.valeurs.get(tous, []), *reste]
        return qui
    for nom, valeurs in places.items():
        partis = {_cle(v) for v in valeurs}
        for autre in noms:
            qui.valeurs[autre] = [v for v in qui.valeurs.get(autre, []) if _cle(v) not in partis]
        if nom in noms:
            qui.valeurs[nom] = [*qui.valeurs.get(nom, []), *valeurs]
    return qui


def sans_titres(dit: Mapping[str, Any], choix: Mapping[str, Sequence[Choix]], titres: set[str]) -> Mapping[str, Any]:
    """What was said of people, less what nobody bears and a training does: « la RIC CAP Cuisine »."""

    def nomme(liste: str, texte: str) -> bool:
        return not set(mots(texte)) <= titres or bool(candidats(texte, choix.get(liste, ())))

    def court(liste: str, texte: str) -> str:
        """« Léa Petit Soudure » is Léa Petit, where nobody is called so."""
        noms = " ".join(mot for mot in texte.split() if not set(mots(mot)) <= titres)
        trompe = noms and noms != texte and not candidats(texte, choix.get(liste, ()))
        return noms if trompe and candidats(noms, choix.get(liste, ())) else texte

    listes = {
        liste: [court(liste, t) for t in textes if nomme(liste, t)] for liste, textes in dit.get("listes", {}).items()
    }
    return {**dit, "listes": {liste: textes for liste, textes in listes.items() if textes}}


def _trouver(
    texte: str, choix: Sequence[Choix], choisis: Mapping[str, Sequence[Any]], qui: Qui
) -> Sequence[Any] | None:
    if plat(texte) in choisis:
        return choisis[plat(texte)]
    trouves = candidats(texte, choix)
    if len(trouves) == 1:
        return [trouves[0]["valeur"]]
    if trouves:
        qui.ambigu = (texte, trouves)
    else:
        qui.inconnu = (texte, proches(texte, choix))
    return None


def _cle(valeur: Any) -> str:
    return str(valeur)
