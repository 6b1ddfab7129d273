"""The words of the clock: « 14h30 », « midi », « 9h-11h », « neuf heures et demie », « 2h de l’après-midi »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.donnees.nombres import MOTS, lire_entier

# Before this hour nobody holds a meeting: « 2h » alone is a length of time, « à 2h » is the afternoon.
PREMIERE_HEURE = 6
DERNIERE_HEURE = 20

UNITES = (
    r"(?:places?|pl|pers|personnes?|candidate?s?|stagiaires?|inscrite?s?|participante?s?|demandeurs?|euros?|€"
    r"|%|jours?|mois|[/.-] ?\d(?!\d? ?[h:])|janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)"
)
# « 14h 20 places », « 14h 12/01 »: after a space the number may count something else.
_MINUTES = rf"(?:[0-5]\d(?!\d| ?{UNITES}| ?h))"
HEURE = re.compile(
    rf"(?:(?<![\w,.:/])|(?<=\dh/)|(?<=h\d\d/)|(?<=\ba))"
    rf"(?:(?P<midi>midi|minuit)(?P<midi_plus> et demie?| et quart| {_MINUTES}| quinze\b| trente\b)?"
    rf"|(?P<h>[01]?\d|2[0-4]|{MOTS})(?: ?(?:h|heures?|hrs?)(?:(?P<m>[0-5]\d)(?!\d)| (?P<me>{_MINUTES})| et "
    r"(?P<demi>demie?|quart)| moins (?P<moins>le quart|\d\d?|dix|cinq|vingt)"
    rf"| (?P<mm>dix|quinze|vingt|trente|quarante(?:[- ]cinq)?|cinquante|vingt[- ]cinq)\b)?|:(?P<m2>[0-5]\d)(?:min)?))"
    rf"(?![\w:]|[.,]\d)(?: (?:du|de l'|cet|ce|dans l') ?(?P<moment>matin|apres[- ]?midi|aprem|soir))?"
)
PLAGE_NUE = re.compile(
    rf",? (?:de |entre )?(?P<debut>\d\d?) ?(?:-|a|et) ?(?P<fin>\d\d?)(?![\w:/€%.-]| ?(?:{UNITES}|h\b|heures?|min))"
)
_DEBUT_NU = re.compile(
    rf"(?:\b(?:de|entre|d')|(?<=[ ,(])|^) ?(?P<h>[01]?\d|2[0-3]|(?<=de |re ){MOTS}) ?(?P<lien>-|a|et|/) ?$"
)
_PORTEE_NU = 30  # signs, the longest « entre » hour spelled out
_OUVRE_PLAGE = re.compile(r"(?:\b(?:de|entre|d')) ?$")
LIEN_PLAGE = re.compile(r" ?(?:-|a|et|/|jusqu'a|>|->)? ?")
_APRES_MIDI_AVANT = re.compile(r"(?:apres[- ]?midi|aprem|apm|soir(?:ee)?)\W{1,3}(?:a |vers |des |de |entre )?$")
# What says a length: « durée 7h », « pendant 10 heures », « toutes les heures ».
_DUREE_AVANT = re.compile(
    r"\b(?:duree|pendant|durant|dure|durera|durent|toutes les|chaque|sous|total|volume|soit|environ"
    r"|dans|cours de|manque|rate|perdu)(?: (?:de|d'une duree de|:|est de|sera de|totale? de))? ?:? ?$"
)
_DUREE_APRES = re.compile(
    r" ?(?:de (?:formation|cours|stage|bilan|duree|tp|pratique|theorie|travail|remise|module|suivi|reunion"
    r"|retard|diagnostic)|d'(?:absence|analyse|anglais|accompagnement|enseignement)"
    r"|par (?:jour|semaine|personne|candidat|mois|stagiaire)|chacune?|au total|en tout|en moyenne|prevues"
    r"|a \d+(?:[.,]\d+)? ?(?:€|euros?)|/ ?(?:jour|semaine|mois))"
)
_ABSENCE_DE = re.compile(r"\b(?:(?:absences?|retards?)(?: [a-z]+)? de|absente?s?) ?$")
_DEVIS = re.compile(r"\b(?:devis?|aif|poei?|afpr|haif|bilan de competences)\b")


@dataclass(frozen=True)
class Heure:
    """An hour of the clock, in minutes since midnight. `plage` marks the two ends of a range."""

    start: int
    end: int
    minutes: int
    plage: bool = False

    @property
    def value(self) -> str:
        return f"{self.minutes // 60:02d}:{self.minutes % 60:02d}"


def trouver_heures(libre: str, plat: str, fins_de_jours: frozenset[int]) -> list[Heure]:
    """The hours said in what is still free. `fins_de_jours` are the ends of the days said: « mardi 2h » is an hour."""
    heures: list[Heure] = []
    for match in HEURE.finditer(libre):
        if match["midi"] and plat[max(0, match.start() - 6) : match.start()].rstrip(" -").endswith("apres"):
            continue
        minutes = _minutes(match)
        if minutes is None:
            continue
        avant = plat[: match.start()]
        nu = (
            _DEBUT_NU.search(libre, max(0, match.start() - _PORTEE_NU), match.start())
            if match["midi"] is None
            else None
        )
        if nu and re.search(r"\dh? ?h ?$", libre[: nu.start("h")]):
            nu = None  # the minutes of « 9 h 00 - 12 h 30 »
        if nu and (nu["lien"] in "-/" or re.match(r"d|e", nu.group().strip())) and not _est_jour(plat, nu.start("h")):
            heures.append(Heure(nu.start("h"), nu.end("h"), lire_entier(nu["h"]) * 60, plage=True))
        elif not (heures and _suit(heures[-1], match.start(), libre)) and _est_une_duree(
            match, libre, avant, fins_de_jours
        ):
            continue
        heures.append(Heure(match.start(), match.end(), _heure_de_bureau(match, minutes, avant)))
    return sorted([*_plages(heures, libre), *_plages_nues(libre, fins_de_jours)], key=lambda heure: heure.start)


def _plages_nues(libre: str, fins_de_jours: frozenset[int]) -> list[Heure]:
    """« mardi de 9 à 12 », « jeudi 14-17 »: two bare numbers after a day, when they can be hours of work."""
    trouvees = []
    for match in PLAGE_NUE.finditer(libre):
        debut, fin = int(match["debut"]), int(match["fin"])
        if match.start() in fins_de_jours and PREMIERE_HEURE <= debut < fin <= DERNIERE_HEURE:
            for nom, heure in (("debut", debut), ("fin", fin)):
                trouvees.append(Heure(match.start(nom), match.end(nom), heure * 60, plage=True))
    return trouvees


def _minutes(match: re.Match[str]) -> int | None:
    if match["midi"]:
        suite = match["midi_plus"] or ""
        plus = 30 if "demi" in suite else 15 if "quart" in suite else lire_entier(suite.strip()) if suite.strip() else 0
        return (12 * 60 if match["midi"] == "midi" else 0) + plus
    heures = lire_entier(match["h"])
    if heures > 24:
        return None
    minutes = match["m"] or match["me"] or match["m2"]
    total = (heures % 24) * 60
    if minutes:
        total += int(minutes)
    elif match["mm"]:
        total += lire_entier(match["mm"])
    elif match["demi"]:
        total += 30 if match["demi"].startswith("demi") else 15
    elif match["moins"]:
        total -= 15 if "quart" in match["moins"] else lire_entier(match["moins"])
    return total


def _est_jour(plat: str, place: int) -> bool:
    return bool(re.search(r"\b(?:le|du|au|di) $", plat[:place]))


def _est_une_duree(match: re.Match[str], libre: str, avant: str, fins_de_jours: frozenset[int]) -> bool:
    if match["midi"] or match["moment"]:
        return False
    apres = libre[match.end() :]
    if _DUREE_AVANT.search(avant) or _DUREE_APRES.match(apres):
        return True
    if ":" in match.group():
        return False
    if _ABSENCE_DE.search(avant) and not re.match(r" ?(?:a|et|-|/|jusqu'a) ?(?:\d|midi)", apres):
        return True
    if _DEVIS.search(avant) and not re.search(r"\b(?:a|de|entre|vers)(?: partir de)? ?$", avant):
        return True
    if lire_entier(match["h"]) >= PREMIERE_HEURE:
        return False
    if _OUVRE_PLAGE.search(avant) and re.match(r" ?(?:a|et|-) ?\d", apres):
        return False
    if re.match(r" ?[-/] ?\d{1,2} ?h", apres):
        return False
    dit_a = re.search(r"\b(?:a|vers|des|avant|apres|jusqu'a)(?: partir de)? (?:l')?$", avant)
    return not dit_a and len(avant.rstrip(" ,")) not in fins_de_jours


def _suit(precedente: Heure, start: int, libre: str) -> bool:
    return bool(re.fullmatch(r" ?(?:-|a|et|/|jusqu'a|>|->) ?", libre[precedente.end : start]))


def _heure_de_bureau(match: re.Match[str], minutes: int, avant: str) -> int:
    """« 2h de l’après-midi », « jeudi après-midi à 2h », « à 2h »: fourteen hours."""
    if match["midi"] or minutes >= 12 * 60:
        return minutes
    moment = match["moment"]
    if moment:
        return minutes if moment == "matin" else minutes + 12 * 60
    if _APRES_MIDI_AVANT.search(avant):
        return minutes + 12 * 60
    zero = match["h"].startswith("0")
    return minutes + 12 * 60 if 60 <= minutes < PREMIERE_HEURE * 60 and not zero else minutes


def _plages(heures: list[Heure], libre: str) -> list[Heure]:
    """Mark the two ends of each range: « de 9h à 12h », « 9h-11h », « entre 9 h et midi »."""
    marquees = list(heures)
    for rang, (debut, fin) in enumerate(pairwise(heures)):
        lien = libre[debut.end : fin.start]
        ouvre = _OUVRE_PLAGE.search(libre[: debut.start])
        colle = re.fullmatch(r" ?(?:-|a|/|jusqu'a|>|->) ?", lien) or (lien == " " and debut.minutes < fin.minutes)
        if debut.plage or colle or (ouvre and re.fullmatch(r" ?et ?", lien)):
            marquees[rang] = Heure(debut.start, debut.end, debut.minutes, plage=True)
            marquees[rang + 1] = Heure(fin.start, fin.end, fin.minutes, plage=True)
    return marquees
