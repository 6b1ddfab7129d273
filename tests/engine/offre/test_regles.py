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
        ("2027-10-30T23:59", "2027-10-31T00:00"),  # the night of 25 hours comes after its midnight
        ("2027-10-31T02:30", "2027-11-01T00:00"),  # an hour that comes twice
        ("2027-12-31T00:00", "2028-01-01T00:00"),
        ("2027-02-28T12:00", "2027-03-01T00:00"),
        ("2028-02-28T12:00", "2028-02-29T00:00"),
        ("2028-02-29T23:59", "2028-03-01T00:00"),
    ],
)
def test_a_session_is_usable_from_the_next_civil_day_in_paris(publiee: str, utilisable: str) -> None:
    assert utilisable_des(le(publiee), 1) == le(utilisable)


def test_published_yesterday_evening_it_is_usable_from_midnight_and_not_one_second_before() -> None:
    session = une_session(publiee_le="2027-01-05T17:00")
    exiger_recrutement_possible(session, le("2027-01-06T00:00"), 2027)
    with pytest.raises(SessionPasEncoreUtilisable, match="à partir du mercredi 6 janvier 2027"):
        exiger_recrutement_possible(session, le("2027-01-06T00:00") - timedelta(seconds=1), 2027)


@pytest.mark.parametrize(
    ("publiee", "utilisable", "heures"),
    [
        ("2027-03-28T00:00", "2027-03-29T00:00", 23),  # summer time starts
        ("2027-10-31T00:00", "2027-11-01T00:00", 25),  # winter time starts
        ("2026-12-31T00:00", "2027-01-01T00:00", 24),
        ("2028-02-28T00:00", "2028-02-29T00:00", 24),
        ("2028-02-29T00:00", "2028-03-01T00:00", 24),
    ],
)
def test_the_batch_passes_at_midnight_in_paris_however_long_the_day(publiee: str, utilisable: str, heures: int) -> None:
    session = une_session(debut=None, fin=None, publiee_le=publiee)
    assert le(utilisable) - le(publiee) == timedelta(hours=heures)
    with pytest.raises(SessionPasEncoreUtilisable):
        exiger_recrutement_possible(session, le(publiee) + timedelta(hours=heures, seconds=-1), 2027)
    exiger_recrutement_possible(session, le(publiee) + timedelta(hours=heures), 2027)


@pytest.mark.parametrize("jours", [1, 2, 3])
def test_the_delay_is_in_civil_days(jours: int) -> None:
    assert utilisable_des(le("2027-10-30T12:00"), jours) == le(
        f"2027-{'10-31' if jours == 1 else f'11-0{jours - 1}'}T00:00"
    )


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
