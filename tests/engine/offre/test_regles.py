"""When a session may be used: J+1 in Paris, and everything that forbids it."""

from datetime import timedelta

import pytest

from engine.kit.refus import Refus
from engine.offre.refus import (
    MarcheAvenirPasse,
    SessionArchivee,
    SessionNonValidee,
    SessionPasEncoreUtilisable,
    SessionTerminee,
)
from engine.offre.regles import exiger_recrutement_possible, utilisable_des
from engine.offre.statuts import EtatFiche
from tests.engine.monde import le, une_session


@pytest.mark.parametrize(
    ("publiee", "utilisable"),
    [
        ("2027-01-05T00:00", "2027-01-06T00:00"),
        ("2027-01-05T17:00", "2027-01-06T00:00"),
        ("2027-01-05T23:59", "2027-01-06T00:00"),
        ("2026-12-31T23:59", "2027-01-01T00:00"),
        ("2027-03-27T12:00", "2027-03-28T00:00"),  # summer time starts that night
        ("2027-03-28T12:00", "2027-03-29T00:00"),
        ("2027-10-31T12:00", "2027-11-01T00:00"),  # winter time started that night
        ("2028-02-28T12:00", "2028-02-29T00:00"),
    ],
)
def test_a_session_is_usable_from_the_next_civil_day_in_paris(publiee: str, utilisable: str) -> None:
    assert utilisable_des(le(publiee), 1) == le(utilisable)


def test_published_yesterday_evening_it_is_usable_from_midnight_and_not_one_second_before() -> None:
    session = une_session(publiee_le="2027-01-05T17:00")
    exiger_recrutement_possible(session, le("2027-01-06T00:00"), 2027)
    with pytest.raises(SessionPasEncoreUtilisable, match="à partir du mercredi 6 janvier 2027"):
        exiger_recrutement_possible(session, le("2027-01-06T00:00") - timedelta(seconds=1), 2027)


def test_its_last_day_still_counts() -> None:
    session = une_session(debut="2026-09-01", fin="2027-01-06")
    exiger_recrutement_possible(session, le("2027-01-06T23:59"), 2027)
    with pytest.raises(SessionTerminee, match="mercredi 6 janvier 2027"):
        exiger_recrutement_possible(session, le("2027-01-07T00:00"), 2027)


@pytest.mark.parametrize(
    ("session", "refus"),
    [
        (une_session(etat=EtatFiche.EN_SAISIE), SessionNonValidee),
        (une_session(etat=EtatFiche.ARCHIVEE), SessionArchivee),
        (une_session(marche_avenir=2026), MarcheAvenirPasse),
    ],
)
def test_what_forbids_recruiting_is_named(session: object, refus: type[Refus]) -> None:
    with pytest.raises(refus, match="CAP Cuisine"):
        exiger_recrutement_possible(session, le("2027-01-06T10:00"), 2027)  # type: ignore[arg-type]


def test_the_avenir_market_of_the_year_is_open() -> None:
    exiger_recrutement_possible(une_session(marche_avenir=2027), le("2027-01-06T10:00"), 2027)
