"""Invitations answered, and what waits for the Kairos team."""

from dataclasses import replace
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from engine.adhesion_comptes.models import ChangementRgc, Convention, DemandeQualite, Organisme
from engine.adhesion_comptes.queries import comptes_du_role
from engine.adhesion_comptes.statuts_demande import StatutDemande
from engine.api.etat import EtatCourant, reserve
from engine.api.modeles.comptes import ChangementRgcLu, CompteLu, ConventionLue, DemandeQualiteLue
from engine.api.problemes import REPONSES
from engine.kit import door
from engine.kit.acteurs import SYSTEME, Acteur, Role
from engine.kit.clock import a_paris

router = APIRouter(responses=REPONSES)


class MotDePasse(BaseModel):
    mot_de_passe: Annotated[str, Field(max_length=200, json_schema_extra={"format": "password"})]


class Accueil(BaseModel):
    """The account is ready: sign in with this name."""

    identifiant: str
    nom: str
    message: str


@router.post("/auth/invitations/{jeton}", summary="Répondre à une invitation", tags=["connexion"])
def repondre(etat: EtatCourant, jeton: Annotated[str, Path(max_length=200)], demande: MotDePasse) -> Accueil:
    """The link of the letter and the password chosen; a link serves once."""
    acteur = replace(SYSTEME, canal="invitation")
    donnees = {"jeton": jeton, "mot_de_passe": demande.mot_de_passe}
    reponse = door.execute(etat.socle, "repondre-invitation", donnees, acteur)
    return Accueil(**reponse["resultat"], message=reponse["message"])


@router.get("/comptes", summary="Qui a accès", tags=["lectures"], response_model=list[CompteLu])
def comptes(etat: EtatCourant, acteur: Annotated[Acteur, reserve(Role.RGC)]) -> list[dict[str, Any]]:
    """The open accounts of the RGC's own organisme; `collaborateur` is what retirer-habilitation takes."""
    with etat.socle.session() as db:
        ouverts = [
            compte for role in (Role.RGC, Role.GESTIONNAIRE) for compte in comptes_du_role(db, role, acteur.siret)
        ]
        return [
            {"collaborateur": compte.id, "nom": compte.nom, "courriel": compte.courriel, "role": compte.role}
            for compte in ouverts
        ]


@router.get(
    "/changements-rgc",
    summary="Changements de RGC à confirmer",
    tags=["lectures"],
    response_model=list[ChangementRgcLu],
)
def changements(etat: EtatCourant, acteur: Annotated[Acteur, reserve(Role.HOTLINE)]) -> list[dict[str, Any]]:
    """What confirmer-rgc and refuser-rgc take, oldest first."""
    with etat.socle.session() as db:
        return [
            {
                "siret": demande.siret,
                "raison_sociale": raison_sociale,
                "ancien": demande.ancien_nom,
                "nouveau": demande.nouveau_nom,
                "courriel": demande.nouveau_courriel,
                "demandee_le": _utc(demande),
            }
            for demande, raison_sociale in db.execute(_a_traiter(ChangementRgc))
        ]


@router.get(
    "/demandes-qualite",
    summary="Demandes de référencement qualité à étudier",
    tags=["lectures"],
    response_model=list[DemandeQualiteLue],
)
def demandes_qualite(etat: EtatCourant, acteur: Annotated[Acteur, reserve(Role.HOTLINE)]) -> list[dict[str, Any]]:
    """What accorder- and refuser-referencement-qualite take, oldest first."""
    with etat.socle.session() as db:
        return [
            {"siret": demande.siret, "raison_sociale": raison_sociale, "demandee_le": _utc(demande)}
            for demande, raison_sociale in db.execute(_a_traiter(DemandeQualite))
        ]


@router.get("/conventions", summary="Conventions avec KAIROS", tags=["lectures"], response_model=list[ConventionLue])
def conventions(
    etat: EtatCourant,
    acteur: Annotated[Acteur, reserve(Role.GESTIONNAIRE, Role.HOTLINE, Role.PLATEFORME_NATIONALE)],
    siret: Annotated[str | None, Query(description="SIRET de l’organisme", max_length=14)] = None,
    apres: Annotated[int | None, Query(description="Dernière convention de la page précédente", ge=1)] = None,
    limite: Annotated[int, Query(ge=1, le=500)] = 200,
) -> list[dict[str, Any]]:
    """As importer-organismes read them: an organisme sees its own, the hotline and the plateforme all of them."""
    choisies = sa.select(Convention, Organisme.raison_sociale).join(Organisme, Organisme.siret == Convention.siret)
    for vu in filter(None, (acteur.siret, siret)):
        choisies = choisies.where(Convention.siret == vu)
    if apres is not None:
        choisies = choisies.where(Convention.id > apres)
    jour = a_paris(etat.socle.clock.now()).date()
    with etat.socle.session() as db:
        return [
            {
                "convention": convention.id,
                "siret": convention.siret,
                "raison_sociale": raison_sociale,
                "numero": convention.numero,
                "debut": convention.debut.isoformat(),
                "fin": convention.fin and convention.fin.isoformat(),
                "assedic": convention.assedic,
                "en_cours": convention.debut <= jour and (convention.fin is None or jour <= convention.fin),
            }
            for convention, raison_sociale in db.execute(choisies.order_by(Convention.id).limit(limite))
        ]


def _a_traiter(table: type[ChangementRgc] | type[DemandeQualite]) -> sa.Select[Any, str]:
    return (
        sa.select(table, Organisme.raison_sociale)
        .join(Organisme, Organisme.siret == table.siret)
        .where(table.statut == StatutDemande.A_TRAITER)
        .order_by(table.id)
    )


def _utc(demande: ChangementRgc | DemandeQualite) -> str:
    return demande.demandee_le.isoformat(timespec="seconds").replace("+00:00", "Z")
