"""What attendance says of a person in words: the papers of absences, the reasons to open a month again."""

from collections.abc import Iterator

import sqlalchemy as sa

from engine.assiduite.models import Absence, DemandeReouverture
from engine.assiduite.statuts import SUIVIS
from engine.inscription_entree.models import Inscription
from engine.kit.effacement import EFFACEE, Personne, effacement, retenues
from engine.kit.operations import Contexte
from engine.offre.models import SessionFormation


@retenues
def parcours_suivis(personne: Personne, ctx: Contexte) -> Iterator[str]:
    """Trainings of which the months or the bilan are still to be declared: they are paid on these."""
    suivies = sa.select(Inscription).where(Inscription.demandeur_id == personne.id, Inscription.statut.in_(SUIVIS))
    for une in ctx.db.scalars(suivies):
        yield f"l’assiduité et le bilan de la session {une.session.libelle}, qui restent à saisir"


@effacement
def effacer_absences(personne: Personne, ctx: Contexte) -> None:
    siennes = sa.select(Inscription).where(Inscription.demandeur_id == personne.id)
    inscriptions = ctx.db.scalars(siennes).all()
    absences = sa.select(Absence).where(Absence.inscription_id.in_([une.id for une in inscriptions]))
    for absence in ctx.db.scalars(absences):
        absence.justificatif = None
        personne.objets.add(f"absence:{absence.id}")
    demandes = (
        sa.select(DemandeReouverture)
        .join(SessionFormation, SessionFormation.id == DemandeReouverture.session_id)
        .where(SessionFormation.id.in_([une.session_id for une in inscriptions]))
        .where(personne.nommee_dans(DemandeReouverture.motif, sa.func.coalesce(DemandeReouverture.reponse, "")))
    )
    for demande in ctx.db.scalars(demandes):
        demande.motif, demande.reponse = EFFACEE, demande.reponse and EFFACEE
        personne.objets.add(f"reouverture:{demande.id}")
