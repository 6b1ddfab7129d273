"""Registering people on an appointment, whoever asks: the organisme or a prescriber."""

from collections.abc import Sequence

from engine.kit.francais import dire_duree, dire_instant
from engine.kit.notices import Notice
from engine.kit.operations import Contexte
from engine.kit.refus import Refus
from engine.recrutement.models import Demandeur, InscriptionRdv, Rdv
from engine.recrutement.rdv import inscriptions_dans_la_session
from engine.recrutement.regles import exiger_inscription_possible, exiger_places, exiger_rdv_ouvert
from engine.recrutement.statuts import StatutPresence


def inscrire(
    ctx: Contexte, rdv: Rdv, demandeurs: Sequence[Demandeur], prescripteur: str | None
) -> tuple[list[Demandeur], list[Refus]]:
    """Register everyone who can be on a locked appointment: those who are, and the refusals of those who cannot.

    Raises the refusal when nobody can, or when places do not suffice for all.
    """
    exiger_rdv_ouvert(rdv, ctx.maintenant)
    retenus, ecartes = [], []
    for demandeur in demandeurs:
        siennes = inscriptions_dans_la_session(ctx.db, rdv.session_id, demandeur)
        try:
            exiger_inscription_possible(demandeur.designation, rdv, siennes, ctx.maintenant)
        except Refus as refus:
            ecartes.append(refus)
        else:
            retenus.append(demandeur)
    if ecartes and not retenus:
        raise ecartes[0]
    exiger_places(rdv, len(retenus))
    for demandeur in retenus:
        inscription = InscriptionRdv(
            demandeur=demandeur,
            presence=StatutPresence.A_SAISIR,
            prescripteur=prescripteur,
            inscrit_le=ctx.maintenant,
        )
        rdv.inscriptions.append(inscription)
    ctx.db.flush()
    return retenus, ecartes


def convocation(rdv: Rdv, demandeur: Demandeur) -> Notice:
    """What the job seeker is told."""
    minutes = int((rdv.fin - rdv.debut).total_seconds() // 60)
    faits = {
        "personne": demandeur.designation if demandeur.nom else "",
        "formation": rdv.session.formation.intitule,
        "organisme": rdv.session.formation.raison_sociale,
        "rdv": rdv.libelle,
        "quand": dire_instant(rdv.debut),
        "duree": dire_duree(minutes),
        "lieu": rdv.lieu,
    }
    return Notice("recrutement/convocation", demandeur.courriel, faits)
