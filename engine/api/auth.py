"""Signing in, and who one is."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from engine.adhesion_comptes import comptes
from engine.adhesion_comptes.queries import organisme
from engine.api.etat import ActeurCourant, EtatCourant
from engine.api.problemes import REPONSES

router = APIRouter(responses=REPONSES, tags=["connexion"])


class Connexion(BaseModel):
    identifiant: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
    mot_de_passe: Annotated[str, Field(max_length=200, json_schema_extra={"format": "password"})]


class Connecte(BaseModel):
    jeton: str
    role: str
    siret: str | None
    nom: str
    expire_le: str


class Moi(BaseModel):
    role: str
    siret: str | None
    nom: str
    raison_sociale: str | None


@router.post("/auth/login", summary="Se connecter")
def login(demande: Connexion, etat: EtatCourant) -> Connecte:
    """A token for a name and a password; the same answer for an unknown name and a wrong password."""
    compte = comptes.connecter(etat.socle, demande.identifiant, demande.mot_de_passe)
    jeton = etat.jetons.emettre(compte.id)
    expire_le = jeton.expire_le.isoformat().replace("+00:00", "Z")
    return Connecte(jeton=jeton.jeton, role=compte.role, siret=compte.siret, nom=compte.nom, expire_le=expire_le)


@router.get("/moi", summary="Qui je suis")
def moi(etat: EtatCourant, acteur: ActeurCourant) -> Moi:
    """Role and organisme of whoever bears the token; a visiteur without one."""
    with etat.socle.session() as db:
        connu = organisme(db, acteur.siret) if acteur.siret else None
    return Moi(
        role=acteur.role.value,
        siret=acteur.siret,
        nom=acteur.nom,
        raison_sociale=connu.raison_sociale if connu else None,
    )
