"""Entries in training: what recording one does, and what forbids changing one afterwards."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from engine.inscription_entree import courrier
from engine.inscription_entree.attestations import emettre, revoquer
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.regles import est_tardive
from engine.inscription_entree.statuts import StatutInscription, TypeAttestation
from engine.kit.clock import a_paris
from engine.kit.francais import compter, dire_date
from engine.kit.notices import Notice
from engine.kit.operations import Avertissement, Contexte
from engine.kit.parametres import entier
from engine.kit.refus import Refus
from engine.offre.models import SessionFormation

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


def noter_presence(ctx: Contexte, inscription: Inscription, jour: date, saisie_le: datetime | None = None) -> None:
    """Write the real day of entry, whether it is declared late, and issue the AES when the adviser has validated.

    `saisie_le` is the instant of the first declaration, when only its day is corrected.
    """
    inscription.entree_le, inscription.entree_saisie_le = jour, saisie_le or ctx.maintenant
    declaree_le = a_paris(inscription.entree_saisie_le).date()
    inscription.entree_tardive = est_tardive(jour, declaree_le, entier("delai_declaration"))
    if inscription.statut is StatutInscription.EN_FORMATION:
        emettre(ctx, inscription, TypeAttestation.AES)


def effacer_presence(ctx: Contexte, inscription: Inscription, motif: str) -> None:
    """Nobody entered after all: no day of entry, the AES revoked. The status is the caller's."""
    inscription.entree_le, inscription.entree_saisie_le, inscription.entree_tardive = None, None, False
    revoquer(ctx, inscription, motif, TypeAttestation.AES)


def jour_par_defaut(session: SessionFormation, aujourdhui: date) -> date:
    """The day of entry when none is said: the session's first day, or today when the CARIF-OREF gives none."""
    return session.debut or aujourdhui


def avertir_du_retard(jour: date, aujourdhui: date) -> tuple[Avertissement, ...]:
    """What is said of an entry declared after its day: the rule, and past the legal delay that it is late."""
    delai = entier("delai_declaration")
    if est_tardive(jour, aujourdhui, delai):
        message = (
            f"L’entrée du {dire_date(jour)} est déclarée plus de {compter(delai, 'jour')} après\u00a0: "
            "le délai légal est dépassé, elle est enregistrée comme tardive."
        )
        return (Avertissement("entree-tardive", message, "delai-declaration-trois-jours"),)
    if aujourdhui > jour:
        message = (
            f"L’entrée a eu lieu le {dire_date(jour)}\u00a0: la consigne est de la saisir le jour même, "
            f"et la loi laisse au plus {compter(delai, 'jour')}."
        )
        return (Avertissement("entree-apres-le-jour-meme", message, "quand-saisir-entree"),)
    return ()


def prevenir(inscription: Inscription) -> Notice:
    """Who is told of an entry: the job seeker, or the adviser who has yet to validate."""
    if inscription.statut is StatutInscription.A_REGULARISER:
        return courrier.regularisation_demandee(inscription)
    return courrier.entree_enregistree(inscription)


def prevenir_aussi(inscription: Inscription, laissee: dict[str, Any]) -> tuple[Notice, ...]:
    """The adviser was told of what is undone, `laissee` as it left the enrolment, and has validated since."""
    if inscription.validee_le is None or laissee["validee_le"] is not None:
        return ()
    return (courrier.regularisation_abandonnee(inscription),)


def prevenir_de_l_annulation(statut: StatutInscription, inscription: Inscription) -> tuple[Notice, ...]:
    """Those told of an entry are told again when it is undone; `statut` is the one it had."""
    if statut is StatutInscription.A_REGULARISER:
        return (courrier.regularisation_abandonnee(inscription),)
    if statut is StatutInscription.EN_FORMATION:
        return (courrier.entree_annulee(inscription),)
    return ()
