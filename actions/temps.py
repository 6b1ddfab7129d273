"""What a sentence says of days, hours and lengths: one function a type of datum, as `actions.donnees`."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from actions.catalogue import Donnee
from actions.lu import Contexte, Lu
from actions.mots_cles import plat
from actions.tour import Entite

JOUR_NU = re.compile(r"^(?:le\s+|au\s+|jusqu['’]au\s+)?(\d{1,2})(?:er)?(?:\s+(?:à|a)\s.*)?$", re.IGNORECASE)
PERIODE_NUE = re.compile(r"(?:du |de |entre le |le )?(\d{1,2})(?:er)? (?:au |a |et (?:le )?|le )?(\d{1,2})(?:er)?")
DEUX_SEMAINES = timedelta(days=14)
PEU_D_HEURES = 12  # « 2 » awaited as a length is hours, « 30 » minutes


def lire_date(contexte: Contexte, entites: Sequence[Entite]) -> Lu | None:
    """A day; a period gives its first or its last one according to the name of the datum."""
    bout = _bout(contexte.donnee)

    def rang(entite: Entite) -> tuple[bool, bool]:
        """« Prévenue ce matin, absente du 3 au 5 »: where an end is meant, what has two comes first."""
        return bout is None or entite.role != bout, bout is None or entite.type != "periode"

    for entite in sorted(entites, key=rang):
        if entite.type == "periode" and isinstance(entite.valeur, dict):
            borne = "fin" if bout == "fin" else "debut"
            if entite.valeur.get(borne):
                return Lu(_borne(entite, borne, contexte.ancien))  # both ends are wanted: the period stays available
        if entite.type in ("date", "date_heure") and _au_bon_bout(contexte.donnee, entite):
            return Lu(_dernier(_jour(entite, contexte.ancien), entite, contexte.donnee), (entite,))
    return None


def _dernier(jour: str, entite: Entite, donnee: Donnee) -> str:
    """« Ne reviendra que lundi » ends the day before."""
    if entite.role != "reprise" or _bout(donnee) != "fin":
        return jour
    return (date.fromisoformat(jour) - timedelta(days=1)).isoformat()


def _jour(entite: Entite, ancien: Any) -> str:
    """The day read; a bare number, put in place of a date, keeps its month: « pas le 12, le 14 »."""
    nu = JOUR_NU.match(entite.texte.strip())
    return _du_meme_mois(str(entite.valeur)[:10], nu and nu[1], ancien)


def _borne(entite: Entite, borne: str, ancien: Any) -> str:
    """The end of a period; two bare numbers, put in place of dates, keep their month: « non, du 16 au 17 »."""
    nue = PERIODE_NUE.fullmatch(plat(entite.texte))
    return _du_meme_mois(str(entite.valeur[borne]), nue and nue[1 if borne == "debut" else 2], ancien)


def _du_meme_mois(lu: str, numero: str | None, ancien: Any) -> str:
    """The day `numero` of the month of the date in place; `lu` when there is neither, or no such day."""
    if not ancien or not numero:
        return lu
    try:
        return date.fromisoformat(f"{str(ancien)[:8]}{int(numero):02d}").isoformat()
    except ValueError:
        return lu


def _bout(donnee: Donnee) -> str | None:
    """Whether a datum is a start or an end, by its name."""
    return next((bout for bout in ("debut", "fin") if bout in donnee.nom.split("_")), None)


def _au_bon_bout(donnee: Donnee, entite: Entite) -> bool:
    """Not the end where a start is asked, nor the other way round; the first day back only tells an end."""
    bout = _bout(donnee)
    ailleurs = {"debut": {"fin", "reprise"}, "fin": {"debut"}}
    return bout is None or entite.role not in ailleurs[bout]


def lire_heure(contexte: Contexte, entites: Sequence[Entite]) -> Lu | None:
    for entite in entites:
        if entite.type == "heure" and _au_bon_bout(contexte.donnee, entite):
            return Lu(entite.valeur, (entite,))
        if entite.type == "date_heure":
            return Lu(str(entite.valeur)[11:16], (entite,))
        if entite.type == "entier" and contexte.attendu and 0 <= int(entite.valeur) < 24:
            return Lu(f"{int(entite.valeur):02d}:00", (entite,))
    return None


def lire_date_heure(contexte: Contexte, entites: Sequence[Entite]) -> Lu | None:
    """An instant; half of one is completed by the value in place, or waits for its other half."""
    entiere = next((e for e in entites if e.type == "date_heure"), None)
    if entiere is not None:
        return Lu(f"{_jour(entiere, contexte.ancien)}T{str(entiere.valeur)[11:16]}", (entiere,))
    jour = next((e for e in entites if e.type == "date"), None)
    a_l_heure = Contexte(contexte.donnee, contexte.texte, attendu=bool(contexte.partiel) and contexte.attendu)
    heure = lire_heure(a_l_heure, [e for e in entites if e.type in ("heure", "entier")])
    if jour is None and heure is None:
        return None
    uses = ((jour,) if jour else ()) + (heure.uses if heure else ())
    connus = dict(contexte.partiel or {})
    if contexte.ancien:
        connus = {"date": str(contexte.ancien)[:10], "heure": str(contexte.ancien)[11:16]}
    connus |= {"date": _jour(jour, contexte.ancien)} if jour else {}
    connus |= {"heure": str(heure.valeur)} if heure else {}
    if "date" in connus and "heure" in connus:
        return Lu(f"{connus['date']}T{connus['heure']}", uses)
    return Lu(None, uses, partiel=connus)


def lire_duree(contexte: Contexte, entites: Sequence[Entite]) -> Lu | None:
    """Minutes."""
    for entite in entites:
        if entite.type == "duree":
            return Lu(entite.valeur, (entite,))
        if entite.type == "heures" and contexte.attendu:
            return Lu(round(float(entite.valeur) * 60), (entite,))
        if entite.type == "heure" and contexte.attendu:  # « 2h » is an hour of the day elsewhere, a length here
            heures, minutes = str(entite.valeur).split(":")
            return Lu(int(heures) * 60 + int(minutes), (entite,))
        if entite.type == "entier" and contexte.attendu:
            nombre = int(entite.valeur)
            return Lu(nombre * 60 if nombre < PEU_D_HEURES else nombre, (entite,))
    return None


def lire_heures(contexte: Contexte, entites: Sequence[Entite]) -> Lu | None:
    """A number of hours."""
    for entite in entites:
        if entite.type == "heures" or (entite.type == "entier" and contexte.attendu):
            return Lu(entite.valeur, (entite,))
        if entite.type == "duree" and contexte.attendu:
            return Lu(float(entite.valeur) / 60, (entite,))
    return None


def autre_semaine(lu: Lu) -> str | None:
    """« Lundi »: the other Monday that it may be, last or next, where the engine refuses the one read."""
    jour = lu.uses[0] if len(lu.uses) == 1 else None
    if jour is None or jour.type != "date" or not jour.autres:
        return None
    autre = date.fromisoformat(str(jour.autres[0]))
    return autre.isoformat() if abs(autre - date.fromisoformat(str(jour.valeur))) <= DEUX_SEMAINES else None
