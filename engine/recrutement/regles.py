"""The rules of appointments and presences. Pure: what is known comes in, nothing or a refusal comes out."""

from datetime import datetime

from engine.kit.clock import a_paris
from engine.kit.francais import compter, dire_date, dire_instant
from engine.kit.refus import Refus
from engine.offre.models import SessionFormation
from engine.recrutement.models import InscriptionRdv, Rdv
from engine.recrutement.refus import (
    AbsenceDejaSaisie,
    DateApresLaSession,
    DateDejaPassee,
    DejaInscrit,
    DejaUnRdvAVenir,
    DureeIncorrecte,
    InscriptionAnnulee,
    NombreDePlacesIncorrect,
    PlacesEpuisees,
    PlacesInsuffisantes,
    PresenceDejaSaisie,
    RdvDejaPasse,
    RdvPasEncorePasse,
    RdvSupprime,
)
from engine.recrutement.statuts import PASSAGES_PRESENCE, EtatRdv, StatutPresence

REFUS_DE_PASSAGE: dict[StatutPresence, type[Refus]] = {
    StatutPresence.PRESENT: PresenceDejaSaisie,
    StatutPresence.ABSENT: AbsenceDejaSaisie,
    StatutPresence.ANNULE: InscriptionAnnulee,
}


def exiger_date_de_rdv(debut: datetime, session: SessionFormation, maintenant: datetime) -> None:
    """An appointment is to come, and starts before its session ends (the last day counts)."""
    if debut <= maintenant:
        raise DateDejaPassee(date=dire_instant(debut))
    if session.fin is not None and a_paris(debut).date() > session.fin:
        raise DateApresLaSession(date=dire_instant(debut), session=session.libelle, fin=dire_date(session.fin))


def exiger_nombre_de_places(places: int, minimum: int, maximum: int) -> None:
    if not minimum <= places <= maximum:
        raise NombreDePlacesIncorrect(places=places, minimum=minimum, maximum=maximum)


def exiger_duree(minutes: int, minimum: int, maximum: int) -> None:
    if not minimum <= minutes <= maximum:
        raise DureeIncorrecte(minutes=minutes, minimum=minimum, maximum=maximum)


def exiger_rdv_ouvert(rdv: Rdv, maintenant: datetime) -> None:
    """People are registered on an appointment that stands and has not started."""
    if rdv.etat is EtatRdv.SUPPRIME:
        raise RdvSupprime(rdv=rdv.libelle)
    if rdv.debut <= maintenant:
        raise RdvDejaPasse(rdv=rdv.libelle)


def exiger_places(rdv: Rdv, restantes: int, demandees: int) -> None:
    """Enough places for everyone: nobody chooses for the user who would be left out."""
    if restantes <= 0:
        raise PlacesEpuisees(rdv=rdv.libelle, places=compter(rdv.places, "place"))
    if restantes < demandees:
        raise PlacesInsuffisantes(
            rdv=rdv.libelle, restantes=compter(restantes, "place"), demandees=compter(demandees, "candidat")
        )


def exiger_inscription_possible(personne: str, rdv: Rdv, siennes: list[InscriptionRdv], maintenant: datetime) -> None:
    """Once on one appointment, and one future appointment of each kind for a session.

    `siennes` are this person's registrations in the session, cancelled ones left out.
    """
    for inscription in siennes:
        autre = inscription.rdv
        if autre.id == rdv.id:
            raise DejaInscrit(personne=personne, rdv=rdv.libelle)
        if autre.modalite is rdv.modalite and autre.debut > maintenant and autre.etat is EtatRdv.OUVERT:
            raise DejaUnRdvAVenir(personne=personne, session=rdv.session.libelle, autre=autre.libelle)


def exiger_rdv_passe(rdv: Rdv, maintenant: datetime) -> None:
    """Presences are entered from the start of the appointment, not before."""
    if rdv.etat is EtatRdv.SUPPRIME:
        raise RdvSupprime(rdv=rdv.libelle)
    if maintenant < rdv.debut:
        raise RdvPasEncorePasse(rdv=rdv.libelle, date=dire_instant(rdv.debut))


def exiger_passage(personne: str, de: StatutPresence, vers: StatutPresence) -> None:
    """A presence moves as the table of moves says, or the refusal names the status that forbids it."""
    if vers not in PASSAGES_PRESENCE[de]:
        raise REFUS_DE_PASSAGE[de](personne=personne)
