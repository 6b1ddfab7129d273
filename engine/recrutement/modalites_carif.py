"""From what a CARIF-OREF file says to what KAIROS opens: a day and hours, a place, a number of people.

What the file leaves out is supplied (`parametres/recrutement.yml`); what breaks a rule is refused in its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from engine.kit.clock import PARIS, a_paris, instant_a_paris
from engine.kit.parametres import entier
from engine.offre.lheo.recrutement import ModaliteLue
from engine.offre.lheo.valeurs import IllisibleError
from engine.offre.models import SessionFormation
from engine.recrutement.creneaux import Creneau, decouper
from engine.recrutement.groupes import exiger_jour, exiger_moment_du_rdv
from engine.recrutement.models import ModaliteCarif, Rdv
from engine.recrutement.operations.ouvrir_candidature import bornes, exiger_periode
from engine.recrutement.regles import exiger_duree, exiger_nombre_de_places
from engine.recrutement.statuts import Modalite


@dataclass(frozen=True)
class Voulue:
    """What is to be opened. Instants in UTC, `fin` excluded; `creneaux` are the appointments of a group."""

    modalite: Modalite
    debut: datetime
    fin: datetime
    lieu: str
    places: int
    commentaire: str | None
    creneaux: tuple[Creneau, ...] = ()


def vouloir(lue: ModaliteLue, session: SessionFormation, maintenant: datetime) -> Voulue:
    """Raises IllisibleError or the Refus of a rule; DateDejaPassee when it is over."""
    construire = {Modalite.RIC: _ric, Modalite.GROUPE_RV: _groupe, Modalite.CANDIDATURE: _plage}[lue.modalite]
    return construire(lue, session, maintenant)


def _ric(lue: ModaliteLue, session: SessionFormation, maintenant: datetime) -> Voulue:
    jour = _jour_unique(lue)
    heure = lue.heure_debut or time(entier("heure_ric_defaut"))
    debut = _instant(jour, heure)
    exiger_moment_du_rdv(session, debut, maintenant)
    if lue.heure_fin is not None and lue.heure_debut is not None:
        minutes = int((_instant(jour, lue.heure_fin) - debut).total_seconds() // 60)
        exiger_duree(minutes, entier("duree_ric_min"), entier("duree_ric_max"))
    else:
        minutes = entier("duree_ric_defaut")
    places = entier("places_ric_defaut") if lue.places is None else lue.places
    exiger_nombre_de_places(places, entier("places_rdv_min"), entier("places_rdv_max"))
    fin = debut + timedelta(minutes=minutes)
    return Voulue(lue.modalite, debut, fin, _lieu(lue, session), places, lue.commentaire or None)


def _groupe(lue: ModaliteLue, session: SessionFormation, maintenant: datetime) -> Voulue:
    """So many appointments between two hours; as long as said, or as the number of places leaves them."""
    jour = _jour_unique(lue)
    if lue.heure_debut is None:
        raise IllisibleError("l’heure de début des rendez-vous individuels n’est pas indiquée")
    debut = _instant(jour, lue.heure_debut)
    exiger_moment_du_rdv(session, debut, maintenant)
    if lue.places is not None:
        exiger_nombre_de_places(lue.places, entier("places_rdv_min"), entier("rv_par_groupe_max"))
    duree, heure_fin = entier("duree_rv_defaut"), lue.heure_fin
    if heure_fin is None:
        fin = a_paris(debut + timedelta(minutes=duree * (lue.places or 1)))
        if fin.date() != jour:
            raise IllisibleError("les rendez-vous individuels ne tiennent pas dans la journée")
        heure_fin = fin.time()
    elif lue.places:
        duree = int((_instant(jour, heure_fin) - debut).total_seconds() // 60) // lue.places
        exiger_duree(duree, entier("duree_rv_min"), entier("duree_rv_max"))
    creneaux = decouper(jour, lue.heure_debut, heure_fin, duree, entier("rv_par_groupe_max"))[: lue.places]
    fin_du_dernier = creneaux[-1][1]
    lieu, commentaire = _lieu(lue, session), lue.commentaire or None
    return Voulue(lue.modalite, debut, fin_du_dernier, lieu, len(creneaux), commentaire, tuple(creneaux))


def _plage(lue: ModaliteLue, session: SessionFormation, maintenant: datetime) -> Voulue:
    """From its first day, or today when unknown, to its last, or the first day of the session when unknown."""
    aujourdhui = a_paris(maintenant).date()
    dernier = lue.fin or session.debut
    if dernier is None:
        raise IllisibleError("le dernier jour de la plage de candidatures n’est pas indiqué")
    premier = lue.debut or aujourdhui
    exiger_jour(session, dernier, aujourdhui)
    exiger_periode(premier, dernier)
    debut, fin = bornes(premier, dernier)
    return Voulue(lue.modalite, debut, fin, session.lieu, 0, lue.commentaire or None)


def _jour_unique(lue: ModaliteLue) -> date:
    if lue.debut is None:
        raise IllisibleError("la date du rendez-vous n’est pas indiquée")
    if lue.fin is not None and lue.fin != lue.debut:
        raise IllisibleError(f"le rendez-vous s’étend du {lue.debut:%d/%m/%Y} au {lue.fin:%d/%m/%Y}")
    return lue.debut


def _instant(jour: date, heure: time) -> datetime:
    local = datetime.combine(jour, heure)
    instant = instant_a_paris(local.replace(tzinfo=PARIS))
    if a_paris(instant).replace(tzinfo=None) != local:
        raise IllisibleError(f"l’heure {heure:%H:%M} n’existe pas le {jour:%d/%m/%Y}")
    return instant


def _lieu(lue: ModaliteLue, session: SessionFormation) -> str:
    return lue.lieu or session.lieu or "lieu à préciser"


def etat_applique(rdv: Rdv | Voulue) -> dict[str, Any]:
    """What a file sets of an appointment; different from what it set, the organisme has changed it."""
    return {"debut": rdv.debut.isoformat(), "fin": rdv.fin.isoformat(), "lieu": rdv.lieu, "places": rdv.places}


Paire = tuple[ModaliteCarif, ModaliteLue]


def apparier(
    lues: Sequence[ModaliteLue], connues: Sequence[ModaliteCarif], a_venir: set[int]
) -> tuple[list[Paire], list[ModaliteLue], list[ModaliteCarif]]:
    """Which told modality is which known one: pairs, new ones, and known ones that the file leaves out.

    By their number, else the same words, else the same day, else the only one to come of its kind on either side.
    `a_venir`: ids of the appointments that are still to come.
    """
    paires: list[Paire] = []
    lues, connues = list(lues), list(connues)

    def prendre(lue: ModaliteLue, connue: ModaliteCarif) -> None:
        paires.append((connue, lue))
        lues.remove(lue)
        connues.remove(connue)

    def meme_numero(lue: ModaliteLue, connue: ModaliteCarif) -> bool:
        return lue.numero is not None and lue.numero == connue.numero

    def memes_mots(lue: ModaliteLue, connue: ModaliteCarif) -> bool:
        return bool(lue.contenu() == connue.contenu)

    def meme_jour(lue: ModaliteLue, connue: ModaliteCarif) -> bool:
        return bool(lue.contenu()["debut"] == connue.contenu["debut"])

    for est_la_meme in (meme_numero, memes_mots, meme_jour):
        for lue in tuple(lues):
            siennes = [une for une in connues if une.contenu["modalite"] == lue.modalite and est_la_meme(lue, une)]
            if siennes:
                prendre(lue, siennes[0])
    for modalite in Modalite:
        seules = [lue for lue in lues if lue.modalite is modalite]
        attendues = [une for une in connues if une.contenu["modalite"] == modalite and une.rdv_id in a_venir]
        if len(seules) == len(attendues) == 1:
            prendre(seules[0], attendues[0])
    return paires, lues, connues
