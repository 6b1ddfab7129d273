"""One turn as the form reads it, and the state it keeps between two turns, out of Rasa's tracker and back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet


@dataclass(frozen=True)
class Entite:
    """One datum found in the text; `autres` are other plausible readings of the same words."""

    type: str
    valeur: Any
    debut: int = 0
    fin: int = 0
    texte: str = ""
    autres: tuple[Any, ...] = ()
    role: str | None = None  # debut, fin, reprise, ecarte: said not to be the one, or auteur: who writes


@dataclass(frozen=True)
class Tour:
    """What the user just said, and how it was understood."""

    conversation: str
    id: str
    texte: str = ""
    intention: str = ""
    entites: tuple[Entite, ...] = ()
    ids: tuple[str, ...] = ()
    offre: str | None = None
    confiance: float = 1.0
    bouton: dict[str, Any] = field(default_factory=dict)
    precedent: str | None = None  # id of the user's message before this one, when it is known

    @classmethod
    def lire(cls, tracker: Tracker) -> "Tour":
        message = tracker.latest_message or {}
        metadata = message.get("metadata") or {}
        comprehension = message.get("comprehension") or {}
        identifiant = message.get("message_id") or ""
        return cls(
            conversation=tracker.sender_id,
            id=identifiant,
            texte=message.get("text") or "",
            intention=(message.get("intent") or {}).get("name") or "",
            entites=tuple(_entites(message.get("entities") or ())),
            ids=tuple(sans_prefixe(id) for id in comprehension.get("ids") or ()),
            offre=comprehension.get("offre"),
            confiance=float(comprehension.get("confiance", 1.0)),
            bouton=metadata.get("bouton") or {},
            precedent=_precedent(tracker.events, identifiant),
        )


def sans_prefixe(id: str) -> str:
    """`operation/creer-ric` and `creer-ric` name the same operation."""
    return id.rpartition("/")[2]


def _entites(brutes: Iterable[dict[str, Any]]) -> Iterable[Entite]:
    for brute in brutes:
        yield Entite(
            type=brute["entity"],
            valeur=brute.get("value"),
            debut=brute.get("start") or 0,
            fin=brute.get("end") or 0,
            texte=brute.get("text") or "",
            autres=tuple(brute.get("autres") or ()),
            role=brute.get("role"),
        )


def _precedent(evenements: Iterable[dict[str, Any]], identifiant: str) -> str | None:
    ids = [e.get("message_id") for e in evenements if e.get("event") == "user"]
    return next((id for id in reversed(ids) if id != identifiant), None)


@dataclass
class Etat:
    """The slots of the form. `dit` holds what was said and is not settled yet: people, appointments, half a date."""

    operation: str | None = None
    donnees: dict[str, Any] = field(default_factory=dict)
    attend: dict[str, Any] | None = None
    apercu: dict[str, Any] | None = None
    dit: dict[str, Any] = field(default_factory=dict)
    pile: list[dict[str, Any]] = field(default_factory=list)
    proposition: dict[str, Any] | None = None
    echecs: dict[str, Any] | None = None
    confirmation: str | None = None
    tour: str | None = None

    @classmethod
    def lire(cls, tracker: Tracker) -> "Etat":
        slots = tracker.slots
        return cls(
            operation=slots.get("operation"),
            donnees=dict(slots.get("donnees") or {}),
            attend=slots.get("attend"),
            apercu=slots.get("apercu"),
            dit=dict(slots.get("dit") or {}),
            pile=list(slots.get("pile") or []),
            proposition=slots.get("proposition"),
            echecs=slots.get("echecs"),
            confirmation=slots.get("confirmation"),
            tour=slots.get("tour"),
        )

    def evenements(self) -> list[EventType]:
        """The slots as Rasa records them."""
        return [
            SlotSet("operation", self.operation),
            SlotSet("donnees", self.donnees or None),
            SlotSet("attend", self.attend),
            SlotSet("apercu", self.apercu),
            SlotSet("dit", self.dit or None),
            SlotSet("pile", self.pile or None),
            SlotSet("proposition", self.proposition),
            SlotSet("echecs", self.echecs),
            SlotSet("confirmation", self.confirmation),
            SlotSet("tour", self.tour),
        ]

    def oublier(self, cle: str, nom: str) -> None:
        """What was said of a datum and kept under `cle` is settled, or of no use."""
        reste = {k: v for k, v in self.dit.get(cle, {}).items() if k != nom}
        self.dit = {k: v for k, v in self.dit.items() if k != cle} | ({cle: reste} if reste else {})

    def commencer(
        self, operation: str, donnees: dict[str, Any] | None = None, dit: dict[str, Any] | None = None
    ) -> None:
        """Another operation takes the floor; what was set aside stays so."""
        self.operation, self.donnees, self.dit = operation, dict(donnees or {}), dict(dit or {})
        self.attend = self.apercu = self.proposition = self.echecs = self.confirmation = None

    def clore(self) -> None:
        """The form ends; whoever calls has said why."""
        self.operation, self.donnees, self.dit, self.attend, self.apercu = None, {}, {}, None, None
        self.confirmation = "close"
