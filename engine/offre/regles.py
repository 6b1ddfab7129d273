"""When a session may be used. Pure: what is known comes in, nothing or a refusal comes out."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from engine.kit.clock import PARIS, a_paris
from engine.kit.francais import compter, dire_date, dire_heures, dire_instant
from engine.kit.refus import Refus
from engine.offre.models import SessionFormation
from engine.offre.refus import (
    DatesDeSessionIncorrectes,
    HeuresDeSessionIncorrectes,
    MarcheAvenirPasse,
    SessionArchivee,
    SessionNonValidee,
    SessionPasEncoreUtilisable,
    SessionTerminee,
)
from engine.offre.statuts import EtatFiche


def utilisable_des(publiee_le: datetime, jours: int) -> datetime:
    """Instant (UTC) at which the night batch has passed: midnight in Paris, `jours` civil days after publication."""
    jour = a_paris(publiee_le).date() + timedelta(days=jours)
    return datetime.combine(jour, time.min, PARIS).astimezone(UTC)


def exiger_recrutement_possible(session: SessionFormation, instant: datetime, annee: int) -> None:
    """Refuses a session on which nobody can be recruited now (`instant`, UTC), or in that civil year for #Avenir."""
    if session.etat is EtatFiche.EN_SAISIE or session.publiee_le is None or session.utilisable_des is None:
        raise SessionNonValidee(session=session.libelle)
    if session.etat is EtatFiche.ARCHIVEE:
        raise SessionArchivee(session=session.libelle)
    exiger_prise_en_compte(session, instant)
    if session.fin is not None and session.est_terminee(instant):
        raise SessionTerminee(session=session.libelle, fin=dire_date(session.fin))
    exiger_marche_de_l_annee(session, annee)


def exiger_prise_en_compte(session: SessionFormation, instant: datetime) -> None:
    """Nothing is done on a published session before the night batch has passed."""
    if session.publiee_le and session.utilisable_des and instant < session.utilisable_des:
        raise SessionPasEncoreUtilisable(
            session=session.libelle,
            publiee=dire_instant(session.publiee_le),
            des=dire_date(a_paris(session.utilisable_des).date()),
        )


def exiger_marche_de_l_annee(session: SessionFormation, annee: int) -> None:
    """Nobody is recruited, in that civil year, on an #Avenir market of a year before."""
    if session.est_avenir and session.annee_marche is not None and session.annee_marche < annee:
        raise MarcheAvenirPasse(session=session.libelle, annee=session.annee_marche)


def raison_de_ne_pas_recruter(session: SessionFormation, instant: datetime, annee: int) -> Refus | None:
    """The same rule, asked as a question."""
    try:
        exiger_recrutement_possible(session, instant, annee)
    except Refus as refus:
        return refus
    return None


def exiger_duree_de_session(debut: date, fin: date, aujourdhui: date) -> None:
    """A session that an organisme makes ends on or after its first day, and is not over."""
    if fin < debut or fin < aujourdhui:
        raise DatesDeSessionIncorrectes(debut=dire_date(debut), fin=dire_date(fin))


def exiger_heures(heures: Decimal, jours: int, par_jour: int) -> None:
    """No more hours than the days of a session can hold."""
    if heures > jours * par_jour:
        raise HeuresDeSessionIncorrectes(
            heures=dire_heures(heures), jours=compter(jours, "jour"), maximum=dire_heures(Decimal(par_jour))
        ).sur("heures")
