"""Reads the export of the organismes of KAIROS: one line each, `|` between values, dates `JJ/MM/AAAA`.

Tolerant of the encoding, of the ends of lines, of columns that are in another order or unknown, and of the names of
regions; strict on the SIRET and on dates. A line that cannot be read is told, with its reason; the others go on.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import TextIOWrapper
from typing import Any, BinaryIO

from engine.adhesion_comptes.refus_export import ExportIllisible
from engine.kit.donnees import lire_courriel
from engine.kit.fichiers import est_en_utf8
from engine.kit.identifiers import siret_est_correct
from engine.kit.parametres import parametre
from engine.kit.refus import Refus

SEPARATEUR = "|"
LIGNE_MAX, TEXTE_MAX = 20_000, 250  # characters
COLONNES = {
    "siret": "siret",
    "libelle": "raison_sociale",
    "region": "ancienne_region",
    "nouvelle region": "region",
    "nom rgc": "nom",
    "prenom rgc": "prenom",
    "mail rgc": "courriel",
    "telephone rgc": "telephone",
    "assedic": "assedic",
    "convention": "convention",
    "date debut": "debut",
    "date fin": "fin",
}
ATTENDUES = frozenset({"siret", "raison_sociale", "convention", "debut", "fin"})


@dataclass(frozen=True, slots=True)
class LigneLue:
    """One organisme: what is not said is empty or None. `remarques` say what was set aside of the line."""

    ligne: int
    siret: str
    raison_sociale: str
    region: str | None
    rgc_nom: str
    rgc_courriel: str | None
    telephone: str | None
    assedic: str | None
    convention: str | None
    debut: date | None
    fin: date | None
    remarques: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ecart:
    """What was left out of the file, where, and why."""

    ligne: int
    siret: str
    raison: str

    def as_dict(self) -> dict[str, Any]:
        """As the summary gives it."""
        return {"ligne": self.ligne, "siret": self.siret, "raison": self.raison}


def lire(flux: BinaryIO, octets_max: int) -> Iterator[LigneLue | Ecart]:
    """Line by line. Raises ExportIllisible when it is too large or no such export."""
    if flux.seek(0, 2) > octets_max:
        raise ExportIllisible(raison="Le fichier dépasse la taille admise. Envoyez-le en plusieurs parties.")
    flux.seek(0)
    encodage = "utf-8-sig" if est_en_utf8(flux, octets_max) else "cp1252"
    texte = TextIOWrapper(flux, encoding=encodage, errors="replace", newline=None)
    try:
        yield from _lire_lignes(texte)
    finally:
        texte.detach()


def _lire_lignes(texte: TextIOWrapper) -> Iterator[LigneLue | Ecart]:
    colonnes: dict[str, int] | None = None
    numero = 0
    while ligne := texte.readline(LIGNE_MAX):
        numero += 1
        if len(ligne) == LIGNE_MAX:
            raise ExportIllisible(raison=f"La ligne {numero} est démesurée. Rien n’a été importé.")
        if not ligne.strip(" \t\r\n|;"):
            continue
        valeurs = [_propre(valeur) for valeur in ligne.split(SEPARATEUR)]
        if colonnes is None:
            colonnes = _entete(valeurs)
            continue
        try:
            yield _lire_ligne(numero, valeurs, colonnes)
        except ValueError as raison:
            rang = colonnes["siret"]
            yield Ecart(numero, valeurs[rang][:40] if rang < len(valeurs) else "", str(raison))
    if colonnes is None:
        raise ExportIllisible(raison="Le fichier est vide.")


def _propre(valeur: str) -> str:
    """Without needless spaces nor characters that nobody sees."""
    return "".join(lettre for lettre in " ".join(valeur.split()) if lettre.isprintable())


def _entete(valeurs: list[str]) -> dict[str, int]:
    connues = {_a_plat(valeur): rang for rang, valeur in reversed(list(enumerate(valeurs)))}
    colonnes = {nom: connues[titre] for titre, nom in COLONNES.items() if titre in connues}
    if manquantes := ATTENDUES - colonnes.keys():
        titres = ", ".join(titre for titre, nom in COLONNES.items() if nom in manquantes)
        raison = f"Ce n’est pas l’export des organismes de KAIROS : il manque les colonnes {titres}."
        raise ExportIllisible(raison=raison)
    return colonnes


def _lire_ligne(numero: int, valeurs: list[str], colonnes: dict[str, int]) -> LigneLue:
    if len(valeurs) <= max(colonnes.values()):
        raise ValueError(f"la ligne compte {len(valeurs)} valeurs au lieu de {max(colonnes.values()) + 1}")
    dit = {nom: valeurs[rang] for nom, rang in colonnes.items()}
    siret = dit["siret"].replace(" ", "")
    if not siret_est_correct(siret):
        raise ValueError(f"le SIRET « {siret[:40]} » n’est pas valable")
    if not dit["raison_sociale"]:
        raise ValueError("le libellé de l’organisme est vide")
    convention = dit["convention"][:60] or None
    debut, fin = _date(dit["debut"]), _date(dit["fin"])
    if convention and debut is None:
        raise ValueError("la date de début de la convention n’est pas indiquée")
    if debut and fin and fin < debut:
        raise ValueError(f"la fin ({fin:%d/%m/%Y}) est avant le début ({debut:%d/%m/%Y})")
    remarques = []
    region = _region(dit.get("region", "")) or _region(dit.get("ancienne_region", ""))
    if region is None and (dit.get("region") or dit.get("ancienne_region")):
        remarques.append(f"la région « {(dit.get('region') or dit['ancienne_region'])[:60]} » est inconnue")
    courriel = _courriel(dit.get("courriel", ""))
    if courriel is None and dit.get("courriel"):
        remarques.append("le courriel du RGC n’en est pas un")
    return LigneLue(
        ligne=numero,
        siret=siret,
        raison_sociale=dit["raison_sociale"][:TEXTE_MAX],
        region=region,
        rgc_nom=" ".join(filter(None, (dit.get("prenom"), dit.get("nom"))))[:TEXTE_MAX],
        rgc_courriel=courriel,
        telephone=dit.get("telephone", "")[:40] or None,
        assedic=dit.get("assedic", "")[:40] or None,
        convention=convention,
        debut=debut,
        fin=fin,
        remarques=tuple(remarques),
    )


def _date(texte: str) -> date | None:
    if not texte:
        return None
    try:
        if not re.fullmatch(r"[0-9]{2}/[0-9]{2}/[0-9]{4}", texte):
            raise ValueError
        return datetime.strptime(texte, "%d/%m/%Y").date()
    except ValueError:
        raise ValueError(f"la date « {texte[:40]} » n’existe pas : elle s’écrit JJ/MM/AAAA") from None


def _courriel(texte: str) -> str | None:
    try:
        return lire_courriel(texte) if texte else None
    except Refus:
        return None


def _region(texte: str) -> str | None:
    """The INSEE code of a region told by its code or by one of its names, those of before 2016 too."""
    plat = _a_plat(texte)
    regions: dict[str, list[str]] = parametre("regions")
    if plat.zfill(2) in regions:
        return plat.zfill(2)
    return next((code for code, noms in regions.items() if plat in map(_a_plat, noms)), None)


def _a_plat(texte: str) -> str:
    """Without accents, case, hyphens nor apostrophes."""
    sans_accents = unicodedata.normalize("NFD", texte.removeprefix(codecs.BOM_UTF8.decode()))
    lettres = "".join(lettre for lettre in sans_accents if not unicodedata.combining(lettre)).casefold()
    return " ".join(re.sub(r"[-_'’/]", " ", lettres).split())
