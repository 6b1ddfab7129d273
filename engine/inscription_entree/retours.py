"""What an undoing reads back from the journal: the enrolments of a row, as they are now, locked."""

from typing import Any

from sqlalchemy.orm import Session

from engine.inscription_entree.inscriptions import verrouillee
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.refus import EtatChangeDepuis
from engine.inscription_entree.statuts import AVANT_ENTREE, StatutInscription
from engine.kit.journal import JournalRow

S = StatutInscription


def inscriptions_du_journal(db: Session, ligne: JournalRow) -> list[Inscription]:
    """The enrolments that a row moved, in its order, their session locked."""
    return [verrouillee(db, etat["inscription"]) for etat in ecrites(ligne.apres).values()]


def ecrites(cote: dict[str, Any] | None) -> dict[str, dict[str, Any]]:
    """person → state, of one side of a row."""
    return dict((cote or {})["inscriptions"])


def exiger_inchangee(inscription: Inscription, laissee: dict[str, Any]) -> None:
    """Nothing happened since the row, but the adviser's yes, which an undoing keeps. Raises EtatChangeDepuis."""
    statut = S(laissee["statut"])
    validee_depuis = inscription.validee_le is not None and laissee["validee_le"] is None
    attendus = {statut} | ({S.EN_FORMATION} if statut is S.A_REGULARISER and validee_depuis else set())
    entree = inscription.entree_le.isoformat() if inscription.entree_le else None
    if inscription.statut not in attendus or entree != laissee["entree_le"]:
        raise EtatChangeDepuis(personne=inscription.demandeur.designation, statut=inscription.libelle)


def statut_a_reprendre(inscription: Inscription, avant: dict[str, Any]) -> StatutInscription:
    """The status before the row, moved on by the adviser's yes when it came since."""
    statut = S(avant["statut"])
    if inscription.validee_le is None:
        return statut
    if statut in AVANT_ENTREE:
        return S.INSCRIT
    return S.EN_FORMATION if statut is S.A_REGULARISER else statut
