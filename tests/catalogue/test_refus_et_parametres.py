"""A refusal says what to do next; a number of the trade has a date and a source, and articles quote it right."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest

from engine.familles import load_operations
from engine.kit.parametres import parametres
from engine.kit.refus import REFUS, Refus
from tests.catalogue.conftest import RACINE, Article, a_plat

load_operations()


@pytest.mark.parametrize("refus", REFUS.values(), ids=list(REFUS))
def test_every_refusal_says_what_to_do_next(
    refus: type[Refus], articles: dict[str, Article], operations: dict[str, dict[str, Any]]
) -> None:
    if refus.code == "refus-rejoue":
        return  # says again the words of another refusal
    assert refus.message
    assert refus.suite.titre
    assert refus.source
    assert refus.suite.operation in {None, *operations}
    assert refus.suite.article in {None, *articles}


@pytest.mark.parametrize("nom", sorted(parametres()))
def test_every_parameter_has_a_date_and_a_source(nom: str) -> None:
    parametre = parametres()[nom]
    assert isinstance(parametre.depuis, datetime.date)
    assert parametre.source
    assert parametre.libelle
    assert parametre.valeur not in (None, "", [])


def test_an_article_quotes_the_parameters_as_they_are(articles: dict[str, Article]) -> None:
    ecarts = [
        f"{article.id} ne dit pas {parametres()[nom].valeur} ({nom})"
        for article in articles.values()
        for nom in article.entete.get("parametres", [])
        if not re.search(rf"(?<!\d){parametres()[nom].valeur}(?!\d)", a_plat(article.texte))
    ]
    assert ecarts == []


def test_the_articles_that_speak_of_a_delay_name_its_parameter(articles: dict[str, Article]) -> None:
    assert "delai_validation_identifiants" in articles["identifiants-72h"].entete["parametres"]
    assert "delai_batch_carif" in articles["carif-oref-corrections"].entete["parametres"]


def test_the_hotline_has_one_number_everywhere() -> None:
    """Articles, words of the conversation, pages: whatever looks like a telephone number of the hotline is it."""
    lus = [*RACINE.glob("knowledge/*/*.md"), *RACINE.glob("actions/*.py"), *RACINE.glob("web/site/templates/*.html")]
    dits = {chemin.name: set(re.findall(r"\b0[1-9](?:[  ]\d\d){4}\b", chemin.read_text("utf-8"))) for chemin in lus}
    numero = parametres()["telephone_hotline"].valeur
    assert {
        nom: autres for nom, ecrits in dits.items() if (autres := {un.replace(" ", " ") for un in ecrits} - {numero})
    } == {}
    assert any(dits.values())
    assert not [
        chemin.name for chemin in RACINE.glob("engine/*/courriels/*.txt") if numero in chemin.read_text("utf-8")
    ]


DITS = {  # parameter: how an article says it, and in which themes; a word or a number
    "delai_validation_identifiants": (r"(?<!à )\b(\d+) h(?:eures)?\b", ("adhesion-comptes",)),
    "assiduite_jour_ouverture": (r"à partir du (\d+)\b", ("assiduite",)),
    "avenir_heures_parcours": (r"(\d \d{3}) h\b", ("avenir",)),
    "avenir_preavis_fin": (r"(\d+) jours avant", ("avenir",)),
    "delai_declaration": (r"\b(trois|\d+) jours\b", ("cadre-legal", "inscription-entree")),
}


@pytest.mark.parametrize("nom", DITS)
def test_wherever_an_article_says_a_number_of_the_trade_it_is_the_parameter_s(
    nom: str, articles: dict[str, Article]
) -> None:
    motif, themes = DITS[nom]
    dits = {
        article.id: {dit.replace(" ", "").replace("trois", "3") for dit in re.findall(motif, a_plat(article.texte))}
        for article in articles.values()
        if article.theme in themes
    }
    assert {id: lus for id, lus in dits.items() if lus - {str(parametres()[nom].valeur)}} == {}
    assert any(dits.values())
