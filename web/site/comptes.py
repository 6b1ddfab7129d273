"""The demo accounts, as the page and the sign-in panel list them."""

from __future__ import annotations

from dataclasses import dataclass

from engine.demo import COMPTES, MOT_DE_PASSE, ORGANISMES
from engine.kit.acteurs import Role

ROLES = {
    Role.GESTIONNAIRE: "Gestionnaire",
    Role.RGC: "Responsable gestionnaire des comptes (RGC)",
    Role.HOTLINE: "Hotline KAIROS",
    Role.PLATEFORME_NATIONALE: "Plateforme nationale",
    Role.PRESCRIPTEUR: "Prescripteur",
    Role.DEMANDEUR_EMPLOI: "Demandeur d’emploi",
    Role.EMPLOYEUR: "Employeur",
    Role.CARIF_OREF: "CARIF-OREF",
}


@dataclass(frozen=True)
class CompteAffiche:
    identifiant: str
    mot_de_passe: str
    role: str
    nom: str
    organisme: str
    siret: str


def comptes() -> list[CompteAffiche]:
    """Every account one may try, in the order of the demo data."""
    organismes = {organisme.siret: organisme.raison_sociale for organisme in ORGANISMES}
    return [
        CompteAffiche(
            identifiant=compte.identifiant,
            mot_de_passe=MOT_DE_PASSE,
            role=ROLES[compte.role],
            nom=compte.nom,
            organisme=organismes.get(compte.siret or "", ""),
            siret=compte.siret or "",
        )
        for compte in COMPTES
    ]
