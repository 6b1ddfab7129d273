"""Every move of a request and of a hand-over, allowed or refused; the public holidays of several years."""

from datetime import date
from itertools import product

import pytest

from engine.suivi_assistance.regles import paques
from engine.suivi_assistance.relais import horaires
from engine.suivi_assistance.statuts import (
    LIBELLES_RELAIS,
    LIBELLES_TICKET,
    PASSAGES_RELAIS,
    PASSAGES_TICKET,
    PassageRelaisImpossible,
    PassageTicketImpossible,
    StatutRelais,
    StatutTicket,
    exiger_passage_relais,
    exiger_passage_ticket,
)
from tests.engine.monde import le


@pytest.mark.parametrize(("de", "vers"), list(product(StatutTicket, StatutTicket)))
def test_every_move_of_a_ticket_is_allowed_or_refused(de: StatutTicket, vers: StatutTicket) -> None:
    if vers in PASSAGES_TICKET[de]:
        return exiger_passage_ticket("HK-0001", de, vers)
    with pytest.raises(PassageTicketImpossible, match=de.libelle):
        exiger_passage_ticket("HK-0001", de, vers)


@pytest.mark.parametrize(("de", "vers"), list(product(StatutRelais, StatutRelais)))
def test_every_move_of_a_hand_over_is_allowed_or_refused(de: StatutRelais, vers: StatutRelais) -> None:
    if vers in PASSAGES_RELAIS[de]:
        return exiger_passage_relais(de, vers)
    with pytest.raises(PassageRelaisImpossible, match=de.libelle):
        exiger_passage_relais(de, vers)


def test_every_status_has_its_words_and_is_reached() -> None:
    assert set(LIBELLES_TICKET) == set(PASSAGES_TICKET) == set(StatutTicket)
    assert set(LIBELLES_RELAIS) == set(PASSAGES_RELAIS) == set(StatutRelais)
    assert set().union(*PASSAGES_TICKET.values()) | {StatutTicket.OUVERT} == set(StatutTicket)
    assert set().union(*PASSAGES_RELAIS.values()) | {StatutRelais.EN_ATTENTE} == set(StatutRelais)


@pytest.mark.parametrize(
    "jour", [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2038, 4, 25)]
)
def test_easter_falls_where_the_calendar_says(jour: date) -> None:
    assert paques(jour.year) == jour


OUVERTURES = {
    "un mardi matin": ("2027-01-12T10:00", True, "2027-01-13T09:00"),
    "avant l’ouverture": ("2027-01-12T08:59", False, "2027-01-12T09:00"),
    "à l’ouverture": ("2027-01-12T09:00", True, "2027-01-13T09:00"),
    "à la fermeture": ("2027-01-12T17:00", False, "2027-01-13T09:00"),
    "un vendredi soir": ("2027-01-15T18:00", False, "2027-01-18T09:00"),
    "un dimanche": ("2027-01-17T10:00", False, "2027-01-18T09:00"),
    "le lundi de Pâques": ("2027-03-29T10:00", False, "2027-03-30T09:00"),
    "la veille de l’Ascension": ("2027-05-05T18:00", False, "2027-05-07T09:00"),
    "le 31 décembre au soir": ("2026-12-31T18:00", False, "2027-01-04T09:00"),
    "un 29 février": ("2028-02-29T16:59", True, "2028-03-01T09:00"),
    "le lundi d’après l’heure d’été": ("2026-03-30T09:00", True, "2026-03-31T09:00"),
    "le lundi d’après l’heure d’hiver": ("2027-11-01T10:00", False, "2027-11-02T09:00"),
}


@pytest.mark.parametrize(("quand", "ouverte", "prochaine"), OUVERTURES.values(), ids=OUVERTURES)
def test_the_hotline_opens_when_it_says(quand: str, ouverte: bool, prochaine: str) -> None:
    assert horaires().est_ouverte(le(quand)) is ouverte
    assert horaires().prochaine_ouverture(le(quand)) == le(prochaine)
