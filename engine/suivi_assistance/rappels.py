"""The daily reminder: each organisme is told, once for each degree of urgency, of what it has to do.

Every morning, and as soon as possible after an outage; the state is read then, so nothing already done is recalled.
"""

from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from engine.kit.a_faire import AFaire, Perimetre, Urgence, recenser
from engine.kit.clock import PARIS, a_paris
from engine.kit.echeances import Echeance, recurrente
from engine.kit.operations import Contexte
from engine.kit.parametres import parametre
from engine.suivi_assistance.models import Rappel
from engine.suivi_assistance.refus import RappelSansObjet


def instant_des_rappels(jour: date) -> datetime:
    """The instant (UTC) at which the reminders of a day leave."""
    return datetime.combine(jour, time.fromisoformat(parametre("heure_des_rappels")), PARIS).astimezone(UTC)


@recurrente
def rappels_du_jour(maintenant: datetime) -> list[Echeance]:
    """The last morning that came and the next one: an outage of a week makes one reminder, not seven."""
    aujourdhui = a_paris(maintenant).date()
    jours = (aujourdhui - timedelta(days=1), aujourdhui, aujourdhui + timedelta(days=1))
    passes = [jour for jour in jours if instant_des_rappels(jour) <= maintenant]
    prochain = next(jour for jour in jours if instant_des_rappels(jour) > maintenant)
    return [lot(jour, "", instant_des_rappels(jour)) for jour in (passes[-1], prochain)]


def exiger_dernier_matin(jour: date, maintenant: datetime) -> None:
    """Once another morning has come, it looks at everyone again: what is left of this one is of no use."""
    if instant_des_rappels(jour + timedelta(days=1)) <= maintenant:
        raise RappelSansObjet


def lot(jour: date, apres: str, le: datetime) -> Echeance:
    """A slice of the organismes, those after the SIRET `apres`."""
    donnees = {"jour": jour.isoformat()} | ({"apres": apres} if apres else {})
    return Echeance(f"rappels-{jour.isoformat()}-{apres}", "lancer-rappels", donnees, le)


def rappel(siret: str, jour: date, le: datetime) -> Echeance:
    """The reminder of one organisme."""
    donnees = {"siret": siret, "jour": jour.isoformat()}
    return Echeance(f"rappel-{jour.isoformat()}-{siret}", "rappeler-echeances", donnees, le)


def a_rappeler(ctx: Contexte, siret: str) -> list[AFaire]:
    """What this organisme has to do soon or at once, and was not told yet at this degree of urgency."""
    deja = {
        (cle, urgence)
        for cle, urgence in ctx.db.execute(sa.select(Rappel.cle, Rappel.urgence).where(Rappel.siret == siret))
    }
    return [
        ligne
        for ligne in recenser(Perimetre(ctx.db, siret, ctx.maintenant))
        if _se_rappelle(ligne) and (ligne.cle, ligne.urgence.value) not in deja
    ]


def _se_rappelle(ligne: AFaire) -> bool:
    return ligne.urgence < Urgence.BIENTOT or (ligne.urgence is Urgence.BIENTOT and not ligne.campagne)
