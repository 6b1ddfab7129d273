"""Everyone who takes part in a story, signed in to one demonstration."""

from dataclasses import dataclass, field
from typing import Any

from tests.engine.vie.client import Api, Partie

GRETA, VOISIN = "13000576600485", "82091873800023"


@dataclass
class Monde:
    """The parties by name; `vus` holds what the story keeps from one chapter to the next."""

    api: Api
    vus: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.greta, self.rgc = self._qui("gestionnaire"), self._qui("rgc")
        self.voisin, self.rgc_voisin = self._qui("gestionnaire2"), self._qui("rgc2")
        self.pole_emploi, self.mission_locale = self._qui("prescripteur"), self._qui("mission-locale")
        self.cap_emploi, self.lea = self._qui("cap-emploi"), self._qui("demandeur")
        self.employeur, self.carif = self._qui("employeur"), self._qui("carif")
        self.hotline, self.plateforme = self._qui("hotline"), self._qui("plateforme")
        self.visiteur = self.api.visiteur()

    def _qui(self, identifiant: str) -> Partie:
        return self.api.connecter(identifiant)


def du(debut: str, fin: str) -> dict[str, str]:
    """The two days of a span, first and last."""
    return {"date_debut": debut, "date_fin": fin}


def boite(identifiant: str) -> str:
    """The mailbox of a job seeker."""
    return f"{identifiant.lower()}@boite.example"


def prescrire(qui: Partie, rdv: int, identifiant: str, prenom: str, nom: str) -> int:
    """Register someone, as an adviser does; their `personne`."""
    donnees = {"candidat": identifiant, "prenom": prenom, "nom": nom, "courriel": boite(identifiant)}
    return int(qui.faire("prescrire-candidat", rdv=rdv, **donnees).resultat["personnes"][0])


def presences(qui: Partie, rdv: int) -> dict[str, str]:
    """Identifiant → presence, of those on an appointment."""
    return {un["identifiant"]: un["presence"] for un in qui.lire("/rdv/{id}/inscrits", {"id": rdv})["inscrits"]}


def personnes(qui: Partie, rdv: int) -> dict[str, int]:
    """Identifiant → `personne`, of those on an appointment."""
    return {un["identifiant"]: un["personne"] for un in qui.lire("/rdv/{id}/inscrits", {"id": rdv})["inscrits"]}


def dossiers(qui: Partie, session: str) -> dict[str, dict[str, Any]]:
    """Identifiant → latest enrolment in a session."""
    return {un["identifiant"]: un for un in reversed(qui.lire("/inscriptions", session=session))}
