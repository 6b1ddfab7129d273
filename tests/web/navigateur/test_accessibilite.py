"""Every page and every state of the assistant before axe, levels A and AA of WCAG 2.2, and under a large text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

Ouvrir = Callable[..., Page]
NIVEAUX = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "/",
    "/questions",
    "/questions?q=code",
    "/questions?q=zzz",
    "/questions/contacts",
    "/actualites",
    "/sujets-utiles",
    "/webinaires",
    "/comptes",
    "/courriels",
    "/accessibilite",
    "/donnees-personnelles",
    "/nulle-part",
]


def ecarts(page: Page) -> list[str]:
    """What axe finds wrong, one line a rule."""
    reponse = Axe().run(page, options={"runOnly": {"type": "tag", "values": NIVEAUX}}).response
    return [f"{ecart['id']}: {ecart['nodes'][0]['html'][:120]}" for ecart in reponse["violations"]]


@pytest.mark.parametrize("adresse", PAGES)
def test_a_page_has_no_violation(ouvrir: Ouvrir, adresse: str) -> None:
    assert ecarts(ouvrir(adresse)) == []


@pytest.mark.parametrize("adresse", PAGES)
def test_a_page_fits_320_pixels(ouvrir: Ouvrir, adresse: str) -> None:
    page = ouvrir(adresse)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("largeur", [1280, 320])
def test_the_assistant_has_no_violation_in_any_state(ouvrir: Ouvrir, largeur: int) -> None:
    page = ouvrir(assistant=True)
    page.set_viewport_size({"width": largeur, "height": 720})
    assert ecarts(page) == []
    for texte in ("combien de temps pr mes codes", "contact", "une réunion le 12", "oui"):
        page.get_by_label("Votre message").fill(texte)
        page.keyboard.press("Enter")
    expect(page.locator(".ak-numero")).to_be_visible()
    assert ecarts(page) == []
    page.get_by_role("button", name="Menu").click()
    assert ecarts(page) == []
    page.get_by_role("button", name="Se connecter").click()
    assert ecarts(page) == []


def test_at_twice_the_size_everything_is_still_reached(ouvrir: Ouvrir) -> None:
    page = ouvrir(assistant=True)
    page.set_viewport_size({"width": 640, "height": 430})  # what 200 % leaves of 1280 × 860
    for nom in ("Menu", "Fermer l’assistant", "Envoyer"):
        expect(page.get_by_role("button", name=nom)).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
