"""Whether what is said has been or is to come: a day said without its month or its week depends on it."""

from __future__ import annotations

import re
from functools import lru_cache

# Attendance, absences and exits are told afterwards; appointments and sessions are set up beforehand.
PASSE = re.compile(
    r"\b(?:etai(?:en)?t|avai(?:en)?t|(?<!m')(?<!s')absente?s?|abs|presente?s?|manqu(?:e|ait|aient|ants?)|venue?s?"
    r"|assiduites?|emargements?|presences?|absences?|retards?"
    r"|(?<!est )malade(?= (?:du|de|le|hier|depuis|lundi|mardi|mercredi|jeudi|vendredi|la semaine))"
    r"|arret (?:maladie|du(?= \d))|suite a (?:notre|votre|ton|mon)"
    r"|rentree?s(?! le)|(?:tous|toutes|tout le monde|tlm) la|contact (?:telephonique|pris|repris|etabli)"
    r"|contactee?s?|s'est|se sont|abandonne|parti(?:e|s|es)?|ratee?s?|loupe|a (?:quitte|demarre|commence|arrete)"
    r"|(?:j'ai|on a|nous avons) (?:deja |bien )?(?:envoye|transmis|recu|saisi|declare|valide|fait|signe|appele|depose)"
    r"|(?:non )?retenue?s?(?= [a-z]+|,| ?:)|(?:est|sont) (?:[a-z]+ )?arrivee?s?"
    r"|(?:est|sont) (?:bien |deja )?(?:entree?s?|sortie?s?|rentree?s?|tombee?s?)(?! \d| le \d+ et)|arrives"
    r"|n'(?:a|ont|ai)(?: pas)? pu"
    r"|(?:a|ont|ai) (?:pas |bien |deja )?ete|personne a (?:l'info|la (?:reunion|ric|seance)))\b"
)
FUTUR = re.compile(
    r"\b(?:sera|seront|va|vont|aura|auront|ser(?:ai|ons|ez)"
    r"|[a-z]{2,}(?:(?<!rr)era|eront|(?<!e)ira|iront|dra|dront|rra|rront)"
    r"|peu(?:t|vent) pas (?:venir|etre)|prochaine?s?|(?<!\d )prevue?s?"
    r"|program\w+|cree[rsz]?|creez|ouvr\w+|planifi\w+|organis\w+|inscri[stv]\w*|decal\w+|deplac\w+|repouss\w+"
    r"|bascul\w+|duplique\w*)\b"
)
# What was done, and what is being done, told in the clause of the day itself: « elle a quitté vendredi ».
_RECIT = re.compile(
    r"\b(?:j'|il |elle |on |ils |elles |qui |n'|l'|m'|t'|nous |vous |lui |leur )(?:ai|a|ont|avons|avez)"
    r"(?: (?:pas|bien|deja|jamais|toujours|donc|tous|aussi))*"
    r" (?!une |le |la |les |cette |ce |(?:lun|mar|mercre|jeu|vendre)di)[a-z]+(?:e|i|u|[iu]t|is)\b"
)
_PRESENT = re.compile(
    r"(?<!\ba )(?<!\bai )(?<!\bont )(?<!\best )(?<!\bsont )(?<!\bete )\b(?:arrete|commence|sort|part|arrive|quitte"
    r"|revient|reprend|finit|demarre|rentre|vient(?! de)|termine|passe(?:nt)?(?= de | a | au ))\b"
    r"|\b(?:je|on|nous) (?:le |la |les |lui |leur |vous |l')?(?!ai\b|avai|avons\b|etai|suis\b|sommes\b)[a-z]{4,}\b"
)
# « la réunion de jeudi », « pour présenter la formation le 11 »: what is told was not done on that day.
_AUTRE_FAIT = re.compile(
    r"\bpour\b|\bde (?:ne pas )?[a-z]+(?:er|ir|re)\b|\b(?:reunion|ric|rdv|rv|rendez-vous|entretien|presentation"
    r"|creneau|creneaux|coll|collective|seance|session)s?(?: [a-z]+)? (?:de|du|d') ?$"
)
# What is asked for, where nothing tells the past.
_DEMANDE = re.compile(
    r"\b(?:possible|peut[ -]on|peu[tx][ -]tu|pouvez|pourri?ez|merci de|je (?:veux|voudrais|souhaite)|(?:il )?faut"
    r"|faudrait)\b"
)
_FIN_DE_PHRASE = r"(?<!\bm)(?<!\bmr)(?<!\bmme)[.!?;](?=\s|$)|\n"
_PHRASE = re.compile(_FIN_DE_PHRASE)
_PROPOSITION = re.compile(
    rf"{_FIN_DE_PHRASE}|,(?=\s)| (?:mais|car|donc|puis|alors que|parce que"
    r"|et (?=il |elle |on |je |j'|ils |elles |commence |arrete )) ?"
)


def raconte(plat: str) -> bool | None:
    """Tell whether a folded text tells the past (`True`) or what is to come (`False`); `None` when it does not say."""
    if FUTUR.search(plat):
        return False
    return True if PASSE.search(plat) else None


@lru_cache(maxsize=512)
def raconte_a(plat: str, place: int) -> bool | None:
    """Tell the same of what is said at `place`: by its clause first, then by its sentence."""
    debut, proposition = _autour(plat, place, _PROPOSITION)
    a_venir = FUTUR.search(proposition)
    dit = False if a_venir and not _fait_avant(proposition, place - debut) else _dernier_dit(proposition, place - debut)
    _, dite = _autour(plat, place, _PHRASE)
    dit = raconte(dite) if dit is None else dit
    return False if dit is None and _DEMANDE.search(dite) else dit


def phrase(plat: str, place: int) -> tuple[int, int]:
    """Start and end, its stop included, of the sentence of a folded text that holds `place`."""
    debut, dite = _autour(plat, place, _PHRASE)
    return debut, min(len(plat), debut + len(dite) + 1)


def _fait_avant(proposition: str, place: int) -> bool:
    """« celle que j’ai eue vendredi viendra jeudi »: what was done stands before the day, what is to come after it."""
    fait = _RECIT.search(proposition, 0, place)
    return bool(
        fait and not FUTUR.search(proposition, 0, place) and not _AUTRE_FAIT.search(proposition, fait.end(), place)
    )


def _dernier_dit(proposition: str, place: int) -> bool | None:
    """What the verb nearest before `place` tells, or the first one after it."""
    dits = [(m.span(), motif) for motif in (PASSE, _RECIT, _PRESENT) for m in motif.finditer(proposition)]
    if not dits:
        return None
    avant = [dit for dit in dits if dit[0][0] < place]
    (_, fin), motif = max(avant, key=lambda dit: dit[0]) if avant else min(dits, key=lambda dit: dit[0])
    if motif is _RECIT and _AUTRE_FAIT.search(proposition, fin, place):
        return None
    return motif is not _PRESENT


def _autour(plat: str, place: int, coupe: re.Pattern[str]) -> tuple[int, str]:
    """The stretch between two cuts that holds `place`, and where it starts."""
    debut = max((match.end() for match in coupe.finditer(plat, 0, place)), default=0)
    fin = coupe.search(plat, place)
    return debut, plat[debut : fin.start() if fin else len(plat)]
