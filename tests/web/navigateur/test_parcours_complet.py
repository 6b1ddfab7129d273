"""The whole assistant, from the first word typed in a browser to the row in the database, and after a restart."""

from __future__ import annotations

import sqlite3

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pile import Pile
from tests.web.navigateur.conftest import BUREAU

REPONSES = ".ak-tour .ak-repond:not(.ak-frappe)"
PATIENCE = 60_000
LIEU = "12 rue des Carmes, Rouen"


def dire(page: Page, texte: str) -> None:
    """Type a message and wait until it is answered."""
    page.get_by_label("Votre message").fill(texte)
    page.keyboard.press("Enter")
    attendre_reponse(page)


def choisir(page: Page, titre: str) -> None:
    """Press the button of the last turn whose title contains `titre`."""
    page.locator(".ak-tour").last.get_by_role("button", name=titre).click()
    attendre_reponse(page)


def attendre_reponse(page: Page) -> None:
    expect(page.locator(".ak-frappe")).to_have_count(0, timeout=PATIENCE)
    expect(page.locator(".ak-tour").last.locator(REPONSES.split(" ", 1)[1]).first).to_be_visible(timeout=PATIENCE)


def transcription(page: Page) -> list[str]:
    return [bulle.inner_text() for bulle in page.locator(".ak-tour .ak-bulle").all()]


def places_des_rics(pile: Pile) -> list[int]:
    """Places of the RIC held at `LIEU` on 12 January 2027 at 14 h in Paris, as the database keeps them."""
    demande = "SELECT places FROM rdv WHERE modalite = 'ric' AND lieu = ? AND debut LIKE '2027-01-12 13:00%'"
    with sqlite3.connect(pile.var / "kairos.db") as base:
        return [int(places) for (places,) in base.execute(demande, (LIEU,))]


@pytest.mark.timeout(600)
def test_from_a_question_to_a_receipt_and_after_a_restart(chromium: Browser, pile: Pile) -> None:
    contexte = chromium.new_context(viewport=BUREAU, locale="fr-FR")
    page = contexte.new_page()
    page.goto(pile.url)
    page.get_by_role("button", name="Poser une question").click()
    dire(page, "jusqua quand valider lidentifiant et le mot de passe provisoires")
    expect(page.locator(REPONSES).last).to_contain_text("72 heures")
    expect(page.locator(".ak-sources summary")).to_contain_text("Présentation KAIROS")

    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("button", name="Sophie Bernard").click()
    page.keyboard.press("Enter")
    expect(page.locator(".ak-qui")).to_contain_text("Sophie Bernard", timeout=PATIENCE)

    dire(page, "a quoi sert une ric")
    choisir(page, "Programmer une réunion")
    choisir(page, "CAP Cuisine")
    dire(page, "mardi 12 janvier 2027 a 14h")
    dire(page, LIEU)
    dire(page, "17")
    recap = page.locator(".ak-recap").last
    expect(recap).to_contain_text("12 janvier 2027")
    expect(recap).to_contain_text("17")
    assert places_des_rics(pile) == []

    dire(page, "oui")
    expect(page.locator(".ak-numero")).to_contain_text("R-2027-")
    assert places_des_rics(pile) == [17]

    avant = transcription(page)
    pile.redemarrer()
    page.reload()
    expect(page.locator(".ak-numero")).to_be_visible(timeout=PATIENCE)
    assert transcription(page) == avant
    assert places_des_rics(pile) == [17]
    contexte.close()
