"""Entries in training: what recording one does, and what forbids changing one afterwards."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from engine.inscription_entree.attestations import emettre, revoquer
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.regles import est_tardive
from engine.inscription_entree.statuts import PRESENTS_EN_FORMATION, StatutInscription, TypeAttestation
from engine.kit.clock import a_paris
from engine.kit.operations import Contexte
from engine.kit.parametres import entier
from engine.kit.refus import Refus

Empechement = Callable[[Session, Inscription], Refus | None]
_empechements: list[Empechement] = []


def empechement(fonction: Empechement) -> Empechement:
    """Register what forbids changing an entry once something was built on it (a declared month, an absence)."""
    _empechements.append(fonction)
    return fonction


def exiger_entree_modifiable(db: Session, inscription: Inscription) -> None:
    """Raises the first refusal that another family opposes."""
    for fonction in _empechements:
        if refus := fonction(db, inscription):
            raise refus


def statut_d_entree(inscription: Inscription) -> StatutInscription:
    """What being there makes of an enrolment: in training once validated, « présence à régulariser » before."""
    if inscription.validee_le is None:
        return StatutInscription.A_REGULARISER
    return StatutInscription.EN_FORMATION


def noter_presence(ctx: Contexte, inscription: Inscription, jour: date) -> None:
    """Write the real day of entry, whether it is declared late, and issue the AES when the adviser has validated."""
    inscription.entree_le, inscription.entree_saisie_le = jour, ctx.maintenant
    aujourdhui = a_paris(ctx.maintenant).date()
    inscription.entree_tardive = est_tardive(jour, aujourdhui, entier("delai_declaration"))
    if inscription.statut is StatutInscription.EN_FORMATION:
        emettre(ctx, inscription, TypeAttestation.AES)


def effacer_presence(ctx: Contexte, inscription: Inscription, motif: str) -> None:
    """Nobody entered after all: no day of entry, the AES revoked. The status is the caller's."""
    inscription.entree_le, inscription.entree_saisie_le, inscription.entree_tardive = None, None, False
    revoquer(ctx, inscription, motif, TypeAttestation.AES)


def est_present(inscription: Inscription) -> bool:
    """Whether this person is in training today."""
    return inscription.statut in PRESENTS_EN_FORMATION
