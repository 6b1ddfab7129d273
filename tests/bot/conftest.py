"""A small assistant of three articles and two operations, trained once for all the tests of the bot."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from bot.leger import preparer

preparer()

RACINE = Path(__file__).resolve().parents[2]
ARTICLES = (
    "adhesion-comptes/identifiants-72h",
    "cadre-legal/delai-declaration-trois-jours",
    "decouvrir-kairos/kairos-definition",
)
PHRASES = (
    "operations/recrutement/creer-ric",
    "operations/recrutement/saisir-presences",
    "commun/affirmation",
    "commun/annuler",
    "commun/corriger",
    "commun/remerciement",
    "hors-perimetre/cpf-edof",
    "hors-perimetre/hostile-injection",
    "hors-perimetre/loin-culture",
)


@pytest.fixture(scope="session")
def petit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder: the real domain, rules and configuration, fewer articles and phrases."""
    dossier = tmp_path_factory.mktemp("petit")
    fichiers = [f"knowledge/{article}.md" for article in ARTICLES] + [f"data/nlu/{phrases}.yml" for phrases in PHRASES]
    for nom in ["config.yml", "domain.yml", *fichiers]:
        (dossier / nom).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(RACINE / nom, dossier / nom)
    shutil.copytree(RACINE / "data" / "rules", dossier / "data" / "rules")
    return dossier


@pytest.fixture(scope="session")
def archive(petit: Path) -> Path:
    """Its model, trained by Rasa."""
    from rasa.model_training import train

    ici = Path.cwd()
    os.chdir(petit)
    try:
        entraine = train(
            "domain.yml", "config.yml", ["data"], output=str(petit / "modele"), fixed_model_name="petit.tar.gz"
        )
    finally:
        os.chdir(ici)
    assert entraine.model
    return Path(entraine.model)
