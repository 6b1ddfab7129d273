"""What enrolments say of a person in words; the documents stay valid, and are printed no more."""

from collections.abc import Iterator

import sqlalchemy as sa

from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import StatutInscription as S
from engine.kit.clock import a_paris
from engine.kit.effacement import Personne, effacement, retenues
from engine.kit.operations import Contexte

AVANT_L_ENTREE = {S.RETENU, S.A_VALIDER, S.INSCRIT, S.ABSENT}


def _siennes(personne: Personne, ctx: Contexte) -> list[Inscription]:
    return list(ctx.db.scalars(sa.select(Inscription).where(Inscription.demandeur_id == personne.id)))


@retenues
def entrees_attendues(personne: Personne, ctx: Contexte) -> Iterator[str]:
    """Enrolments in a session that is not over."""
    aujourdhui = a_paris(ctx.maintenant).date()
    for une in _siennes(personne, ctx):
        if une.statut in AVANT_L_ENTREE and (une.session.fin is None or une.session.fin >= aujourdhui):
            yield f"l’inscription « {une.libelle} » dans la session {une.session.libelle}"


@effacement
def effacer_inscriptions(personne: Personne, ctx: Contexte) -> None:
    for une in _siennes(personne, ctx):
        une.motif = None
        personne.sirets.add(une.session.siret)
        personne.objets.add(f"inscription:{une.id}")
