"""Months, weeks, quarters, years: « assiduité de mars », « la semaine prochaine », « fin juin »."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.donnees.calendrier import Reperes, fin_de_mois, trouver_mois
from bot.donnees.jours import MOIS_COURT, MOIS_LONG, RANGS_MOIS
from bot.donnees.lexique import est_prenom
from bot.donnees.nombres import MOTS, lire_entier
from bot.donnees.recit import FUTUR
from bot.donnees.texte import Texte

_RANGS = {"1": 1, "pre": 1, "2": 2, "deu": 2, "sec": 2, "3": 3, "tro": 3, "4": 4, "qua": 4}
TRIMESTRE = re.compile(
    r"\b(?:(?P<rang>1er|premier|2e|2eme|2nd|deuxieme|second|3e|3eme|troisieme|4e|4eme|quatrieme) "
    r"(?P<unite>trimestre|semestre)"
    r"|(?P<court>[ts])(?P<chiffre>[1-4])(?= 20\d\d|$))(?: (?:de |d')?(?:l'annee )?(?P<an>20\d\d))?"
)
SEMAINE = re.compile(
    r"\b(?:s(?P<court>[1-4]\d|5[0-3])(?![\w.-])|(?P<cette>cette sem(?:aine)?\b|(?:la )?semaine en cours)"
    r"|(?:la )?sem(?:aine\b|\b\.?) (?:"
    r"(?P<apres>pro(?:ch)?(?:aine)?\b"
    r"|qui (?:vient|arrive)|a venir)|(?P<avant>derniere|passee|precedente)"
    r"|(?:n[°o] ?)?(?P<numero>\d\d?)(?: (?:de )?(?P<an>20\d\d))?(?!\d| ?[/h])))"
)
WEEK_END = re.compile(
    r"\b(?:ce |le )?week[- ]?end (?P<sens>prochain|qui vient|dernier|passe)\b|\b(?:ce|du) week[- ]?end\b"
)
ANNEE = re.compile(
    r"\b(?:(?P<cette>cette annee|(?:l')?annee en cours)|l'(?:annee|an) (?:(?P<apres>prochaine?|qui vient)|"
    r"(?P<avant>derniere?|passee?))"
    r"|(?:en|annee|courant|sessions?|l'annee|toute l'annee|pour) (?P<an>20\d\d)(?![\d/-]))"
)
PROCHAINS = re.compile(rf"\b(?:(?:les|ces) )?(?:(?P<n>\d{{1,3}}|{MOTS}) prochaine?s (?P<unite>jours|semaines|mois))\b")
BORNE = re.compile(
    rf"\b(?P<borne>fin|debut|mi|milieu)(?:[ -]| de | d'|du mois de )(?P<mois>{MOIS_COURT})(?: (?P<an>20\d\d))?"
)
FIN_DE_CE_MOIS = re.compile(
    r"(?:\b(?P<span>(?:la )?fin (?:du|de ce) mois(?P<apres> prochain)?)\b(?! d[e'])"
    r"|(?:jusqu'a|avant|d'ici|pour|a) (?P<bref>fin de mois)\b|(?:d'ici|avant|pour"
    r"|jusqu'a) (?P<annee>(?:la )?fin (?:d'|de l')annee)\b"
    r"|\b(?P<fin_an>fin (?P<an>20\d\d))\b)"
)
DE_A = re.compile(
    rf"(?:\b(?:de|d'|(?P<entre>entre)) ?|\b)(?P<debut>{MOIS_LONG})(?: (?P<an1>20\d\d))? (?:a|(?(entre)et"
    rf"|jusqu'a)|jusqu'en) "
    rf"(?P<fin>{MOIS_LONG})(?: (?P<an2>20\d\d))?"
)
MOIS_DIT = re.compile(
    rf"\b(?:(?:le |ce )?mois (?:de |d'))?d?(?P<mois>{MOIS_LONG})"
    r"(?: (?P<an>20\d\d|(?:2[4-9]|3[0-5])(?=\s*(?:$|[,;.!?)]))))?(?P<sens> prochain| dernier)?"
)
# « nov 2026 », « de déc. »; « sept » is also a number.
MOIS_ABREGE = re.compile(
    rf"\b(?P<mois>{MOIS_COURT})(?: (?P<an>20\d\d)|-(?P<court>[23]\d)\b)|\b(?:d')?(?P<nu>(?!sept\b|jui\b"
    rf"|{MOIS_LONG}){MOIS_COURT})"
)
_MOT_AVANT = re.compile(r"(?P<mot>[a-z]+(?:-[a-z]+)*) $")
MOIS_CHIFFRES = re.compile(r"(?<![\d/.-])(?P<mois>0?[1-9]|1[0-2])[/-](?P<an>20\d\d)(?![\d/-])")
MOIS_ISO = re.compile(r"(?<![\d/.-])(?P<an>20\d\d)-(?P<mois>0[1-9]|1[0-2])(?![\d/-])")
# Months are declared, closed and reopened once they are over.
DECLARE = re.compile(r"\b(?:clos|clotur\w*|boucle[rz]?|declar\w+|valid\w+|r[eo]*uvr\w+|deverrouill\w+)\b")
MOIS_RELATIF = re.compile(
    r"\b(?:(?P<avant>(?:le )?mois (?:dernier|passe|precedent|d'avant))|(?P<apres>(?:le )?mois (?:prochain"
    r"|suivant|qui vient))"
    r"|(?P<cette>ce mois(?:-ci| ci)?|(?:le )?mois (?:en cours|courant)))\b"
)


def lire(texte: Texte, reperes: Reperes) -> None:
    """Read periods and months; days are already taken."""
    _lire_trimestres(texte, reperes)
    _lire_semaines(texte, reperes)
    _lire_week_ends(texte, reperes)
    _lire_annees(texte, reperes)
    for match in texte.chercher(PROCHAINS):
        n, unite = lire_entier(match["n"]), match["unite"]
        pas = relativedelta(months=n) if unite == "mois" else timedelta(days=n * (7 if unite == "semaines" else 1))
        texte.ajouter("periode", periode(reperes.jour, reperes.jour + pas), match.start(), match.end())
    _lire_bornes(texte, reperes)
    _lire_mois(texte, reperes)


def periode(debut: date, fin: date) -> dict[str, str]:
    return {"debut": debut.isoformat(), "fin": fin.isoformat()}


def semaine_de(jour: date) -> dict[str, str]:
    """The week of a day, Monday to Sunday."""
    lundi = jour - timedelta(days=jour.weekday())
    return periode(lundi, lundi + timedelta(days=6))


def _lire_trimestres(texte: Texte, reperes: Reperes) -> None:
    for match in texte.chercher(TRIMESTRE):
        longueur = 6 if match["unite"] == "semestre" or match["court"] == "s" else 3
        dit = match["rang"] or match["chiffre"]
        rang = _RANGS.get(dit[:3]) or _RANGS[dit[0]]
        if rang * longueur > 12:
            continue
        if match["an"]:
            ans = [int(match["an"])]
        else:
            courant = reperes.jour.year
            fini = fin_de_mois(courant, rang * longueur) < reperes.jour
            ans = [courant + 1, courant] if fini and not reperes.passe else [courant]
        valeurs = [periode(date(an, (rang - 1) * longueur + 1, 1), fin_de_mois(an, rang * longueur)) for an in ans]
        texte.ajouter("periode", valeurs[0], match.start(), match.end(), tuple(valeurs[1:]))


def _lire_semaines(texte: Texte, reperes: Reperes) -> None:
    for match in texte.chercher(SEMAINE):
        numero = match["numero"] or match["court"]
        if numero:
            try:
                jour = date.fromisocalendar(int(match["an"] or reperes.jour.year), int(numero), 1)
            except ValueError:
                continue
        else:
            jour = reperes.jour + timedelta(days=7 if match["apres"] else -7 if match["avant"] else 0)
        texte.ajouter("periode", semaine_de(jour), match.start(), match.end())


def _lire_week_ends(texte: Texte, reperes: Reperes) -> None:
    """Saturday and Sunday; on a Saturday or a Sunday, « ce week-end » is the one that runs."""
    for match in texte.chercher(WEEK_END):
        samedi = reperes.jour + timedelta(days=5 - reperes.jour.weekday())
        if re.match("dern|pass", match["sens"] or ""):
            samedi -= timedelta(days=7)
        elif match["sens"] and reperes.jour >= samedi:
            samedi += timedelta(days=7)
        texte.ajouter("periode", periode(samedi, samedi + timedelta(days=1)), match.start(), match.end())


def _lire_annees(texte: Texte, reperes: Reperes) -> None:
    for match in texte.chercher(ANNEE):
        an = (
            int(match["an"])
            if match["an"]
            else reperes.jour.year + (1 if match["apres"] else -1 if match["avant"] else 0)
        )
        texte.ajouter("periode", periode(date(an, 1, 1), date(an, 12, 31)), match.start(), match.end())


def _lire_bornes(texte: Texte, reperes: Reperes) -> None:
    for match in texte.chercher(BORNE):
        voulus = _voulus(match["mois"], match["an"], reperes)
        if match["borne"] == "fin":
            dates = [fin_de_mois(*voulu).isoformat() for voulu in voulus]
            texte.ajouter("date", dates[0], match.start(), match.end(), tuple(dates[1:]))
        else:
            premier, dernier = (1, 10) if match["borne"] == "debut" else (11, 20)
            plages = [periode(date(an, mois, premier), date(an, mois, dernier)) for an, mois in voulus]
            texte.ajouter("periode", plages[0], match.start(), match.end(), tuple(plages[1:]))
    for match in texte.chercher(FIN_DE_CE_MOIS):
        voulu = reperes.jour.replace(day=1) + relativedelta(months=1 if match["apres"] else 0)
        annee = int(match["an"] or voulu.year)
        fin = date(annee, 12, 31) if match["annee"] or match["an"] else fin_de_mois(annee, voulu.month)
        span = next(match.span(nom) for nom in ("span", "bref", "annee", "fin_an") if match[nom])
        texte.ajouter("date", fin.isoformat(), *span)


def _est_un_nom(texte: Texte, place: int) -> bool:
    """« Coralie Juin », « Nguyen Thi Mai »: a month after a first name is a surname."""
    avant = _MOT_AVANT.search(texte.plat[:place])
    return bool(avant and texte.capitale(place) and texte.capitale(avant.start()) and est_prenom(avant["mot"]))


def _voulus(nom: str, an: str | None, reperes: Reperes) -> list[tuple[int, int]]:
    nom = nom.rstrip(".")
    if an:
        return [(2000 + int(an) % 2000, RANGS_MOIS[nom])]
    voulu, autres = trouver_mois(RANGS_MOIS[nom], reperes)
    return [voulu, *autres]


def _lire_mois(texte: Texte, reperes: Reperes) -> None:
    if DECLARE.search(texte.plat) and not FUTUR.search(texte.plat):
        reperes = Reperes(reperes.jour, passe=True)
    for match in texte.chercher(DE_A):
        an_fin = match["an2"]
        debut = _voulus(match["debut"], match["an1"] or an_fin, reperes)[0]
        rang_fin = RANGS_MOIS[match["fin"]]
        fin = (int(an_fin) if an_fin else debut[0] + (rang_fin < debut[1]), rang_fin)
        texte.ajouter("periode", periode(date(*debut, 1), fin_de_mois(*fin)), match.start(), match.end())
    for match in texte.chercher(MOIS_ABREGE):
        nom = "mois" if match["mois"] else "nu"
        valeurs = [
            f"{an}-{mois:02d}" for an, mois in _voulus(match[nom].rstrip("."), match["an"] or match["court"], reperes)
        ]
        texte.ajouter("mois", valeurs[0], match.start(nom), match.end(), tuple(valeurs[1:]))
    for motif in (MOIS_CHIFFRES, MOIS_ISO):
        for match in texte.chercher(motif):
            texte.ajouter("mois", f"{match['an']}-{int(match['mois']):02d}", match.start(), match.end())
    for match in texte.chercher(MOIS_RELATIF):
        voulu = reperes.jour.replace(day=1) + relativedelta(months=-1 if match["avant"] else 1 if match["apres"] else 0)
        texte.ajouter("mois", f"{voulu:%Y-%m}", match.start(), match.end())
    for match in texte.chercher(MOIS_DIT):
        if _est_un_nom(texte, match.start("mois")):
            continue
        voulus = _voulus(match["mois"], match["an"], reperes)
        if match["sens"] and not match["an"]:
            present = (reperes.jour.year, reperes.jour.month)
            sens = Reperes(reperes.jour, "dernier" in match["sens"])
            voulus = sorted(
                v
                for v in {*voulus, *_voulus(match["mois"], None, sens)}
                if (v < present) == sens.passe and v != present
            )[:1]
        valeurs = [f"{an}-{mois:02d}" for an, mois in voulus]
        if valeurs:
            texte.ajouter("mois", valeurs[0], match.start(), match.end(), tuple(valeurs[1:]))
