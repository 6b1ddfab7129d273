"""What people are told about an enrolment: the adviser, the job seeker, the organisme."""

from typing import Any

from sqlalchemy.orm import Session

from engine.adhesion_comptes.queries import derniere_adhesion
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import LIBELLES_RESEAU, OUTILS
from engine.kit.francais import dire_date
from engine.kit.notices import Notice
from engine.kit.parametres import parametre


def _faits(inscription: Inscription) -> dict[str, Any]:
    demandeur, session = inscription.demandeur, inscription.session
    return {
        "personne": demandeur.designation if demandeur.nom else "",
        "identifiant": demandeur.identifiant,
        "formation": session.formation.intitule,
        "session": session.numero,
        "lieu": session.lieu,
        "periode": session.periode,
        "organisme": session.formation.raison_sociale,
        "statut": inscription.libelle,
        "reseau": LIBELLES_RESEAU[inscription.reseau],
        "outil": OUTILS.get(inscription.reseau, "votre outil habituel"),
        "prescripteur": inscription.prescripteur or "",
        "entree": dire_date(inscription.entree_le) if inscription.entree_le else "",
        "motif": inscription.motif or "",
    }


def _au_conseiller(modele: str, inscription: Inscription) -> Notice:
    boite = parametre("boites_des_conseillers")[inscription.reseau.value]
    return Notice(f"inscription_entree/{modele}", boite, _faits(inscription))


def _au_candidat(modele: str, inscription: Inscription) -> Notice:
    return Notice(f"inscription_entree/{modele}", inscription.demandeur.courriel, _faits(inscription))


def _a_l_organisme(modele: str, db: Session, inscription: Inscription) -> Notice:
    adhesion = derniere_adhesion(db, inscription.session.siret)
    return Notice(f"inscription_entree/{modele}", adhesion.rgc_courriel if adhesion else None, _faits(inscription))


def validation_demandee(inscription: Inscription) -> Notice:
    return _au_conseiller("validation_demandee", inscription)


def inscription_commencee(inscription: Inscription) -> Notice:
    return _au_candidat("inscription_commencee", inscription)


def inscription_validee(db: Session, inscription: Inscription) -> tuple[Notice, ...]:
    return (
        _au_candidat("inscription_validee", inscription),
        _a_l_organisme("inscription_validee_organisme", db, inscription),
    )


def inscription_refusee(db: Session, inscription: Inscription) -> tuple[Notice, ...]:
    return (
        _au_candidat("inscription_refusee", inscription),
        _a_l_organisme("inscription_refusee_organisme", db, inscription),
    )


def inscription_retiree(inscription: Inscription) -> tuple[Notice, ...]:
    return (_au_conseiller("retrait_conseiller", inscription), _au_candidat("retrait", inscription))


def inscription_retablie(inscription: Inscription) -> tuple[Notice, ...]:
    return (_au_conseiller("retablie_conseiller", inscription), _au_candidat("retablie", inscription))


def inscription_annulee_conseiller(inscription: Inscription) -> Notice:
    return _au_conseiller("annulee_conseiller", inscription)


def inscription_annulee(inscription: Inscription) -> Notice:
    return _au_candidat("annulee", inscription)


def regularisation_demandee(inscription: Inscription) -> Notice:
    return _au_conseiller("regularisation_demandee", inscription)


def entree_enregistree(inscription: Inscription) -> Notice:
    return _au_candidat("entree_enregistree", inscription)


def entree_annulee(inscription: Inscription) -> Notice:
    return _au_candidat("entree_annulee", inscription)


def regularisation_abandonnee(inscription: Inscription) -> Notice:
    return _au_conseiller("regularisation_abandonnee", inscription)
