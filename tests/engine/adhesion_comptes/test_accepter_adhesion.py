"""The plateforme nationale accepts or refuses a request, once."""

import pytest

from engine.kit.door import Socle, execute
from tests.engine.adhesions import (
    AUTRE_SIRET,
    PLATEFORME,
    SIRET,
    adhesion,
    refus_de,
    un_code,
    une_demande,
)


def test_a_refused_request_leaves_room_for_another(socle: Socle) -> None:
    un_code(socle, AUTRE_SIRET)
    une_demande(socle)
    execute(socle, "refuser-adhesion", {"siret": SIRET, "motif": "Dossier incomplet"}, PLATEFORME)
    une_demande(socle)
    assert adhesion(socle).statut.value == "deposee"


@pytest.mark.parametrize("operation", ["accepter-adhesion", "refuser-adhesion"])
def test_the_plateforme_treats_a_request_once(socle: Socle, operation: str) -> None:
    donnees = {"siret": SIRET} | ({"motif": "Incomplet"} if operation == "refuser-adhesion" else {})
    assert refus_de(execute, socle, operation, donnees, PLATEFORME).http_status == 404
    un_code(socle)
    assert refus_de(execute, socle, operation, donnees, PLATEFORME).code == "adhesion-passage-impossible"
