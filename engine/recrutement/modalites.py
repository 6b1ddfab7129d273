"""A session that recruits never stays without an open modality: said as soon as it would."""

from engine.kit.operations import Avertissement, Contexte
from engine.offre.models import SessionFormation
from engine.recrutement.rdv import modalites_a_venir


def avertir_sans_modalite(ctx: Contexte, session: SessionFormation) -> tuple[Avertissement, ...]:
    """A warning when nothing lets prescribers place anyone on this session any more."""
    ctx.db.flush()
    if session.est_terminee(ctx.maintenant) or modalites_a_venir(ctx.db, session.id, ctx.maintenant):
        return ()
    message = (
        f"La session {session.libelle} n’a plus aucune modalité de recrutement ouverte\u00a0: "
        "les prescripteurs ne peuvent plus y positionner personne."
    )
    return (Avertissement("toujours-une-modalite", message, "toujours-une-modalite"),)
