"""The day before an appointment, each person expected is reminded of it, once.

Every morning, and as soon as possible after an outage as long as the appointment is still to come. An appointment that
is moved is another one: its key holds its hour. The organisme itself reads who is expected in its own daily reminder.
"""

from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from engine.kit.clock import PARIS, a_paris
from engine.kit.echeances import Echeance, recurrente
from engine.kit.operations import Contexte
from engine.kit.parametres import entier, parametre
from engine.recrutement.models import InscriptionRdv, Rdv
from engine.recrutement.statuts import RENDEZ_VOUS, EtatRdv, StatutPresence


def instant_des_rappels(jour: date) -> datetime:
    """The instant (UTC) at which the reminders of a day leave."""
    return datetime.combine(jour, time.fromisoformat(parametre("rappel_rdv_heure")), PARIS).astimezone(UTC)


@recurrente
def rappels_de_rdv(maintenant: datetime) -> list[Echeance]:
    """The last morning that came and the next one."""
    aujourdhui = a_paris(maintenant).date()
    jours = [aujourdhui + timedelta(days=ecart) for ecart in (-1, 0, 1)]
    passes = [jour for jour in jours if instant_des_rappels(jour) <= maintenant]
    prochain = next(jour for jour in jours if instant_des_rappels(jour) > maintenant)
    return [lot(jour, 0, instant_des_rappels(jour)) for jour in (passes[-1], prochain)]


def lot(jour: date, apres: int, le: datetime) -> Echeance:
    """A slice of the appointments of the next day, those after the id `apres`."""
    donnees = {"jour": jour.isoformat()} | ({"apres": apres} if apres else {})
    return Echeance(f"rappels-rdv-{jour.isoformat()}-{apres}", "lancer-rappels-rdv", donnees, le)


def rappel(rdv: Rdv, maintenant: datetime) -> Echeance:
    """The reminder of those expected on one appointment, at once."""
    debut = f"{a_paris(rdv.debut):%Y-%m-%dT%H:%M}"
    return Echeance(f"rappel-rdv-{rdv.id}-{debut}", "rappeler-rdv", {"rdv": rdv.id, "debut": debut}, maintenant)


def rdv_a_rappeler(ctx: Contexte, jour: date, apres: int, combien: int) -> list[Rdv]:
    """Appointments still to come, until the day after that morning included, that someone expects; by id."""
    lendemain_passe = jour + timedelta(days=entier("rappel_rdv_jours") + 1)
    limite = datetime.combine(lendemain_passe, time.min, PARIS).astimezone(UTC)
    attendu = Rdv.inscriptions.any(InscriptionRdv.presence == StatutPresence.A_SAISIR)
    choisis = (
        sa.select(Rdv)
        .where(Rdv.modalite.in_(RENDEZ_VOUS), Rdv.etat == EtatRdv.OUVERT, Rdv.id > apres, attendu)
        .where(Rdv.debut > ctx.maintenant, Rdv.debut < limite)
        .order_by(Rdv.id)
        .limit(combien)
    )
    return list(ctx.db.scalars(choisis))
