"""Reads of the follow-up of trainings: absences, interruptions and months of a session."""

from typing import Annotated, Any

from fastapi import APIRouter

from engine.api.etat import EtatCourant, reserve
from engine.api.modeles.inscriptions import AssiduiteSession
from engine.api.problemes import REPONSES
from engine.assiduite.absences import absences_de, interruptions_de_la_session, mois_declares
from engine.assiduite.bilans import bilan_de
from engine.inscription_entree.inscriptions import inscriptions_de_la_session
from engine.kit.acteurs import Acteur, Role
from engine.offre.sessions import trouver_session

router = APIRouter(responses=REPONSES, tags=["lectures"])


@router.get("/sessions/{numero}/assiduite", summary="Assiduité d’une session", response_model=AssiduiteSession)
def assiduite(
    etat: EtatCourant, acteur: Annotated[Acteur, reserve(Role.GESTIONNAIRE, Role.HOTLINE)], numero: str
) -> dict[str, Any]:
    """Each enrolment with its absences, declared months (`YYYY-MM`) and bilan; the interruptions of the session."""
    with etat.socle.session() as db:
        session = trouver_session(db, numero, acteur)
        return {
            "session": session.numero,
            "inscriptions": [
                {
                    "inscription": une.id,
                    "personne": une.demandeur_id,
                    "identifiant": une.demandeur.identifiant,
                    "statut": une.statut.value,
                    "absences": [absence.etat() for absence in absences_de(db, une.id)],
                    "mois_declares": sorted(declare.mois for declare in mois_declares(db, [une.id])),
                    "bilan": bilan.resultat if (bilan := bilan_de(db, une.id)) else None,
                }
                for une in inscriptions_de_la_session(db, session.id)
            ],
            "interruptions": [
                {
                    "interruption": interruption.id,
                    "portee": interruption.portee.value,
                    "debut": interruption.debut.isoformat(),
                    "fin": interruption.fin.isoformat(),
                    "tardive": interruption.tardive,
                    "inscriptions": [personne.inscription_id for personne in interruption.personnes],
                }
                for interruption in interruptions_de_la_session(db, session.id)
            ],
        }
