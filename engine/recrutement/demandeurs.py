"""Job seekers: found or created by their identifiant, named without telling more than the organisme knows."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from engine.inscription_entree.models import Inscription
from engine.kit.acteurs import Acteur
from engine.kit.db import Base
from engine.offre.models import SessionFormation
from engine.offre.sessions import VOIENT_TOUT
from engine.recrutement.models import Candidature, Demandeur, InscriptionRdv, Rdv
from engine.recrutement.refus_personnes import CompteSansDemandeur


def demandeurs_connus(acteur: Acteur) -> sa.Select[Demandeur]:
    """The people registered, enrolled or proposed to the acteur's organisme at least once; all, for helpers of all."""
    return _connus(acteur.siret, tous=acteur.role in VOIENT_TOUT)


def _connus(siret: str | sa.BindParameter[str] | None, *, tous: bool) -> sa.Select[Demandeur]:
    recu = sa.exists().where(InscriptionRdv.demandeur_id == Demandeur.id)
    inscrit = sa.exists().where(Inscription.demandeur_id == Demandeur.id)
    propose = sa.exists().where(Candidature.demandeur_id == Demandeur.id)
    if not tous:
        a_eux = SessionFormation.siret == siret
        recu = recu.where(Rdv.id == InscriptionRdv.rdv_id, SessionFormation.id == Rdv.session_id, a_eux)
        inscrit = inscrit.where(SessionFormation.id == Inscription.session_id, a_eux)
        propose = propose.where(Rdv.id == Candidature.plage_id, SessionFormation.id == Rdv.session_id, a_eux)
    return sa.select(Demandeur).where(sa.or_(recu, inscrit, propose))


# Made once, as what every operation asks: to make a statement takes as long as to run it.
_CEUX_LA = Demandeur.identifiant.in_(sa.bindparam("identifiants", expanding=True))
_DEMANDEURS = sa.select(Demandeur).where(_CEUX_LA)
_CONNUS = {tous: _connus(sa.bindparam("siret"), tous=tous).where(_CEUX_LA) for tous in (True, False)}
_CREER = {
    base.dialect.name: base.insert(Base.metadata.tables["demandeur"]).on_conflict_do_nothing(
        index_elements=["identifiant"]
    )
    for base in (sqlite, postgresql)
}


def connus_par_identifiant(db: Session, identifiants: Iterable[str], acteur: Acteur) -> dict[str, Demandeur]:
    """Those of these people whom the acteur's organisme knows.

    Asked once in a session: an operation names again those whom the reading of its data has named.
    """
    vus: dict[str, Demandeur | None] = db.info.setdefault((Demandeur, acteur), {})
    if nouveaux := [identifiant for identifiant in identifiants if identifiant not in vus]:
        cherches = {"identifiants": nouveaux, "siret": acteur.siret}
        trouves = db.scalars(_CONNUS[acteur.role in VOIENT_TOUT], cherches)
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
    tous = {demandeur.id: demandeur for demandeur in demandeurs}
    noms = {id: demandeur.designation for id, demandeur in tous.items()}
    homonymes = Counter(noms.values())
    return {id: nom if homonymes[nom] == 1 else f"{nom} ({tous[id].identifiant_masque})" for id, nom in noms.items()}


def obtenir_demandeur(
    db: Session, identifiant: str, nom: str | None = None, prenom: str | None = None, courriel: str | None = None
) -> Demandeur:
    """The job seeker of this identifiant, created when unknown; what is known already is not overwritten."""
    demandeur = obtenir_demandeurs(db, [identifiant], {})[0]
    completer(demandeur, nom=nom, prenom=prenom, courriel=courriel)
    return demandeur


def obtenir_demandeurs(db: Session, identifiants: Sequence[str], connus: Mapping[str, Demandeur]) -> list[Demandeur]:
    """The job seekers of these identifiants, in this order, created when unknown; `connus` are those found already.

    Two registrations may meet a new person at the same time: the second finds the first's row.
    """
    tous = dict(connus)
    if absents := [identifiant for identifiant in identifiants if identifiant not in tous]:
        creer = _CREER[db.get_bind().dialect.name]
        db.connection().execute(creer, [{"identifiant": identifiant} for identifiant in absents])
        trouves = db.scalars(_DEMANDEURS, {"identifiants": absents})
        tous |= {demandeur.identifiant: demandeur for demandeur in trouves}
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
