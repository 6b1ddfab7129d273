"""What no test of the engine may leave behind: a name or a typed word in the half of the journal that is kept for ever,
in a deadline, or in what DBOS keeps."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Utilisateur
from engine.kit.echeances import EcheanceRow
from engine.kit.journal import JournalRow
from engine.kit.operations import OPERATIONS, donnee_de
from engine.recrutement.models import Demandeur

DITS = {"texte", "nom", "courriel", "secret", "demandeur", "demandeurs"}  # types of the data that people type as words
PAYLOADS = {
    "workflow_status": "inputs, output, error",
    "workflow_input": "inputs",
    "workflow_output": "output, error",
    "operation_outputs": "output, error",
}
ASSEZ_LONG = 4  # « oui » proves nothing


def exiger_sans_mots(engine: sa.Engine) -> None:
    """Fails naming each word of a person that the journal's ids, the deadlines or DBOS keep."""
    with Session(engine) as db:
        lignes = db.scalars(sa.select(JournalRow)).all()
        if not lignes:
            return
        gens = set(_gens(db))
        planifie = [ligne.donnees for ligne in db.scalars(sa.select(EcheanceRow))] + list(_workflows(db))
        ailleurs = json.dumps(planifie, ensure_ascii=False, default=str)
        restes = [
            (ligne.operation, mot) for ligne in lignes for mot in gens | set(_dits(ligne)) if mot in _garde(ligne)
        ]
        restes += [("echeance ou DBOS", mot) for mot in gens.union(*map(_dits, lignes)) if mot in ailleurs]
    assert not restes, f"words of people where only ids belong: {restes}"


def _garde(ligne: JournalRow) -> str:
    """What stays of a row when its words are erased; `cle` is the caller's own, never shown."""
    colonnes = (ligne.evenement, ligne.objet, ligne.acteur, ligne.role, ligne.canal)
    return json.dumps([*colonnes, ligne.avant_sans_mots, ligne.apres_sans_mots], ensure_ascii=False)


def _gens(db: Session) -> Iterator[str]:
    for personne in db.scalars(sa.select(Demandeur)):
        yield from _longs((personne.identifiant, personne.nom, personne.prenom, personne.courriel))
    for compte in db.scalars(sa.select(Utilisateur)):
        yield from _longs((compte.nom, compte.courriel))


def _dits(ligne: JournalRow) -> Iterator[str]:
    """The words typed in this operation, by the types of its data, and the name of who acted."""
    yield from _longs((ligne.texte.acteur_nom,))
    connue = OPERATIONS.get(ligne.operation)  # a test may have withdrawn its own
    for nom, champ in connue.champs.items() if connue else ():
        if donnee_de(champ).type in DITS:
            valeur = ligne.texte.donnees.get(nom)
            yield from _longs(valeur if isinstance(valeur, list) else (valeur,))


def _longs(mots: Iterable[Any]) -> Iterator[str]:
    return (mot for mot in mots if isinstance(mot, str) and len(mot) >= ASSEZ_LONG)


def _workflows(db: Session) -> Iterator[str]:
    schema = "dbos." if db.get_bind().dialect.name == "postgresql" else ""
    for table, colonnes in PAYLOADS.items():
        for row in db.execute(sa.text(f"SELECT {colonnes} FROM {schema}{table}")):
            yield from _longs(row)
