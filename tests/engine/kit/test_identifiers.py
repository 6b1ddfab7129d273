"""Numbers that people type."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.kit.identifiers import (
    DemandeurIncorrect,
    FormeSession,
    NumeroSessionIncorrect,
    SiretIncorrect,
    lire_demandeur,
    lire_session,
    lire_siret,
    siret_est_correct,
)
from engine.kit.sceau import MOTIF_SCEAU, Sceau, a_la_forme_d_un_code, masquer, nouveau_code

SCEAU = Sceau("secret des tests")


@pytest.mark.parametrize(
    "ecrit", ["21760540800012", "217 605 408 00012", "217.605.408.00012", "217\u00a0605 408 00012"]
)
def test_a_siret_is_read_as_people_write_it(ecrit: str) -> None:
    assert lire_siret(ecrit) == "21760540800012"


@pytest.mark.parametrize(
    "siret", ["35600000000048", "35600000049837"], ids=["siège de La Poste (Luhn)", "bureau de poste (somme)"]
)
def test_la_poste_has_its_own_rule(siret: str) -> None:
    assert siret_est_correct(siret)


@given(st.text(alphabet="0123456789", min_size=14, max_size=14), st.integers(0, 13), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(siret: str, rang: int, ecart: int) -> None:
    faux = siret[:rang] + str((int(siret[rang]) + ecart) % 10) + siret[rang + 1 :]
    poste = siret.startswith("356000000") or faux.startswith("356000000")
    assert poste or not (siret_est_correct(siret) and siret_est_correct(faux))


@given(st.text(max_size=40))
def test_any_text_is_a_siret_or_refused(texte: str) -> None:
    with suppress(SiretIncorrect):
        assert re.fullmatch(r"[0-9]{14}", lire_siret(texte))


@pytest.mark.parametrize(
    ("ecrit", "lu"), [("1234567a", "1234567A"), ("12345678", "12345678"), ("123 4567 8901", "12345678901")]
)
def test_a_job_seeker_number(ecrit: str, lu: str) -> None:
    assert lire_demandeur(ecrit) == lu


@pytest.mark.parametrize("ecrit", ["1234567", "123456A7", "123456789", "1234567É", "١٢٣٤٥٦٧٨"])
def test_what_is_no_job_seeker_number(ecrit: str) -> None:
    with pytest.raises(DemandeurIncorrect):
        lire_demandeur(ecrit)


@pytest.mark.parametrize("ecrit", ["14_SE_0000160070", "SE_0000160070", "se_0000160070", "SE0000160070", "SE_160070"])
def test_the_carif_number_of_a_session_in_its_forms(ecrit: str) -> None:
    assert lire_session(ecrit) == (FormeSession.CARIF, "SE_0000160070")


def test_the_seven_digits_of_kairos() -> None:
    assert lire_session("3456789") == (FormeSession.KAIROS, "3456789")
    with pytest.raises(NumeroSessionIncorrect):
        lire_session("la session de mars")


def test_a_provisional_code_has_the_shape_that_the_edge_looks_for() -> None:
    for _ in range(200):
        code = nouveau_code()
        assert a_la_forme_d_un_code(code)
        scelle = SCEAU.sceller_codes(f"mon code est {code.lower()}, merci")
        assert masquer(scelle) == "mon code est ••••, merci"
        assert SCEAU.desceller(scelle) == f"mon code est {code.lower()}, merci"


@pytest.mark.parametrize("avant", ["code", "avec le code", "Avec", "veux"])
@pytest.mark.parametrize("code", ["HM54-8XKQ", "HM54 8XKQ", "hm548xkq"])
def test_a_word_of_four_letters_before_a_code_is_no_part_of_it(avant: str, code: str) -> None:
    assert masquer(SCEAU.sceller_codes(f"{avant} {code} svp")) == f"{avant} •••• svp"


@pytest.mark.parametrize(
    "texte",
    ["1234567A", "session SE_0000160070", "formation", "le 12/01/2027 à 14h30", "217 605 408 00012", "12345678"],
)
def test_what_is_not_a_code_is_left_alone(texte: str) -> None:
    assert SCEAU.sceller_codes(texte) == texte


@given(st.text(max_size=80))
def test_a_seal_gives_back_what_it_holds(texte: str) -> None:
    scelle = SCEAU.sceller(texte)
    assert MOTIF_SCEAU.fullmatch(scelle)
    assert SCEAU.desceller(scelle) == texte
    assert Sceau("une autre clé").desceller(scelle) == scelle
