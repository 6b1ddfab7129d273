"""An article states its facts, names its source, and points to things that exist."""

from __future__ import annotations

import datetime
from typing import Any

from tests.catalogue.conftest import Article, a_plat

EXEMPLES_AU_MOINS = 12
CHAMPS = {"question", "exemples", "sources", "verifie_le", "faits", "voir_aussi"}
CHAMPS_FACULTATIFS = {"operation", "parametres"}


def test_every_article_has_its_fields(articles: dict[str, Article]) -> None:
    ecarts = {
        article.id: sorted(CHAMPS ^ (set(article.entete) - CHAMPS_FACULTATIFS))
        for article in articles.values()
        if set(article.entete) - CHAMPS_FACULTATIFS != CHAMPS
    }
    assert ecarts == {}


def test_every_fact_is_stated_in_the_text(articles: dict[str, Article]) -> None:
    manquent = [
        f"{article.id} ne dit pas « {mots} » ({fait['fait']})"
        for article in articles.values()
        for fait in article.entete["faits"]
        for mots in fait["dit"]
        if a_plat(mots) not in a_plat(article.texte)
    ]
    assert manquent == []


def test_every_fact_has_its_words(articles: dict[str, Article]) -> None:
    assert [
        a.id for a in articles.values() if not a.entete["faits"] or not all(f["dit"] for f in a.entete["faits"])
    ] == []


def test_every_article_has_a_source_and_a_date(articles: dict[str, Article]) -> None:
    sans_source = [a.id for a in articles.values() if not a.entete["sources"] or not all(a.entete["sources"])]
    sans_date = [a.id for a in articles.values() if not isinstance(a.entete["verifie_le"], datetime.date)]
    assert (sans_source, sans_date) == ([], [])


def test_every_article_is_asked_in_many_ways(articles: dict[str, Article]) -> None:
    peu = {
        a.id: len(set(a.entete["exemples"]))
        for a in articles.values()
        if len(set(a.entete["exemples"])) < EXEMPLES_AU_MOINS
    }
    assert peu == {}


def test_related_articles_exist(articles: dict[str, Article]) -> None:
    inconnus = [
        f"{article.id} → {autre}"
        for article in articles.values()
        for autre in article.entete["voir_aussi"]
        if autre not in articles or autre == article.id
    ]
    assert inconnus == []


def test_the_operation_of_an_article_exists(
    articles: dict[str, Article], operations: dict[str, dict[str, Any]]
) -> None:
    inconnues = [
        f"{article.id} → {article.entete['operation']}"
        for article in articles.values()
        if article.entete.get("operation") not in {None, *operations}
    ]
    assert inconnues == []


def test_every_question_is_whole(articles: dict[str, Article]) -> None:
    """An unquoted « # » of #Avenir starts a YAML comment, and the rest of the line is lost."""
    assert [article.id for article in articles.values() if not article.entete["question"].endswith("?")] == []
