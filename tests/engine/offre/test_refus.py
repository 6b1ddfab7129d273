"""Every refusal of the two families says what to do next, and quotes where it comes from."""

from pathlib import Path

import pytest
import yaml

from engine.kit.refus import REFUS, Refus

RACINE = Path(__file__).resolve().parents[3]
NOTRES = [refus for refus in REFUS.values() if refus.__module__ in ("engine.offre.refus", "engine.recrutement.refus")]
ARTICLES = {fichier.stem for fichier in RACINE.glob("knowledge/*/*.md")}
OPERATIONS = {
    operation["id"]
    for famille in yaml.safe_load((RACINE / "catalogue/operations.yml").read_text()).values()
    for operation in famille
}


@pytest.mark.parametrize("refus", NOTRES, ids=lambda refus: refus.code)
def test_every_refusal_says_what_to_do_next(refus: type[Refus]) -> None:
    assert refus.message.endswith((".", "}"))
    assert refus.suite.titre.endswith((".", "?"))
    assert refus.source
    assert refus.suite.operation is None or refus.suite.operation in OPERATIONS
    assert refus.suite.article is None or refus.suite.article in ARTICLES
