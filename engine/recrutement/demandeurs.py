"""Job seekers: found or created by their identifiant, named without telling more than the organisme knows."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

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


def connus_par_identifiant(db: Session, identifiants: Iterable[str], acteur: Acteur) -> dict[str, Demandeur]:
    """Those of these people whom the acteur's organisme knows.

    Asked once in a session: an operation names again those whom the reading of its data has named.
    """
    vus: dict[str, Demandeur | None] = db.info.setdefault((Demandeur, acteur), {})
    if nouveaux := [identifiant for identifiant in identifiants if identifiant not in vus]:
        trouves = db.scalars(demandeurs_connus(acteur).where(Demandeur.identifiant.in_(nouveaux)))
        vus |= dict.fromkeys(nouveaux) | {demandeur.identifiant: demandeur for demandeur in trouves}
    return {identifiant: connu for identifiant in identifiants if (connu := vus[identifiant])}


def designer(db: Session, identifiant: str, acteur: Acteur, dit: str = "") -> str:
    """« Julie Martin (1234567A) » when the organisme knows this person or has just said the name, else the number."""
    return designer_par_identifiant(db, [identifiant], acteur, dit)[identifiant]


def designer_par_identifiant(
    db: Session, identifiants: Collection[str], acteur: Acteur, dit: str = ""
) -> dict[str, str]:
    """What `designer` says of each of these people."""
    connus = connus_par_identifiant(db, identifiants, acteur)
    noms = {identifiant: connu.designation for identifiant, connu in connus.items() if connu.nom}
    return {
        identifiant: f"{nom} ({identifiant})" if (nom := noms.get(identifiant, dit)) else identifiant
        for identifiant in identifiants
    }


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
    demandeur = obtenir_demandeurs(db, [identifiant], {})[0]
    completer(demandeur, nom=nom, prenom=prenom, courriel=courriel)
    return demandeur


def obtenir_demandeurs(db: Session, identifiants: Sequence[str], connus: Mapping[str, Demandeur]) -> list[Demandeur]:
    """The job seekers of these identifiants, in this order, created when unknown; `connus` are those found already."""
    tous = dict(connus)
    if absents := [{"identifiant": identifiant} for identifiant in identifiants if identifiant not in tous]:
        tous |= {nouveau.identifiant: nouveau for nouveau in db.scalars(_creer(db), absents)}
    if ailleurs := [identifiant for identifiant in identifiants if identifiant not in tous]:
        deja_la = db.scalars(sa.select(Demandeur).where(Demandeur.identifiant.in_(ailleurs)))
        tous |= {demandeur.identifiant: demandeur for demandeur in deja_la}
    return [tous[identifiant] for identifiant in identifiants]


def completer(demandeur: Demandeur, **dits: str | None) -> None:
    """Keep what is said of someone (nom, prenom, courriel) where nothing was known."""
    for champ, valeur in dits.items():
        if valeur and not getattr(demandeur, champ):
            setattr(demandeur, champ, valeur)


def demandeur_qui_parle(db: Session, acteur: Acteur) -> Demandeur:
    """The job seeker whose account this is. Raises CompteSansDemandeur."""
    if acteur.demandeur is None:
        raise CompteSansDemandeur
    prenom, _, nom = acteur.nom.partition(" ")
    return obtenir_demandeur(db, acteur.demandeur, nom or None, prenom or None)


def _creer(db: Session) -> ReturningInsert[Demandeur]:
    """Two registrations may meet a new person at the same time: the second gets no row, and finds the first's."""
    inserer = sqlite.insert if db.get_bind().dialect.name == "sqlite" else postgresql.insert
    return inserer(Demandeur).on_conflict_do_nothing(index_elements=["identifiant"]).returning(Demandeur)
