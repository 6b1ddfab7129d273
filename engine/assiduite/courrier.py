"""What people are told of the follow-up of a training: the adviser, the job seeker, the organisme."""

from typing import Any

from sqlalchemy.orm import Session

from engine.adhesion_comptes.queries import derniere_adhesion
from engine.assiduite.models import DemandeReouverture
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import LIBELLES_RESEAU
from engine.kit.francais import dire_mois
from engine.kit.notices import Notice
from engine.kit.parametres import parametre
from engine.offre.models import SessionFormation


def _faits(inscription: Inscription, **autres: str) -> dict[str, Any]:
    demandeur, session = inscription.demandeur, inscription.session
    return {
        "personne": demandeur.designation if demandeur.nom else "",
        "identifiant": demandeur.identifiant,
        "formation": session.formation.intitule,
        "session": session.numero,
        "lieu": session.lieu,
        "organisme": session.formation.raison_sociale,
        "reseau": LIBELLES_RESEAU[inscription.reseau],
    } | autres


def aux_deux(modele: str, inscription: Inscription, **autres: str) -> tuple[Notice, ...]:
    """The same event told to the adviser (`<modele>_conseiller`) and to the person (`<modele>`)."""
    boite = parametre("boites_des_conseillers")[inscription.reseau.value]
    faits = _faits(inscription, **autres)
    return (
        Notice(f"assiduite/{modele}_conseiller", boite, faits),
        Notice(f"assiduite/{modele}", inscription.demandeur.courriel, faits),
    )


def rectification(inscription: Inscription, annonce: str) -> tuple[Notice, ...]:
    """What had been told to both is no longer true: « la sortie du … est annulée »."""
    return aux_deux("rectification", inscription, annonce=annonce)


def a_l_organisme(modele: str, db: Session, session: SessionFormation, **faits: Any) -> Notice:
    """A message to the RGC of the organisme that manages the session."""
    adhesion = derniere_adhesion(db, session.siret)
    return Notice(
        f"assiduite/{modele}", adhesion.rgc_courriel if adhesion else None, {"session": session.libelle} | faits
    )


def reouverture_decidee(db: Session, demande: DemandeReouverture, modele: str) -> Notice:
    return a_l_organisme(modele, db, demande.session, mois=dire_mois(demande.mois), reponse=demande.reponse or "")


def mois_a_declarer(db: Session, siret: str, lignes: list[str]) -> Notice:
    adhesion = derniere_adhesion(db, siret)
    return Notice("assiduite/mois_a_declarer", adhesion.rgc_courriel if adhesion else None, {"lignes": lignes})
