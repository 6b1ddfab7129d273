"""What blocks enrolments, months, quotes and accounts: the very refusal that the operation would meet, or None."""

from collections.abc import Callable
from datetime import timedelta

from engine.adhesion_comptes.queries import referencement
from engine.assiduite.absences import mois_declares
from engine.assiduite.mois import en_formation_ce_mois, non_declares
from engine.assiduite.parcours import aujourdhui, module_suivant
from engine.assiduite.refus import AssiduiteDejaDeclaree, MoisFerme
from engine.assiduite.regles import exiger_bilan_possible, exiger_mois_ouvert, exiger_suivi, mois_de
from engine.financement.regles import exiger_referencement
from engine.inscription_entree.entrees import jour_par_defaut
from engine.inscription_entree.inscriptions import inscriptions_du_candidat
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.operations.obtenir_attestation import exiger_attestation
from engine.inscription_entree.refus import CandidatSansInscription
from engine.inscription_entree.regles import exiger_date_d_entree
from engine.inscription_entree.statuts import AU_CONSEILLER, TypeAttestation
from engine.kit.acteurs import Role
from engine.kit.francais import dire_mois
from engine.kit.operations import OPERATIONS, Contexte
from engine.kit.parametres import entier
from engine.kit.refus import DroitInsuffisant, Refus
from engine.offre.models import SessionFormation
from engine.offre.refus import ConseillerAttendu
from engine.recrutement.demandeurs import designer

DEVIS_AIF = "aif"
# Acts on someone enrolled in a training.
DU_PARCOURS = {"saisir-entrees", "obtenir-attestation", "saisir-absence", "saisir-assiduite-mois", "saisir-bilan"}


def blocage_des_droits(ctx: Contexte, acte: str | None) -> Refus | None:
    """The act belongs to another role; the hotline asks for someone else."""
    if acte is None or ctx.acteur.role is Role.HOTLINE or ctx.acteur.role.peut(OPERATIONS[acte].roles):
        return None
    return DroitInsuffisant()


def blocage_de_la_qualite(ctx: Contexte, session: SessionFormation | None, acte: str | None) -> Refus | None:
    """No AIF quote without a valid quality reference."""
    siret = session.siret if session else ctx.acteur.siret
    if acte != "creer-devis" or siret is None:
        return None
    return _refus_de(lambda: exiger_referencement(DEVIS_AIF, *referencement(ctx.db, siret), aujourdhui(ctx)))


def blocage_du_parcours(
    ctx: Contexte, candidat: str, session: SessionFormation | None, acte: str | None
) -> Refus | None:
    """What stops someone: no enrolment, an adviser who has not answered, a declared month, a date to come."""
    toutes = inscriptions_du_candidat(ctx.db, ctx.acteur, candidat, caduques=False)
    siennes = [une for une in toutes if session is None or une.session_id == session.id]
    if not siennes:
        personne = designer(ctx.db, candidat, ctx.acteur)
        return CandidatSansInscription(personne=personne) if acte in DU_PARCOURS else None
    return _blocage_de_l_inscription(ctx, siennes[0], acte) or blocage_du_suivi(ctx, siennes[0].session, acte)


def _blocage_de_l_inscription(ctx: Contexte, inscription: Inscription, acte: str | None) -> Refus | None:
    if acte == "obtenir-attestation":
        return _refus_de(lambda: exiger_attestation(inscription, TypeAttestation.AES))
    if acte == "saisir-bilan":
        suivant = module_suivant(ctx.db, inscription)
        return _refus_de(lambda: exiger_bilan_possible(inscription, aujourdhui(ctx), suivant))
    if acte == "saisir-absence":
        return _refus_de(lambda: exiger_suivi(inscription)) or _mois_ferme(ctx, inscription)
    if acte in (None, "saisir-entrees") and inscription.statut in AU_CONSEILLER and inscription.validee_le is None:
        return ConseillerAttendu(personne=inscription.demandeur.designation, statut=inscription.libelle)
    return None


def _mois_ferme(ctx: Contexte, inscription: Inscription) -> Refus | None:
    """The month in course is declared already."""
    mois = mois_de(aujourdhui(ctx))
    if all(declare.mois != mois for declare in mois_declares(ctx.db, [inscription.id])):
        return None
    return MoisFerme(mois=dire_mois(mois), personne=inscription.demandeur.designation)


def blocage_du_suivi(ctx: Contexte, session: SessionFormation, acte: str | None) -> Refus | None:
    """What forbids, on a session, its entries or its month."""
    jour = aujourdhui(ctx)
    if acte == "saisir-entrees":
        return _refus_de(lambda: exiger_date_d_entree(jour_par_defaut(session, jour), session, jour))
    if acte == "saisir-assiduite-mois":
        return _blocage_du_mois(ctx, session)
    return None


def _blocage_du_mois(ctx: Contexte, session: SessionFormation) -> Refus | None:
    """The month in course, unless the one before is still to be declared."""
    jour = aujourdhui(ctx)
    mois, precedent = mois_de(jour), mois_de(jour.replace(day=1) - timedelta(days=1))
    if non_declares(ctx.db, en_formation_ce_mois(ctx.db, session.id, precedent), precedent):
        return None
    presents = en_formation_ce_mois(ctx.db, session.id, mois)
    if presents and not non_declares(ctx.db, presents, mois):
        return AssiduiteDejaDeclaree(mois=dire_mois(mois), session=session.libelle)
    return _refus_de(lambda: exiger_mois_ouvert(mois, session.fin, jour, entier("assiduite_jour_ouverture")))


def _refus_de(regle: Callable[[], object]) -> Refus | None:
    try:
        regle()
    except Refus as refus:
        return refus
    return None
