"""What the sentence says of a datum: where it starts or ends, the day back, that it is not the one, or who writes."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.donnees.marques import signature
from bot.donnees.texte import Donnee, Texte, plier

_TEMPS = frozenset({"date", "date_heure", "heure", "mois"})
_AVANT = 40
_LA = re.compile(r"\bpas la $")  # « pas là lundi »: no day is feminine
_ARTICLES = r"(?:\b(?:le|la|les|du|de|des|au|a|en|pour|mois de)\b|\b[ld]')?"
ECARTE = re.compile(
    r"(?:(?<!viendra )(?<!viendront )(?<!vient )(?<!viennent )(?<!sera )(?<!seront )(?<!(?<!c')(?<!n')est )"
    r"(?<!(?<!c')etait )(?<!pourra )"
    r"(?<!venir )(?<!a )\bpas(?! (?:avant|apres|plus))"
    r"|\bau lieu|\ba la place|\bplutot (?:[^.;]{1,25} )?qu[e']|\bet non|\bne .{1,15} plus)(?: "
    rf"(?:de|du|d'|que|pour|le|la|les|a|au|en|chez|des))* ?'? ?{_ARTICLES} ?$"
)
REPRISE = re.compile(
    r"\b(?:reviend\w+|revien[ts]\w*|repren\w+|rentre(?!es?\b)\w*|(?:est|sera|etait) rentree"
    r"|retour\w*|reprise|etait (?:bien |deja |de nouveau )?(?:la|presente?|revenue?))(?: (?:pas|bien|au|en))?(?: "
    rf"(?:travail|formation|cours))?(?: (?:avant|que|qu'a partir|seulement|le|:))* ?{_ARTICLES} ?$"
)
DEBUT = re.compile(
    r"\b(?:depuis|a partir|a compter|des|debut(?:e|era|ant|er)?|demarr(?:e|era|ant|age)|commenc(?:e|era|ant"
    rf"|e)|entrees?|rentree)(?: (?:de|du|d'|le|la|a|au|en|:))* ?{_ARTICLES} ?$"
)
FIN = re.compile(
    r"(?:\bjusqu'?(?:a|au|en)?|\bexpir(?:e|era|ant)|\bfin(?:it|ira|is|ie?|issant)?"
    r"|\btermin(?:e|era|ant|ee?)|\bs'arrete(?:ra)?"
    r"|\bjusque|\bau plus tard|\bvalable)(?: (?:le|la|du|de|a|au|en|fin|est|:|formation|parcours|validite"
    rf"|jusqu'au))* ?{_ARTICLES} ?$"
)

# « idem que pour Mme Petit, mais pour Julie Martin »
COMPARE = re.compile(
    r"\b(?:idem|pareil|comme|meme chose|memes? \w+)(?: que)?(?: pour| celui de| celle de)? (?:m(?:me|lle|r)?\.? )?$"
)
# « ici Bruno », « moi c’est Nadège », « bonjour c’est Karine »: who writes.
AUTEUR = re.compile(
    r"(?:\bici|\bmoi,? c'est|\bje suis|\bje m'appelle|\b(?:bonjour|bjr|bonsoir|salut|coucou)[ ,!]*c'est) "
    r"(?:m(?:me|lle|r)?\.? )?$"
)


def marquer(texte: Texte, donnees: list[Donnee]) -> list[Donnee]:
    """Set the role of each datum from the words just before it, or from where it stands."""
    fin_utile = texte.place(signature(texte.plat))
    return [donnee if donnee.role else replace(donnee, role=_role(texte, donnee, fin_utile)) for donnee in donnees]


def _role(texte: Texte, donnee: Donnee, fin_utile: int) -> str | None:
    if donnee.entity in ("personnes", "sceau"):
        return None
    if donnee.entity == "nom" and donnee.start >= fin_utile:
        return "auteur"
    avant = plier(texte.brut[max(0, donnee.start - _AVANT) : donnee.start])
    if ECARTE.search(avant) and not (donnee.entity in {*_TEMPS, "periode"} and _LA.search(avant)):
        return "ecarte"
    if donnee.entity == "nom" and COMPARE.search(avant):
        return "ecarte"
    if donnee.entity == "nom" and AUTEUR.search(avant) and not texte.brut[donnee.end :].startswith(" qui"):
        return "auteur"
    if donnee.entity not in _TEMPS:
        return None
    if plier(donnee.text).startswith("depuis"):
        return "debut"
    for role, motif in (("reprise", REPRISE), ("fin", FIN), ("debut", DEBUT)):
        if motif.search(avant):
            return role
    return None
