"""Undoing what one has just done: the latest or the one named, once, as each operation says."""

import inspect
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle, apercu, execute
from engine.kit.operations import ANNULATIONS, OPERATIONS
from engine.kit.refus import ConnexionRequise, DroitInsuffisant, Refus
from engine.suivi_assistance.refus import (
    OperationDejaAnnulee,
    OperationFaiteIntrouvable,
    OperationNonAnnulable,
    RienAAnnuler,
)
from engine.suivi_assistance.regles import raison_de_ne_pas_annuler
from engine.suivi_assistance.statuts import StatutTicket
from engine.suivi_assistance.tickets import tickets_en_cours
from tests.engine.monde import GRETA
from tests.engine.suivi_assistance.conftest import HOTLINE, UNE_BASE, VISITEUR, Faire, courriels, journal

ANNULER = "annuler-derniere-operation"
VIDE = "La liste des inscrits reste vide."


def statuts(socle: Socle, acteur: Acteur) -> dict[str, StatutTicket]:
    with socle.session() as db:
        return {ticket.numero: ticket.statut for ticket in tickets_en_cours(db, acteur)}


def test_the_latest_is_undone_then_the_one_before(fait: Faire, socle: Socle, gestionnaire: Acteur) -> None:
    for _ in range(2):
        fait("contacter-hotline", description=VIDE)
    assert fait(ANNULER)["resultat"]["ticket"] == "HK-0002"
    assert statuts(socle, gestionnaire) == {"HK-0002": StatutTicket.ANNULE, "HK-0001": StatutTicket.OUVERT}
    assert fait(ANNULER)["resultat"]["ticket"] == "HK-0001"
    with pytest.raises(RienAAnnuler):
        fait(ANNULER)


def test_both_stay_in_the_journal_and_people_are_told_again(fait: Faire, socle: Socle) -> None:
    faite = fait("contacter-hotline", description=VIDE)
    annulee = fait(ANNULER)
    une, autre = journal(socle)
    assert (une.recu, autre.recu) == (faite["recu"], annulee["recu"])
    assert (autre.operation, autre.evenement, autre.annule) == (ANNULER, "suivi_assistance.ticket_retire", une.id)
    assert (autre.avant, autre.apres, autre.siret) == ({"statut": "ouvert"}, {"statut": "annule"}, GRETA)
    assert [n.journal_id for n in courriels(socle)] == [une.id, autre.id]
    assert annulee["resultat"]["annule"] == faite["recu"]


@UNE_BASE
def test_the_preview_says_what_and_who_is_told_and_leaves_nothing(fait: Faire, prevu: Faire, socle: Socle) -> None:
    recu = fait("contacter-hotline", description=VIDE)["recu"]
    lignes = dict(ligne.split("\u00a0: ", 1) for ligne in prevu(ANNULER)["recap"].splitlines())
    assert lignes["À annuler"].startswith("Signaler un problème à la hotline, mardi 12 janvier 2027 à 10")
    assert recu in lignes["À annuler"]
    assert lignes["Demande retirée"] == f"HK-0001, « {VIDE} »"
    assert lignes["Seront prévenus"].startswith(
        "s…@greta.example (« KAIROS\u00a0: votre demande HK-0001 est retirée »)"
    )
    assert len(journal(socle)) == 1


def test_one_names_it_by_its_receipt_or_by_its_name(fait: Faire, prevu: Faire, socle: Socle) -> None:
    recus = [fait("contacter-hotline", description=VIDE)["recu"] for _ in range(3)]
    choix = prevu(ANNULER)["choix"]["operation"]
    assert [un["valeur"] for un in choix] == recus[::-1]
    assert fait(ANNULER, operation=recus[0].lower())["resultat"]["ticket"] == "HK-0001"
    assert fait(ANNULER, operation="contacter-hotline")["resultat"]["ticket"] == "HK-0003"
    assert fait(ANNULER, operation="Signaler un problème à la hotline")["resultat"]["ticket"] == "HK-0002"
    assert prevu(ANNULER)["choix"]["operation"] == []


def test_nothing_is_undone_twice(fait: Faire) -> None:
    recu = fait("contacter-hotline", description=VIDE)["recu"]
    fait(ANNULER, operation=recu)
    with pytest.raises(OperationDejaAnnulee, match=recu):
        fait(ANNULER, operation=recu)


@UNE_BASE
def test_undoing_has_its_own_receipt_and_is_not_undone(fait: Faire) -> None:
    fait("contacter-hotline", description=VIDE)
    recu = fait(ANNULER)["recu"]
    with pytest.raises(OperationFaiteIntrouvable):
        fait(ANNULER, operation=recu)


@UNE_BASE
def test_the_same_key_undoes_once(fait: Faire) -> None:
    for _ in range(2):
        fait("contacter-hotline", description=VIDE)
    premier, second = fait(ANNULER, cle="k"), fait(ANNULER, cle="k")
    assert (second["recu"], second["rejoue"]) == (premier["recu"], True)


def test_eight_who_undo_the_same_thing_undo_it_once(fait: Faire, socle: Socle, gestionnaire: Acteur) -> None:
    recu = fait("contacter-hotline", description=VIDE)["recu"]

    def annuler(_: int) -> str:
        try:
            return str(execute(socle, ANNULER, {"operation": recu}, gestionnaire)["operation"])
        except Refus as refus:
            return refus.code

    with ThreadPoolExecutor(8) as ensemble:
        assert sorted(ensemble.map(annuler, range(8))) == [ANNULER] + ["operation-deja-annulee"] * 7


@UNE_BASE
def test_each_undoes_only_their_own(fait: Faire, voisine: Acteur) -> None:
    recu = fait("contacter-hotline", description=VIDE)["recu"]
    with pytest.raises(RienAAnnuler):
        fait(ANNULER, voisine)
    dits = set()
    for inconnue in (recu, "R-2027-999999"):
        with pytest.raises(OperationFaiteIntrouvable) as refus:
            fait(ANNULER, voisine, operation=inconnue)
        dits.add(str(refus.value).replace(inconnue, ""))
    assert len(dits) == 1


@UNE_BASE
def test_a_visiteur_and_the_hotline_undo_nothing(fait: Faire) -> None:
    with pytest.raises(ConnexionRequise):
        fait(ANNULER, VISITEUR)
    with pytest.raises(DroitInsuffisant):
        fait(ANNULER, HOTLINE)


@UNE_BASE
def test_what_is_not_undone_says_why(socle: Socle, monkeypatch: pytest.MonkeyPatch, fait: Faire) -> None:
    """Even when something older could be: undoing something else than the latest would be a bad surprise."""
    fait("contacter-hotline", description=VIDE)
    recu = fait("contacter-hotline", description=VIDE)["recu"]
    monkeypatch.delitem(ANNULATIONS, "contacter-hotline")
    with pytest.raises(OperationNonAnnulable) as refus:
        fait(ANNULER)
    assert recu in str(refus.value)
    assert refus.value.suite.operation == "contacter-hotline"


def test_the_reason_is_what_the_operation_says() -> None:
    assert raison_de_ne_pas_annuler("non : le mois est clos") == "le mois est clos."
    assert raison_de_ne_pas_annuler("non") == "elle ne se défait pas."


def _d_un_organisme() -> list[str]:
    """The operations of the catalogue that a gestionnaire or an RGC carries out."""
    roles = {Role.GESTIONNAIRE, Role.RGC}
    return [id for id, op in sorted(OPERATIONS.items()) if op.ecrit and op.roles & roles]


@pytest.mark.parametrize("id", _d_un_organisme())
def test_every_operation_says_whether_it_is_undone_and_keeps_its_word(id: str) -> None:
    annulable = OPERATIONS[id].annulable
    if id in ANNULATIONS:
        assert not annulable.startswith("non"), annulable
        assert list(inspect.signature(ANNULATIONS[id]).parameters) == ["ligne", "ctx"]
    elif annulable.startswith("non"):
        assert raison_de_ne_pas_annuler(annulable) != raison_de_ne_pas_annuler("non"), f"{id} does not say why"
    else:
        pytest.fail(f"{id} is said undoable ({annulable}) and nothing undoes it")


@UNE_BASE
def test_the_preview_of_nothing_to_undo_is_a_refusal(socle: Socle, gestionnaire: Acteur) -> None:
    vue: dict[str, Any] = apercu(socle, ANNULER, {}, gestionnaire)
    assert vue["refus"]["code"] == "rien-a-annuler"
