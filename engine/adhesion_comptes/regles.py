"""Pure rules of the adhésion: the 72-hour clock, the lock, the quality reference."""

from datetime import date, datetime, timedelta

from engine.adhesion_comptes.refus import ValiditePassee
from engine.kit.francais import dire_date
from engine.kit.parametres import entier


def fin_de_validite_du_code(envoye_le: datetime) -> datetime:
    """The instant at which a code sent then is dead: elapsed hours, week-ends and changes of clock included."""
    return envoye_le + timedelta(hours=entier("delai_validation_identifiants"))


def est_expire(expire_le: datetime | None, maintenant: datetime) -> bool:
    """Whether the 72-hour clock has run out."""
    return expire_le is not None and maintenant >= expire_le


def bloque_la_demande(essais: int) -> bool:
    """Whether that many wrong codes lock the request."""
    return essais >= entier("essais_code")


def minutes_restantes(expire_le: datetime, maintenant: datetime) -> int:
    """Whole minutes left on the clock."""
    return max(0, int((expire_le - maintenant).total_seconds() // 60))


def exiger_validite_a_venir(date_fin_validite: date | None, aujourd_hui: date) -> None:
    """Raises ValiditePassee when the quality reference ran out; its last day counts."""
    if date_fin_validite is not None and date_fin_validite < aujourd_hui:
        raise ValiditePassee(date=dire_date(date_fin_validite)).sur("date_fin_validite")
