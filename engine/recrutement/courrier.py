"""What people are told about appointments and candidatures: the job seeker, the organisme."""

from typing import Any

from sqlalchemy.orm import Session

from engine.adhesion_comptes.queries import derniere_adhesion
from engine.kit.francais import dire_duree, dire_instant
from engine.kit.notices import Notice
from engine.recrutement.models import Candidature, Demandeur, Rdv
from engine.recrutement.statuts import LIBELLES_INITIATIVE, Initiative


def faits_du_rdv(rdv: Rdv, demandeur: Demandeur) -> dict[str, Any]:
    """What every letter about an appointment may say."""
    return {
        "personne": demandeur.designation if demandeur.nom else "",
        "formation": rdv.session.formation.intitule,
        "organisme": rdv.session.formation.raison_sociale,
        "rdv": rdv.libelle,
        "quand": dire_instant(rdv.debut),
        "duree": dire_duree(int((rdv.fin - rdv.debut).total_seconds() // 60)),
        "lieu": rdv.lieu,
    }


def convocation(rdv: Rdv, demandeur: Demandeur) -> Notice:
    return Notice("recrutement/convocation", demandeur.courriel, faits_du_rdv(rdv, demandeur))


def rappel(rdv: Rdv, demandeur: Demandeur) -> Notice:
    """The day before."""
    return Notice("recrutement/rappel", demandeur.courriel, faits_du_rdv(rdv, demandeur))


def rdv_modifie(rdv: Rdv, demandeur: Demandeur, avant: str) -> Notice:
    """`avant` is the label of the appointment before the change."""
    return Notice("recrutement/rdv_modifie", demandeur.courriel, faits_du_rdv(rdv, demandeur) | {"avant": avant})


def rdv_transfere(cible: Rdv, demandeur: Demandeur, avant: str) -> Notice:
    return Notice("recrutement/rdv_transfere", demandeur.courriel, faits_du_rdv(cible, demandeur) | {"avant": avant})


def rdv_supprime(rdv: Rdv, demandeur: Demandeur, motif: str | None = None) -> Notice:
    return Notice("recrutement/rdv_supprime", demandeur.courriel, faits_du_rdv(rdv, demandeur) | {"motif": motif or ""})


def rdv_annule(rdv: Rdv, demandeur: Demandeur, initiative: Initiative) -> Notice:
    faits = faits_du_rdv(rdv, demandeur) | {"initiative": LIBELLES_INITIATIVE[initiative]}
    return Notice("recrutement/rdv_annule", demandeur.courriel, faits)


def inscription_retiree(rdv: Rdv, demandeur: Demandeur) -> Notice:
    return Notice("recrutement/inscription_retiree", demandeur.courriel, faits_du_rdv(rdv, demandeur))


def desistement(db: Session, rdv: Rdv, demandeur: Demandeur) -> Notice:
    """To the organisme: a job seeker will not come."""
    faits = faits_du_rdv(rdv, demandeur) | {"candidat": demandeur.designation, "session": rdv.session.libelle}
    return Notice("recrutement/desistement", _courriel_de_l_organisme(db, rdv), faits)


def candidature_proposee(db: Session, candidature: Candidature) -> Notice:
    """To the organisme, which is to call back."""
    session = candidature.plage.session
    faits = {
        "prescripteur": candidature.prescripteur or "Un prescripteur",
        "formation": session.formation.intitule,
        "session": session.numero,
        "candidat": candidature.demandeur.designation,
    }
    return Notice("recrutement/candidature_proposee", _courriel_de_l_organisme(db, candidature.plage), faits)


def candidature_sans_suite(candidature: Candidature) -> Notice:
    """To the job seeker, when the range is gone."""
    formation, demandeur = candidature.plage.session.formation, candidature.demandeur
    faits = {
        "personne": demandeur.designation if demandeur.nom else "",
        "formation": formation.intitule,
        "organisme": formation.raison_sociale,
    }
    return Notice("recrutement/candidature_sans_suite", demandeur.courriel, faits)


def _courriel_de_l_organisme(db: Session, rdv: Rdv) -> str | None:
    adhesion = derniere_adhesion(db, rdv.session.siret)
    return adhesion.rgc_courriel if adhesion else None
