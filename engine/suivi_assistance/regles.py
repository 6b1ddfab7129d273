"""Pure rules: when someone answers, what a screenshot may be, what can be undone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from engine.kit.clock import PARIS, a_paris
from engine.kit.fichiers import FichierRecu, lire_au_plus, nature
from engine.kit.francais import JOURS, dire_heure, dire_instant, enumerer
from engine.suivi_assistance.refus import CopieEcranIllisible, CopieEcranTropLourde, HotlineFermee

IMAGES = ("image/png", "image/jpeg")


@dataclass(frozen=True)
class Horaires:
    """The days and hours of the hotline in Paris, public holidays left out. `jours`: Monday is 0."""

    jours: frozenset[int]
    ouverture: time
    fermeture: time
    feries_fixes: frozenset[str]
    feries_apres_paques: frozenset[int]

    @classmethod
    def lus(cls, horaires: dict[str, Any], feries: dict[str, Any]) -> "Horaires":
        """From the parameters `horaires_hotline` and `jours_feries`."""
        return cls(
            frozenset(JOURS.index(jour) for jour in horaires["jours"]),
            time.fromisoformat(horaires["ouverture"]),
            time.fromisoformat(horaires["fermeture"]),
            frozenset(feries["fixes"]),
            frozenset(feries["apres_paques"]),
        )

    def est_ouvert_le(self, jour: date) -> bool:
        """Whether someone answers on that day."""
        ferie = f"{jour:%m-%d}" in self.feries_fixes or (jour - paques(jour.year)).days in self.feries_apres_paques
        return jour.weekday() in self.jours and not ferie

    def est_ouverte(self, instant: datetime) -> bool:
        """Whether someone answers at this instant; nobody does on the stroke of the closing hour."""
        local = a_paris(instant)
        return self.est_ouvert_le(local.date()) and self.ouverture <= local.time() < self.fermeture

    def fermeture_du(self, instant: datetime) -> datetime:
        """The instant (UTC) at which the hotline closes on the day of this instant."""
        return datetime.combine(a_paris(instant).date(), self.fermeture, PARIS).astimezone(UTC)

    def prochaine_ouverture(self, instant: datetime) -> datetime:
        """The next instant (UTC) at which the hotline opens."""
        local = a_paris(instant)
        jour = local.date() if local.time() < self.ouverture else local.date() + timedelta(days=1)
        while not self.est_ouvert_le(jour):
            jour += timedelta(days=1)
        return datetime.combine(jour, self.ouverture, PARIS).astimezone(UTC)

    def dits(self) -> str:
        """« lundi, mardi et mercredi, de 9 h à 17 h »."""
        jours = enumerer([JOURS[jour] for jour in sorted(self.jours)])
        if self.jours == frozenset(range(5)):
            jours = "du lundi au vendredi"
        return f"{jours}, de {dire_heure(self.ouverture)} à {dire_heure(self.fermeture)}"


def paques(annee: int) -> date:
    """Easter Sunday of a Gregorian year (Butcher's computation)."""
    a, (b, c) = annee % 19, divmod(annee, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    mois, jour = divmod(h + m - 7 * n + 114, 31)
    return date(annee, mois, jour + 1)


def exiger_hotline_ouverte(horaires: Horaires, instant: datetime) -> None:
    """Raises HotlineFermee, which says when it opens again."""
    if not horaires.est_ouverte(instant):
        raise HotlineFermee(horaires=horaires.dits(), ouverture=dire_instant(horaires.prochaine_ouverture(instant)))


def lire_copie_ecran(fichier: FichierRecu, octets_max: int) -> tuple[str, str, bytes]:
    """Media type, word and content of a picture. Raises CopieEcranTropLourde, CopieEcranIllisible."""
    contenu = lire_au_plus(fichier, octets_max)
    if contenu is None:
        raise CopieEcranTropLourde(megaoctets=octets_max // 1_000_000).sur("copie_ecran")
    quoi = nature(contenu)
    if quoi is None or quoi[0] not in IMAGES:
        raise CopieEcranIllisible().sur("copie_ecran")
    return *quoi, contenu


def raison_de_ne_pas_annuler(annulable: str) -> str:
    """What `annulable` of an operation says after « non », as a sentence."""
    _, _, raison = annulable.partition(":")
    raison = raison.strip() or "elle ne se défait pas"
    return raison if raison.endswith((".", "!", "?")) else f"{raison}."


def rang(numero: int) -> str:
    """« 1re », « 2e »."""
    return "1re" if numero == 1 else f"{numero}e"
