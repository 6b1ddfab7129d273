"""The pages: every article has its own, with its sources; one finds it again by its words; errors are pages too."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from engine.settings import Settings
from web.site.articles import THEMES, Articles, rendre
from web.site.pages import installer_site

RACINE = Path(__file__).resolve().parents[3]
ARTICLES = Articles(RACINE / "knowledge")


def site(var: Path, *, demo: bool = True) -> TestClient:
    app = FastAPI()
    installer_site(app, Settings(var=var, database_url="", secret="essai", demo=demo))

    @app.get("/panne")
    def panne() -> None:
        raise RuntimeError("détail qui ne regarde personne")

    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[TestClient]:
    with site(tmp_path) as client:
        yield client


def test_every_article_has_its_page_with_sources_and_neighbours(page: TestClient) -> None:
    for article in ARTICLES.par_id.values():
        reponse = page.get(f"/questions/{article.id}")
        assert reponse.status_code == 200, article.id
        for voisin in article.voir_aussi:
            assert f'href="/questions/{voisin}"' in reponse.text
        assert "Vérifié le" in reponse.text


def test_every_article_is_listed_under_a_theme(page: TestClient) -> None:
    liste = page.get("/questions").text
    assert {article.theme for article in ARTICLES.par_id.values()} <= set(THEMES)
    assert all(f'href="/questions/{id_}"' in liste for id_ in ARTICLES.par_id)


@pytest.mark.parametrize(
    ("demande", "article"),
    [
        ("numero de la hotline", "contacts"),
        ("72h", "identifiants-72h"),
        ("code expiré", "identifiants-provisoires-expires"),
        ("assiduité du mois", "assiduite-du-mois"),
        ("CERTIFICAT D’INSCRIPTION", "certificat-inscription"),
    ],
)
def test_one_finds_an_article_by_its_words(demande: str, article: str) -> None:
    assert article in [trouve.id for trouve in ARTICLES.chercher(demande)[:3]]


def test_nothing_is_found_without_a_word(page: TestClient) -> None:
    assert ARTICLES.chercher("de la xyzzy") == []
    assert "Aucune réponse" in page.get("/questions", params={"q": "xyzzy"}).text


def test_what_is_searched_is_shown_as_text(page: TestClient) -> None:
    reponse = page.get("/questions", params={"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in reponse
    assert "&lt;script&gt;" in reponse


def test_an_article_renders_paragraphs_lists_and_links() -> None:
    html = rendre("Écrivez :\n- à a@b.fr\n- ou au 09 72 72 00 70\n\nVoir https://exemple.fr/a?b=1. <b>")
    assert html == (
        '<p>Écrivez :</p>\n<ul><li>à <a href="mailto:a@b.fr">a@b.fr</a></li>'
        '<li>ou au <a href="tel:0972720070">09 72 72 00 70</a></li></ul>\n'
        '<p>Voir <a href="https://exemple.fr/a?b=1">https://exemple.fr/a?b=1</a>. &lt;b&gt;</p>'
    )


def test_a_page_that_does_not_exist_says_where_to_go(page: TestClient) -> None:
    for adresse in ("/nulle-part", "/questions/nulle-part", "/courriels/nulle-part", "/static/nulle-part.css"):
        reponse = page.get(adresse)
        assert reponse.status_code == 404
        assert "Cette page n’existe pas" in reponse.text


def test_a_failure_shows_no_trace(page: TestClient) -> None:
    reponse = page.get("/panne")
    assert reponse.status_code == 500
    assert "C’est de notre fait" in reponse.text
    assert "RuntimeError" not in reponse.text
    assert "détail" not in reponse.text


def test_the_api_answers_its_errors_in_its_own_way(page: TestClient) -> None:
    reponse = page.get("/api/v1/nulle-part")
    assert reponse.status_code == 404
    assert reponse.headers["content-type"].startswith("application/")


def ecrire_courriel(dossier: Path, nom: str, objet: str, envoi: str, texte: str) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "kairos@exemple.fr", "rgc@exemple.fr"
    message["Subject"], message["Date"] = objet, envoi
    message.set_content(texte)
    dossier.mkdir(exist_ok=True)
    (dossier / f"{nom}.eml").write_bytes(message.as_bytes())


def test_sent_e_mails_are_shown_the_most_recent_first(page: TestClient, tmp_path: Path) -> None:
    assert "Aucun courriel" in page.get("/courriels").text
    dossier = tmp_path / "courriels"
    ecrire_courriel(dossier, "n-1", "Votre demande d’adhésion", "Wed, 06 Jan 2027 09:00:00 +0000", "Référence : A-12")
    ecrire_courriel(dossier, "n-2", "Vos codes <provisoires>", "Wed, 06 Jan 2027 10:30:00 +0000", "Bonjour,\n\nVoici.")
    liste = page.get("/courriels").text
    assert liste.index("Vos codes &lt;provisoires&gt;") < liste.index("Votre demande d’adhésion")
    assert "mercredi 6 janvier 2027 à 11\u00a0h\u00a030" in liste
    assert "<p>Voici.</p>" in page.get("/courriels/n-2").text


def test_the_name_of_an_e_mail_never_leaves_the_folder(page: TestClient, tmp_path: Path) -> None:
    ecrire_courriel(tmp_path, "dehors", "Dehors", "Wed, 06 Jan 2027 09:00:00 +0000", "non")
    (tmp_path / "courriels").mkdir()
    for nom in ("..%2Fdehors", "%2e%2e%2fdehors", "../dehors"):
        assert page.get(f"/courriels/{nom}").status_code == 404


def test_outside_the_demo_neither_e_mails_nor_accounts_are_shown(tmp_path: Path) -> None:
    with site(tmp_path, demo=False) as client:
        assert client.get("/courriels").status_code == 404
        assert client.get("/comptes").status_code == 404
        assert client.get("/comptes.json").json() == []
        assert "Démonstration" not in client.get("/").text


def test_nothing_of_a_page_comes_from_elsewhere_nor_is_inline(page: TestClient) -> None:
    for adresse in ("/", "/questions", "/questions/contacts", "/accessibilite", "/comptes"):
        html = page.get(adresse).text
        assert 'style="' not in html
        assert "<style" not in html
        assert " onclick=" not in html
        assert 'src="http' not in html
        assert '<link rel="stylesheet" href="http' not in html


def test_the_assistant_weighs_less_than_fifty_kilobytes(page: TestClient) -> None:
    fichiers = list((RACINE / "web" / "widget").iterdir())
    assert sum(len(gzip.compress(fichier.read_bytes())) for fichier in fichiers) < 50 * 1024
