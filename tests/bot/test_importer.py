"""What Rasa trains on: the articles, the phrases, the answers."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.importers.importer import TrainingDataImporter

RACINE = Path(__file__).resolve().parents[2]


def _importer() -> TrainingDataImporter:
    return TrainingDataImporter.load_from_config(
        str(RACINE / "config.yml"), str(RACINE / "domain.yml"), [str(RACINE / "data")]
    )


def test_every_article_is_an_intent_with_its_answer() -> None:
    donnees, domaine = _importer().get_nlu_data(), _importer().get_domain()
    articles = {fichier.stem for fichier in (RACINE / "knowledge").glob("*/*.md")}
    appris = {m.get_full_intent() for m in donnees.intent_examples}
    assert {f"faq/{article}" for article in articles} <= appris
    for article in articles:
        (reponse,) = domaine.responses[f"utter_faq/{article}"]
        assert reponse["text"]
        assert reponse["custom"] == {"article": article}


def test_every_out_of_scope_phrase_has_its_door() -> None:
    donnees, domaine = _importer().get_nlu_data(), _importer().get_domain()
    dehors = {m.get_full_intent() for m in donnees.intent_examples if m.get("intent") == "hors-perimetre"}
    assert dehors
    assert {f"utter_{intent}" for intent in dehors} <= set(domaine.responses)


def test_the_question_of_an_article_is_one_of_its_examples() -> None:
    donnees = _importer().get_nlu_data()
    de_larticle = {m.get("text") for m in donnees.intent_examples if m.get_full_intent() == "faq/identifiants-72h"}
    assert any(texte.startswith("Combien de temps ai-je pour valider") for texte in de_larticle)
    assert len(de_larticle) >= 20
