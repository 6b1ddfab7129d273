"""The values of a LHEO file, each with the reason why it cannot be read."""

import re
from calendar import monthrange
from datetime import date, time

from lxml import etree

from engine.kit.identifiers import FormeSession, NumeroSessionIncorrect, lire_session, siret_est_correct

INCONNUES = ("", "00000000", "99999999")
RIEN = frozenset({"-", ".", "/", "x", "X", "00000"})  # what people type where a value is mandatory


class IllisibleError(ValueError):
    """A value that cannot be read; its text is the reason said in the summary."""


def texte(valeur: str | None) -> str:
    """Without the spaces and line ends that XML keeps."""
    return " ".join((valeur or "").split())


def plein(valeur: str | None) -> str:
    """The same, empty for a dash and the like."""
    lu = texte(valeur)
    return "" if lu in RIEN else lu


def lire_siret(valeur: str | None, de_qui: str) -> str:
    """14 digits with the right key. Raises IllisibleError."""
    siret = "".join((valeur or "").split())
    if not siret_est_correct(siret):
        raise IllisibleError(f"le SIRET de l’organisme {de_qui} « {siret[:40]} » n’est pas valable")
    return siret


def lire_entier(valeur: str | None, quoi: str) -> int | None:
    """Digits only, up to six; None when absent. Raises IllisibleError."""
    brut = texte(valeur)
    if not brut:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", brut):
        raise IllisibleError(f"{quoi} « {brut[:40]} » n’est pas un nombre entier")
    return int(brut)


def lire_numero(valeur: str) -> str:
    """The number of a session as KAIROS keeps it, `SE_0000160070`. Raises IllisibleError."""
    try:
        forme, numero = lire_session(valeur)
    except NumeroSessionIncorrect:
        forme, numero = FormeSession.KAIROS, ""
    if forme is not FormeSession.CARIF:
        raise IllisibleError("le numéro de session n’a pas la forme SE_0000160070")
    return numero


def lire_numero_interne(valeur: str | None) -> str | None:
    """Seven digits; None when absent. Raises IllisibleError."""
    if valeur is None:
        return None
    if not re.fullmatch(r"[0-9]{7}", valeur):
        raise IllisibleError(f"le numéro interne « {valeur[:40]} » n’a pas 7 chiffres")
    return valeur


def lire_date(valeur: str | None, *, fin: bool) -> date | None:
    """`AAAAMMJJ`; a month (`AAAAMM00`) or a year (`AAAA0000`) is its first day, or its last for an end.

    None when the file says that it is unknown. Raises IllisibleError.
    """
    brut = (valeur or "").strip()
    if brut in INCONNUES:
        return None
    try:
        if not re.fullmatch(r"[0-9]{8}", brut):
            raise ValueError
        annee, mois, jour = int(brut[:4]), int(brut[4:6]), int(brut[6:])
        mois = mois or (12 if fin else 1)
        return date(annee, mois, jour or (monthrange(annee, mois)[1] if fin else 1))
    except ValueError:
        raise IllisibleError(f"la date « {brut[:40]} » n’existe pas") from None


def lire_heure(valeur: str | None) -> time | None:
    """`14h15`, `9h`, `14:15`, `1415`; None when absent. Raises IllisibleError."""
    brut = texte(valeur).lower()
    if not brut or brut in RIEN:
        return None
    trouve = re.fullmatch(r"([0-9]{1,2}) ?[h:] ?([0-9]{2})?(?: ?mi?n)?|([0-9]{2})([0-9]{2})", brut)
    try:
        if trouve is None:
            raise ValueError
        return time(int(trouve[1] or trouve[3]), int(trouve[2] or trouve[4] or 0))
    except ValueError:
        raise IllisibleError(f"l’heure « {brut[:40]} » n’existe pas") from None


def lire_adresse(element: etree._Element | None) -> str:
    """« Greta de Rouen, 12 rue des Charrettes, 76000 Rouen » from an `adresse`, or what it says of it."""
    if element is None:
        return ""
    dits = [texte(enfant.text) for nom in ("denomination", "ligne") for enfant in element.iterchildren(f"{{*}}{nom}")]
    commune = [texte(element.findtext(f"{{*}}{nom}")) for nom in ("codepostal", "ville")]
    dits.append(" ".join(mot for mot in commune if mot and mot not in RIEN))
    return ", ".join(dit for dit in dits if dit and dit not in RIEN)


def extras(element: etree._Element) -> dict[str, str]:
    """The `extra` of an element's own `extras`, nested ones too, by their `info`."""
    return {
        extra.get("info", ""): texte(extra.text)
        for groupe in element.iterchildren("{*}extras")
        for extra in groupe.iter("{*}extra")
        if texte(extra.text)
    }
