"""The life of a session as the catalogue tells it, in plain Python: who stands where, which days, which documents.

It shares nothing with the engine: a status is read from what happened (`phase`, the adviser's yes), a document from
what it attests. `vue` is all that must be seen in a database.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

MORTES = {"refuse", "retire", "annule"}
SUIVIES = {"entre", "abandon", "sorti"}
BOITES = {reseau: f"validations@{reseau.replace('_', '-')}.example" for reseau in ("pole_emploi", "mission_locale")}
ORGANISME = "claire@greta.example"
INTERRUPTION = 16  # an interruption of fewer days is nothing to declare
DELAI = timedelta(days=3)  # the law's, to declare an entry, an interruption, an exit


@dataclass(frozen=True)
class Session:
    """Dates both included; `marche`: the year of an #Avenir market."""

    numero: str
    debut: date
    fin: date
    places: int
    marche: int | None = None


@dataclass(frozen=True)
class Rdv:
    """A RIC of the first session."""

    rang: int
    debut: datetime
    places: int


@dataclass(frozen=True)
class Place:
    """Where someone is expected, or came."""

    rdv: int
    presence: str = "a_saisir"
    resultat: str = "a_saisir"


@dataclass(eq=False)
class Candidat:
    identifiant: str
    place: Place | None = None

    @property
    def courriel(self) -> str:
        return f"{self.identifiant.lower()}@demandeur.example"


@dataclass(eq=False)
class Parcours:
    """Someone in a session. Made inert (`annule`), then moved by what happens."""

    rang: int
    qui: Candidat
    session: Session
    reseau: str
    retenu: bool  # after an appointment; otherwise enrolled directly
    phase: str = "annule"
    validee: bool = False
    entree: date | None = None
    saisie: date | None = None
    tardive: bool = False
    fin: date | None = None
    sortie: date | None = None
    mois: set[str] = field(default_factory=set)

    @property
    def vivant(self) -> bool:
        return self.phase not in MORTES

    @property
    def limite(self) -> date:
        """The last day planned."""
        return self.fin or self.session.fin

    @property
    def terme(self) -> date:
        """The last day, an exit counted."""
        return self.sortie or self.limite

    @property
    def statut(self) -> str:
        if self.phase == "attendu":
            return "inscrit" if self.validee else "retenu" if self.retenu else "a_valider"
        if self.phase == "entre":
            return "en_formation" if self.validee else "presence_a_regulariser"
        return {"absent": "absent_a_l_entree", "refuse": "non_inscrit"}.get(self.phase, self.phase)

    @property
    def documents(self) -> tuple[str, ...]:
        """AIS once retained or validated, AES once both validated and entered; none of an enrolment that is over."""
        if not self.vivant:
            return ()
        inscrit = ("ais", "certificat") if self.retenu or self.validee else ()
        return (("aes",) if self.validee and self.entree else ()) + inscrit

    @property
    def conseiller(self) -> str:
        return BOITES[self.reseau]

    @property
    def tous_deux(self) -> tuple[str, str]:
        """The adviser and the person."""
        return self.conseiller, self.qui.courriel

    @property
    def de_l_entree(self) -> tuple[str]:
        """Who hears of an entry: the person, or the adviser who has yet to validate."""
        return (self.qui.courriel if self.validee else self.conseiller,)

    def en_formation(self, mois: str) -> bool:
        """Whether a day of that month was, or may have been, in training."""
        if self.phase not in SUIVIES | {"clos"} or self.entree is None:
            return False
        return self.entree <= fin_de_mois(mois) and self.terme >= date.fromisoformat(f"{mois}-01")


@dataclass(eq=False)
class Absence:
    rang: int
    parcours: Parcours
    debut: date
    fin: date
    motif: str
    retiree: bool = True


@dataclass(eq=False)
class Interruption:
    """Of the whole session when nobody is named."""

    session: Session
    debut: date
    fin: date
    nommes: tuple[Parcours, ...]
    annulee: bool = True

    def concerne(self, un: Parcours) -> bool:
        return un in self.nommes if self.nommes else un.session is self.session


@dataclass(eq=False)
class Demande:
    """To open a month again."""

    rang: int
    session: Session
    mois: str
    statut: str = "annulee"


@dataclass(eq=False)
class Devis:
    numero: str
    qui: Candidat
    session: Session
    type: str
    statut: str = "annule"


@dataclass
class Tableau:
    sessions: list[Session]
    rdvs: list[Rdv]
    candidats: list[Candidat]
    qualite: date
    parcours: list[Parcours] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    interruptions: list[Interruption] = field(default_factory=list)
    demandes: list[Demande] = field(default_factory=list)
    devis: list[Devis] = field(default_factory=list)

    def vivants(self, session: Session) -> list[Parcours]:
        return [un for un in self.parcours if un.session is session and un.vivant]

    def dernier(self, qui: Candidat, session: Session) -> Parcours | None:
        """The enrolment meant: the living one, else the latest."""
        siens = [un for un in self.parcours if un.qui is qui and un.session is session]
        return next((un for un in siens if un.vivant), siens[-1] if siens else None)

    def places_libres(self, session: Session) -> int:
        prises = [un for un in self.vivants(session) if un.phase in {"attendu", "entre", "absent"}]
        return session.places - len(prises)

    def absences_de(self, parcours: Parcours) -> list[Absence]:
        return [une for une in self.absences if une.parcours is parcours and not une.retiree]

    def fermes(self, parcours: Parcours, debut: date, fin: date) -> bool:
        """Whether a declared month of this person touches these days."""
        return any(mois in parcours.mois for mois in mois_entre(debut, fin))

    def vue(self) -> dict[str, Any]:
        """What anyone must read in a database."""
        return {
            "places": sorted(
                (un.identifiant, un.place.rdv, un.place.presence, un.place.resultat)
                for un in self.candidats
                if un.place
            ),
            "inscriptions": [
                (
                    un.qui.identifiant, un.session.numero, un.statut, un.reseau, un.entree, un.tardive, un.fin,
                    un.sortie, un.documents, tuple(sorted(un.mois)),
                )
                for un in self.parcours
            ],
            "absences": sorted(
                (une.parcours.rang, une.debut, une.fin, une.motif) for une in self.absences if not une.retiree
            ),
            "interruptions": [
                (une.session.numero, une.debut, une.fin, tuple(un.rang for un in une.nommes))
                for une in self.interruptions
                if not une.annulee
            ],
            "demandes": [(une.session.numero, une.mois, une.statut) for une in self.demandes],
            "devis": [(un.numero, un.qui.identifiant, un.session.numero, un.type, un.statut) for un in self.devis],
        }  # fmt: skip


def fin_de_mois(mois: str) -> date:
    debut = date.fromisoformat(f"{mois}-01")
    return debut.replace(day=monthrange(debut.year, debut.month)[1])


def mois_entre(debut: date, fin: date) -> list[str]:
    """`2027-03`, of every day of a span."""
    jours = (debut + timedelta(days=rang) for rang in range((fin - debut).days + 1))
    return list(dict.fromkeys(f"{jour:%Y-%m}" for jour in jours))


def se_touchent(debut: date, fin: date, autre: Absence | Interruption) -> bool:
    return debut <= autre.fin and autre.debut <= fin
