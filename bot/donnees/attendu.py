"""What the words alone leave open, settled by what the conversation has just asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from bot.donnees import entiers, lieux
from bot.donnees.calendrier import Jour, Reperes, trouver_jour, trouver_mois
from bot.donnees.heures import UNITES as _UNITES
from bot.donnees.heures import trouver_heures
from bot.donnees.jours import MOIS_COURT, RANGS_MOIS
from bot.donnees.nombres import DECIMAL, MOTS, NOMBRE, lire_decimal, lire_entier, lire_milliers
from bot.donnees.quantites import en_heures
from bot.donnees.texte import Texte

DECIMAL_SEUL = re.compile(rf"\W*(?:c'est |environ |soit )?(?P<n>{NOMBRE})\W*")
MOIS_SEUL = re.compile(rf"\W*(?:(?:c'est|celui de|le mois de|pour|en) )*(?P<mois>{MOIS_COURT})\W*")
HEURES_SEULES = re.compile(
    rf"\W*(?:c'est |environ |soit |pendant )?(?P<n>{DECIMAL}) ?(?:h|heures?|hrs?)(?: ?(?P<m>[0-5]\d)(?: ?"
    r"(?:min|mn))?)?(?: par (?:jour|personne))?\W*"
)
HEURE_SEULE = re.compile(
    r"\W*(?:a |vers |c'est |pour )?(?P<texte>(?P<h>\d{1,2})(?: ?(?:h|heures?|:) ?(?P<m>[0-5]\d)?)?)\W*"
)
JOUR_SEUL = re.compile(
    r"\W*(?:non,? |pour |c'est |plutot )*(?P<jour>1er|0?[1-9]|[12]\d|3[01])(?P<reste>,? (?:a "
    r"|vers )?\d{1,2} ?[h:] ?(?:[0-5]\d)?)?\W*"
)
MONTANT_SEUL = re.compile(
    r"\W*(?:(?:c'est|environ|soit|le|la|total|montant|cout|prix|devis|tarif|est|sera|serait|s'eleve|de|a|pour"
    rf"|ca fait|:)\W+)*(?P<n>{NOMBRE}) ?(?P<k>k\d?\b)?(?: (?:ttc|ht|net|tout compris|tout rond|pile|svp|stp|merci))*\W*"
)
# A count at the end of a few words: « on est à 16 », « je dirais 16 »; « mardi 16 », « salle 16 » count nothing.
ENTIER_FINAL = re.compile(
    r"[^\d?:]*(?<!le )(?<!du )(?<!di )(?<!salle )(?<!n° )(?<!rue )(?<!hk )(?<![\w.,/-])(?P<n>\d{1,4})[ .!]*"
)
# « 15 comme d'hab »: the only number said, and it counts nothing else.
ENTIER_INITIAL = re.compile(
    rf"(?P<n>\d{{1,4}}|{MOTS}\b(?= comme| environ| max| si))"
    rf"(?![\w:/.,€%-]|[ .]\d| ?(?:{_UNITES}))[^\d?]*"
)
# « au siège », « toujours dans la grande salle »: what is neither a town nor an address is a place once it is awaited.
LIEU_SEUL = re.compile(
    r"\W*(?:(?:c'est|ce sera|toujours|comme d'habitude|plutot|non|ca se passe|ca sera),? )*"
    r"(?:aux?|a l[a']|dans (?:l[ae']|les|nos?|notre)|chez|en|sur) ?(?P<lieu>[a-z][\w' -]{2,40}?)[ .!]*"
)
CHIFFRES_SEULS = re.compile(r"\W*(?:c'est |la |le |n[°o] ?|numero )*(?P<n>0{0,4}\d{4,6})\W*")


def lire(texte: Texte, attend: str, reperes: Reperes) -> None:
    """Read the bare answer to what is awaited; anything longer is read as usual afterwards."""
    lecture = LECTURES.get(attend)
    if lecture and len(texte.plat) < 60:
        lecture(texte, reperes)


def _lire_montant(texte: Texte, reperes: Reperes) -> None:
    match = MONTANT_SEUL.fullmatch(texte.libre)
    if match:
        value = lire_milliers(match["n"], match["k"])
        texte.ajouter("montant", f"{value:.2f}", match.start("n"), match.end("k" if match["k"] else "n"))


def _lire_heures(texte: Texte, reperes: Reperes) -> None:
    match = HEURES_SEULES.fullmatch(texte.libre) or DECIMAL_SEUL.fullmatch(texte.libre)
    if match:
        heures = lire_decimal(match["n"]) + Decimal(match.groupdict().get("m") or 0) / 60
        texte.ajouter("heures", en_heures(heures), match.start("n"), _fin(match))


def _fin(match: re.Match[str]) -> int:
    return len(match.string[: match.end()].rstrip(" .!,;"))


def _lire_duree(texte: Texte, reperes: Reperes) -> None:
    match = HEURES_SEULES.fullmatch(texte.libre)
    if match:
        minutes = int(lire_decimal(match["n"]) * 60) + int(match["m"] or 0)
        texte.ajouter("duree", minutes, match.start("n"), _fin(match))
        return
    seul = entiers.nombre_seul(texte)
    if seul:
        texte.ajouter("duree", lire_entier(seul["n"]), seul.start("n"), seul.end("n"))


def _lire_heure(texte: Texte, reperes: Reperes) -> None:
    match = HEURE_SEULE.fullmatch(texte.libre)
    if match and int(match["h"]) < 24:
        minutes = int(match["h"]) * 60 + int(match["m"] or 0)
        value = f"{minutes // 60:02d}:{minutes % 60:02d}"
        autres = (f"{minutes // 60 + 12:02d}:{minutes % 60:02d}",) if 0 < minutes < 8 * 60 else ()
        texte.ajouter("heure", value, match.start("texte"), match.end("texte"), autres)


def _lire_jour(texte: Texte, reperes: Reperes) -> None:
    match = JOUR_SEUL.fullmatch(texte.libre)
    if not match:
        return
    trouve = trouver_jour(Jour(jour=int(match["jour"].removesuffix("er"))), reperes)
    if trouve is None:
        return
    jour, autres = trouve
    reste = match["reste"] or ""
    heures = trouver_heures(reste, reste, frozenset({0})) if reste else []
    if heures:
        values = [f"{d}T{heures[0].value}" for d in (jour, *autres)]
        texte.ajouter("date_heure", values[0], match.start("jour"), match.end("reste"), tuple(values[1:]))
    elif not reste:
        texte.ajouter(
            "date", jour.isoformat(), match.start("jour"), match.end("jour"), tuple(d.isoformat() for d in autres)
        )


def _lire_mois(texte: Texte, reperes: Reperes) -> None:
    chiffre, nomme = DECIMAL_SEUL.fullmatch(texte.libre), MOIS_SEUL.fullmatch(texte.libre)
    if chiffre and chiffre["n"].isdigit() and 1 <= int(chiffre["n"]) <= 12:
        # Months are awaited for attendance alone: the last one is meant.
        voulu, autres = trouver_mois(int(chiffre["n"]), Reperes(reperes.jour, passe=True))
        span = chiffre.span("n")
    elif nomme:
        voulu, autres = trouver_mois(RANGS_MOIS[nomme["mois"].rstrip(".")], reperes)
        span = nomme.span("mois")
    else:
        return
    values = [f"{an}-{mois:02d}" for an, mois in (voulu, *autres)]
    texte.ajouter("mois", values[0], *span, tuple(values[1:]))


def _lire_session(texte: Texte, reperes: Reperes) -> None:
    match = CHIFFRES_SEULS.fullmatch(texte.libre)
    if match:
        texte.ajouter("session", f"SE_{int(match['n']):010d}", match.start("n"), match.end("n"))


def _lire_ticket(texte: Texte, reperes: Reperes) -> None:
    match = CHIFFRES_SEULS.fullmatch(texte.libre)
    if match:
        texte.ajouter("ticket", f"HK-{match['n']}", match.start("n"), match.end("n"))


def _lire_entier(texte: Texte, reperes: Reperes) -> None:
    match = ENTIER_FINAL.fullmatch(texte.libre) or ENTIER_INITIAL.fullmatch(texte.libre)
    if match:
        texte.ajouter("entier", lire_entier(match["n"]), match.start("n"), match.end("n"))


def _lire_lieu(texte: Texte, reperes: Reperes) -> None:
    match = LIEU_SEUL.fullmatch(texte.libre)
    if match:
        lieux.lire(texte)
        if not any(donnee.entity == "lieu" for donnee in texte.donnees):
            texte.ajouter("lieu", texte.tape(*match.span("lieu")), *match.span("lieu"))


LECTURES: dict[str, Callable[[Texte, Reperes], None]] = {
    "entier": _lire_entier,
    "lieu": _lire_lieu,
    "montant": _lire_montant,
    "heures": _lire_heures,
    "duree": _lire_duree,
    "heure": _lire_heure,
    "date": _lire_jour,
    "date_heure": _lire_jour,
    "mois": _lire_mois,
    "session": _lire_session,
    "ticket": _lire_ticket,
}
