"""Every refusal has its sentence, its next step and its source, and points to what exists."""

import pickle
from pathlib import Path
from string import Formatter

import pytest

from engine.familles import load_operations
from engine.kit.catalogue import libelles
from engine.kit.refus import REFUS, Refus

load_operations()
ARTICLES = {fichier.stem for fichier in (Path(__file__).resolve().parents[3] / "knowledge").rglob("*.md")}


@pytest.mark.parametrize("refus", REFUS.values(), ids=REFUS)
def test_every_refusal_says_what_to_do_next(refus: type[Refus]) -> None:
    assert refus.message.strip()
    assert refus.suite.titre.strip()
    assert refus.source.strip()
    assert refus.suite.operation is None or refus.suite.operation in libelles()
    assert refus.suite.article is None or refus.suite.article in ARTICLES
    assert refus.http_status in {401, 403, 404, 409, 413, 422, 429}


@pytest.mark.parametrize("refus", REFUS.values(), ids=REFUS)
def test_every_refusal_is_written_as_french_is(refus: type[Refus]) -> None:
    for texte in (refus.message, refus.suite.titre, refus.source):
        assert "'" not in texte
        assert '"' not in texte


@pytest.mark.parametrize("refus", [refus for refus in REFUS.values() if refus.__init__ is Refus.__init__])
def test_a_refusal_survives_being_stored(refus: type[Refus]) -> None:
    """DBOS and the tests pickle what is raised."""
    faits = {nom: "…" for texte in (refus.message, refus.suite.titre) for _, nom, *_ in Formatter().parse(texte) if nom}
    revenu = pickle.loads(pickle.dumps(refus(**faits).sur("siret")))
    assert (type(revenu), str(revenu), revenu.donnee) == (refus, str(refus(**faits)), "siret")
