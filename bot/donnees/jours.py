"""The words of a day: « mardi 12 janvier », « le 12 », « 12/01 », « mardi en huit », « dans 15 jours »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.donnees.calendrier import Jour, Reperes
from bot.donnees.epele import MOIS, SEMAINES
from bot.donnees.nombres import ENVIRONS, MOTS, lire_entier

_ABREGES = {
    "janv": 1, "jan": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "jui": 7, "sept": 9, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
RANGS_MOIS = {nom: rang for rang, nom in enumerate(MOIS, 1)} | _ABREGES
MOIS_COURT = "(?:" + "|".join(sorted(RANGS_MOIS, key=len, reverse=True)) + r")\b\.?"
MOIS_LONG = "(?:" + "|".join(MOIS) + r")\b"

# What follows a number that is not a day of the month: « le 12 places », « au 12 rue », « le 2e », « le 12,5 ».
_PAS_UN_JOUR = (
    r"(?!\d| ?(?:h\b|h\d|:\d|€|%|°)|e\b|eme|[.,/]\d|-\d{1,2} ?h|-(?:[6-9]|1\d|20)(?![\d/.-]| (?:"
    + "|".join(MOIS)
    + r"))| (?:heures?|places?|pl|pers|personnes?"
    r"|candidate?s?|stagiaires?"
    r"|inscrite?s?|presente?s?|absente?s?|venue?s?|retenue?s?|excusee?s?|rdv|euros?|min|mn|minutes?|jours?"
    r"|semaines?|mois|ans|rue|avenue|av|bd|boulevard|bis|ter"
    r"|allee|impasse|chemin"
    r"|quai|route|cours|pour cent)\b)"
)
_SEMAINE = (
    r"(?P<semaine>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:lun|mar|mer|jeu|ven|sam|dim)\.?(?= ?\d))"
)
_QUANTIEME = r"(?:1 ?er\b|(?:0?[1-9]|[12]\d|3[01])(?!\d))"
_MOIS_RELATIF = (
    r" (?:du mois (?:prochain|dernier|suivant|precedent|en cours)|(?:de ce|du) mois(?: ci|-ci)?|courant"
    r"|prochain|dernier)\b"
)
_MOT_SEMAINE = r"(?:semaine|sem)\b\.?"
_MODIFICATEUR = (
    rf",? (?:de )?(?:la )?{_MOT_SEMAINE} (?:pro(?:ch)?(?:aine)?\b|suivante|d'apres)"
    rf"|,? (?:de )?(?:la )?{_MOT_SEMAINE} (?:derniere|passee)|,? (?:de )?cette {_MOT_SEMAINE}\b"
    r"|,? (?:prochaine?|pro\b|proch\b\.?|qui (?:vient|arrive)|suivant|a venir)"
    r"|,? (?:derniere?|passee?(?! de \d+ a \d| a \d+ ?(?:place|pers))|precedent)|,? en (?:huit|8|quinze|15)\b"
)
_MOMENT = (
    r"(?:,? (?:au |le |en |dans l[a'] ?|en (?:debut|fin) d['e] ?)?(?:matin(?:ee)?|apres[- ]?midi|aprem|apm"
    r"|soir(?:ee)?)\b)?"
)

ATOME = re.compile(
    # « le12/01 », « mardi12 »: the space was not typed.
    r"(?:(?<![\w@#])|(?<=\ble)(?=\d)|(?<=\bdu)(?=\d)|(?<=\bau)(?=\d))(?:"
    rf"(?P<iso>20\d\d-(?:0\d|1[0-2])-\d\d)(?!\d)"
    rf"|(?:{_SEMAINE},? ?(?:le )?)?(?:"
    rf"(?P<j3>\d{{1,2}})(?P<sep>[/.-])(?P<m3>0?[1-9]|1[0-2])(?P=sep)(?P<a3>(?:19|20)\d\d|\d\d)(?!\d)"
    rf"|(?P<j2>\d{{1,2}})/(?P<m2>0[1-9]|1[0-2]|[1-9])(?![\d/])"
    rf"|(?P<jp>\d\d|(?<=\ble )\d(?=\.))[.-](?P<mp>0[1-9]|1[0-2])(?!\d|[.-]\d|h| ?{MOIS_COURT}| ?h\b| ?€| ?euro)"
    rf"|(?P<jl>{_QUANTIEME}|premier) ?(?P<ml>{MOIS_COURT})(?: (?P<al>(?:19|20)\d\d)(?!\d))?(?P<dl> prochain| dernier)?"
    rf"|(?P<q>{_QUANTIEME}){_PAS_UN_JOUR}(?P<qm>{_MOIS_RELATIF})?"
    rf")"
    rf"|(?P<seul>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b(?P<mod>{_MODIFICATEUR})?"
    r"|(?P<rel>avant[- ]hier|hier|apres[- ]?(?:de|2)main|(?:de|2)main"
    r"|dem(?= (?:matin|aprem|apm|apres|soir|\d))|aujourd'? ?hui|auj|ajd|(?<!a )ce jour"
    r"|ce(?= (?:matin|midi|soir))|cet(?:te)?(?= (?:apres[- ]?midi|aprem)))"
    rf"(?P<relm> ?(?:en (?:huit|quinze|8|15)))?"
    rf"|(?P<sens>dans|ds|d'ici|il y a|y a|ya|depuis) (?:environ )?(?P<n>\d{{1,3}}|{MOTS}"
    rf"|une (?:{'|'.join(ENVIRONS)}) de) ?(?P<unite>jours?"
    r"|semaines?|sem|mois|ans?(?! d))\b"
    rf")(?![\w]){_MOMENT}"
)
# What comes just before a day of the month said alone.
_ARTICLE = re.compile(r"\b(?:le|du|au|au plus tard le|celle du|celui du) $")
# « un organisme du 14 » is of the Calvados.
_DEPARTEMENT = re.compile(r"\b(?:organismes?|of|departements?|collegues?|dans le) (?:du |le )?$")
_SUITE_DATEE = re.compile(rf" ?(?:au|-) ?(?:1 ?er|\d{{1,2}}) ?{MOIS_COURT}")
_DATEE_AVANT = re.compile(r"\b(?:le|du|au|depuis|des|celle|ric|rdv|rv|reunion|coll?|jusqu'au|date ?:?|entree|sortie) $")
_AUTRE_DATE = re.compile(r" ?(?:->|>|-|au) ?\d\d[.-]\d\d\b")
_DATE_AVANT = re.compile(r"\d\d[.-]\d\d ?(?:->|>|-|au) ?$")
_HEURE_SUIT = re.compile(r",? ?(?:a |vers )?\d{1,2} ?[h:]")
_HEURE_APRES = re.compile(r",? ?(?:a |vers )?\d{1,2} ?[h:]|$|[,.;)] ?\D|[,.;)]$| (?:matin|soir|apres|au )")
_SUITE_DU_PREMIER = re.compile(
    r"(?! (?!a\b|au\b|et\b|ou\b|jusqu|pour\b|dans\b|en\b|vers\b|avec\b|sur\b|sans\b|car\b|mais\b|il\b|elle\b"
    r"|on\b|svp|stp|merci|chez|est\b|inclus))"
)
_HABITUDE = re.compile(r" ?\?| (?:compte|est\b|c'est)")
# « 8/10 personnes » counts people.
_COMPTE = re.compile(r" ?(?:personnes?|pers|candidat|stagiaire|inscrit|present|absent|venue?s|places?|de moyenne)")
# Colloquially a fortnight and a week, by those who count both ends.
_IDIOMES = {8: 7, 15: 14}


@dataclass(frozen=True)
class Atome:
    """A day said, where it is in the folded text."""

    start: int
    end: int
    dit: Jour


def trouver_atomes(libre: str, reperes: Reperes) -> list[Atome]:
    """The days said in a folded text, in order."""
    atomes = []
    place = 0
    while match := ATOME.search(libre, place):
        dit = _lire(match, libre, reperes)
        if dit is None:
            place = match.start() + 1
            continue
        atomes.append(Atome(match.start(), match.end(), dit))
        place = match.end()
    return atomes


def _lire(match: re.Match[str], libre: str, reperes: Reperes) -> Jour | None:
    groupes = match.groupdict()
    semaine = _rang_semaine(groupes["semaine"])
    avant, apres = libre[max(0, match.start() - 20) : match.start()], libre[match.end() :]
    if groupes["iso"]:
        an, mois, jour = (int(partie) for partie in groupes["iso"].split("-"))
        return Jour(an=an, mois=mois, jour=jour)
    if groupes["j3"]:
        an = int(groupes["a3"])
        return Jour(jour=int(groupes["j3"]), mois=int(groupes["m3"]), an=an if an > 99 else 2000 + an, semaine=semaine)
    if groupes["j2"]:
        certain = semaine is not None or len(groupes["m2"]) == 2 or _DATEE_AVANT.search(avant)
        if not certain or int(groupes["j2"]) > 31 or _COMPTE.match(apres):
            return None
        return Jour(jour=int(groupes["j2"]), mois=int(groupes["m2"]), semaine=semaine)
    if groupes["jp"]:
        if len(groupes["jp"]) == 1 and not _HEURE_SUIT.match(apres):
            return None
        if (
            semaine is None
            and not _HEURE_SUIT.match(apres)
            and not _AUTRE_DATE.match(apres)
            and not _DATE_AVANT.search(avant)
            and not _ARTICLE.search(avant)
            and not (_DATEE_AVANT.search(avant) and _HEURE_APRES.match(apres))
        ):
            return None
        return Jour(jour=int(groupes["jp"]), mois=int(groupes["mp"]), semaine=semaine)
    if groupes["jl"]:
        dit = Jour(jour=_jour(groupes["jl"]), mois=RANGS_MOIS[groupes["ml"].rstrip(".")], semaine=semaine)
        return _avec_an(dit, groupes["al"], groupes["dl"], reperes)
    if groupes["q"]:
        return _lire_quantieme(groupes, semaine, avant, apres, reperes)
    if groupes["seul"]:
        return _lire_semaine(groupes["seul"], groupes["mod"], libre[: match.start()], apres)
    if groupes["rel"]:
        return Jour(exact=_relatif(groupes["rel"], groupes["relm"], reperes.jour))
    return _lire_ecart(groupes, reperes)


def _jour(texte: str) -> int:
    return 1 if texte.startswith(("1er", "1 er", "premier")) else int(texte)


def _rang_semaine(texte: str | None) -> int | None:
    if not texte:
        return None
    return next(rang for rang, nom in enumerate(SEMAINES) if nom.startswith(texte[:3]))


def _avec_an(dit: Jour, an: str | None, sens: str | None, reperes: Reperes) -> Jour:
    assert dit.mois is not None
    assert dit.jour is not None
    if an:
        return Jour(jour=dit.jour, mois=dit.mois, an=int(an), semaine=dit.semaine)
    if sens:
        passe = "dernier" in sens
        deja = (dit.mois, dit.jour) <= (reperes.jour.month, reperes.jour.day)
        return Jour(jour=dit.jour, mois=dit.mois, an=reperes.jour.year - (passe and not deja) + (not passe and deja))
    return dit


def _lire_quantieme(
    groupes: dict[str, str | None], semaine: int | None, avant: str, apres: str, reperes: Reperes
) -> Jour | None:
    dit, relatif = groupes["q"] or "", groupes["qm"] or ""
    if semaine is None and _DEPARTEMENT.search(avant):
        return None
    if semaine is None and not _ARTICLE.search(avant) and not _SUITE_DATEE.match(apres):
        return None
    if dit.endswith("er") and not relatif and semaine is None and not _SUITE_DU_PREMIER.match(apres):
        return None
    jour = _jour(dit)
    if "mois" in relatif or "courant" in relatif:
        ecart = 1 if re.search("prochain|suivant", relatif) else -1 if re.search("dernier|precedent", relatif) else 0
        voulu = reperes.jour.replace(day=1) + relativedelta(months=ecart)
        return Jour(jour=jour, mois=voulu.month, an=voulu.year)
    if relatif:
        passe = "dernier" in relatif
        ecart = (-1 if reperes.jour.day <= jour else 0) if passe else (1 if reperes.jour.day >= jour else 0)
        voulu = reperes.jour.replace(day=1) + relativedelta(months=ecart)
        return Jour(jour=jour, mois=voulu.month, an=voulu.year)
    return Jour(jour=jour, semaine=semaine)


def _lire_semaine(nom: str, modificateur: str | None, plat_avant: str, plat_apres: str) -> Jour | None:
    # « le samedi » without more is every Saturday.
    if re.search(r"(?<!-)\b(?:les|tous les|chaque) $", plat_avant) or (
        re.search(r"\ble $", plat_avant) and not modificateur and _HABITUDE.match(plat_apres)
    ):
        return None
    rang, dit = SEMAINES.index(nom), modificateur or ""
    if re.search(r"\bsem", dit):
        decalage = (
            "cette-semaine"
            if "cette" in dit
            else "semaine-derniere"
            if re.search("dern|pass", dit)
            else "semaine-prochaine"
        )
    elif re.search(r"\ben\b", dit):
        decalage = "huit" if re.search("huit|8", dit) else "quinze"
    elif dit:
        decalage = "dernier" if re.search("dern|pass|prec", dit) else "prochain"
        if "suivant" in dit and nom in plat_avant:  # « lundi à Rouen, le lundi suivant à Elbeuf »
            decalage = "huit"
    else:
        decalage = "ce" if re.search(r"\bce $", plat_avant) else None
    return Jour(semaine=rang, decalage=decalage)


def _relatif(mot: str, ensuite: str | None, aujourdhui: date) -> date:
    if mot.startswith("avant"):
        ecart = -2
    elif mot == "hier":
        ecart = -1
    elif mot.startswith("apres"):
        ecart = 2
    else:
        ecart = 1 if "main" in mot or mot == "dem" else 0
    if ensuite:
        ecart += 7 if re.search("huit|8", ensuite) else 14
    return aujourdhui + timedelta(days=ecart)


def _lire_ecart(groupes: dict[str, str | None], reperes: Reperes) -> Jour | None:
    dit = (groupes["n"] or "").removeprefix("une ").removesuffix(" de")
    n = ENVIRONS.get(dit) or lire_entier(groupes["n"] or "")
    unite, sens = groupes["unite"] or "", groupes["sens"] or ""
    if sens == "depuis" and unite in ("mois", "an", "ans"):
        return None
    signe = 1 if sens in ("dans", "ds", "d'ici") else -1
    if unite in ("mois", "an", "ans"):
        return Jour(exact=reperes.jour + relativedelta(months=signe * n * (1 if unite == "mois" else 12)))
    jours = n * (7 if unite.startswith("sem") else 1)
    autres = (reperes.jour + timedelta(days=signe * _IDIOMES[n]),) if jours == n and n in _IDIOMES else ()
    return Jour(exact=reperes.jour + timedelta(days=signe * jours), autres=autres)
