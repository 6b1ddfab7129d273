"""Every move of an adhésion is allowed or refused, and every status has its words."""

from itertools import product

import pytest

from engine.adhesion_comptes.models import Adhesion
from engine.adhesion_comptes.statuts import PASSAGES, PassageImpossible, StatutAdhesion

S = StatutAdhesion
PERMIS = {
    (S.DEPOSEE, S.IDENTIFIANTS_ENVOYES),
    (S.DEPOSEE, S.REFUSEE),
    (S.DEPOSEE, S.ANNULEE),
    (S.IDENTIFIANTS_ENVOYES, S.A_CONVENTIONNER),
    (S.IDENTIFIANTS_ENVOYES, S.IDENTIFIANTS_EXPIRES),
    (S.IDENTIFIANTS_ENVOYES, S.IDENTIFIANTS_BLOQUES),
    (S.IDENTIFIANTS_EXPIRES, S.IDENTIFIANTS_ENVOYES),
    (S.IDENTIFIANTS_BLOQUES, S.IDENTIFIANTS_ENVOYES),
    (S.A_CONVENTIONNER, S.ACTIVE),
}


@pytest.mark.parametrize(("de", "vers"), list(product(S, S)))
def test_every_move_is_allowed_or_refused(de: S, vers: S) -> None:
    adhesion = Adhesion(statut=de)
    if (de, vers) in PERMIS:
        adhesion.passer_a(vers)
        assert adhesion.statut is vers
        return
    with pytest.raises(PassageImpossible) as refus:
        adhesion.passer_a(vers)
    assert adhesion.statut is de
    assert de.libelle in str(refus.value)


def test_every_status_has_words_and_can_be_reached() -> None:
    assert all(statut.libelle for statut in S)
    assert set().union(*PASSAGES.values()) | {S.DEPOSEE} == set(S)
