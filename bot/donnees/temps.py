"""Everything about time in a sentence: days, hours, their pairs, periods, months."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.donnees import mois
from bot.donnees.calendrier import Reperes, trouver_jour, trouver_periode
from bot.donnees.heures import Heure, trouver_heures
from bot.donnees.jours import MOIS_COURT, MOIS_LONG, RANGS_MOIS, Atome, Jour, trouver_atomes
from bot.donnees.rangs import trouver_rangs
from bot.donnees.recit import phrase, raconte_a
from bot.donnees.texte import PRIS, Texte

# Nothing of time is said without a digit or one of these; most messages stop here.
INDICE = re.compile(
    r"\d|jour|semaine|mois|annee|l'an\b|trimestre|semestre|main\b|hier\b|hui\b|\bauj|\bajd|ce (?:matin|midi"
    r"|soir)|aprem|apres.midi"
    r"|midi|minuit|heure|di\b|janv|fevr|mars|avril|mai\b|juin|juil|aout|sept|octo|nove|dece"
    r"|week|\b(?:sem|dem|jan|fev|avr|sep|oct|nov|dec|ans?)\b"
)
ENUMERATION = re.compile(
    r"\b(?<!entre )le(?P<pluriel>s)? (?P<jours>(?:1er|\d{1,2})(?:(?:, ?| et (?:le )?| ou (?:le )?)(?:1er|\d{1,2}))+)"
    rf"(?: (?P<mois>{MOIS_COURT})(?: (?P<an>20\d\d))?|(?(pluriel)(?=\s*(?:$|[,.;!?\n]|(?:a|au|de|matin|pour)\b))|(?!)))"
)
# « j’ai reçu une demande pour mardi », and not « j’ai saisi une absence pour mardi ».
_DEMANDE_POUR = re.compile(r"\b(?:j'ai|on a|nous avons) (?:(?!absen|presen|manqu)[^.;])*\bpour (?:le )?$")
_DEPUIS = re.compile(r"\bdepuis (?:le )?$")
_A_VENIR = re.compile(
    r"\b(?:jusqu'?(?:a|au)|a partir (?:de|du)|a compter (?:de|du)|d'ici|avant(?: le)?|revien\w+|repren\w+) ?"
    r"(?:le |au |que )*$"
)
# « le devis validé le 7 »: the accent tells « validé » from « valide »; « une réunion fixée au 7 » is to come.
_FAIT = re.compile(
    r"(?<!être )(?<!etre )"
    r"\b(?!prévu|programm|planifi|fix|report|décal|repouss|avanc|prolong|propos|organis|attendu|annonc|ferm|coup|coinc"
    r"|bloqu|convoqu|invit|réserv|occup|cal[eé]|r?entrée|année|journée|durée|matinée|soirée)"
    r"(?:\w+(?:é|ée|és|ées|ee|ees)|re[cç]ue?s?|transmise?s?|ouverte?s?|venue?s?) (?:le |les )?$"
)
_AVANT_LE_JOUR = 30
_CORRIGE = re.compile(r"\bpas\b|\bau lieu\b|\bnon\b|\bplutot\b|\bpardon\b|\benfin\b|\ba la place\b|\bet\b|\bou\b")
_MOIS_DECLARE = re.compile(
    rf"(?:\b(?:declar|clotur|r[eo]*uvr|assidu|absences? d)[^.;]{{0,20}}|^\W*)\b(?P<mois>{MOIS_LONG})(?! 20)(?=[^.;]*$)"
)
_OPPOSE = re.compile(
    r" (?:(?:a|vers) cel(?:le|ui) du|mais(?: pas)?(?: le)?|et (?:non|pas)(?: le)?|pas le|au lieu du) ?"
)
_AUTRE_PHRASE = re.compile(r"[.!?\n]")
_NAISSANCE = re.compile(r"\b(?:nee?s?|naissance)(?: en date)? ?:? ?(?:le|du|est le)? ?$")
# Years around today in which a file may be dated.
ANS_D_UN_DOSSIER = 15
_NIE = re.compile(r"\bpas (?:le |du |au )?$")
_LIEN_AU = re.compile(r"(?: inclus)?,? ?(?:au|jusqu'au|jusqu'a|-|->|>) ?(?:le )?")
_LIEN_A = re.compile(r" (?:a|et) (?:le )?")
_OUVERTURE = re.compile(r"\b(?:du|de|entre|entre le|des|depuis le) ?$")
# « décale la RIC du 12 au 14 » moves it from one day to another.
_DEPLACEMENT = re.compile(
    r"\b(?:decal|deplac|repouss|report|avanc|bascul|transfer|pass(?:e|er|ez)\b|remett|switch|copi|recopi|dupliqu"
    r"|refai|repet|remplac|boug|gliss"
    r"|chang)\w*[^.;]{0,60}$"
)
_ENTRE = re.compile(r"\bentre(?: le)? $")
_SEMAINE_DU = re.compile(r"(?:la )?semaine du $")
_ENTRE_JOUR_ET_HEURE = re.compile(
    r"[\s,;:(]*(?:(?:c'est|ce sera|est) (?:bien |toujours |plutot )?)?(?:(?:a|vers|des|pour|de|et|-|sur"
    r"|a partir de|avant|apres)\b)?[\s,:(-]*"
)
_ENTRE_HEURE_ET_JOUR = re.compile(r"[\s,;(]*(?:pile|precises?|tapantes)?[\s,;(]*(?:(?:le|du|de|ce)\b)?[\s,(]*")


def lire(texte: Texte, reperes: Reperes) -> None:
    """Read every datum of time of `texte`."""
    if not INDICE.search(texte.libre):
        return
    for match in texte.chercher(ENUMERATION):
        _lire_enumeration(texte, match, reperes)
    rangs = trouver_rangs(texte.libre, reperes)
    dits = sorted([*rangs, *trouver_atomes(_masquer(texte.libre, rangs), reperes)], key=lambda atome: atome.start)
    atomes = _lire_periodes(texte, dits, reperes)
    masque = _masquer(texte.libre, atomes)
    heures = trouver_heures(masque, texte.plat, frozenset(atome.end for atome in atomes))
    _associer(texte, atomes, heures, reperes)
    mois.lire(texte, reperes)


def _masquer(libre: str, atomes: list[Atome]) -> str:
    for atome in atomes:
        libre = libre[: atome.start] + PRIS * (atome.end - atome.start) + libre[atome.end :]
    return libre


def _lire_enumeration(texte: Texte, match: re.Match[str], reperes: Reperes) -> None:
    """« les 12, 14 et 16 janvier »."""
    an = int(match["an"]) if match["an"] else None
    mois_dit = RANGS_MOIS[match["mois"].rstrip(".")] if match["mois"] else None
    jours = list(re.finditer(r"1er|\d{1,2}", match["jours"]))
    for jour in jours:
        dit = Jour(jour=int(jour.group().removesuffix("er")), mois=mois_dit, an=an)
        trouve = trouver_jour(dit, _orienter(texte, match.start(), reperes))
        if trouve:
            debut = match.start("jours") + jour.start()
            fin = match.end() if jour is jours[-1] else match.start("jours") + jour.end()
            texte.ajouter("date", trouve[0].isoformat(), debut, fin, _iso(trouve[1]))
    texte.prendre(match.start(), match.end())


def _orienter(texte: Texte, place: int, reperes: Reperes) -> Reperes:
    """« depuis lundi » is past, « jusqu’à lundi » to come; else as its clause tells."""
    avant = texte.libre[:place]
    if _DEPUIS.search(avant):
        return reperes.vers(passe=True)
    if _A_VENIR.search(avant) or _DEMANDE_POUR.search(avant):
        return reperes.vers(passe=False)
    dit = raconte_a(texte.plat, place)
    if dit is None and _FAIT.search(texte.tape(max(0, place - _AVANT_LE_JOUR), place).lower()):
        dit = True
    return reperes if dit is None else reperes.vers(passe=dit)


def _iso(dates: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(str(jour) for jour in dates)


def _lire_periodes(texte: Texte, atomes: list[Atome], reperes: Reperes) -> list[Atome]:
    """Join the pairs of days that make a period; return the days that stand alone."""
    seuls: list[Atome] = []
    rang = 0
    while rang < len(atomes):
        atome = atomes[rang]
        suivant = atomes[rang + 1] if rang + 1 < len(atomes) else None
        avant = texte.libre[: atome.start]
        if suivant and _forment_une_plage(avant, texte.libre[atome.end : suivant.start]):
            trouve = trouver_periode(atome.dit, suivant.dit, _orienter(texte, atome.start, reperes))
            if trouve:
                autres = tuple(mois.periode(*plage) for plage in trouve[1])
                debut = _debut_article(avant, r"\b(?:du|de|entre(?: le)?) $", atome.start)
                texte.ajouter("periode", mois.periode(*trouve[0]), debut, suivant.end, autres)
                rang += 2
                continue
        semaine = _SEMAINE_DU.search(avant)
        trouve_jour = trouver_jour(atome.dit, reperes)
        if trouve_jour and _est_une_naissance(avant, trouve_jour[0], reperes):
            texte.prendre(atome.start, atome.end)
        elif semaine and trouve_jour:
            texte.ajouter("periode", mois.semaine_de(trouve_jour[0]), semaine.start(), atome.end)
        elif trouve_jour:
            seuls.append(atome)
        else:  # « le 30 février » is nothing, not a 30 and a February
            texte.prendre(atome.start, atome.end)
        rang += 1
    return seuls


def _est_une_naissance(avant: str, jour: date, reperes: Reperes) -> bool:
    """« née le 3 mai 2001 », « 12/03/84 »: a day that no form asks for, never to be taken for one that it does."""
    return bool(_NAISSANCE.search(avant)) or abs(jour.year - reperes.jour.year) > ANS_D_UN_DOSSIER


def _forment_une_plage(avant: str, lien: str) -> bool:
    if _DEPLACEMENT.search(avant) and not _ENTRE.search(avant):
        return False
    if _NIE.search(avant) and "," in lien:  # « non pas le 5, jusqu’au 6 »
        return False
    return bool(_LIEN_AU.fullmatch(lien) or (_LIEN_A.fullmatch(lien) and _OUVERTURE.search(avant)))


def _debut_article(avant: str, motif: str, debut: int) -> int:
    article = re.search(motif, avant)
    return article.start() if article else debut


def _associer(texte: Texte, atomes: list[Atome], heures: list[Heure], reperes: Reperes) -> None:
    """Join each day to the hour beside it; two hours that make a range stay apart from the day."""
    libres = list(heures)
    for rang, atome in enumerate(atomes):
        dit = _avec_ce_qui_precede(texte, atomes[rang - 1] if rang else None, atome, reperes)
        if rang + 1 < len(atomes):
            dit = _avec_ce_qui_suit(texte, dit, atome, atomes[rang + 1])
        sens = _orienter(texte, atome.start, reperes)
        trouve = trouver_jour(dit, sens) or trouver_jour(atome.dit, sens)
        assert trouve is not None
        jour, autres = trouve
        debut = _debut_article(texte.libre[: atome.start], r"\b(?:le|du|au) $", atome.start)
        heure = _heure_voisine(texte.libre, debut, atome, libres, atomes)
        if heure is None:
            texte.ajouter("date", jour.isoformat(), debut, atome.end, _iso(autres))
            continue
        libres.remove(heure)
        value, autres_dh = f"{jour}T{heure.value}", tuple(f"{autre}T{heure.value}" for autre in autres)
        texte.ajouter("date_heure", value, min(debut, heure.start), max(atome.end, heure.end), autres_dh)
    for heure in libres:
        texte.ajouter("heure", heure.value, heure.start, heure.end)


def _avec_ce_qui_precede(texte: Texte, precedent: Atome | None, atome: Atome, reperes: Reperes) -> Jour:
    """« du 9 décembre au 11 », « le 12 mai et pas le 30 », « la semaine du 18, mercredi »: what was said holds."""
    avant = _periode_avant(texte, atome)
    if avant and atome.dit == Jour(semaine=atome.dit.semaine):
        lundi, dimanche = (date.fromisoformat(avant[1][borne]) for borne in ("debut", "fin"))
        dans_la_semaine = lundi.weekday() == 0 and (dimanche - lundi).days == 6 and atome.start - avant[0] < 4
        return Jour(exact=lundi + timedelta(days=atome.dit.semaine or 0)) if dans_la_semaine else atome.dit
    if atome.dit.jour is None or atome.dit != Jour(jour=atome.dit.jour):
        return atome.dit
    if precedent and (avant is None or precedent.end > avant[0]):
        fin, dit = precedent.end, precedent.dit
    elif avant:
        debut, dernier = (date.fromisoformat(avant[1][borne]) for borne in ("debut", "fin"))
        premier = debut.day if debut.month == dernier.month else 1
        fin, dit = avant[0], Jour(jour=premier, mois=dernier.month, an=dernier.year)
    else:
        return _dans_le_mois_declare(texte, atome, reperes)
    entre = texte.plat[fin : atome.start]
    return atome.dit if _AUTRE_PHRASE.search(entre) else _dans_le_mois(dit, atome.dit, bool(_CORRIGE.search(entre)))


def _dans_le_mois_declare(texte: Texte, atome: Atome, reperes: Reperes) -> Jour:
    """« rouvre décembre, il manque Petit le 17 »: the day is of the month that is declared."""
    dit = _MOIS_DECLARE.search(texte.plat[phrase(texte.plat, atome.start)[0] : atome.start])
    if dit is None or atome.dit.jour is None:
        return atome.dit
    (an, rang), _ = mois.trouver_mois(RANGS_MOIS[dit["mois"]], reperes.vers(passe=True))
    return replace(atome.dit, mois=rang, an=an)


def _avec_ce_qui_suit(texte: Texte, dit: Jour, atome: Atome, suivant: Atome) -> Jour:
    """« du 6 à celle du 13 mars », « plus le 12 mais le 30 avril »: the month is said once, at the end."""
    if dit.jour is None or dit != Jour(jour=dit.jour) or suivant.dit.jour is None or suivant.dit.mois is None:
        return dit
    if not _OPPOSE.fullmatch(texte.plat[atome.end : suivant.start]) or dit.jour > suivant.dit.jour:
        return dit
    return replace(dit, mois=suivant.dit.mois, an=suivant.dit.an)


def _periode_avant(texte: Texte, atome: Atome) -> tuple[int, dict[str, str]] | None:
    """The last period said before a day, and where it ends."""
    lues = zip(texte.spans, texte.donnees, strict=True)
    avant = [(span[1], d.value) for span, d in lues if d.entity == "periode" and span[1] <= atome.start]
    return max(avant, key=lambda lue: lue[0], default=None)


def _dans_le_mois(premier: Jour, nu: Jour, corrige: bool) -> Jour:
    """A bare day takes the month of the dated one before it, or the next month, unless it stands for the same day."""
    if premier.mois is None or premier.jour is None or nu.jour is None:
        return nu
    if nu.jour >= premier.jour or corrige:
        return replace(nu, mois=premier.mois, an=premier.an)
    an = premier.an + 1 if premier.an and premier.mois == 12 else premier.an
    return replace(nu, mois=premier.mois % 12 + 1, an=an)


def _heure_voisine(libre: str, debut: int, atome: Atome, heures: list[Heure], atomes: list[Atome]) -> Heure | None:
    for heure in heures:
        if (
            not heure.plage
            and heure.start >= atome.end
            and _ENTRE_JOUR_ET_HEURE.fullmatch(libre[atome.end : heure.start])
        ):
            return heure
    for heure in heures:
        if heure.plage or heure.end > debut or not _ENTRE_HEURE_ET_JOUR.fullmatch(libre[heure.end : debut]):
            continue
        # « mardi 14h, jeudi 10h »: an hour belongs to the day before it first.
        if not any(a.end <= heure.start and _ENTRE_JOUR_ET_HEURE.fullmatch(libre[a.end : heure.start]) for a in atomes):
            return heure
    return None
