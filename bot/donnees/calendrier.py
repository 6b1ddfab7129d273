"""Which day is meant: calendar arithmetic from what was said and from the day on which it is said.

`dateparser` was tried and left aside: it reads « après demain » as tomorrow, nothing in « mardi prochain » or « fin
juin », 2027-01-12 as December 1st, and costs 1 to 2 ms a call. `dateutil` does the arithmetic.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from bot.donnees.recit import raconte

PARIS = ZoneInfo("Europe/Paris")
UN_JOUR = timedelta(days=1)
UNE_SEMAINE = timedelta(days=7)
# Without a year, a day is looked for from this far back to the same day of the year after.
MOIS_EN_ARRIERE = 4
# A past day further away than this is never what is meant.
PORTEE = timedelta(days=300)


@dataclass(frozen=True)
class Reperes:
    """The day of the message, and whether it speaks rather of the past."""

    jour: date
    passe: bool

    @classmethod
    def de(cls, maintenant: datetime, plat: str) -> Reperes:
        local = maintenant.astimezone(PARIS) if maintenant.tzinfo else maintenant
        return cls(local.date(), raconte(plat) is True)

    def vers(self, passe: bool) -> Reperes:
        return Reperes(self.jour, passe)


@dataclass(frozen=True)
class Jour:
    """A day as said: the parts that were said, the others `None`. `semaine` is 0 for Monday.

    `decalage` is the word beside a weekday: `prochain`, `dernier`, `huit`, `quinze`, `semaine-prochaine`,
    `semaine-derniere`, `cette-semaine`. `exact` is set when nothing is left to find.
    """

    exact: date | None = None
    jour: int | None = None
    mois: int | None = None
    an: int | None = None
    semaine: int | None = None
    decalage: str | None = None
    autres: tuple[date, ...] = ()


def jour_valide(an: int, mois: int, jour: int) -> date | None:
    """The date, or nothing when the month has no such day."""
    if not 1 <= mois <= 12 or not 1 <= jour <= monthrange(an, mois)[1]:
        return None
    return date(an, mois, jour)


def trouver_jour(dit: Jour, reperes: Reperes) -> tuple[date, tuple[date, ...]] | None:
    """The most plausible date of a day said, then the other plausible ones; nothing when it does not exist."""
    if dit.exact is not None:
        return dit.exact, dit.autres
    if dit.jour is not None and dit.mois is not None and dit.an is not None:
        trouve = jour_valide(dit.an, dit.mois, dit.jour)
        return (trouve, _autre_jour_de_semaine(trouve, dit.semaine)) if trouve else None
    if dit.jour is not None and dit.mois is not None:
        return _jour_et_mois(dit, reperes)
    if dit.jour is not None:
        return _quantieme(dit.jour, dit.semaine, reperes)
    assert dit.semaine is not None
    return _jour_de_semaine(dit.semaine, dit.decalage, reperes)


def _autre_jour_de_semaine(trouve: date, semaine: int | None) -> tuple[date, ...]:
    """« mercredi 12 » when the 12th is a Tuesday: the nearest Wednesday may have been meant."""
    if semaine is None or trouve.weekday() == semaine:
        return ()
    ecart = (semaine - trouve.weekday() + 3) % 7 - 3
    return (trouve + timedelta(days=ecart),)


def _jour_et_mois(dit: Jour, reperes: Reperes) -> tuple[date, tuple[date, ...]] | None:
    assert dit.jour is not None
    assert dit.mois is not None
    # Eight years always hold a 29 February.
    ans = range(reperes.jour.year - 8, reperes.jour.year + 9)
    dates = [d for an in ans if (d := jour_valide(an, dit.mois, dit.jour))]
    if not dates:
        return None
    if dit.semaine is not None:
        proches = [d for d in dates if d.weekday() == dit.semaine and abs(d - reperes.jour) <= PORTEE]
        if proches:
            return min(proches, key=lambda d: abs(d - reperes.jour)), ()
    value, autres = _choisir(dates, reperes, _borne(reperes))
    return value, _autre_jour_de_semaine(value, dit.semaine) or autres


def _borne(reperes: Reperes) -> date:
    """First day at which a day said without its year is looked for."""
    return reperes.jour - relativedelta(months=11 if reperes.passe else MOIS_EN_ARRIERE)


def _choisir(dates: list[date], reperes: Reperes, borne: date) -> tuple[date, tuple[date, ...]]:
    """The first of sorted dates from `borne` on, then the nearest one on the other side of today."""
    value = next((d for d in dates if d >= borne), dates[-1])
    if value <= reperes.jour:
        autre = next((d for d in dates if d > reperes.jour), None)
    else:
        autre = next((d for d in reversed(dates) if reperes.jour - PORTEE <= d <= reperes.jour), None)
    return value, (autre,) if autre else ()


def _quantieme(jour: int, semaine: int | None, reperes: Reperes) -> tuple[date, tuple[date, ...]] | None:
    """« le 12 », « mardi 12 »: the coming one, or the last one when the sentence tells the past."""
    if not 1 <= jour <= 31:
        return None
    if semaine is not None:
        avant, apres = (75, 7) if reperes.passe else (7, 75)  # days; further away the weekday is a slip
        proches = (d for d in _quantiemes(jour, reperes.jour, 3) if -avant <= (d - reperes.jour).days <= apres)
        candidats = [d for d in proches if d.weekday() == semaine]
        if candidats:
            return min(candidats, key=lambda d: (abs(d - reperes.jour), d < reperes.jour)), ()
    dates = list(_quantiemes(jour, reperes.jour, 3))
    dernier = [d for d in dates if d <= reperes.jour][-1]
    prochain = next(d for d in dates if d >= reperes.jour)
    value, autre = (dernier, prochain) if reperes.passe else (prochain, dernier)
    return value, _autre_jour_de_semaine(value, semaine) or (() if autre == value else (autre,))


def _quantiemes(jour: int, autour: date, mois: int) -> Iterator[date]:
    premier = autour.replace(day=1)
    for decalage in range(-mois, mois + 1):
        debut = premier + relativedelta(months=decalage)
        trouve = jour_valide(debut.year, debut.month, jour)
        if trouve:
            yield trouve


def _jour_de_semaine(semaine: int, decalage: str | None, reperes: Reperes) -> tuple[date, tuple[date, ...]]:
    aujourdhui = reperes.jour
    lundi = aujourdhui - timedelta(days=aujourdhui.weekday())
    suivant = aujourdhui + timedelta(days=(semaine - aujourdhui.weekday() - 1) % 7 + 1)
    precedent = aujourdhui - timedelta(days=(aujourdhui.weekday() - semaine - 1) % 7 + 1)
    if decalage in ("cette-semaine", "semaine-prochaine", "semaine-derniere"):
        ecart = {"cette-semaine": 0, "semaine-prochaine": 7, "semaine-derniere": -7}[decalage]
        return lundi + timedelta(days=semaine + ecart), ()
    if decalage == "prochain":
        # On a Monday, « vendredi prochain » is this week's Friday for some, next week's for others.
        return suivant, (suivant + UNE_SEMAINE,) if suivant < lundi + UNE_SEMAINE else ()
    if decalage == "dernier":
        return precedent, (precedent - UNE_SEMAINE,) if precedent >= lundi else ()
    if decalage == "huit":  # said on a Wednesday, « mercredi en huit » may be the next one
        return suivant + UNE_SEMAINE, (suivant,) if aujourdhui.weekday() == semaine else ()
    if decalage == "quinze":
        return suivant + 2 * UNE_SEMAINE, ()
    aujourdhui_meme = (aujourdhui,) if aujourdhui.weekday() == semaine else ()
    if decalage == "ce" and aujourdhui_meme:
        return aujourdhui, ()
    if reperes.passe:
        return precedent, (*aujourdhui_meme, suivant)
    return suivant, (*aujourdhui_meme, precedent)


def trouver_periode(
    debut: Jour, fin: Jour, reperes: Reperes
) -> tuple[tuple[date, date], tuple[tuple[date, date], ...]] | None:
    """First and last day of « du … au … », each lending to the other what it leaves out, then other plausible ones."""

    if debut.mois is not None and fin.mois is None and fin.jour is not None and fin.an is None:
        return _periode_depuis(debut, fin, reperes)
    if (
        fin.exact is None
        and fin.mois is None
        and debut.exact is None
        and debut.mois is None
        and debut.jour
        and fin.jour
    ):
        return _periode_sans_mois(debut.jour, fin.jour, reperes)
    if debut.exact is None and debut.jour is not None and debut.mois is None:
        return _periode_jusqua(debut.jour, fin, reperes)
    if (
        debut.an is None
        and debut.exact is None
        and debut.mois is not None
        and (fin.an is not None or fin.exact is not None)
    ):
        trouve = trouver_jour(fin, reperes)
        return _finissant(debut, trouve[0]) if trouve else None
    return _periode_depuis(debut, fin, reperes)


def _periode_sans_mois(
    premier: int, dernier: int, reperes: Reperes
) -> tuple[tuple[date, date], tuple[tuple[date, date], ...]] | None:
    plages = []
    for debut in _quantiemes(premier, reperes.jour, 3):
        fin = next((d for d in _quantiemes(dernier, debut, 2) if d >= debut), None)
        if fin and fin - debut < timedelta(days=31):
            plages.append((debut, fin))
    avant = [plage for plage in plages if plage[0] <= reperes.jour]
    apres = [plage for plage in plages if plage[1] >= reperes.jour]
    if not avant or not apres:
        return None
    value, autre = (avant[-1], apres[0]) if reperes.passe else (apres[0], avant[-1])
    return value, () if value == autre else (autre,)


def _periode_jusqua(
    premier: int, fin: Jour, reperes: Reperes
) -> tuple[tuple[date, date], tuple[tuple[date, date], ...]] | None:
    """« du 3 au 5 mars », « du 28 au 3 janvier »: the month is that of the end, or the one before."""
    trouve = trouver_jour(fin, reperes)
    if trouve is None:
        return None
    plages = [(debut, dernier) for dernier in (trouve[0], *trouve[1]) if (debut := _quantieme_avant(premier, dernier))]
    return (plages[0], tuple(plages[1:])) if plages else None


def _quantieme_avant(jour: int, dernier: date) -> date | None:
    return next((d for d in reversed(list(_quantiemes(jour, dernier, 2))) if d <= dernier), None)


def _finissant(debut: Jour, fin: date) -> tuple[tuple[date, date], tuple[tuple[date, date], ...]] | None:
    assert debut.mois is not None
    assert debut.jour is not None
    for an in (fin.year, fin.year - 1):
        trouve = jour_valide(an, debut.mois, debut.jour)
        if trouve and trouve <= fin:
            return (trouve, fin), ()
    return None


def _periode_depuis(
    debut: Jour, fin: Jour, reperes: Reperes
) -> tuple[tuple[date, date], tuple[tuple[date, date], ...]] | None:
    trouve = trouver_jour(debut, reperes)
    if trouve is None:
        return None
    plages = [(premier, dernier) for premier in (trouve[0], *trouve[1]) if (dernier := _apres(fin, premier, reperes))]
    if not plages:
        return None
    # A training that has begun and is not over is the one spoken of, rather than next year's.
    en_cours = [plage for plage in plages if debut.mois is not None and plage[0] <= reperes.jour <= plage[1]]
    premiere = en_cours[0] if en_cours else plages[0]
    return premiere, tuple(plage for plage in plages if plage != premiere)


def _apres(fin: Jour, premier: date, reperes: Reperes) -> date | None:
    """Last day said, at the earliest `premier` unless it was said in full."""
    if fin.exact is not None or fin.an is not None:
        trouve = trouver_jour(fin, reperes)
        return trouve[0] if trouve else None
    if fin.jour is not None and fin.mois is not None:
        ans = (jour_valide(premier.year + n, fin.mois, fin.jour) for n in range(9))
        return next((d for d in ans if d and d >= premier), None)
    if fin.jour is not None:
        return next((d for d in _quantiemes(fin.jour, premier, 2) if d >= premier), None)
    assert fin.semaine is not None
    return premier + timedelta(days=(fin.semaine - premier.weekday()) % 7)


def fin_de_mois(an: int, mois: int) -> date:
    return date(an, mois, monthrange(an, mois)[1])


def trouver_mois(mois: int, reperes: Reperes) -> tuple[tuple[int, int], tuple[tuple[int, int], ...]]:
    """Year and month of a month said alone: this month or the last one for attendance, else within eight months."""
    aujourdhui = reperes.jour
    en_arriere = 11 if reperes.passe else 3
    debut = aujourdhui.year * 12 + aujourdhui.month - 1 - en_arriere
    indice = debut + (mois - 1 - debut) % 12
    present = aujourdhui.year * 12 + aujourdhui.month - 1
    value = (indice // 12, indice % 12 + 1)
    if indice == present:
        return value, ()
    autre = indice + 12 if indice < present else indice - 12
    return value, ((autre // 12, autre % 12 + 1),)
