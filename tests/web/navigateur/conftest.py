"""A browser for the tests: Debian's chromium, without a window, cut from the outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.web.navigateur.remplacant import Remplacant, servir

CHROMIUM = "/usr/bin/chromium"
OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TELEPHONE = {"width": 320, "height": 640}
BUREAU = {"width": 1280, "height": 860}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Closed with the module: its event loop, left running in this thread, would keep DBOS from starting elsewhere."""
    with sync_playwright() as playwright:
        navigateur = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield navigateur
        navigateur.close()


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Remplacant]:
    """The pages, with the stand-in of the conversation API behind them."""
    with servir(tmp_path) as remplacant:
        yield remplacant


@pytest.fixture
def visiteur(chromium: Browser) -> Iterator[BrowserContext]:
    """Someone's browser on a desk; a page error of any of its tabs fails the test."""
    contexte = chromium.new_context(viewport=BUREAU, locale="fr-FR", reduced_motion="reduce")
    erreurs: list[str] = []
    contexte.on("weberror", lambda erreur: erreurs.append(str(erreur.error)))
    contexte.on(
        "console", lambda ligne: erreurs.append(ligne.text) if "Content Security Policy" in ligne.text else None
    )
    yield contexte
    contexte.close()
    assert erreurs == []


@pytest.fixture
def ouvrir(visiteur: BrowserContext, api: Remplacant) -> Callable[..., Page]:
    """Open a page of the site in a new tab; with `assistant=True`, the assistant too."""

    def ouvrir(adresse: str = "/", *, assistant: bool = False) -> Page:
        page = visiteur.new_page()
        page.goto(api.url + adresse)
        if assistant:
            page.get_by_role("button", name="Poser une question").click()
        return page

    return ouvrir
