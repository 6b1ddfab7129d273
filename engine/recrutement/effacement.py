"""What recruitment knows of a person: where they are registered or proposed, and who they are."""

from collections.abc import Iterator

import sqlalchemy as sa

from engine.kit.effacement import Personne, effacement, retenues
from engine.kit.operations import Contexte
from engine.offre.models import SessionFormation
from engine.recrutement.candidatures import EN_COURS
from engine.recrutement.models import Candidature, Demandeur, InscriptionRdv, Rdv
from engine.recrutement.statuts import StatutPresence


@retenues
def rendez_vous_a_venir(personne: Personne, ctx: Contexte) -> Iterator[str]:
    """Appointments where this person is awaited, ranges on which they are proposed."""
    a_venir = sa.select(Rdv).where(Rdv.fin > ctx.maintenant)
    inscrite = a_venir.join(Rdv.inscriptions).where(
        InscriptionRdv.demandeur_id == personne.id, InscriptionRdv.presence == StatutPresence.A_SAISIR
    )
    proposee = a_venir.join(Candidature, Candidature.plage_id == Rdv.id).where(
        Candidature.demandeur_id == personne.id, Candidature.statut.in_(EN_COURS)
    )
    for rdv in (*ctx.db.scalars(inscrite), *ctx.db.scalars(proposee)):
        yield f"le rendez-vous « {rdv.libelle} »"


@effacement
def effacer_demandeur(personne: Personne, ctx: Contexte) -> None:
    """Name, number and e-mail; the same number, said later, makes somebody new."""
    db = ctx.db
    leurs = (
        sa.select(InscriptionRdv.rdv_id).where(InscriptionRdv.demandeur_id == personne.id),
        sa.select(Candidature.plage_id).where(Candidature.demandeur_id == personne.id),
    )
    for rdv in leurs:
        personne.sirets |= set(
            db.scalars(
                sa.select(SessionFormation.siret)
                .join(Rdv, Rdv.session_id == SessionFormation.id)
                .where(Rdv.id.in_(rdv))
                .distinct()
            )
        )
    candidatures = db.scalars(sa.select(Candidature.id).where(Candidature.demandeur_id == personne.id))
    personne.objets |= {f"candidature:{id}" for id in candidatures}
    demandeur = db.get_one(Demandeur, personne.id)
    demandeur.identifiant, demandeur.efface_le = f"effacee-{personne.id}", ctx.maintenant
    demandeur.nom = demandeur.prenom = demandeur.courriel = None
