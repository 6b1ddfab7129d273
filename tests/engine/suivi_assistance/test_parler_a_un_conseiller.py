"""The queue of the hotline: its hours, its places, one person for one conversation, and back to the assistant."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.kit.acteurs import SYSTEME, Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, execute
from engine.kit.echeances import dues
from engine.kit.refus import DroitInsuffisant, Refus
from engine.suivi_assistance.refus import (
    ConseillerDejaLa,
    ConversationDejaPrise,
    ConversationNecessaire,
    ConversationPasEnAttente,
    DejaAvecUnConseiller,
    DejaDansLaFile,
    FileVide,
    HotlineFermee,
    RelaisSansObjet,
)
from engine.suivi_assistance.relais import EtatRelais, file_d_attente, relais_de
from engine.suivi_assistance.statuts import PassageRelaisImpossible, StatutRelais
from tests.engine.monde import GRETA, le
from tests.engine.suivi_assistance.conftest import AUTRE_CONSEILLER, HOTLINE, UNE_BASE, VISITEUR, Faire, journal


def dans(conversation: str) -> Acteur:
    return Acteur("utilisateur:77", Role.GESTIONNAIRE, GRETA, "Sophie", "widget", conversation)


def etat(socle: Socle, conversation: str) -> EtatRelais | None:
    with socle.session() as db:
        return relais_de(db, conversation)


def test_the_conversation_joins_the_queue_with_its_place(fait: Faire, socle: Socle) -> None:
    assert etat(socle, "conv-v") is None
    recu = fait("parler-a-un-conseiller", VISITEUR, sujet="Mon adhésion")
    assert recu["resultat"]["place"] == 1
    assert "à la 1re place" in recu["message"]
    assert "à la 2e place" in fait("parler-a-un-conseiller", dans("b"))["message"]
    attend = etat(socle, "b")
    assert attend
    assert (attend.statut, attend.place, attend.avec_une_personne) == (StatutRelais.EN_ATTENTE, 2, False)
    with socle.session() as db:
        assert [(r["conversation"], r["place"], r["sujet"]) for r in file_d_attente(db)] == [
            ("conv-v", 1, "Mon adhésion"),
            ("b", 2, None),
        ]


@UNE_BASE
def test_the_preview_says_the_place_and_leaves_nothing(prevu: Faire, socle: Socle) -> None:
    vue = prevu("parler-a-un-conseiller", dans("b"))
    assert "Place dans la file\u00a0: 1re" in vue["recap"]
    assert "09 72 72 00 70" in vue["recap"]
    assert etat(socle, "b") is None
    assert journal(socle) == []


@UNE_BASE
@pytest.mark.parametrize(
    ("quand", "reouverture"),
    [
        ("2027-01-12T17:00", "mercredi 13 janvier 2027 à 9"),
        ("2027-01-16T11:00", "lundi 18 janvier 2027 à 9"),
        ("2027-03-29T11:00", "mardi 30 mars 2027 à 9"),
    ],
)
def test_outside_opening_hours_a_ticket_is_offered(
    fait: Faire, clock: StoppedClock, quand: str, reouverture: str
) -> None:
    clock.set(quand)
    with pytest.raises(HotlineFermee, match="du lundi au vendredi, de 9") as refus:
        fait("parler-a-un-conseiller", dans("b"))
    suite = refus.value.as_dict()["suite"]
    assert suite["operation"] == "contacter-hotline"
    assert reouverture in suite["titre"]


@UNE_BASE
def test_one_asks_once_and_in_a_conversation(fait: Faire) -> None:
    with pytest.raises(ConversationNecessaire):
        fait("parler-a-un-conseiller")
    fait("parler-a-un-conseiller", dans("b"))
    with pytest.raises(DejaDansLaFile, match="1re place"):
        fait("parler-a-un-conseiller", dans("b"))
    fait("prendre-conversation", HOTLINE, conversation="b")
    with pytest.raises(DejaAvecUnConseiller, match="Nadia"):
        fait("parler-a-un-conseiller", dans("b"))


def test_a_person_answers_then_hands_back(fait: Faire, socle: Socle) -> None:
    fait("parler-a-un-conseiller", dans("a"))
    fait("parler-a-un-conseiller", dans("b"))
    assert fait("prendre-conversation", HOTLINE)["resultat"]["conversation"] == "a"
    pris, attend = etat(socle, "a"), etat(socle, "b")
    assert pris
    assert pris.avec_une_personne
    assert (pris.conseiller, pris.place) == ("Nadia", None)
    assert attend
    assert attend.place == 1
    with pytest.raises(ConversationDejaPrise, match="Nadia"):
        fait("prendre-conversation", AUTRE_CONSEILLER, conversation="a")
    fait("rendre-conversation", HOTLINE, conversation="a")
    assert etat(socle, "a") is None
    with pytest.raises(ConversationPasEnAttente):
        fait("rendre-conversation", HOTLINE, conversation="a")
    assert fait("parler-a-un-conseiller", dans("a"))["resultat"]["place"] == 2


@UNE_BASE
def test_what_waits_is_taken_before_it_is_handed_back(fait: Faire) -> None:
    fait("parler-a-un-conseiller", dans("a"))
    with pytest.raises(PassageRelaisImpossible):
        fait("rendre-conversation", HOTLINE, conversation="a")


@UNE_BASE
def test_only_the_hotline_takes_conversations(fait: Faire) -> None:
    with pytest.raises(DroitInsuffisant):
        fait("prendre-conversation", conversation="a")
    with pytest.raises(FileVide):
        fait("prendre-conversation", HOTLINE)
    with pytest.raises(ConversationPasEnAttente):
        fait("prendre-conversation", HOTLINE, conversation="a")


def test_eight_people_who_take_the_next_one_take_eight_different_ones(fait: Faire, socle: Socle) -> None:
    for rang in range(3):
        fait("parler-a-un-conseiller", dans(f"c{rang}"))

    def prendre(rang: int) -> str:
        conseiller = Acteur(f"utilisateur:{800 + rang}", Role.HOTLINE, None, f"Conseiller {rang}")
        try:
            return str(execute(socle, "prendre-conversation", {}, conseiller)["resultat"]["conversation"])
        except Refus as refus:
            return refus.code

    with ThreadPoolExecutor(8) as ensemble:
        prises = sorted(ensemble.map(prendre, range(8)))
    assert prises == ["c0", "c1", "c2"] + ["file-vide"] * 5


def test_a_conversation_that_asks_eight_times_at_once_waits_once(socle: Socle, gestionnaire: Acteur) -> None:
    def demander(_: int) -> str:
        try:
            return str(execute(socle, "parler-a-un-conseiller", {}, dans("a"))["resultat"]["place"])
        except Refus as refus:
            return refus.code

    with ThreadPoolExecutor(8) as ensemble:
        assert sorted(ensemble.map(demander, range(8))) == ["1"] + ["deja-dans-la-file"] * 7


def test_one_leaves_the_queue_until_someone_comes(fait: Faire, socle: Socle) -> None:
    fait("parler-a-un-conseiller", dans("a"))
    fait("annuler-derniere-operation", dans("a"))
    assert etat(socle, "a") is None
    fait("parler-a-un-conseiller", dans("a"))
    fait("prendre-conversation", HOTLINE)
    with pytest.raises(ConseillerDejaLa):
        fait("annuler-derniere-operation", dans("a"))


def test_nobody_waits_once_the_hotline_is_closed(fait: Faire, socle: Socle, clock: StoppedClock) -> None:
    relais = fait("parler-a-un-conseiller", dans("a"))["resultat"]["relais"]
    fait("parler-a-un-conseiller", dans("b"))
    fait("prendre-conversation", HOTLINE, conversation="b")
    clock.set("2027-01-12T16:59")
    with socle.session() as db:
        assert dues(db, clock.now()) == []
    with pytest.raises(RelaisSansObjet):
        execute(socle, "clore-attente", {"relais": relais}, SYSTEME)
    clock.set("2027-01-12T17:00")
    with socle.session() as db:
        assert len(dues(db, le("2027-01-12T17:00"))) == 2
    execute(socle, "clore-attente", {"relais": relais}, SYSTEME)
    assert etat(socle, "a") is None
    with pytest.raises(RelaisSansObjet):
        execute(socle, "clore-attente", {"relais": relais + 1}, SYSTEME)  # a person is there: they finish
    avec = etat(socle, "b")
    assert avec
    assert avec.avec_une_personne
