"""Surnames alone, without title nor first name: « Petit présent, martin absent »."""

from __future__ import annotations

import re

from bot.donnees.lexique import communes, est_prenom, mots
from bot.donnees.marques import COURANTS, DETERMINANT, JAMAIS, NEUTRES, PARTICULE, marque_de
from bot.donnees.noms import MOTS_OUTILS, SIGLES, est_precede
from bot.donnees.texte import Texte

VOCABULAIRE = mots("vocabulaire")
# « proposée par la mission locale de Louviers ».
_LIEU_AVANT = re.compile(r"\b(?:de|du|a|au|sur|d') ?$")
_ARTICLE = re.compile(r"(?:^|[ (,])la $")  # « la Soudure », « la Restauration »
_CHEZ = re.compile(r"\bchez $")  # a firm
# « Pouvez-vous » opens a question.
_INVERSION = re.compile(r"[a-z]-(?:je|tu|on|nous|vous|ils?|elles?|moi|lui|leur|l[ae]s?|t|ce)$")
CAPITALES = re.compile(
    r"(?:da|de|di|du|dos|le|la|el|al|ben|van(?: de[nr])?|von(?: der)?|ait|tran|san) (?P<mot>[a-z]{2,}(?:['-][a-z]+)*)"
)


def fin_du_nom(texte: Texte, match: re.Match[str], minuscule: bool, sur: bool = False) -> int:
    """End of the name that starts at a word; 0 when the word names nobody. `sur`: a name is due there."""
    mot, start = match["mot"], match.start("mot")
    particule = PARTICULE.match(texte.libre, start) if minuscule else None
    if particule and not (
        particule["mot"] in COURANTS
        or particule["mot"] in SIGLES
        or (particule["le"] and particule["mot"] in VOCABULAIRE)
    ):
        return particule.end()
    if mot in SIGLES or mot in NEUTRES or mot in JAMAIS or not mot[0].isalpha() or _INVERSION.search(mot):
        return 0
    if _CHEZ.search(texte.plat[:start]):
        return 0
    if mot in communes() and _LIEU_AVANT.search(texte.plat[:start]):
        return 0
    if minuscule:
        plat = mot in COURANTS or (not sur and mot in VOCABULAIRE)
        nomme = not plat and len(mot) > 2 and not DETERMINANT.search(texte.plat[max(0, start - 7) : start])
        return _nom_minuscule(texte, match) if nomme else 0
    particule = CAPITALES.match(texte.libre, start)
    propre = particule and particule["mot"] not in SIGLES and particule["mot"] not in COURANTS
    if particule and propre and texte.capitale(start) and texte.capitale(particule.start("mot")):
        return _suite_en_capitales(texte, particule.end())
    if not texte.capitale(start) or (
        len(mot) < 5 and not texte.brut.isupper() and texte.tape(*match.span("mot")).isupper()
    ):
        return 0
    if mot in MOTS_OUTILS and texte.plat[match.end() : match.end() + 1] == " ":
        return 0
    if _ARTICLE.search(texte.plat[:start]) and not est_prenom(mot):
        return 0
    if not est_precede(texte.plat, start) and (mot in COURANTS or not _nom_en_tete(texte, match)):
        return 0
    return _suite_en_capitales(texte, match.end())


def _suite_en_capitales(texte: Texte, end: int) -> int:
    while suite := re.compile(r" (?:(?:le|la|el|ben|da|di) )?(?P<mot>[a-z]+(?:['-][a-z]+)*)").match(texte.libre, end):
        if not texte.capitale(suite.start("mot")) or suite["mot"] in SIGLES:
            break
        end = suite.end()
    return end


def _nom_minuscule(texte: Texte, match: re.Match[str]) -> int:
    """End of a name without capitals: a first name and the surname beside it are one person."""
    suite = re.compile(r" (?P<mot>[a-z]{3,}(?:['-][a-z]+)*)").match(texte.libre, match.end())
    if suite is None or suite["mot"] in COURANTS | SIGLES | NEUTRES:
        return match.end()
    un_prenom = est_prenom(match["mot"]) != est_prenom(suite["mot"])
    marque = marque_de(texte.plat).match(texte.plat, suite.start("mot"))
    return suite.end() if un_prenom and marque and marque.lastgroup == "mot" else match.end()


def _nom_en_tete(texte: Texte, match: re.Match[str]) -> bool:
    """Tell whether the capital that opens a sentence is a name: what follows says so."""
    if est_prenom(match["mot"]):
        return True
    suite = re.match(
        r"(?: (?=[A-Z])|,| et | & | / |$| (?:n'|est\b|etait\b|etaient\b|ne\b|sera\b|bien\b))", texte.plat[match.end() :]
    )
    if suite:
        return True
    deux_points = re.compile(r" ?: ?").match(texte.plat, match.end())
    marque = marque_de(texte.plat).match(texte.plat, deux_points.end() if deux_points else match.end() + 1)
    return bool(marque and marque.lastgroup != "mot") or (
        match.end() + 1 < len(texte.plat) and texte.plat[match.end()] == " " and texte.capitale(match.end() + 1)
    )
