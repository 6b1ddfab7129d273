"""How a session recruits, as a LHEO file tells it: `recrutement` (2.3), or `date-information` of its action (2.2)."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from lxml import etree

from engine.offre.lheo.valeurs import (
    RIEN,
    IllisibleError,
    extras,
    lire_adresse,
    lire_date,
    lire_entier,
    lire_heure,
    texte,
)
from engine.recrutement.statuts import Modalite

MODALITES = {"7": Modalite.CANDIDATURE, "8": Modalite.GROUPE_RV, "9": Modalite.RIC}
AUTRES = {
    "0": "inconnue",
    "1": "recrutement par simulation",
    "2": "concours",
    "3": "dossier",
    "4": "tests pratiques",
    "5": "tests écrits",
    "6": "tests oraux",
}
LIEU_MAX, COMMENTAIRE_MAX = 500, 500  # what a place holds in KAIROS, what a comment holds in LHEO


@dataclass(frozen=True, slots=True)
class ModaliteLue:
    """What the file says, nothing supplied; None for what it does not say or says unknown."""

    ligne: int
    numero: str | None
    modalite: Modalite
    debut: date | None
    fin: date | None
    heure_debut: time | None
    heure_fin: time | None
    places: int | None
    lieu: str
    commentaire: str

    def contenu(self) -> dict[str, Any]:
        """The same as JSON, without where it stands: two files that say the same have the same content."""
        return {
            "modalite": self.modalite.value,
            "debut": self.debut and self.debut.isoformat(),
            "fin": self.fin and self.fin.isoformat(),
            "heure_debut": self.heure_debut and self.heure_debut.isoformat("minutes"),
            "heure_fin": self.heure_fin and self.heure_fin.isoformat("minutes"),
            "places": self.places,
            "lieu": self.lieu,
            "commentaire": self.commentaire,
        }


class SansEquivalentError(IllisibleError):
    """A way of recruiting that KAIROS does not have."""


def lire_recrutement(element: etree._Element, inscriptions: etree._Element | None) -> ModaliteLue:
    """One `recrutement`; `inscriptions` is the session's `periode-inscription`. Raises IllisibleError."""
    code = texte(element.findtext("{*}modalite-recrutement"))
    if code not in MODALITES:
        raise SansEquivalentError(f"la modalité de recrutement « {AUTRES.get(code, code[:40])} » n’a pas d’équivalent")
    periode = element.find("{*}periode")
    if periode is None and code == "7" and inscriptions is not None:
        periode = inscriptions.find("{*}periode")
    debut, fin = lire_periode(periode)
    dits = extras(element)
    return ModaliteLue(
        ligne=element.sourceline or 0,
        numero=texte(element.get("numero"))[:60] or None,
        modalite=MODALITES[code],
        debut=debut,
        fin=fin,
        heure_debut=lire_heure(element.findtext("{*}heure-debut")),
        heure_fin=lire_heure(element.findtext("{*}heure-fin")),
        places=lire_entier(element.findtext("{*}nb-places"), "le nombre de places"),
        lieu=(dits.get("lieu-kairos") or _lieu(element))[:LIEU_MAX],
        commentaire=texte(element.findtext("{*}commentaire"))[:COMMENTAIRE_MAX],
    )


def lire_periode(periode: etree._Element | None) -> tuple[date | None, date | None]:
    """First and last day. Raises IllisibleError when they are not in order."""
    if periode is None:
        return None, None
    debut = lire_date(periode.findtext("{*}debut"), fin=False)
    fin = lire_date(periode.findtext("{*}fin"), fin=True)
    if debut and fin and fin < debut:
        raise IllisibleError(f"la fin ({fin:%d/%m/%Y}) est avant le début ({debut:%d/%m/%Y})")
    return debut, fin


def lire_information(element: etree._Element, adresse: etree._Element | None) -> ModaliteLue | None:
    """One `date-information` of an action, at its `adresse-information`; None when the date is unknown."""
    jour = lire_date(element.findtext("{*}date"), fin=False)
    if jour is None:
        return None
    lieu = lire_adresse(adresse.find("{*}adresse") if adresse is not None else None)[:LIEU_MAX]
    return ModaliteLue(element.sourceline or 0, None, Modalite.RIC, jour, jour, None, None, None, lieu, "")


def _lieu(element: etree._Element) -> str:
    web = texte(element.findtext("{*}urlweb"))
    adresse = lire_adresse(element.find("{*}adresse"))
    if texte(element.findtext("{*}a-distance")) == "1":
        return f"À distance, {web}" if web and web not in RIEN else "À distance"
    return adresse or web
