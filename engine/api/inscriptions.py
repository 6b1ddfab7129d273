"""Reads of enrolments, and the documents that attest them: the PDF for its organisme, the check for anyone."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import HTMLResponse

from engine.api.etat import EtatCourant, reserve
from engine.api.modeles.inscriptions import InscriptionLue, Verification
from engine.api.problemes import REPONSES, fichier
from engine.inscription_entree.attestations import trouver_attestation, verifier
from engine.inscription_entree.documents import page_de_verification, rendre
from engine.inscription_entree.inscriptions import inscriptions_visibles
from engine.inscription_entree.lectures import en_lecture
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.refus import AttestationInconnue
from engine.inscription_entree.statuts import AU_CONSEILLER, StatutInscription
from engine.kit.acteurs import Acteur, Role
from engine.offre.sessions import trouver_session

router = APIRouter(responses=REPONSES)


@router.get(
    "/inscriptions", summary="Inscriptions en formation", tags=["lectures"], response_model=list[InscriptionLue]
)
def inscriptions(
    etat: EtatCourant,
    acteur: Annotated[Acteur, reserve(Role.GESTIONNAIRE, Role.HOTLINE, Role.PRESCRIPTEUR)],
    session: Annotated[str | None, Query(description="Numéro de session, dans l’une de ses formes")] = None,
    statut: StatutInscription | None = None,
    attend_le_conseiller: Annotated[
        bool, Query(description="Seulement celles qu’un conseiller doit encore valider ou refuser")
    ] = False,
    avant: Annotated[int | None, Query(description="Dernière inscription de la page précédente", ge=1)] = None,
    limite: Annotated[int, Query(ge=1, le=500)] = 200,
) -> list[dict[str, Any]]:
    """Those of one's own organisme, the latest first.

    The hotline and Pôle emploi see all, a mission locale and Cap emploi those of their network.
    """
    choisies = inscriptions_visibles(acteur).order_by(Inscription.id.desc()).limit(limite)
    if statut is not None:
        choisies = choisies.where(Inscription.statut == statut)
    if attend_le_conseiller:
        choisies = choisies.where(Inscription.statut.in_(AU_CONSEILLER), Inscription.validee_le.is_(None))
    if avant is not None:
        choisies = choisies.where(Inscription.id < avant)
    with etat.socle.session() as db:
        if session is not None:
            choisies = choisies.where(Inscription.session_id == trouver_session(db, session, acteur).id)
        return en_lecture(db, choisies)


@router.get(
    "/attestations/{code}",
    summary="Vérifier une attestation",
    tags=["attestations"],
    response_model=Verification,
    responses={200: {"content": {"text/html": {"schema": {"type": "string"}}}}},
)
def verifier_attestation(
    etat: EtatCourant, code: str, accept: Annotated[str, Header(include_in_schema=False)] = ""
) -> dict[str, Any] | HTMLResponse:
    """Open to anyone who holds the document: type, number, valid or revoked; of the person, only initials.

    JSON, or a page for people when a browser asks.
    """
    en_page = "text/html" in accept
    with etat.socle.session() as db:
        try:
            lu = verifier(db, code)
        except AttestationInconnue:
            if not en_page:
                raise
            return HTMLResponse(page_de_verification(None), 404)
    return HTMLResponse(page_de_verification(lu)) if en_page else lu


@router.get(
    "/attestations/{numero}/pdf",
    summary="Le PDF d’une attestation",
    tags=["attestations"],
    response_class=Response,
    responses=fichier("Le PDF", "application/pdf"),
)
def pdf(
    etat: EtatCourant, acteur: Annotated[Acteur, reserve(Role.GESTIONNAIRE, Role.HOTLINE)], numero: str
) -> Response:
    """For the organisme that holds it; refused once revoked."""
    with etat.socle.session() as db:
        attestation = trouver_attestation(db, numero, acteur)
        contenu = rendre(attestation)
    entetes = {"Content-Disposition": f'attachment; filename="{attestation.numero}.pdf"', "Cache-Control": "no-store"}
    return Response(contenu, media_type="application/pdf", headers=entetes)
