"""What is said when no operation is in progress, and right after a receipt. Wednesday 13 January 2027."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from actions.moteur import MoteurInjoignable
from tests.actions.pilote import Pilote, au_recap, recus
from tests.engine.monde import un_rdv, une_session

Ouvrir = Callable[..., Pilote]


def test_a_yes_right_after_a_receipt_takes_the_next_step(conversation: Ouvrir, sessions: None) -> None:
    c = au_recap(conversation())
    c.dire("oui", "affirmation")
    assert "Qui voulez-vous inscrire ?" in c.dire("oui", "affirmation")


def test_two_messages_not_understood_bring_a_person(conversation: Ouvrir) -> None:
    c = conversation()
    une = c.dire("et pour les trucs ?", "clarification", "ric-definition", "creer-ric")
    assert "Autre chose" in une.boutons
    assert any("Je m’en occupe" in titre for titre in une.boutons)
    assert "09 72 72 00 70" in c.dire("les machins", "clarification", "ric-definition")
    assert "09 72 72 00 70" not in c.dire("bonjour", "salutation")
    assert "09 72 72 00 70" not in c.dire("les bidules", "clarification", "ric-definition")


def test_what_means_nothing_counts_as_not_understood(conversation: Ouvrir) -> None:
    c = conversation()
    assert "09 72 72 00 70" not in c.dire("grmblf", "clarification", "incomprehensible")
    assert "09 72 72 00 70" in c.dire("xxyyzz", "clarification", "incomprehensible")


def test_both_answers_are_repeated(conversation: Ouvrir) -> None:
    c = conversation()
    c.dire("quel navigateur, et quelle adresse ?", "clarification", "navigateur-conseille", aussi=("acces-portail",))
    dit = c.dernier.texte
    assert c.dire("répète", "repeter").texte == f"{dit}\n[utter_faq/acces-portail]"


@pytest.mark.parametrize("acte", ["affirmation", "negation", "annuler", "corriger", "je-ne-sais-pas", "repeter"])
def test_an_act_with_nothing_in_progress_has_a_sensible_answer(conversation: Ouvrir, acte: str) -> None:
    assert conversation().dire("…", acte).texte.strip()


def test_the_day_said_beats_the_appointment_of_the_receipt(conversation: Ouvrir, sessions: None, db: Session) -> None:
    db.add(un_rdv(une_session("Cariste", numero=160099), "2027-01-26T09:00"))
    db.commit()
    c = au_recap(conversation())
    c.dire("oui", "affirmation")
    assert "mardi 26 janvier 2027" in c.demander("inscrire-candidat", "inscris 1234567A à la RIC du 26 janvier")


def test_a_day_that_fits_nothing_is_not_replaced_by_the_receipt(conversation: Ouvrir, sessions: None) -> None:
    c = au_recap(conversation())
    c.dire("oui", "affirmation")
    reponse = c.demander("inscrire-candidat", "inscris 1234567A à la RIC du 28 janvier")
    assert "J’enregistre ?" not in reponse


@pytest.mark.usefixtures("sessions")
def test_cancelling_after_a_receipt_when_kairos_is_away_can_be_tried_again(
    conversation: Ouvrir, db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    c = au_recap(conversation())
    numero = (c.dire("oui", "affirmation").recu or {})["numero"]
    with monkeypatch.context() as panne:
        panne.setattr(c.actions.moteur, "apercu", _injoignable)
        reponse = c.dire("annule", "annuler")
    assert f"Ce que dit le reçu {numero} reste enregistré." in reponse
    assert "Rien n’a été enregistré" not in reponse
    assert "À annuler" in c.cliquer("Réessayer")
    assert recus(db) == ["creer-ric"]


@pytest.mark.usefixtures("sessions")
def test_cancelling_later_never_says_that_nothing_was_recorded(conversation: Ouvrir, db: Session) -> None:
    c = au_recap(conversation())
    c.dire("oui", "affirmation")
    c.dire("bonjour", "salutation")
    reponse = c.dire("annule", "annuler")
    assert "rien n’a été enregistré" not in reponse
    assert "annule ma dernière opération" in reponse
    assert recus(db) == ["creer-ric"]


async def _injoignable(*_: object) -> None:
    raise MoteurInjoignable
