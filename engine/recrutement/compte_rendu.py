"""What became of the ways of recruiting that a file tells."""

from dataclasses import dataclass, field
from typing import Any

from engine.offre.lheo.lecture import Rejet


@dataclass
class CompteRenduModalites:
    """Session number, id and modality of those that moved; how many did not; those left out and why.

    `passees`: told, unknown, and over already.
    """

    creees: list[tuple[str, int, str]] = field(default_factory=list)
    modifiees: list[tuple[str, int, str]] = field(default_factory=list)
    retirees: list[tuple[str, int, str]] = field(default_factory=list)
    inchangees: int = 0
    passees: int = 0
    rejets: list[Rejet] = field(default_factory=list)

    def nombres(self) -> dict[str, int]:
        return {
            "creees": len(self.creees),
            "modifiees": len(self.modifiees),
            "retirees": len(self.retirees),
            "inchangees": self.inchangees,
            "passees": self.passees,
            "rejetees": len(self.rejets),
        }

    def detail(self, maximum: int) -> dict[str, Any]:
        """The first of each kind, rejections with their line and reason."""
        deplacees = {"creees": self.creees, "modifiees": self.modifiees, "retirees": self.retirees}
        return {
            sorte: [{"session": numero, "rdv": id, "modalite": modalite} for numero, id, modalite in lot[:maximum]]
            for sorte, lot in deplacees.items()
        } | {"rejetees": [rejet.as_dict() for rejet in sorted(self.rejets, key=lambda un: un.ligne)[:maximum]]}
