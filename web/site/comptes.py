"""The demo accounts, as the page and the sign-in panel list them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CompteDemo:
    identifiant: str
    mot_de_passe: str
    role: str
    nom: str
    organisme: str
    siret: str


def comptes() -> list[CompteDemo]:
    return []
