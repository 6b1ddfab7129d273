"""The days, months and delays of the follow-up, told by dates."""

from datetime import date

import pytest

from engine.assiduite.refus import InterruptionTropCourte, PeriodeALEnvers, ReouvertureDejaDecidee
from engine.assiduite.regles import (
    dernier_jour,
    duree,
    est_tardif,
    exiger_bon_sens,
    exiger_interruption_longue,
    exiger_passage_reouverture,
    mois_entre,
    ouverture,
    preavis_manque,
    se_chevauchent,
)
from engine.assiduite.statuts import (
    LIBELLES_REOUVERTURE,
    MOTIFS_ABSENCE,
    MOTIFS_JUSTIFIES,
    PASSAGES_REOUVERTURE,
    RESULTATS_BILAN,
    StatutReouverture,
)
from engine.inscription_entree.regles import est_tardive


def test_the_first_and_the_last_day_both_count() -> None:
    assert duree(date(2027, 8, 1), date(2027, 8, 16)) == 16
    assert duree(date(2027, 3, 3), date(2027, 3, 3)) == 1
    assert se_chevauchent(date(2027, 3, 1), date(2027, 3, 5), date(2027, 3, 5), date(2027, 3, 9))
    assert not se_chevauchent(date(2027, 3, 1), date(2027, 3, 5), date(2027, 3, 6), date(2027, 3, 9))


def test_a_period_does_not_end_before_it_starts() -> None:
    exiger_bon_sens(date(2027, 3, 5), date(2027, 3, 5))
    with pytest.raises(PeriodeALEnvers):
        exiger_bon_sens(date(2027, 3, 5), date(2027, 3, 4))


def test_sixteen_days_are_an_interruption_fifteen_are_not() -> None:
    exiger_interruption_longue(date(2027, 8, 1), date(2027, 8, 16), 16)
    with pytest.raises(InterruptionTropCourte, match="15\xa0jours, premier et dernier compris"):
        exiger_interruption_longue(date(2027, 8, 1), date(2027, 8, 15), 16)


@pytest.mark.parametrize(
    ("mois", "fin", "des"),
    [
        ("2027-03", date(2027, 6, 30), date(2027, 3, 25)),
        ("2027-06", date(2027, 6, 30), date(2027, 6, 25)),
        ("2027-06", date(2027, 6, 11), date(2027, 6, 11)),  # the session ends before the 25th
        ("2028-02", None, date(2028, 2, 25)),
    ],
)
def test_a_month_opens_on_the_25th_or_at_the_end_of_the_session(mois: str, fin: date | None, des: date) -> None:
    assert ouverture(mois, fin, 25) == des


def test_a_month_is_late_once_it_is_over() -> None:
    assert not est_tardif("2028-02", date(2028, 2, 29))
    assert est_tardif("2028-02", date(2028, 3, 1))


def test_months_cross_the_year_and_february() -> None:
    assert mois_entre(date(2027, 11, 30), date(2028, 2, 1)) == ["2027-11", "2027-12", "2028-01", "2028-02"]
    assert dernier_jour("2028-02") == date(2028, 2, 29)
    assert dernier_jour("2027-02") == date(2027, 2, 28)


def test_three_days_are_in_time_the_fourth_is_late() -> None:
    assert not est_tardive(date(2027, 3, 26), date(2027, 3, 29), 3)  # across the change of clock
    assert est_tardive(date(2027, 3, 26), date(2027, 3, 30), 3)


def test_fifteen_days_of_notice_are_enough_fourteen_are_not() -> None:
    assert not preavis_manque(date(2027, 4, 30), date(2027, 4, 15), 15)
    assert preavis_manque(date(2027, 4, 30), date(2027, 4, 16), 15)


def test_each_motif_says_whether_it_is_justified() -> None:
    assert list(MOTIFS_ABSENCE.values()) == [
        "maladie", "enfant malade", "entretien d’embauche", "convocation officielle", "événement familial",
        "accident du travail", "sans motif", "autre",
    ]  # fmt: skip
    assert {"sans_motif", "autre"} == set(MOTIFS_ABSENCE) - MOTIFS_JUSTIFIES
    assert list(RESULTATS_BILAN) == ["obtenue", "partielle", "non_obtenue", "sans_certification"]


@pytest.mark.parametrize("de", StatutReouverture)
@pytest.mark.parametrize("vers", StatutReouverture)
def test_every_move_of_a_request_is_allowed_or_refused(de: StatutReouverture, vers: StatutReouverture) -> None:
    assert LIBELLES_REOUVERTURE[de]
    if vers in PASSAGES_REOUVERTURE[de]:
        exiger_passage_reouverture("2027-03", de, vers)
    else:
        with pytest.raises(ReouvertureDejaDecidee):
            exiger_passage_reouverture("2027-03", de, vers)
