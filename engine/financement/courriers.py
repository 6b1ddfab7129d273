"""Who is told of each step of a quote."""

from sqlalchemy.orm import Session

from engine.adhesion_comptes.queries import comptes_du_role, courriel_de, courriel_du_rgc, organisme
from engine.financement.devis import chiffres
from engine.financement.models import Devis
from engine.financement.regles import cle_employeur, se_fait_avec_un_employeur
from engine.kit.acteurs import Role
from engine.kit.notices import Notice
from engine.kit.operations import Contexte

CONSEILLER = None  # KAIROS knows who advises whom: the notice is kept for the agency, no address is given here


def au_beneficiaire(modele: str, devis: Devis, ctx: Contexte) -> Notice:
    """To the job seeker, or to the employer's account when there is one."""
    avec_employeur = se_fait_avec_un_employeur(devis.type)
    destinataire = _courriel_employeur(ctx.db, devis) if avec_employeur else devis.demandeur.courriel
    qui = devis.employeur if avec_employeur else devis.demandeur.nom and devis.demandeur.designation
    return Notice(modele, destinataire, _faits(devis, ctx.db, qui or ""))


def a_l_organisme(modele: str, devis: Devis, ctx: Contexte) -> Notice:
    """To whoever made the quote, or to the RGC once that account is closed."""
    destinataire = courriel_de(ctx.db, devis.cree_par) or courriel_du_rgc(ctx.db, devis.siret)
    return Notice(modele, destinataire, _faits(devis, ctx.db, ""))


def au_conseiller(modele: str, devis: Devis, ctx: Contexte) -> Notice:
    """To the adviser of the job seeker."""
    return Notice(modele, CONSEILLER, _faits(devis, ctx.db, ""))


def _courriel_employeur(db: Session, devis: Devis) -> str | None:
    comptes = comptes_du_role(db, Role.EMPLOYEUR)
    return next((compte.courriel for compte in comptes if cle_employeur(compte.nom) == devis.employeur_cle), None)


def _faits(devis: Devis, db: Session, qui: str) -> dict[str, str]:
    connu = organisme(db, devis.siret)
    return {
        "qui": qui,
        "numero": devis.numero,
        "type": devis.libelle_type,
        "organisme": connu.raison_sociale if connu else devis.siret,
        "candidat": devis.demandeur.identifiant,
        "formation": devis.session.formation.intitule,
        "periode": devis.session.periode,
        "chiffres": chiffres(devis),
        "statut": devis.libelle_statut,
        "motif": devis.motif_refus or "",
    }
