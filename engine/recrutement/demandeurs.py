"""Job seekers: found or created by their identifiant, named without telling more than the organisme knows."""

from collections import Counter
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from engine.inscription_entree.models import Inscription
from engine.kit.acteurs import Acteur
from engine.offre.models import SessionFormation
from engine.offre.sessions import VOIENT_TOUT
from engine.recrutement.models import Demandeur, InscriptionRdv, Rdv
from engine.recrutement.refus_personnes import CompteSansDemandeur


def demandeurs_connus(acteur: Acteur) -> sa.Select[Demandeur]:
    """The people registered or enrolled at least once with the acteur's organisme; all for those who help everyone."""
    recu = sa.exists().where(InscriptionRdv.demandeur_id == Demandeur.id)
    inscrit = sa.exists().where(Inscription.demandeur_id == Demandeur.id)
    if acteur.role not in VOIENT_TOUT:
        a_eux = SessionFormation.siret == acteur.siret
        recu = recu.where(Rdv.id == InscriptionRdv.rdv_id, SessionFormation.id == Rdv.session_id, a_eux)
        inscrit = inscrit.where(SessionFormation.id == Inscription.session_id, a_eux)
    return sa.select(Demandeur).where(sa.or_(recu, inscrit))


def designer(db: Session, identifiant: str, acteur: Acteur, dit: str = "") -> str:
    """« Julie Martin (1234567A) » when the organisme knows this person or has just said the name, else the number."""
    connu = db.scalars(demandeurs_connus(acteur).where(Demandeur.identifiant == identifiant)).one_or_none()
    nom = connu.designation if connu and connu.nom else dit
    return f"{nom} ({identifiant})" if nom else identifiant


def designer_ensemble(demandeurs: Iterable[Demandeur]) -> dict[int, str]:
    """The name of each one by id; people who share a name are told apart by the end of their identifiant."""
    tous = list({demandeur.id: demandeur for demandeur in demandeurs}.values())
    noms = [demandeur.designation for demandeur in tous]
    homonymes = Counter(noms)
    return {
        demandeur.id: nom if homonymes[nom] == 1 else f"{nom} ({demandeur.identifiant_masque})"
        for demandeur, nom in zip(tous, noms, strict=True)
    }


def obtenir_demandeur(
    db: Session, identifiant: str, nom: str | None = None, prenom: str | None = None, courriel: str | None = None
) -> Demandeur:
    """The job seeker of this identifiant, created when unknown; what is known already is not overwritten."""
    db.execute(_insert_or_ignore(db).values(identifiant=identifiant))
    demandeur = db.scalars(sa.select(Demandeur).where(Demandeur.identifiant == identifiant)).one()
    demandeur.nom = demandeur.nom or nom
    demandeur.prenom = demandeur.prenom or prenom
    demandeur.courriel = demandeur.courriel or courriel
    return demandeur


def demandeur_qui_parle(db: Session, acteur: Acteur) -> Demandeur:
    """The job seeker whose account this is. Raises CompteSansDemandeur."""
    if acteur.demandeur is None:
        raise CompteSansDemandeur
    prenom, _, nom = acteur.nom.partition(" ")
    return obtenir_demandeur(db, acteur.demandeur, nom or None, prenom or None)


def _insert_or_ignore(db: Session) -> sa.Insert:
    """Two registrations may meet a new person at the same time: the second finds the first's row."""
    if db.get_bind().dialect.name == "sqlite":
        return sa.insert(Demandeur).prefix_with("OR IGNORE")
    return postgresql.insert(Demandeur).on_conflict_do_nothing(index_elements=["identifiant"])
