"""Every operation of the catalogue, done then undone: as before, compensated, or refused with why and what next."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from engine.familles import load_operations
from engine.inscription_entree.attestations import verifier
from engine.kit.acteurs import Role
from engine.kit.catalogue import entrees
from engine.kit.db import Base, create_engine
from engine.kit.door import Socle, execute
from engine.kit.journal import JournalRow
from engine.kit.notices import NoticeRow
from engine.kit.operations import ANNULATIONS, OPERATIONS
from engine.kit.refus import ConnexionRequise, Refus
from engine.suivi_assistance.refus import OperationDejaAnnulee, OperationNonAnnulable
from engine.suivi_assistance.regles import raison_de_ne_pas_annuler
from tests.engine.coupures import monde, socle_de
from tests.engine.toutes import PAUL, Appel

load_operations()
ANNULER = "annuler-derniere-operation"
ECRIVENT = sorted(id for id in entrees() if id in OPERATIONS and OPERATIONS[id].ecrit and id != ANNULER)
DU_KIT = {"journal", "journal_texte", "notice", "echeance", "compteur", "avance_horloge"}
FICHES = {"demandeur", "organisme", "justificatif", "invitation"}  # who and what is known: gives no right by itself
FINIS = {"annule", "annulee", "supprime", "quitte"}
FIN = ("annule_le", "retiree_le", "revoquee_le")
COMPENSEES = {  # what a compensation leaves changed of what was there before: a new entry, not the old one again
    "retirer-inscription": {
        ("inscription", "depuis"),
        *(("attestation", un) for un in ("revoquee_le", "motif_revocation")),
    },
    "saisir-entrees": {("inscription", "depuis")},
    "corriger-entree": {("inscription", "depuis")},
    "saisir-abandon": {("inscription", "depuis")},
    "saisir-sortie": {("inscription", "depuis")},
    "saisir-bilan": {("inscription", "depuis")},
}
Lignes = dict[tuple[str, Any], dict[str, Any]]  # (table, key) → columns


@pytest.fixture(scope="module")
def appels_et_copie() -> Iterator[tuple[dict[str, Appel], Callable[[], str]]]:
    """The first valid call of each operation, and a fresh copy of the world in which it is valid."""
    with monde("sqlite") as (appels, copie):
        yield {appel.operation: appel for appel in reversed(appels)}, copie


def lignes(url: str) -> Lignes:
    """Every row of the trade: not the journal, the notices, the deadlines, the counters."""
    engine, lues = create_engine(url), {}
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name in DU_KIT:
                continue
            cles = [colonne.name for colonne in table.primary_key]
            for ligne in connection.execute(sa.select(table)).mappings():
                lues[table.name, tuple(ligne[cle] for cle in cles)] = dict(ligne)
    engine.dispose()
    return lues


def est_finie(ligne: dict[str, Any]) -> bool:
    """Whether a row says itself that it counts no more."""
    finie = any(ligne.get(colonne) in FINIS for colonne in ("statut", "etat"))
    return finie or any(ligne.get(colonne) for colonne in FIN) or ligne.get("actif") is False


def defaire(socle: Socle, appel: Appel) -> str:
    """Do it, undo it, once; the receipt of what was undone. As its author: a visiteur by then signed in."""
    recu = str(execute(socle, appel.operation, appel.donnees, appel.acteur)["recu"])
    auteur = appel.acteur
    if auteur.role is Role.VISITEUR:
        with pytest.raises(ConnexionRequise):
            execute(socle, ANNULER, {"operation": recu}, auteur)
        auteur = replace(auteur, role=Role.GESTIONNAIRE, siret=PAUL.siret)
    execute(socle, ANNULER, {"operation": recu}, auteur)
    with pytest.raises(OperationDejaAnnulee):
        execute(socle, ANNULER, {"operation": recu}, auteur)
    return recu


@pytest.mark.parametrize("id", [id for id in ECRIVENT if id in ANNULATIONS])
def test_undone_nothing_is_left_of_it_and_those_told_are_told_again(
    id: str, appels_et_copie: tuple[dict[str, Appel], Callable[[], str]]
) -> None:
    appels, copie = appels_et_copie
    url = copie()
    avant = lignes(url)
    with socle_de(url) as socle:
        recu = defaire(socle, appels[id])
        assert prevenus(socle, "recu", recu) - prevenus(socle, "annule", recu) == set(), "not told again"
        apres = lignes(url)
        assert set(avant) - set(apres) == set()
        nouvelles = {cle: ligne for cle, ligne in apres.items() if cle not in avant and cle[0] not in FICHES}
        restees = {cle for cle, ligne in nouvelles.items() if not est_finie(ligne)}
        changees = {
            (cle[0], colonne)
            for cle, ligne in avant.items()
            for colonne, valeur in ligne.items()
            if apres[cle][colonne] != valeur
        }
        permises = COMPENSEES.get(id, set())
        assert changees <= permises, changees
        assert not permises or OPERATIONS[id].annulable.startswith("compensation")
        if id == "retirer-inscription":  # its documents were revoked: new ones say that the enrolment stands again
            assert {table for table, _ in restees} == {"attestation"}
            restees = set()
        assert restees == set()
        with socle.session() as db:
            for (table, _), ligne in nouvelles.items():
                if table == "attestation" and ligne["revoquee_le"]:
                    assert verifier(db, ligne["code"])["valide"] is False


def prevenus(socle: Socle, colonne: str, recu: str) -> set[str | None]:
    """Whom the journal row with this receipt wrote to (`recu`), or the one that undid it (`annule`)."""
    fait = sa.select(JournalRow.id).where(JournalRow.recu == recu).scalar_subquery()
    ligne = JournalRow.id == fait if colonne == "recu" else JournalRow.annule == fait
    with socle.session() as db:
        return set(
            db.scalars(
                sa.select(NoticeRow.destinataire).join(JournalRow, JournalRow.id == NoticeRow.journal_id).where(ligne)
            )
        )


@pytest.mark.parametrize("id", [id for id in ECRIVENT if id not in ANNULATIONS])
def test_what_is_not_undone_says_why_and_what_next(
    id: str, appels_et_copie: tuple[dict[str, Appel], Callable[[], str]]
) -> None:
    appels, copie = appels_et_copie
    appel = appels[id]
    url = copie()
    with socle_de(url) as socle:
        recu = execute(socle, id, appel.donnees, appel.acteur)["recu"]
        fait = lignes(url)
        with pytest.raises(Refus) as refus:
            execute(socle, ANNULER, {"operation": recu}, replace(appel.acteur, role=Role.GESTIONNAIRE))
        assert lignes(url) == fait
    assert isinstance(refus.value, OperationNonAnnulable)
    assert raison_de_ne_pas_annuler(OPERATIONS[id].annulable) in str(refus.value)
    assert raison_de_ne_pas_annuler(OPERATIONS[id].annulable) != raison_de_ne_pas_annuler("non"), "it does not say why"
    assert refus.value.as_dict()["suite"]["titre"]
