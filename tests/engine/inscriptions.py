"""Builder of enrolments at any status, written through the engine's own functions, documents included."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from engine.inscription_entree.entrees import noter_presence, statut_d_entree
from engine.inscription_entree.inscriptions import commencer, retenir
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import PRESENTS_EN_FORMATION, StatutInscription
from engine.inscription_entree.validation import valider
from engine.kit.acteurs import SYSTEME
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle
from engine.kit.sceau import Sceau
from engine.offre.models import SessionFormation
from engine.recrutement.models import Demandeur

S = StatutInscription
NON_VALIDES = frozenset({S.RETENU, S.A_VALIDER, S.A_REGULARISER})


def une_inscription(
    db: Session,
    session: SessionFormation,
    demandeur: Demandeur,
    statut: StatutInscription = S.INSCRIT,
    *,
    prescripteur: str = "Mission locale de Rouen",
    quand: str = "2027-01-05T09:00",
) -> Inscription:
    """Enrolled at that instant, validated unless the status says otherwise, entered on the session's first day.

    For retenu, à valider, inscrit, en formation, présence à régulariser and absent. Session and person are saved.
    """
    moteur = db.get_bind()
    assert isinstance(moteur, Engine)
    ctx = Socle(moteur, StoppedClock(quand), Sceau("secret des tests")).contexte(db, SYSTEME)
    db.add_all([session, demandeur])
    db.flush()
    if statut is S.A_VALIDER:
        return commencer(ctx, demandeur, session, statut, prescripteur=prescripteur)
    inscription = retenir(ctx, demandeur.id, session, None, prescripteur=prescripteur).inscription
    if statut not in NON_VALIDES:
        valider(ctx, inscription, prescripteur)
    if statut in PRESENTS_EN_FORMATION and session.debut is not None:
        inscription.passer_a(statut_d_entree(inscription), ctx.maintenant)
        noter_presence(ctx, inscription, session.debut)
    elif statut is S.ABSENT:
        inscription.passer_a(statut, ctx.maintenant)
    db.flush()
    return inscription
