"""The rules of quotes and every move of their status; pure."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from engine.financement import regles
from engine.financement.refus import (
    AutreDispositif,
    EmployeurNecessaire,
    MontantNonPositif,
    PassageDevisImpossible,
    SansReferencementQualite,
)
from engine.financement.statuts import EN_COURS, LIBELLES, PASSAGES, REFUSES, StatutDevis
from tests.engine.monde import le

S = StatutDevis
PERMIS = {
    (S.BROUILLON, S.TRANSMIS), (S.BROUILLON, S.ANNULE), (S.TRANSMIS, S.ACCEPTE), (S.TRANSMIS, S.REFUSE),
    (S.TRANSMIS, S.BROUILLON), (S.ACCEPTE, S.VALIDE), (S.ACCEPTE, S.REFUSE_PE), (S.VALIDE, S.CLOS), (S.REFUSE, S.CLOS),
    (S.REFUSE_PE, S.CLOS),
}  # fmt: skip


@pytest.mark.parametrize(("de", "vers"), list(product(S, S)))
def test_every_move_is_allowed_or_refused_with_both_words_and_the_date(de: S, vers: S) -> None:
    if (de, vers) in PERMIS:
        regles.exiger_passage("DV-2027-0001", de, le("2027-01-12T10:00"), vers)
        return
    with pytest.raises(PassageDevisImpossible, match="DV-2027-0001") as refus:
        regles.exiger_passage("DV-2027-0001", de, le("2027-01-12T10:00"), vers)
    for mot in (LIBELLES[de], LIBELLES[vers], "mardi 12 janvier 2027"):
        assert mot in str(refus.value)


def test_every_status_has_its_words_and_its_moves() -> None:
    assert set(LIBELLES) == set(PASSAGES) == set(S)
    assert not set(EN_COURS) & set(REFUSES)


@pytest.mark.parametrize(("jour", "permis"), [(date(2027, 6, 30), True), (date(2027, 7, 1), False)])
def test_an_aif_is_open_until_the_last_day_of_the_quality_reference(jour: date, permis: bool) -> None:
    if permis:
        regles.exiger_referencement("aif", "QUAL-1", date(2027, 6, 30), jour)
    else:
        with pytest.raises(SansReferencementQualite, match="mercredi 30 juin 2027"):
            regles.exiger_referencement("aif", "QUAL-1", date(2027, 6, 30), jour)


def test_without_any_reference_an_aif_is_refused_and_a_poei_is_not() -> None:
    with pytest.raises(SansReferencementQualite, match="n’est pas déclaré"):
        regles.exiger_referencement("aif", None, None, date(2027, 1, 12))
    regles.exiger_referencement("poei", None, None, date(2027, 1, 12))


@pytest.mark.parametrize("type", ["afpr", "poei"])
def test_afpr_and_poei_need_the_employer(type: str) -> None:
    with pytest.raises(EmployeurNecessaire, match=type.upper()):
        regles.exiger_employeur(type, None)
    regles.exiger_employeur(type, "Dupré")
    regles.exiger_employeur("aif", None)


@pytest.mark.parametrize("montant", ["0", "-0.01", "-3200"])
def test_an_amount_is_positive(montant: str) -> None:
    with pytest.raises(MontantNonPositif):
        regles.exiger_montant_positif(Decimal(montant))
    regles.exiger_montant_positif(Decimal("0.01"))


def test_a_session_made_for_a_poei_takes_no_aif() -> None:
    with pytest.raises(AutreDispositif, match="POEI"):
        regles.exiger_dispositif("aif", "poei", "SE_1")
    regles.exiger_dispositif("poei", "poei", "SE_1")
    regles.exiger_dispositif("aif", None, "SE_1")


@pytest.mark.parametrize("nom", ["Dupré", "Entreprise Dupré", "l’entreprise DUPRE", "SARL Dupré", "la société dupré"])
def test_an_employer_is_known_whatever_comes_before_its_name(nom: str) -> None:
    assert regles.cle_employeur(nom) == "dupre"


def test_a_quote_is_over_at_midnight_after_the_session_even_when_clocks_change() -> None:
    assert regles.a_clore_le(date(2027, 3, 28)) == le("2027-03-29T00:00")
    assert regles.a_clore_le(date(2027, 12, 31)) == le("2028-01-01T00:00")
