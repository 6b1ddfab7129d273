"""Amounts, volumes of hours, lengths of time."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.donnees.nombres import DECIMAL, MOTS, NOMBRE, UNITES, lire_decimal, lire_entier, lire_milliers
from bot.donnees.recit import phrase
from bot.donnees.texte import Texte

# A session or a meeting is counted in minutes up to a day; beyond, it is a volume of training.
HEURES_D_UN_JOUR = 24

INDICE = re.compile(
    r"€|eur|montant|cout|prix|tarif|devis|aif|volume|budget|factur|balles|\bttc\b|\bht\b|\d ?[hkm'e]|heure"
    r"|minute|\bmin|\bmn"
)
MONTANT = re.compile(
    rf"(?<![\w,.])(?P<n>{NOMBRE}) ?(?:(?P<k>k\d?) ?)?(?:€|euros?\b|eur\b"
    rf"|balles\b)(?: ?(?P<centimes>\d\d)(?![\d%/h]| ?h))?"
    rf"(?: et (?P<petits>\d\d?|{MOTS}) ?(?:centimes?|cts?)\b)?"
    rf"(?: (?P<dits>{MOTS})(?= ?(?:$|[.;!?]|de l'heure|l'heure|par heure|ttc)))?"
    rf"|€ ?(?P<n2>{DECIMAL})|(?<![\w,.])(?P<n3>(?=\d[\d ]{{2}}){DECIMAL}) ?e(?![\w'-]| (?:candidat|stagiaire|fois))"
)
MONTANT_ANNONCE = re.compile(
    rf"\b(?:montant|cout|prix|tarif)s?(?: (?:total|global|du devis|prevu|est|sera|de|d'un|a|:|=|ttc|ht)| ?[:=])* ?"
    rf"(?P<n>(?=\d[\d .]*[\d,]\d){DECIMAL})(?![\w/%]| ?(?:h\b|heures|places?|pers|jours|mois|min))"
)
# « devis à 1 900 », « le devis passe de 1 980 à 2 140 », « 4 260 ttc »: where a price is spoken of, a number that
# counts nothing and numbers nothing is an amount.
_PRIX = re.compile(r"\b(?:montant|cout|prix|tarif|devis|aif|poei?|afpr|budget|factur)\w*\b")
_AUTRE_COMPTE = (
    r"(?:h\b|heures?|hrs?\b|places?|pers|jours|mois|min|mn|semaines?|stagiaires?|candidate?s?|rue\b|avenue|bd\b"
    r"|boulevard)"
)
MONTANT_NU = re.compile(
    rf"(?<![\w,./:°-])(?<!n° )(?<!no )(?<!numero )(?<!devis )"
    r"(?<!session )(?<!dossier )(?<!salle )(?<!code )(?<!erreur )"
    rf"(?<!annee )(?P<n>(?=\d[\d .]*\d\d)(?!20[1-4]\d(?!\d))(?:{DECIMAL})|\d+,\d\d(?!\d)"
    rf"|(?=\d[\d.,]* ?k\d?\b){DECIMAL}) ?(?P<k>k\d?\b)?(?P<taxe> ?(?:ttc|ht)\b)?(?![\w/%:-]|[.,]\d"
    rf"| ?{_AUTRE_COMPTE}| \d)"
)
_MINUTES = r"(?:minutes?|mins?|mn|min|')(?![\w])"
DUREE = re.compile(
    r"(?P<demi>\b(?:une |1 )?demie?[- ]?heures?\b|(?<![\d/])1/2 ?h(?:eures?)?\b)|(?P<trois>\b(?:trois"
    r"|3) ?quarts? d'heures?\b|\b3/4 ?(?:d'heure|h)\b)"
    r"|(?P<heure>\bune (?:petite|bonne) heure\b)"
    r"|(?P<quart>\b(?:un |1 )?quarts? d'heure\b|(?<![\d/])1/4 ?(?:d'heure|h)\b)"
    r"|(?P<chaque>\b(?:toutes les|chaque|par) heures?\b)"
    rf"|(?<![\w,.])(?P<m>\d{{1,3}}|{MOTS}) ?{_MINUTES}"
)
HEURES = re.compile(
    rf"(?<![\w,./])(?P<n>{DECIMAL}|{MOTS}) ?(?:h|heures?|hrs?)(?: ?(?P<m>[0-5]\d)(?!\d| ?(?:h|€|euro|place"
    r"|pers|pl\b))(?: ?(?:min|mn)\b)?"
    rf"| et (?P<demi>demie?|quart)| (?P<mm>cinq|dix|quinze|vingt(?:[- ]cinq)?|trente(?:[- ]cinq)?|quarante(?:[- ]cinq)?"
    r"|cinquante)"
    rf"(?![\w-]| (?:{'|'.join(UNITES)})\b| ?(?:places?|pers|candidat|stagiaire|euro)))?(?!\w|-[a-z])"
)
HEURES_ANNONCEES = re.compile(
    r"\b(?:(?:heures prevues|volume(?: horaire)?)(?: ?[:=]| a| de| est| sont)*"
    r"|(?:nombre d')?heures?(?: de [a-z]+)? ?[:=]) (?P<n>\d{1,4})(?![\w/%€]|[.,]\d)"
)
_VOLUME_APRES = re.compile(
    r" ?(?:de (?:formation|cours|stage|bilan|tp|pratique|theorie|remise|module|travail|diagnostic)|d'"
    r"(?:analyse|anglais|accompagnement|enseignement)"
    r"|par (?:jour|semaine|mois)|/ ?(?:jour|semaine|mois)|au total|en tout|en moyenne|prevues|a \d+"
    r"(?:[.,]\d+)? ?(?:€|euros?))"
)
_DEVIS = re.compile(r"\b(?:devis?|aif|poei?|afpr|haif|bilan de competences|volume|parcours)\b")


def lire(texte: Texte) -> None:
    """Read the quantities of `texte`; the hours of the clock are already taken."""
    if not INDICE.search(texte.libre):
        return
    for match in texte.chercher(MONTANT):
        value = lire_milliers(match["n"] or match["n2"] or match["n3"], match["k"])
        centimes = match["centimes"] or match["petits"] or match["dits"]
        if centimes:
            value += Decimal(lire_entier(centimes)) / 100
        texte.ajouter("montant", f"{value:.2f}", match.start(), match.end())
    for match in texte.chercher(MONTANT_ANNONCE):
        texte.ajouter("montant", f"{lire_decimal(match['n']):.2f}", match.start("n"), match.end("n"))
    for match in texte.chercher(MONTANT_NU):
        if match["taxe"] or _PRIX.search(texte.plat, *phrase(texte.plat, match.start())):
            value = lire_milliers(match["n"], match["k"])
            texte.ajouter("montant", f"{value:.2f}", match.start("n"), match.end())
    for match in texte.chercher(HEURES_ANNONCEES):
        texte.ajouter("heures", int(match["n"]), match.start("n"), match.end("n"))
    for match in texte.chercher(HEURES):
        _ajouter_heures(texte, match)
    for match in texte.chercher(DUREE):
        texte.ajouter("duree", _minutes(match), match.start(), match.end())


def _minutes(match: re.Match[str]) -> int:
    fixes = {"demi": 30, "trois": 45, "quart": 15, "heure": 60, "chaque": 60}
    return next((minutes for nom, minutes in fixes.items() if match[nom]), 0) or lire_entier(match["m"])


def _ajouter_heures(texte: Texte, match: re.Match[str]) -> None:
    heures = lire_decimal(match["n"])
    minutes = 0
    if match["m"]:
        minutes = int(match["m"])
    elif match["mm"]:
        minutes = lire_entier(match["mm"])
    elif match["demi"]:
        minutes = 30 if match["demi"].startswith("demi") else 15
    volume = heures > HEURES_D_UN_JOUR or _VOLUME_APRES.match(texte.plat, match.end())
    if volume or (_DEVIS.search(texte.plat) and not minutes and heures > 4):
        texte.ajouter("heures", en_heures(heures + Decimal(minutes) / 60), match.start(), match.end())
    else:
        texte.ajouter("duree", int(heures * 60) + minutes, match.start(), match.end())


def en_heures(heures: Decimal) -> int | float:
    """A number of hours as JSON writes it, to the hundredth."""
    return int(heures) if heures == int(heures) else round(float(heures), 2)
