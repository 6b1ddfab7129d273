"""The registry of operations, and what one is made of.

One operation is one file, `engine/<famille>/operations/<operation>.py`, found by `engine.familles`:

    class SaisirPresences(Commande):                       # fields = `donnees` of the catalogue, same names and types
        rdv: Rdv = Field(title="Rendez-vous")              # `title` is the word of the recap and of the questions
        presents: Personnes = Field((), title="Présents")  # a default makes a datum facultative

    @operation("saisir-presences", roles={Role.GESTIONNAIRE}, annulable="oui, tant qu’aucun résultat n’est saisi")
    def saisir_presences(commande: SaisirPresences, ctx: Contexte) -> Effet:
        ...                                                # load (with_for_update), exiger_…, change
        return Effet("recrutement.presences_saisies", objet=f"rdv:{rdv.id}", message="C’est enregistré : …", …)

A rule forbids by raising a Refus. The handler never commits, journals or mails: `engine.kit.door.execute` does, for
all. It runs as well for the preview (`apercu`), then rolled back, so it has no other effect than on `ctx.db` and what
it returns. Mails and later wake-ups are returned too: `Effet(notices=(Notice(…),), echeances=(Echeance(…),))`.

A read is declared with `ecrit=False` and returns a `Lecture`: no journal row, no receipt, no yes asked.

Data chosen among what the engine knows (`session`, `rdv`, `personne(s)`) need two functions, by type of datum, or for
one operation only with `operation="…"`:

    @propositions("rdv")                                   # what the conversation may choose from, most urgent first
    def rdv_proposes(demande: Demande) -> list[Choix]: ...
    @libelle("rdv")                                        # what is said of the value, or its Refus
    def libelle_rdv(valeur: int, demande: Demande) -> str: ...

`demande.donnees` holds the valid data given so far: propose the sessions' rdv once the session is known.
`libelle` runs in partial previews and before the handler: it is the place of the early « unknown or not yours ».
It may return a `Valeur(valeur, libelle)` when the value itself is to be normalised (7 digits → SE_0000160070).

`avant` and `apres` are kept for ever: ids, statuses, dates, numbers. What people typed goes there as
`Mots(texte)` (`engine.kit.journal`), which can be erased with a person; the tests refuse it otherwise.

What annuler-derniere-operation does of it stands in the same file. It reads `avant` and `apres` of the journal row,
raises a Refus when the state moved on since, and returns the Effet of the reversal, notices to those told included:

    @annulation("saisir-presences")
    def annuler_saisir_presences(ligne: JournalRow, ctx: Contexte) -> Effet: ...

Refusals are classes (`engine.kit.refus`), rules are pure functions that raise them, numbers come from `parametres/`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import Clock
from engine.kit.donnees import Donnee
from engine.kit.echeances import Echeance
from engine.kit.notices import Notice
from engine.kit.refus import OperationInconnue, Refus, Suite
from engine.kit.sceau import Sceau

if TYPE_CHECKING:
    from engine.kit.journal import JournalRow


class Commande(BaseModel):
    """The data of one operation; its fields carry the types of `engine.kit.donnees`."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Contexte:
    """What a handler may use. `maintenant` does not move during an operation."""

    db: Session
    clock: Clock
    acteur: Acteur
    sceau: Sceau
    maintenant: datetime
    apercu: bool = False


@dataclass(frozen=True)
class Avertissement:
    """Something true that does not prevent, with the article that explains it."""

    code: str
    message: str
    article: str | None = None

    def as_dict(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message} | ({"article": self.article} if self.article else {})


@dataclass(frozen=True)
class Effet:
    """What an operation did: a past fact (`famille.fait`) on an object, the sentence of its receipt, and what follows.

    `refus` makes the answer a refusal although the change is kept (the fifth wrong code). `siret` is the organisme
    concerned, that of the acteur unless said otherwise. `recap` replaces the lines « title : value » of the preview.
    `annule` is the id of the journal row that this effect undoes.
    """

    evenement: str
    objet: str
    message: str
    avant: dict[str, Any] | None = None
    apres: dict[str, Any] | None = None
    avertissements: tuple[Avertissement, ...] = ()
    ecartes: tuple[Refus, ...] = ()
    suite: tuple[Suite, ...] = ()
    resultat: dict[str, Any] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    echeances: tuple[Echeance, ...] = ()
    recap: tuple[tuple[str, str], ...] = ()
    siret: str | None = None
    refus: Refus | None = None
    annule: int | None = None


@dataclass(frozen=True)
class Lecture:
    """What a read answers."""

    message: str
    resultat: dict[str, Any] = field(default_factory=dict)
    suite: tuple[Suite, ...] = ()
    avertissements: tuple[Avertissement, ...] = ()


Handler = Callable[[Any, Contexte], Effet | Lecture]
H = TypeVar("H", bound=Handler)


@dataclass(frozen=True)
class Operation:
    """An operation as declared: who may, with what, and the function that does it."""

    id: str
    roles: frozenset[Role]
    commande: type[Commande]
    handler: Handler
    ecrit: bool
    annulable: str
    verrou_tardif: bool

    @property
    def champs(self) -> dict[str, FieldInfo]:
        """Its data by name, in the order in which they are asked."""
        return self.commande.model_fields


MAX_CHOIX = 200  # proposals for one datum: nobody reads further


@dataclass(frozen=True)
class Demande:
    """A preview in progress: which operation, the valid data given so far, and the name of the one looked at."""

    ctx: Contexte
    operation: str
    donnees: Mapping[str, Any]
    nom: str = ""


@dataclass(frozen=True)
class Choix:
    """One proposal; `indices` are what people may say of it: nom, date, heure, lieu…"""

    valeur: Any
    titre: str
    indices: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {"valeur": self.valeur, "titre": self.titre, "indices": self.indices}


@dataclass(frozen=True)
class Valeur:
    """A value as the engine understands it, and what is said of it."""

    valeur: Any
    libelle: str


Proposeur = Callable[[Demande], list[Choix]]
Libelleur = Callable[[Any, Demande], str | Valeur]

Annulation = Callable[["JournalRow", Contexte], Effet]

OPERATIONS: dict[str, Operation] = {}
ANNULATIONS: dict[str, Annulation] = {}
PROPOSEURS: dict[tuple[str, str | None], Proposeur] = {}
LIBELLEURS: dict[tuple[str, str | None], Libelleur] = {}


def operation(
    id: str, *, roles: Iterable[Role], ecrit: bool = True, annulable: str = "non", verrou_tardif: bool = False
) -> Callable[[H], H]:
    """Register a handler under the id of the catalogue; its first argument's type is the Commande.

    With `verrou_tardif` others write while the handler looks, at length; it decides nothing that they could make wrong.
    """

    def register(handler: H) -> H:
        if id in OPERATIONS:
            raise ValueError(f"operation {id} declared twice")
        commande = get_type_hints(handler)["commande"]
        OPERATIONS[id] = Operation(id, frozenset(roles), commande, handler, ecrit, annulable, verrou_tardif)
        return handler

    return register


def annulation(id: str) -> Callable[[Annulation], Annulation]:
    """Register what undoes or compensates an operation; the `annulable` of one that has none says why."""

    def register(defaire: Annulation) -> Annulation:
        ANNULATIONS[id] = defaire
        return defaire

    return register


def propositions(type: str, *, operation: str | None = None) -> Callable[[Proposeur], Proposeur]:
    """Register what may be chosen for a type of datum, everywhere or for one operation."""

    def register(proposeur: Proposeur) -> Proposeur:
        PROPOSEURS[type, operation] = proposeur
        return proposeur

    return register


def libelle(type: str, *, operation: str | None = None) -> Callable[[Libelleur], Libelleur]:
    """Register what is said of a value of this type, everywhere or for one operation."""

    def register(libelleur: Libelleur) -> Libelleur:
        LIBELLEURS[type, operation] = libelleur
        return libelleur

    return register


def trouver(id: str) -> Operation:
    """The operation of this id. Raises OperationInconnue."""
    if id not in OPERATIONS:
        raise OperationInconnue(operation=id[:60])
    return OPERATIONS[id]


def donnee_de(champ: FieldInfo) -> Donnee:
    """The catalogue type marked on a field, inside an optional too."""
    marques = [marque for marque in champ.metadata if isinstance(marque, Donnee)]
    for branche in get_args(champ.annotation):
        marques += [marque for marque in get_args(branche) if isinstance(marque, Donnee)]
    if len(marques) != 1:
        raise TypeError(f"a field of a Commande takes one type of engine.kit.donnees, not {champ.annotation}")
    return marques[0]
