"""The types of data of the catalogue, as annotated Python types for the fields of a Commande.

    class CreerRic(Commande):
        session: SessionNumero = Field(title="Session")
        date_heure: DateHeure = Field(title="Date et heure")
        duree: Duree | None = Field(None, title="Durée")

Each reads what people and the conversation send, and raises a refusal (not ValueError) when it cannot be right.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, SecretStr, ValidationInfo, WithJsonSchema

from engine.kit.clock import a_paris, instant_a_paris
from engine.kit.francais import dire_date
from engine.kit.identifiers import lire_demandeur, lire_siret, lire_ticket
from engine.kit.refus import Refus, Suite


@dataclass(frozen=True)
class Donnee:
    """Mark on a field: its type in the catalogue; `choix` are the values of a closed list, with the words shown.

    `dits` are other words by which people mean one of them.
    """

    type: str
    choix: tuple[tuple[str, str], ...] = ()
    dits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Plage:
    """Days from `debut` to `fin`, both included."""

    debut: date
    fin: date

    def __str__(self) -> str:
        return f"du {dire_date(self.debut)} au {dire_date(self.fin)}"


class CourrielIncorrect(Refus, code="courriel-incorrect", status=422):
    message = "« {courriel} » n’est pas une adresse de courriel complète."
    suite = Suite("Indiquez l’adresse en entier, par exemple nom@organisme.fr.")
    source = "Catalogue des opérations"


class DateIncorrecte(Refus, code="date-incorrecte", status=422):
    message = "« {texte} » n’est pas une date que je comprends."
    suite = Suite("Indiquez le jour, le mois et l’année, par exemple 12/01/2027.")
    source = "Catalogue des opérations"


class HeureIncorrecte(Refus, code="heure-incorrecte", status=422):
    message = "« {texte} » n’est pas une heure que je comprends."
    suite = Suite("Indiquez l’heure et les minutes, par exemple 14:30.")
    source = "Catalogue des opérations"


class MontantIncorrect(Refus, code="montant-incorrect", status=422):
    message = "« {texte} » n’est pas un montant en euros au centime près."
    suite = Suite("Indiquez les euros et les centimes, par exemple 3 200,50.")
    source = "Catalogue des opérations"


class PeriodeInversee(Refus, code="periode-inversee", status=422):
    message = "La période se termine avant de commencer."
    suite = Suite("Indiquez le premier jour, puis le dernier.")
    source = "Catalogue des opérations"


class HeureInexistante(Refus, code="heure-inexistante", status=422):
    message = "Cette heure n’existe pas : les horloges avancent d’une heure cette nuit-là."
    suite = Suite("Indiquez une autre heure.")
    source = "Passage à l’heure d’été"


class MoisIncorrect(Refus, code="mois-incorrect", status=422):
    message = "« {texte} » n’est pas un mois que je comprends."
    suite = Suite("Indiquez le mois et l’année, par exemple mars 2027.")
    source = "Catalogue des opérations"


class ChoixInconnu(Refus, code="choix-inconnu", status=422):
    message = "« {texte} » n’est pas dans la liste : {liste}."
    suite = Suite("Choisissez dans la liste.")
    source = "Catalogue des opérations"


def _texte(maximum: int) -> Callable[[Any], str]:
    def lire(valeur: Any) -> str:
        texte = re.sub(r"\s+", " ", str(valeur)).strip() if isinstance(valeur, str | int) else ""
        if not texte or len(texte) > maximum or not texte.isprintable():
            raise ValueError
        return texte

    return lire


def lire_courriel(valeur: Any) -> str:
    """An e-mail address, lower case. Raises CourrielIncorrect."""
    courriel = str(valeur).strip()
    if len(courriel) > 254 or not re.fullmatch(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\".]{2,}", courriel):
        raise CourrielIncorrect(courriel=courriel[:60])
    return courriel.lower()


def _secret(valeur: Any, info: ValidationInfo) -> str:
    if isinstance(valeur, SecretStr):
        return valeur.get_secret_value()
    return str((info.context or {})["sceau"].desceller(str(valeur).strip()))


def _date(valeur: Any) -> date:
    if isinstance(valeur, date) and not isinstance(valeur, datetime):
        return valeur
    texte = str(valeur).strip()
    for forme in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(texte, forme).date()
        except ValueError:
            continue
    raise DateIncorrecte(texte=texte[:40])


def _periode(valeur: Any) -> Plage:
    """`{"debut", "fin"}`, or a whole month `YYYY-MM`."""
    if isinstance(valeur, Plage):
        return valeur
    if isinstance(valeur, dict) and valeur.keys() == {"debut", "fin"}:
        plage = Plage(_date(valeur["debut"]), _date(valeur["fin"]))
        if plage.fin < plage.debut:
            raise PeriodeInversee
        return plage
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", str(valeur).strip(), re.ASCII):
        raise DateIncorrecte(texte=str(valeur)[:40])
    premier = _date(f"{str(valeur).strip()}-01")
    suivant = (premier + timedelta(days=31)).replace(day=1)
    return Plage(premier, suivant - timedelta(days=1))


def _date_heure(valeur: Any) -> datetime:
    """Instant (UTC) of a local Paris time `YYYY-MM-DDTHH:MM`, or of an aware datetime."""
    try:
        local = valeur if isinstance(valeur, datetime) else datetime.fromisoformat(str(valeur).strip())
    except ValueError:
        raise DateIncorrecte(texte=str(valeur)[:40]) from None
    instant = instant_a_paris(local)
    if local.tzinfo is None and a_paris(instant).replace(tzinfo=None) != local:
        raise HeureInexistante
    return instant


def _heure(valeur: Any) -> time:
    """An hour of the day on the clocks of Paris, `14:30`."""
    if isinstance(valeur, time):
        return valeur
    try:
        return datetime.strptime(str(valeur).strip(), "%H:%M").time()
    except ValueError:
        raise HeureIncorrecte(texte=str(valeur)[:40]) from None


def _heures(valeur: Any) -> Decimal:
    """A number of hours to the hundredth, positive."""
    texte = str(valeur).strip().replace(",", ".")
    if isinstance(valeur, bool) or not re.fullmatch(r"[0-9]{1,5}([.][0-9]{1,2})?", texte, re.ASCII):
        raise ValueError
    heures = Decimal(texte)
    if heures <= 0:
        raise ValueError
    return heures


def _montant(valeur: Any) -> Decimal:
    """Euros, exact to the cent: `3200.50`, « 3 200,50 € »."""
    texte = re.sub(r"[\s\u00a0\u202f]|€|euros?$", "", str(valeur)).replace(",", ".")
    if isinstance(valeur, bool) or not re.fullmatch(r"-?[0-9]{1,9}([.][0-9]{1,2})?", texte, re.ASCII):
        raise MontantIncorrect(texte=str(valeur)[:40])
    return Decimal(texte).quantize(Decimal("0.01"))


def _mois(valeur: Any) -> str:
    """A civil month, `2027-03`."""
    texte = str(valeur).strip()
    for forme in ("%Y-%m", "%m/%Y"):
        try:
            return datetime.strptime(texte, forme).date().isoformat()[:7]
        except ValueError:
            continue
    raise MoisIncorrect(texte=texte[:40])


def _minutes(valeur: Any) -> int:
    if isinstance(valeur, timedelta):
        return int(valeur.total_seconds() // 60)
    return _entier(valeur)


def _entier(valeur: Any) -> int:
    if isinstance(valeur, bool) or not re.fullmatch(r"-?[0-9]{1,9}", str(valeur).strip(), re.ASCII):
        raise ValueError
    return int(str(valeur))


def _lu(lire: Callable[[str], str]) -> Callable[[Any], str]:
    return lambda valeur: lire(str(valeur))


def _ensemble(valeur: Any) -> tuple[Any, ...]:
    """Several values, each once, in the order given; one alone will do."""
    valeurs = valeur if isinstance(valeur, list | tuple | set | frozenset) else [valeur]
    return tuple(dict.fromkeys(valeurs))


def _local(instant: datetime) -> str:
    return a_paris(instant).strftime("%Y-%m-%dT%H:%M")


def _schema(exemple: Any, kind: str = "string", **extra: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": kind, "examples": [exemple], **extra})


Siret = Annotated[str, Donnee("siret"), BeforeValidator(_lu(lire_siret)), _schema("21760540800012")]
Texte = Annotated[str, Donnee("texte"), BeforeValidator(_texte(500)), _schema("Salle B, 2 rue des Arts")]
TexteLong = Annotated[str, Donnee("texte"), BeforeValidator(_texte(2000)), _schema("La liste des inscrits reste vide.")]
Nom = Annotated[str, Donnee("nom"), BeforeValidator(_texte(120)), _schema("Claire Leroy")]
Reference = Annotated[str, Donnee("reference"), BeforeValidator(_texte(60)), _schema("AD-7K2M-4QXR")]
Courriel = Annotated[str, Donnee("courriel"), BeforeValidator(lire_courriel), _schema("rgc@organisme.fr")]
Secret = Annotated[SecretStr, Donnee("secret"), BeforeValidator(_secret), _schema("ABCD-EF23", format="password")]
DateCivile = Annotated[date, Donnee("date"), BeforeValidator(_date), _schema("2027-01-12", format="date")]
DateHeure = Annotated[
    datetime,
    Donnee("date_heure"),
    BeforeValidator(_date_heure),
    PlainSerializer(_local, return_type=str, when_used="json"),
    _schema("2027-01-12T14:00", description="Heure de Paris"),
]
Heure = Annotated[
    time,
    Donnee("heure"),
    BeforeValidator(_heure),
    PlainSerializer(lambda heure: heure.strftime("%H:%M"), return_type=str, when_used="json"),
    _schema("14:30", description="Heure de Paris"),
]
Heures = Annotated[
    Decimal,
    Donnee("heures"),
    BeforeValidator(_heures),
    PlainSerializer(lambda heures: f"{heures.normalize():f}", return_type=str, when_used="json"),
    _schema(140, "number", description="Nombre d’heures"),
]
Montant = Annotated[
    Decimal,
    Donnee("montant"),
    BeforeValidator(_montant),
    PlainSerializer(str, return_type=str, when_used="json"),
    _schema("3200.00", description="Euros, au centime près"),
]
Duree = Annotated[int, Donnee("duree"), BeforeValidator(_minutes), _schema(90, "integer", description="Minutes")]
Mois = Annotated[str, Donnee("mois"), BeforeValidator(_mois), _schema("2027-03", pattern="^[0-9]{4}-[0-9]{2}$")]
Entier = Annotated[int, Donnee("entier"), BeforeValidator(_entier), _schema(20, "integer")]
SessionNumero = Annotated[str, Donnee("session"), BeforeValidator(_texte(40)), _schema("SE_0000160070")]
Ticket = Annotated[str, Donnee("ticket"), BeforeValidator(_lu(lire_ticket)), _schema("HK-2031")]
Periode = Annotated[
    Any,
    Donnee("periode"),
    BeforeValidator(_periode),
    PlainSerializer(
        lambda plage: {"debut": plage.debut.isoformat(), "fin": plage.fin.isoformat()},
        return_type=dict[str, str],
        when_used="json",
    ),
    WithJsonSchema(
        {
            "type": "object",
            "properties": {borne: {"type": "string", "format": "date"} for borne in ("debut", "fin")},
            "required": ["debut", "fin"],
            "additionalProperties": False,
            "examples": [{"debut": "2027-01-11", "fin": "2027-01-17"}],
        }
    ),
]
Rdv = Annotated[int, Donnee("rdv"), BeforeValidator(_entier), _schema(12, "integer")]
Demandeur = Annotated[str, Donnee("demandeur"), BeforeValidator(_lu(lire_demandeur)), _schema("1234567A")]
Personne = Annotated[int, Donnee("personne"), BeforeValidator(_entier), _schema(31, "integer")]
Demandeurs = Annotated[
    tuple[Annotated[str, BeforeValidator(_lu(lire_demandeur))], ...],
    Donnee("demandeurs"),
    BeforeValidator(_ensemble),
    _schema(["1234567A"], "array", items={"type": "string"}),
]
Personnes = Annotated[
    tuple[Annotated[int, BeforeValidator(_entier)], ...],
    Donnee("personnes"),
    BeforeValidator(_ensemble),
    _schema([31, 32], "array", items={"type": "integer"}),
]


def choix_parmi(valeurs: dict[str, str], dits: dict[str, str] | None = None) -> Any:
    """Annotated type of a closed list: `{value: words shown}`; the words are understood as well.

    `dits`, `{value: other words}`, help the conversation recognise a value in a sentence.
    """

    def lire(valeur: Any) -> str:
        for code, libelle in valeurs.items():
            if str(valeur).strip().casefold() in (code, libelle.casefold()):
                return code
        raise ChoixInconnu(texte=str(valeur)[:40], liste=", ".join(valeurs.values()))

    marque = Donnee("choix", tuple(valeurs.items()), tuple((dits or {}).items()))
    return Annotated[str, marque, BeforeValidator(lire), _schema(next(iter(valeurs)), enum=list(valeurs))]
