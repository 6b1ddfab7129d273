"""Every move of a request to the Kairos team is allowed or refused."""

from itertools import product

import pytest

from engine.adhesion_comptes.statuts_demande import (
    LIBELLES,
    PASSAGES,
    DemandeDejaTraitee,
    StatutDemande,
    exiger_passage_demande,
)

S = StatutDemande


@pytest.mark.parametrize(("de", "vers"), list(product(S, S)))
def test_only_a_request_to_treat_moves(de: S, vers: S) -> None:
    if de is S.A_TRAITER and vers is not S.A_TRAITER:
        exiger_passage_demande(de, vers)
    else:
        with pytest.raises(DemandeDejaTraitee):
            exiger_passage_demande(de, vers)


def test_every_status_has_its_words_and_its_moves() -> None:
    assert set(LIBELLES) == set(PASSAGES) == set(S)
