"""Who the RGC of an organisme is, and what waits for the Kairos team."""

from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import ChangementRgc, DemandeQualite, Organisme
from engine.adhesion_comptes.queries import adhesion_en_cours, comptes_du_role, courriel_du_rgc
from engine.adhesion_comptes.refus_comptes import OrganismeInconnu, RienATraiter
from engine.adhesion_comptes.statuts_demande import StatutDemande
from engine.kit.acteurs import Role
from engine.kit.notices import Notice
from engine.kit.operations import Contexte
from engine.kit.parametres import parametre

D = TypeVar("D", ChangementRgc, DemandeQualite)


def nom_du_rgc(db: Session, siret: str) -> str:
    """« Claire Leroy », or the function when nobody is known."""
    adhesion = adhesion_en_cours(db, siret)
    if adhesion is not None:
        return adhesion.rgc_nom
    return next((compte.nom for compte in comptes_du_role(db, Role.RGC, siret)), "le RGC")


def trouver_organisme(db: Session, siret: str, *, verrou: bool = False) -> Organisme:
    """The organisme of a SIRET. Raises OrganismeInconnu."""
    connu = db.get(Organisme, siret, with_for_update=True if verrou else None)
    if connu is None:
        raise OrganismeInconnu().sur("siret")
    return connu


def a_traiter(db: Session, demande: type[D], siret: str) -> D | None:
    """The request of an organisme that waits for the Kairos team, locked until the commit."""
    return db.scalars(
        sa.select(demande).where(demande.siret == siret, demande.statut == StatutDemande.A_TRAITER).with_for_update()
    ).one_or_none()


def exiger_a_traiter(db: Session, demande: type[D], siret: str) -> D:
    """As `a_traiter`. Raises RienATraiter."""
    trouvee = a_traiter(db, demande, siret)
    if trouvee is None:
        raise RienATraiter().sur("siret")
    return trouvee


def au_rgc(modele: str, siret: str, ctx: Contexte, **faits: str) -> Notice:
    """A letter to the RGC of an organisme."""
    return Notice(modele, courriel_du_rgc(ctx.db, siret), _communs(siret, ctx) | faits)


def a_l_equipe(modele: str, siret: str, ctx: Contexte, **faits: str) -> Notice:
    """A letter to the Kairos team."""
    return Notice(modele, parametre("courriel_equipe_kairos"), _communs(siret, ctx) | faits)


def _communs(siret: str, ctx: Contexte) -> dict[str, str]:
    connu = ctx.db.get(Organisme, siret)
    return {
        "rgc_nom": nom_du_rgc(ctx.db, siret),
        "raison_sociale": connu.raison_sociale if connu else "",
        "siret": siret,
    }
