"""What people think of an answer, said under it: with a finger, with the keyboard, without a connection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.web.navigateur.conftest import TELEPHONE
from tests.web.navigateur.remplacant import Remplacant
from tests.web.navigateur.test_accessibilite import ecarts
from tests.web.navigateur.test_assistant import dire

Ouvrir = Callable[..., Page]


def gardes(api: Remplacant) -> list[dict[str, Any] | None]:
    """What the server keeps, turn by turn."""
    return [tour.get("avis") for tours in api.conversations.values() for tour in tours]


def test_a_useful_answer_is_said_with_the_keyboard_and_taken_back(ouvrir: Ouvrir, api: Remplacant) -> None:
    page = ouvrir(assistant=True)
    assert page.locator(".ak-pouce").count() == 0  # the greeting is no answer
    dire(page, "contact")
    utile = page.get_by_role("button", name="Réponse utile")
    expect(utile).to_have_attribute("aria-pressed", "false")
    utile.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ak-avis").get_by_role("status")).to_have_text("Merci, c’est noté.")
    expect(utile).to_have_attribute("aria-pressed", "true")
    expect(utile).to_be_focused()
    assert gardes(api) == [{"avis": "utile"}]
    page.reload()
    expect(utile).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Poser une question").click()
    utile.press("Space")
    expect(page.locator(".ak-avis").get_by_role("status")).to_have_text("Votre avis est retiré.")
    assert gardes(api) == [None]


def test_a_useless_one_says_why_on_a_phone(ouvrir: Ouvrir, api: Remplacant) -> None:
    page = ouvrir(assistant=True)
    page.set_viewport_size(TELEPHONE)
    dire(page, "contact")
    page.get_by_role("button", name="Réponse utile").click()
    page.get_by_role("button", name="Réponse pas utile").click()
    expect(page.get_by_role("button", name="Réponse utile")).to_have_attribute("aria-pressed", "false")
    raison = page.get_by_role("button", name="Incomplet")
    raison.click()
    expect(raison).to_have_attribute("aria-pressed", "true")
    cibles = [bouton.bounding_box() for bouton in page.locator(".ak-avis button").all()]
    assert [cible for cible in cibles if cible and min(cible["width"], cible["height"]) < 44] == []
    assert page.evaluate("document.documentElement.scrollWidth") == TELEPHONE["width"]
    assert ecarts(page) == []
    page.get_by_label("Un mot de plus").fill("Il manque l’adresse.")
    page.get_by_role("button", name="Ajouter ce mot").click()
    expect(page.get_by_role("button", name="Incomplet")).to_be_hidden()
    expect(page.locator(".ak-avis").get_by_role("status")).to_have_text("Merci, c’est noté.")
    assert gardes(api) == [{"avis": "pas-utile", "raison": "incomplet", "commentaire": "Il manque l’adresse."}]


def test_without_a_connection_it_waits_and_leaves_once_back(
    ouvrir: Ouvrir, api: Remplacant, visiteur: BrowserContext
) -> None:
    page = ouvrir(assistant=True)
    dire(page, "contact")
    expect(page.get_by_role("button", name="Réponse utile")).to_be_visible()
    visiteur.set_offline(True)
    page.get_by_role("button", name="Réponse utile").click()
    expect(page.locator(".ak-avis").get_by_role("status")).to_contain_text("partira dès que possible")
    assert gardes(api) == [None]
    visiteur.set_offline(False)
    expect(page.locator(".ak-avis").get_by_role("status")).to_have_text("Merci, c’est noté.")
    assert gardes(api) == [{"avis": "utile"}]


def test_what_a_person_says_is_not_judged(ouvrir: Ouvrir, api: Remplacant) -> None:
    page = ouvrir(assistant=True)
    dire(page, "contact")
    expect(page.locator(".ak-avis")).to_have_count(1)
    for tours in api.conversations.values():
        message = {"texte": "Ici Nadia.", "boutons": [], "sources": [], "auteur": "Nadia"}
        tours.append({"id": "n", "texte": "", "recu_le": "", "repondu_le": "", "messages": [message]})
    expect(page.get_by_text("Ici Nadia.").first).to_be_visible()
    expect(page.locator(".ak-avis")).to_have_count(1)
