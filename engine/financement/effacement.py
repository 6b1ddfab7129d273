"""What quotes say of a person in words: why one was refused."""

from collections.abc import Iterator

import sqlalchemy as sa

from engine.financement.models import Devis
from engine.financement.statuts import EN_COURS
from engine.kit.clock import a_paris
from engine.kit.effacement import Personne, effacement, retenues
from engine.kit.operations import Contexte


def _siens(personne: Personne, ctx: Contexte) -> list[Devis]:
    return list(ctx.db.scalars(sa.select(Devis).where(Devis.demandeur_id == personne.id)))


@retenues
def devis_en_cours(personne: Personne, ctx: Contexte) -> Iterator[str]:
    """Quotes that may still pay for a training."""
    aujourdhui = a_paris(ctx.maintenant).date()
    for devis in _siens(personne, ctx):
        if devis.statut in EN_COURS and (devis.session.fin is None or devis.session.fin >= aujourdhui):
            yield f"le devis {devis.numero}, « {devis.libelle_statut} »"


@effacement
def effacer_devis(personne: Personne, ctx: Contexte) -> None:
    for devis in _siens(personne, ctx):
        devis.motif_refus = None
        personne.sirets.add(devis.siret)
        personne.objets.add(f"devis:{devis.id}")
