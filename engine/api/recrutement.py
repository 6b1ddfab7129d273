"""Reads of sessions and appointments."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from engine.api.etat import EtatCourant, reserve
from engine.api.modeles.recrutement import CandidatureLue, RdvEtInscrits, SessionEtRdv, SessionLue
from engine.api.problemes import REPONSES, fichier
from engine.kit.acteurs import Acteur, Role
from engine.offre.lheo.ecriture import ecrire
from engine.offre.sessions import sessions_en_vie, synthese, trouver_session
from engine.recrutement.candidatures import candidature_en_lecture, candidatures_visibles
from engine.recrutement.export_lheo import formations_a_ecrire
from engine.recrutement.exports import en_csv, en_ics, en_xlsx
from engine.recrutement.lectures import modalites_en_lecture, rdv_et_inscrits
from engine.recrutement.models import Candidature
from engine.recrutement.rdv import (
    modalites_de_la_session,
    rdv_de_la_session,
    trouver_modalite,
    trouver_rdv,
)
from engine.recrutement.refus import RdvInconnu
from engine.recrutement.statuts import RENDEZ_VOUS, Modalite
from engine.recrutement.vues import Vue, lignes, liste

router = APIRouter(responses=REPONSES)
FICHIERS = {
    "csv": ("text/csv; charset=utf-8", en_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", en_xlsx),
}
LECTEURS = (Role.GESTIONNAIRE, Role.HOTLINE, Role.PRESCRIPTEUR)


@router.get("/sessions", summary="Sessions en cours ou à venir", tags=["lectures"], response_model=list[SessionLue])
def sessions(
    etat: EtatCourant, acteur: Annotated[Acteur, reserve(*LECTEURS)], siret: str | None = None
) -> list[dict[str, Any]]:
    """Those of one's own organisme, next to start first; the hotline and prescribers name the SIRET."""
    de_qui = acteur.siret or siret
    with etat.socle.session() as db:
        return [synthese(session) for session in sessions_en_vie(db, de_qui, etat.socle.clock.today())]


@router.get(
    "/sessions/{numero}",
    summary="Une session et ses rendez-vous",
    tags=["lectures"],
    response_model=SessionEtRdv,
    response_model_exclude_unset=True,
)
def session(etat: EtatCourant, acteur: Annotated[Acteur, reserve(*LECTEURS)], numero: str) -> dict[str, Any]:
    """By any of its numbers."""
    with etat.socle.session() as db:
        trouvee = trouver_session(db, numero, acteur)
        toutes = modalites_de_la_session(db, trouvee)
        lues = modalites_en_lecture(db, toutes)
        return synthese(trouvee) | {
            "rdv": [lu for un, lu in zip(toutes, lues, strict=True) if un.modalite in RENDEZ_VOUS],
            "groupes": [lu for un, lu in zip(toutes, lues, strict=True) if un.modalite is Modalite.GROUPE_RV],
            "candidatures": [lu for un, lu in zip(toutes, lues, strict=True) if un.modalite is Modalite.CANDIDATURE],
        }


@router.get("/rdv/{id}/inscrits", summary="Inscrits d’un rendez-vous", tags=["lectures"], response_model=RdvEtInscrits)
def inscrits(
    etat: EtatCourant, acteur: Annotated[Acteur, reserve(Role.GESTIONNAIRE, Role.HOTLINE)], id: int
) -> dict[str, Any]:
    """Each person with `personne` (what saisir-presences takes), name, number and presence."""
    with etat.socle.session() as db:
        return rdv_et_inscrits(trouver_rdv(db, id, acteur))


@router.get(
    "/rdv/{id}/inscrits.{forme}",
    summary="Inscrits d’un rendez-vous, en fichier",
    tags=["lectures"],
    response_class=Response,
    responses=fichier("Le fichier", *(type_de_contenu for type_de_contenu, _ in FICHIERS.values())),
)
def inscrits_en_fichier(
    etat: EtatCourant,
    acteur: Annotated[Acteur, reserve(Role.GESTIONNAIRE, Role.HOTLINE)],
    id: int,
    forme: Literal["csv", "xlsx"],
    vue: Vue = Vue.INSCRITS,
) -> Response:
    """CSV (UTF-8, semicolons) or XLSX; `vue` is one of the three lists of KAIROS."""
    with etat.socle.session() as db:
        rdv = trouver_modalite(db, id, acteur)
        concernes = [un for un in rdv_de_la_session(db, rdv.session) if rdv.id in (un.id, un.groupe_id)]
        contenu = lignes(liste(concernes or [rdv], vue))
    type_de_contenu, ecrire = FICHIERS[forme]
    nom = f"{vue.value}-rdv-{id}.{forme}"
    entetes = {"Content-Disposition": f'attachment; filename="{nom}"', "Cache-Control": "no-store"}
    return Response(ecrire(contenu), media_type=type_de_contenu, headers=entetes)


@router.get(
    "/rdv/{id}.ics",
    summary="Un rendez-vous pour un agenda",
    tags=["lectures"],
    response_class=Response,
    responses=fichier("L’événement, RFC 5545", "text/calendar"),
)
def agenda(
    etat: EtatCourant, acteur: Annotated[Acteur, reserve(*LECTEURS, Role.DEMANDEUR_EMPLOI)], id: int
) -> Response:
    """An iCalendar event; a job seeker reads those on which they have a place."""
    with etat.socle.session() as db:
        rdv = trouver_modalite(db, id, acteur)
        if acteur.role is Role.DEMANDEUR_EMPLOI:
            siens = [une.demandeur.identifiant for une in rdv.en_cours]
            if acteur.demandeur is None or acteur.demandeur not in siens:
                raise RdvInconnu
        contenu = en_ics(rdv, etat.socle.clock.now())
    entetes = {"Content-Disposition": f'attachment; filename="rdv-{id}.ics"'}
    return Response(contenu, media_type="text/calendar; charset=utf-8", headers=entetes)


@router.get(
    "/candidatures",
    summary="Candidatures proposées à l’organisme",
    tags=["lectures"],
    response_model=list[CandidatureLue],
)
def candidatures(etat: EtatCourant, acteur: Annotated[Acteur, reserve(Role.GESTIONNAIRE)]) -> list[dict[str, Any]]:
    """Those on one's own ranges, oldest first; `candidature` is what traiter-candidature takes."""
    with etat.socle.session() as db:
        choisies = candidatures_visibles(acteur).order_by(Candidature.proposee_le, Candidature.id)
        return [candidature_en_lecture(une) for une in db.scalars(choisies)]


@router.get(
    "/lheo",
    summary="Sessions au format LHEO 2.3",
    tags=["lectures"],
    response_class=Response,
    responses=fichier("Le fichier, LHEO 2.3", "application/xml"),
)
def lheo_ecrit(etat: EtatCourant, acteur: Annotated[Acteur, reserve(Role.CARIF_OREF, Role.GESTIONNAIRE)]) -> Response:
    """All of them for the CARIF-OREF, one's own for an organisme, with what they open to recruit; as a stream."""

    def contenu() -> Iterator[bytes]:
        with etat.socle.session() as db:
            yield from ecrire(formations_a_ecrire(db, acteur))

    entetes = {"Content-Disposition": 'attachment; filename="sessions-lheo-2.3.xml"', "Cache-Control": "no-store"}
    return StreamingResponse(contenu(), media_type="application/xml", headers=entetes)
