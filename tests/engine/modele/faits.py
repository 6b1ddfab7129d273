"""What was done, and what undoing it takes: each field moved, as it was and as it was left."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

# How a refusal says that what is to be undone is no longer as it was left.
CHANGE = {
    "etat-change", "inscription-changee-depuis", "parcours-change-depuis", "absence-changee-depuis",
    "devis-passage-impossible", "reouverture-deja-decidee", "resultat-deja-saisi", "conseiller-a-deja-valide",
}  # fmt: skip
Destinataires = Iterable[str | None]


@dataclass
class Changement:
    """One field moved. Undone: only as it was left (`exact`), put back if it is (`souple`) or anyway (`suit`)."""

    objet: Any
    champ: str
    avant: Any
    apres: Any
    mode: str

    @property
    def intact(self) -> bool:
        return bool(getattr(self.objet, self.champ) == self.apres)


@dataclass
class Fait:
    """Something done with a receipt, and what undoing it takes."""

    operation: str
    recu: str
    prevenus: Counter[str | None]
    defait: bool = False
    changements: list[Changement] = field(default_factory=list)
    raisons: Callable[[], set[str]] = set  # against undoing it, beside a change since
    reprevenus: Callable[[], Destinataires] | None = None  # told of the undoing; those told before unless said

    def changer(self, objet: Any, mode: str = "exact", **champs: Any) -> None:
        """Move these fields."""
        for champ, apres in champs.items():
            self.changements.append(Changement(objet, champ, getattr(objet, champ), apres, mode))
            setattr(objet, champ, apres)

    def contre(self) -> set[str]:
        """Every reason for which it may not be undone now."""
        if self.defait:
            return {"operation-deja-annulee"}
        change = any(un.mode == "exact" and not un.intact for un in self.changements)
        return self.raisons() | (CHANGE if change else set())

    def defaire(self) -> None:
        self.defait = True
        for un in reversed(self.changements):
            if un.intact or un.mode == "suit":
                setattr(un.objet, un.champ, un.avant)
