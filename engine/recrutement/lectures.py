"""Appointments as the API tells them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from engine.recrutement.models import Rdv
from engine.recrutement.rdv import etat_du_rdv, places_tenues
from engine.recrutement.statuts import LIBELLES_PRESENCE, LIBELLES_RESULTAT, RENDEZ_VOUS


def modalites_en_lecture(db: Session, modalites: Iterable[Rdv]) -> list[dict[str, Any]]:
    """Each of them, without the people on it: they are counted."""
    toutes = list(modalites)
    tenues = places_tenues(db, toutes)
    return [_en_lecture(une, une.places - tenues[une.id]) for une in toutes]


def rdv_et_inscrits(rdv: Rdv) -> dict[str, Any]:
    """An appointment and the people on it."""
    return _en_lecture(rdv, rdv.restantes) | {
        "inscrits": [
            {
                "personne": inscription.demandeur_id,
                "identifiant": inscription.demandeur.identifiant,
                "nom": inscription.demandeur.nom,
                "prenom": inscription.demandeur.prenom,
                "presence": inscription.presence.value,
                "libelle": LIBELLES_PRESENCE[inscription.presence],
                "resultat": inscription.resultat.value,
                "libelle_resultat": LIBELLES_RESULTAT[inscription.resultat],
                "annule_par": inscription.annule_par and inscription.annule_par.value,
                "prescripteur": inscription.prescripteur,
            }
            for inscription in rdv.inscriptions
        ]
    }


def _en_lecture(rdv: Rdv, restantes: int) -> dict[str, Any]:
    lu = {"rdv": rdv.id, "titre": rdv.libelle, "groupe": rdv.groupe_id} | etat_du_rdv(rdv)
    if rdv.commentaire:
        lu["commentaire"] = rdv.commentaire
    if rdv.modalite in RENDEZ_VOUS:
        lu["restantes"] = restantes
    return lu
