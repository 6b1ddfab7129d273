"""Whole numbers: places, people. A number is read only where it counts something or is the whole answer."""

from __future__ import annotations

import re

from bot.donnees.nombres import ENTIER, ENVIRONS, MOTS, lire_entier
from bot.donnees.texte import PRIS, Texte

_N = rf"(?P<n>{ENTIER}|{MOTS})"
_COMPTES = (
    r"(?:places?|plces?|pl\b|pers\b|personnes?|candidate?s?|stagiaires?|participante?s?|demandeurs?"
    r"|demandeuses?|de\b(?= ?$)|inscrite?s?|chaises?"
    r"|sieges?|gens|postes? dispo)"
)
COMPTE = re.compile(rf"(?<![\w,./:°-]){_N} ?{_COMPTES}(?! ?=)")
GROUPE = re.compile(rf"\bgroupes? de {_N}\b(?! (?:cents?|mille|\d))")
# « passe de 12 à 15 places » counts places twice.
DEPART = re.compile(rf"(?:\b(?:de|entre) )?(?<![\w,./:°-])(?P<n>\d{{1,4}}) ?(?=(?:a|et|ou|-) ?\d{{1,4}} ?{_COMPTES})")
ENVIRON = re.compile(
    rf"\bune? (?P<mot>{'|'.join(ENVIRONS)})\b"
    r"(?! (?:de |d')(?:jours?|semaines|mois|ans|annees|fois|min|heures|euros))"
    rf"(?: (?:de |d'){_COMPTES})?"
)
ANNONCE = re.compile(
    r"\b(?:enfin,?|pardon,?|au lieu de|dont|plutot|nombre de places|places?|capacite|jauge|limit(?:e|er|ez"
    r"|ee)? a|passe[rz]? a"
    r"|on (?:est|sera)|nous (?:sommes|serons)|ils (?:sont|seront|etaient)"
    r"|maximum|max|non,?|pas|(?:mets|mettez|mettre)(?: en| plutot)?)"
    rf" ?(?:est |de |d'|a |:|=)* ?(?P<n>\d{{1,3}} \d{{3}}(?!\d)|\d{{1,4}}|(?<=au lieu de ){MOTS}\b)"
    r"(?![\w:/€%-]|[.,]\d|[ ]?(?:h\b|€|euro|min|mn|jour|semaine|mois|ans\b|fois|heure|%|absent|present|retenu"
    r"|janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec))"
)
PRESENCE = re.compile(
    rf"(?<![\w,./:°-])(?<!les )(?<!des ){_N} ?(?P<groupe>present|absent|excuse|retenu|venu|certifie|diplome)e?s?\b"
)
# « sur les 12 j'en garde 8 ».
CHOIX = re.compile(
    rf"(?:^sur (?:les )?|\ben (?:garde|prend|retien)\w* )(?P<n>\d{{1,3}}|{MOTS})(?![\w:/€%-]|[.,]\d)(?= (?:j'en"
    rf"|on en)|[ ,.]*$)"
)
# « 8 présents sur 10 », once the first count is read.
SUR = re.compile(rf"{PRIS} sur (?:les )?(?P<n>\d{{1,3}}|{MOTS})(?![\w:/€%-]|[.,]\d)")
# « pas plus de 12 », « pour 20 » end what is said; « plus de 3 documents » counts documents.
BORNE = re.compile(r"\b(?:plus de|au moins|au plus|minimum|pour) (?P<n>\d{1,4})(?=\s*(?:$|[,;!]|\. |\.$))")
_POLITESSE = (
    r"(?:svp|stp|s'il (?:te|vous) plait|merci|environ|max(?:imum)?|c'est|disons|mettons|plutot|pour|oui|non"
    r"|alors|euh|ben|bah|on|peut|dire|en tout|exactement|il y en a|y en a|la|le|il y a|sera|ca|fera|je dirais)"
)
SEUL = re.compile(rf"[\W]*(?:{_POLITESSE}\W+)*{_N}(?:\W+{_POLITESSE})*\W*")


def lire(texte: Texte) -> None:
    """Read the counts of `texte`."""
    for match in texte.chercher(DEPART):
        role = "ecarte" if match.group().startswith("de") else None
        texte.ajouter("entier", int(match["n"]), match.start("n"), match.end("n"), role=role)
    for match in texte.chercher(COMPTE):
        # « réserver une place », « un candidat » count nothing.
        if match["n"] in ("un", "une") and not (len(texte.plat) < 25 and "place" in match.group()):
            continue
        texte.ajouter("entier", lire_entier(match["n"]), match.start("n"), match.end())
    for motif in (GROUPE, CHOIX):
        for match in texte.chercher(motif):
            texte.ajouter("entier", lire_entier(match["n"]), match.start("n"), match.end("n"))
    _lire_totaux(texte)
    for match in texte.chercher(ENVIRON):
        texte.ajouter("entier", ENVIRONS[match["mot"]], match.start(), match.end())
    seul = nombre_seul(texte)
    if seul:
        if seul["n"] not in ("un", "une"):
            texte.ajouter("entier", lire_entier(seul["n"]), seul.start("n"), seul.end("n"))
        return
    for match in texte.chercher(BORNE):
        texte.ajouter("entier", int(match["n"]), match.start("n"), match.end("n"))
    for match in texte.chercher(ANNONCE):
        _ajouter(texte, match)


def lire_presences(texte: Texte) -> None:
    """Read « 12 présents, 3 absents »; where they are named, who they are says how many."""
    nommes = {groupe for donnee in texte.donnees if donnee.entity == "personnes" for groupe in donnee.value}
    for match in texte.chercher(PRESENCE):
        groupe = {"excuse": "absents", "venu": "presents"}.get(match["groupe"], f"{match['groupe']}s")
        papiers = match["groupe"] == "diplome" and "é" not in texte.tape(*match.span("groupe"))
        if groupe not in nommes and match["n"] not in ("un", "une") and not papiers:
            texte.ajouter("entier", lire_entier(match["n"]), match.start("n"), match.end())
    _lire_totaux(texte)


def _lire_totaux(texte: Texte) -> None:
    comptes = {fin for (_, fin), donnee in zip(texte.spans, texte.donnees, strict=True) if donnee.entity == "entier"}
    for match in texte.chercher(SUR):
        if match.start() + 1 in comptes:
            texte.ajouter("entier", lire_entier(match["n"]), match.start("n"), match.end("n"))


def _ajouter(texte: Texte, match: re.Match[str]) -> None:
    """« 1 200 heures au lieu de 1 000 »: the number set aside is of the kind of the one kept."""
    n = lire_entier(match["n"])
    avant = [
        (span[1], d.entity) for span, d in zip(texte.spans, texte.donnees, strict=True) if span[1] <= match.start()
    ]
    oppose = match.group().startswith(("enfin", "pardon", "au lieu", "dont", "pas ", "non", "plutot"))
    garde = max(avant)[1] if avant and oppose else None
    valeurs = {"heures": n, "duree": n, "montant": f"{n:.2f}"}
    entity = garde if garde in valeurs else "entier"
    texte.ajouter(entity, valeurs.get(entity, n), match.start("n"), match.end("n"))


def nombre_seul(texte: Texte) -> re.Match[str] | None:
    """The number that is the whole message, courtesies aside."""
    return SEUL.fullmatch(texte.libre) if len(texte.libre) < 60 else None
