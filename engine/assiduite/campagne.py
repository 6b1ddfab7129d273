"""The monthly campaign: at midnight on the 25th, and as soon as possible after an outage over that instant."""

from datetime import UTC, date, datetime, time, timedelta

from engine.assiduite.regles import mois_de
from engine.kit.clock import PARIS, a_paris
from engine.kit.echeances import Echeance, recurrente
from engine.kit.parametres import entier


def debut_de_campagne(mois: str) -> datetime:
    """Instant (UTC) at which the attendance of a month `2027-03` may be declared: midnight in Paris."""
    jour = date.fromisoformat(f"{mois}-01").replace(day=entier("assiduite_jour_ouverture"))
    return datetime.combine(jour, time.min, PARIS).astimezone(UTC)


@recurrente
def campagnes(maintenant: datetime) -> list[Echeance]:
    """The campaign of the last 25th, were it missed, and the next one."""
    premier = a_paris(maintenant).date().replace(day=1)
    autour = (premier - timedelta(days=1), premier, premier + timedelta(days=31))
    echeances = [_campagne(mois_de(jour)) for jour in autour]
    passees = [echeance for echeance in echeances if echeance.le <= maintenant]
    return [*passees[-1:], *[echeance for echeance in echeances if echeance.le > maintenant][:1]]


def _campagne(mois: str) -> Echeance:
    cle = f"campagne-assiduite-{mois}"
    return Echeance(cle, "lancer-campagne-assiduite", {"mois": mois}, debut_de_campagne(mois))


def lot(mois: str, apres: str, maintenant: datetime) -> Echeance:
    """The next slice of the organismes, those after the SIRET `apres`, at once."""
    cle = f"campagne-assiduite-{mois}-{apres}"
    return Echeance(cle, "lancer-campagne-assiduite", {"mois": mois, "apres": apres}, maintenant)


def rappel(siret: str, mois: str, maintenant: datetime) -> Echeance:
    """The reminder of one organisme, at once."""
    return Echeance(
        f"rappel-assiduite-{mois}-{siret}", "rappeler-assiduite", {"siret": siret, "mois": mois}, maintenant
    )
