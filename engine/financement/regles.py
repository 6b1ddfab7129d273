"""The rules of quotes. Pure: what is known comes in, nothing or a refusal comes out."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from engine.financement.refus import (
    AutreDispositif,
    EmployeurNecessaire,
    MontantNonPositif,
    PassageDevisImpossible,
    SansReferencementQualite,
)
from engine.financement.statuts import LIBELLES, PASSAGES, StatutDevis
from engine.kit.clock import PARIS
from engine.kit.francais import dire_date, dire_instant, dire_montant
from engine.kit.parametres import parametre

SANS_POIDS = frozenset(
    {"entreprise", "societe", "ets", "etablissement", "etablissements", "sarl", "sas", "sasu", "sa", "eurl"}
    | {"l", "la", "le", "les"}
)


def types_de_devis() -> dict[str, str]:
    """The closed list: code and words shown."""
    return dict(parametre("types_devis"))


def se_fait_avec_un_employeur(type: str) -> bool:
    """Whether the employer, rather than the job seeker, accepts this type of quote."""
    return type in parametre("devis_avec_employeur")


def cle_employeur(nom: str) -> str:
    """« Entreprise Dupré » and « la société Dupré » are one employer: `dupre`."""
    plat = "".join(c for c in unicodedata.normalize("NFKD", nom.casefold()) if not unicodedata.combining(c))
    mots = re.findall(r"\w+", plat)
    return " ".join([mot for mot in mots if mot not in SANS_POIDS] or mots)


def exiger_montant_positif(montant: Decimal) -> None:
    """Raises MontantNonPositif for zero or less."""
    if montant <= 0:
        raise MontantNonPositif(montant=dire_montant(montant))


def exiger_employeur(type: str, employeur: str | None) -> None:
    """Raises EmployeurNecessaire when this type of quote needs one."""
    if se_fait_avec_un_employeur(type) and not employeur:
        raise EmployeurNecessaire(type=types_de_devis()[type]).sur("employeur")


def exiger_referencement(type: str, reference: str | None, fin: date | None, jour: date) -> None:
    """Raises SansReferencementQualite for an AIF without a quality reference valid on that day; its last day counts."""
    if type not in parametre("devis_avec_referencement_qualite"):
        return
    if reference is None:
        raise SansReferencementQualite(etat="n’est pas déclaré").sur("type_devis")
    if fin is not None and fin < jour:
        raise SansReferencementQualite(etat=f"s’est terminé le {dire_date(fin)}").sur("type_devis")


def exiger_dispositif(type: str, dispositif: str | None, session: str) -> None:
    """Raises AutreDispositif when the session was made for another type of quote."""
    types = types_de_devis()
    if dispositif in types and dispositif != type:
        raise AutreDispositif(session=session, dispositif=types[dispositif], type=types[type]).sur("session")


def exiger_passage(numero: str, de: StatutDevis, depuis: datetime, vers: StatutDevis) -> None:
    """Raises PassageDevisImpossible unless the table allows this move."""
    if vers not in PASSAGES[de]:
        raise PassageDevisImpossible(numero=numero, de=LIBELLES[de], depuis=dire_instant(depuis), vers=LIBELLES[vers])


def a_clore_le(fin: date) -> datetime:
    """The instant (UTC) at which the quote of a session that ends that day is over: the next midnight in Paris."""
    return datetime.combine(fin + timedelta(days=1), time.min, PARIS).astimezone(UTC)
