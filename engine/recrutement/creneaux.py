"""Individual appointments one after the other. Pure: an hour is read on the clocks of Paris, an instant is in UTC."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from engine.kit.clock import PARIS, instant_a_paris
from engine.kit.francais import dire_duree, dire_heure
from engine.recrutement.models import Rdv
from engine.recrutement.refus_plages import AucunCreneau, CreneauxQuiSeChevauchent, HorairesIncorrects, TropDeCreneaux

Creneau = tuple[datetime, datetime]


def decouper(jour: date, debut: time, fin: time, duree: int, maximum: int) -> list[Creneau]:
    """The appointments of `duree` minutes that fit between two hours of one day, the end excluded."""
    if fin <= debut:
        raise HorairesIncorrects(debut=dire_heure(debut), fin=dire_heure(fin))
    depart, arrivee = (instant_a_paris(datetime.combine(jour, heure, PARIS)) for heure in (debut, fin))
    nombre = (arrivee - depart) // timedelta(minutes=duree)
    if nombre < 1:
        raise AucunCreneau(debut=dire_heure(debut), fin=dire_heure(fin), duree=dire_duree(duree))
    if nombre > maximum:
        raise TropDeCreneaux(nombre=nombre, maximum=maximum)
    pas = timedelta(minutes=duree)
    return [(depart + rang * pas, depart + (rang + 1) * pas) for rang in range(nombre)]


def meme_lieu(un: str, autre: str) -> bool:
    """Whether two places read the same."""
    return un.casefold().split() == autre.casefold().split()


def exiger_sans_chevauchement(creneaux: Iterable[Creneau], lieu: str, autres: Iterable[Rdv]) -> None:
    """One organisme does not receive two people at once at one place; `autres` are its appointments that stand."""
    pris = [autre for autre in autres if meme_lieu(autre.lieu, lieu)]
    for debut, fin in creneaux:
        for autre in pris:
            if debut < autre.fin and autre.debut < fin:
                raise CreneauxQuiSeChevauchent(autre=autre.libelle)
