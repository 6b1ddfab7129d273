"""What someone did and may undo: the rows of the journal, read for annuler-derniere-operation."""

import re

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from engine.kit.catalogue import libelle_de
from engine.kit.journal import JournalRow
from engine.kit.operations import ANNULATIONS, OPERATIONS, Contexte
from engine.suivi_assistance.refus import (
    OperationDejaAnnulee,
    OperationFaiteIntrouvable,
    OperationNonAnnulable,
    RienAAnnuler,
)
from engine.suivi_assistance.regles import raison_de_ne_pas_annuler

ANNULER = "annuler-derniere-operation"
EFFACEE = "les données d’une personne qu’elle concernait ont été effacées."
RECU = re.compile(r"R-?\d{4}-?\d{1,9}", re.IGNORECASE | re.ASCII)


def mes_lignes(ctx: Contexte) -> sa.Select[JournalRow]:
    """What this acteur wrote with a receipt, the latest first; reversals left out."""
    return (
        sa.select(JournalRow)
        .where(JournalRow.acteur == ctx.acteur.id, JournalRow.recu.is_not(None), JournalRow.operation != ANNULER)
        .order_by(JournalRow.id.desc())
    )


def en_vigueur(lignes: sa.Select[JournalRow]) -> sa.Select[JournalRow]:
    """Of these rows, those that nothing has undone."""
    defait = aliased(JournalRow)
    return lignes.where(~sa.exists().where(defait.annule == JournalRow.id))


def lignes_annulables(ctx: Contexte, combien: int) -> list[JournalRow]:
    """The latest rows of this acteur that have a reversal and are not undone yet."""
    return list(ctx.db.scalars(en_vigueur(mes_lignes(ctx)).where(JournalRow.operation.in_(ANNULATIONS)).limit(combien)))


def ligne_a_annuler(ctx: Contexte, dite: str | None) -> JournalRow:
    """The row meant: a receipt, the latest of an operation, or simply the latest not undone.

    Raises RienAAnnuler, OperationFaiteIntrouvable (unknown or somebody else's).
    """
    if dite is None:
        ligne = ctx.db.scalars(en_vigueur(mes_lignes(ctx)).limit(1)).one_or_none()
        if ligne is None:
            raise RienAAnnuler
        return ligne
    nommees = mes_lignes(ctx).where(
        JournalRow.recu == dite.upper() if RECU.fullmatch(dite) else JournalRow.operation == _operation_nommee(dite)
    )
    ligne = ctx.db.scalars(en_vigueur(nommees).limit(1)).one_or_none()
    ligne = ligne or ctx.db.scalars(nommees.limit(1)).one_or_none()
    if ligne is None:
        raise OperationFaiteIntrouvable(operation=dite).sur("operation")
    return ligne


def _operation_nommee(dite: str) -> str:
    return next(
        (id for id in OPERATIONS if dite.casefold() in (id, libelle_de(id).casefold())),
        dite.casefold(),
    )


def verrouiller_ligne(ctx: Contexte, ligne: JournalRow) -> None:
    """Two reversals of one row take turns. Raises OperationDejaAnnulee once it is undone."""
    ctx.db.execute(sa.select(JournalRow.id).where(JournalRow.id == ligne.id).with_for_update())
    if ctx.db.scalars(sa.select(JournalRow.id).where(JournalRow.annule == ligne.id)).first() is not None:
        raise OperationDejaAnnulee(libelle=libelle_de(ligne.operation), recu=ligne.recu)


def exiger_annulable(ligne: JournalRow) -> None:
    """Raises OperationNonAnnulable, with the reason that the operation itself gives, or that its words were erased."""
    if ligne.operation in ANNULATIONS and ligne.texte.efface_le is None:
        return
    operation = OPERATIONS.get(ligne.operation)
    raison = EFFACEE if ligne.texte.efface_le else raison_de_ne_pas_annuler(operation.annulable if operation else "")
    raise OperationNonAnnulable(libelle=libelle_de(ligne.operation), recu=ligne.recu, raison=raison)
