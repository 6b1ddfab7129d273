"""How dates, hours, durations and lists are said in French."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from engine.kit.clock import a_paris

INSECABLE = "\u00a0"
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
VOYELLE = re.compile(r"[aeiouœæ]|y[^aeiouy]", re.IGNORECASE)  # an h is left alone: mute or not, no rule tells
AVANT_UN_FAIT = re.compile(r"\b([Dd]|[Qq]u)e \{(\w+)\}")


def dire_date(jour: date) -> str:
    """« mardi 12 janvier 2027 », « vendredi 1er janvier 2027 »."""
    numero = "1er" if jour.day == 1 else str(jour.day)
    return f"{JOURS[jour.weekday()]} {numero} {MOIS[jour.month - 1]} {jour.year}"


def dire_periode(debut: date, fin: date) -> str:
    """« du mercredi 3 mars 2027 au vendredi 5 mars 2027 », « le mercredi 3 mars 2027 »."""
    return f"le {dire_date(debut)}" if debut == fin else f"du {dire_date(debut)} au {dire_date(fin)}"


def dire_mois(mois: str) -> str:
    """« mars 2027 » for `2027-03`."""
    annee, numero = mois.split("-")
    return f"{MOIS[int(numero) - 1]} {annee}"


def dire_heure(heure: time) -> str:
    """« 14 h », « 14 h 05 »."""
    minutes = f"{INSECABLE}{heure.minute:02d}" if heure.minute else ""
    return f"{heure.hour}{INSECABLE}h{minutes}"


def dire_instant(instant: datetime) -> str:
    """« mardi 12 janvier 2027 à 14 h », as read in Paris."""
    local = a_paris(instant)
    return f"{dire_date(local.date())} à {dire_heure(local.time())}"


def dire_duree(minutes: int) -> str:
    """« 45 min », « 2 h », « 1 h 30 »."""
    heures, reste = divmod(minutes, 60)
    if not heures:
        return f"{reste}{INSECABLE}min"
    return f"{heures}{INSECABLE}h" + (f"{INSECABLE}{reste:02d}" if reste else "")


def dire_heures(heures: Decimal) -> str:
    """« 140 h », « 35,5 h », « 1 000 h »."""
    return f"{heures.normalize():,f}".replace(",", INSECABLE).replace(".", ",") + f"{INSECABLE}h"


def dire_montant(montant: Decimal) -> str:
    """« 3 200,00 € »."""
    return f"{montant:,.2f}".replace(",", INSECABLE).replace(".", ",") + f"{INSECABLE}€"


def compter(nombre: int, singulier: str, pluriel: str | None = None) -> str:
    """« 1 place », « 3 places »: French counts zero and one as singular."""
    return f"{nombre}{INSECABLE}{singulier if abs(nombre) < 2 else pluriel or singulier + 's'}"


def enumerer(choses: Sequence[str]) -> str:
    """« Petit, Leroy et Nguyen »."""
    if len(choses) < 2:
        return "".join(choses)
    return f"{', '.join(choses[:-1])} et {choses[-1]}"


def commence_par_une_voyelle(texte: str) -> bool:
    """Whether « de » and « que » lose their e before it: « Oscar », « Émile », « Yves », « avril »; not « Yann »."""
    plat = "".join(c for c in unicodedata.normalize("NFKD", texte[:4]) if not unicodedata.combining(c))
    return VOYELLE.match(plat) is not None


def de(nom: str) -> str:
    """« de Léa », « d’Oscar », « d’avril 2027 »."""
    return f"d’{nom}" if commence_par_une_voyelle(nom) else f"de {nom}"


def que(nom: str) -> str:
    """« que Léa », « qu’Oscar »."""
    return f"qu’{nom}" if commence_par_une_voyelle(nom) else f"que {nom}"


def elider(modele: str, faits: Mapping[str, Any]) -> str:
    """A sentence to format, its « de {personne} » written « d’{personne} » where that fact asks for it."""

    def ecrire(trouve: re.Match[str]) -> str:
        debut, nom = trouve.groups()
        return f"{debut}’{{{nom}}}" if commence_par_une_voyelle(str(faits.get(nom, ""))) else trouve[0]

    return AVANT_UN_FAIT.sub(ecrire, modele)
