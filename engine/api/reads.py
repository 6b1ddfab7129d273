"""Reads that belong to no operation: parameters, journal, requests to treat, e-mails of the demo."""

from email import message_from_bytes, policy
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException

from engine.adhesion_comptes.queries import adhesions
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.api.etat import EtatCourant, reserve
from engine.api.modeles.comptes import AdhesionLue
from engine.api.modeles.suivi import CourrielLu, LigneJournal, ParametreLu
from engine.api.problemes import REPONSES
from engine.kit.acteurs import Acteur, Role
from engine.kit.journal import JournalRow
from engine.kit.parametres import parametres

router = APIRouter(responses=REPONSES, tags=["lectures"])


@router.get("/health", summary="L’API et sa base répondent")
def health(etat: EtatCourant) -> dict[str, str]:
    with etat.socle.engine.connect() as connection:
        connection.execute(sa.select(1))
    return {"statut": "pret"}


@router.get("/parametres", summary="Délais, seuils et listes de KAIROS", response_model=dict[str, ParametreLu])
def lire_parametres() -> dict[str, dict[str, Any]]:
    """Each value in force, since when, and its source."""
    return {
        nom: {
            "libelle": p.libelle,
            "valeur": p.valeur,
            "unite": p.unite,
            "depuis": p.depuis.isoformat(),
            "source": p.source,
        }
        for nom, p in parametres().items()
    }


@router.get("/journal", summary="Ce qui a été fait", response_model=list[LigneJournal])
def journal(
    etat: EtatCourant,
    acteur: Annotated[Acteur, reserve(Role.GESTIONNAIRE, Role.HOTLINE)],
    avant: Annotated[
        int | None, Query(le=2**31 - 1, description="Numéro de la dernière ligne de la page précédente")
    ] = None,
    limite: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[dict[str, Any]]:
    """Rows of one's own organisme, most recent first; the hotline sees all."""
    requete = sa.select(JournalRow).order_by(JournalRow.id.desc()).limit(limite)
    if acteur.role is not Role.HOTLINE:
        requete = requete.where(JournalRow.siret == acteur.siret)
    if avant is not None:
        requete = requete.where(JournalRow.id < avant)
    with etat.socle.session() as db:
        return [_ligne(row) for row in db.scalars(requete)]


def _ligne(row: JournalRow) -> dict[str, Any]:
    champs = ("id", "recu", "operation", "evenement", "objet", "siret", "role", "canal", "avant", "apres")
    return {champ: getattr(row, champ) for champ in champs} | {
        "le": row.le.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "acteur": row.texte.acteur_nom,
        "message": row.texte.message,
    }


@router.get("/adhesions", summary="Demandes d’adhésion", response_model=list[AdhesionLue])
def lire_adhesions(
    etat: EtatCourant,
    acteur: Annotated[Acteur, reserve(Role.PLATEFORME_NATIONALE, Role.HOTLINE)],
    statut: StatutAdhesion | None = None,
) -> list[dict[str, Any]]:
    """For the plateforme nationale and the hotline, oldest first."""
    with etat.socle.session() as db:
        return [
            {
                "siret": adhesion.siret,
                "raison_sociale": organisme.raison_sociale,
                "rgc_nom": adhesion.rgc_nom,
                "statut": adhesion.statut.value,
                "libelle": adhesion.statut.libelle,
                "deposee_le": adhesion.deposee_le.isoformat(timespec="seconds").replace("+00:00", "Z"),
            }
            for adhesion, organisme in adhesions(db, statut)
        ]


@router.get("/courriels", summary="Courriels envoyés (démonstration)", response_model=list[CourrielLu])
def courriels(etat: EtatCourant) -> list[dict[str, str]]:
    """What left, most recent first; only in demo, where the mailboxes are nobody's."""
    if not etat.settings.demo:
        raise HTTPException(404)
    messages = []
    for fichier in sorted(etat.settings.courriels.glob("*.eml"), key=lambda f: (f.stat().st_mtime, f.name)):
        message = message_from_bytes(fichier.read_bytes(), policy=policy.default)
        corps = message.get_body(("plain",))
        messages.append(
            {
                "id": fichier.stem,
                "le": str(message["Date"]),
                "a": str(message["To"]),
                "sujet": str(message["Subject"]),
                "corps": str(corps.get_content()) if corps else "",
            }
        )
    return messages[::-1]
