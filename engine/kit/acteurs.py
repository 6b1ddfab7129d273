"""Who acts: a role, an organisme, and the channel through which they speak."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Roles of people and of the other parties; SYSTEME is the engine keeping its own deadlines."""

    VISITEUR = "visiteur"
    GESTIONNAIRE = "gestionnaire"
    RGC = "rgc"
    HOTLINE = "hotline"
    PLATEFORME_NATIONALE = "plateforme-nationale"
    PRESCRIPTEUR = "prescripteur"
    DEMANDEUR_EMPLOI = "demandeur-emploi"
    EMPLOYEUR = "employeur"
    CARIF_OREF = "carif-oref"
    SYSTEME = "systeme"

    def peut(self, roles: frozenset["Role"]) -> bool:
        """Whether this role is among `roles`; an rgc may all that a gestionnaire may."""
        return self in roles or (self is Role.RGC and Role.GESTIONNAIRE in roles)


@dataclass(frozen=True)
class Acteur:
    """Who asks. `id` scopes idempotency keys; `siret` scopes what is seen and changed.

    `demandeur` is the number of the job seeker who speaks, in the role demandeur-emploi.
    """

    id: str
    role: Role
    siret: str | None = None
    nom: str = ""
    canal: str = "api"
    conversation: str | None = None
    demandeur: str | None = None


SYSTEME = Acteur(id="systeme", role=Role.SYSTEME, nom="KAIROS", canal="echeance")
