"""The assistant in a real browser: what someone sees, types, presses, loses and finds again."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.web.navigateur.conftest import TELEPHONE
from tests.web.navigateur.remplacant import Remplacant

Ouvrir = Callable[..., Page]
REPONSES = ".ak-tour .ak-repond:not(.ak-frappe)"
SOUCI = ".ak-tour .ak-souci"
MESSAGES = "**/api/v1/conversations/*/messages"


def dire(page: Page, texte: str) -> None:
    page.get_by_label("Votre message").fill(texte)
    page.keyboard.press("Enter")


def dits(page: Page) -> list[str]:
    """The transcript's own messages, as shown."""
    return [bulle.inner_text().removeprefix("Vous\u00a0:").strip() for bulle in page.locator(".ak-dit").all()]


def test_a_question_typed_without_accents_is_answered_with_its_source(ouvrir: Ouvrir) -> None:
    page = ouvrir(assistant=True)
    dire(page, "combien de temps pr valider mes codes recus")
    expect(page.get_by_text("Les samedis et dimanches comptent.").first).to_be_visible()
    source = page.locator(".ak-sources")
    expect(source).not_to_have_attribute("open", "")
    source.locator("summary").click()
    source.get_by_role("link", name="Lire la fiche complète").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Combien de temps")


def test_a_popular_question_opens_the_assistant_and_asks_it(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    page.get_by_role("link", name="Combien de temps ai-je").click()
    expect(page.locator(".ak-dit")).to_contain_text("Combien de temps ai-je")
    expect(page.locator(REPONSES).last).to_be_visible()


def test_an_operation_is_done_with_the_keyboard_alone(ouvrir: Ouvrir, api: Remplacant) -> None:
    page = ouvrir()
    page.get_by_role("button", name="Poser une question").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("une reunion")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("le 12 a rouen")
    page.keyboard.press("Enter")
    expect(page.locator(".ak-recap dt").first).to_have_text("Session")
    expect(page.locator(".ak-recap dd").last).to_have_text("20")
    while page.evaluate("document.activeElement.textContent") != "Oui, j’enregistre":
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".ak-numero")).to_have_text("R-2027-000042")
    expect(page.locator(".ak-avertissement")).to_contain_text("Sans référencement qualité")
    assert api.actes == ["une reunion\nle 12 a rouen", "Oui, j’enregistre"]


def test_escape_closes_and_gives_the_focus_back(ouvrir: Ouvrir) -> None:
    page = ouvrir(assistant=True)
    expect(page.get_by_label("Votre message")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Poser une question")).to_be_focused()
    lien = page.get_by_role("link", name="Demander l’adhésion")
    lien.press("Enter")
    page.keyboard.press("Escape")
    expect(lien).to_be_focused()


def test_buttons_of_the_past_no_longer_act_and_say_what_was_chosen(ouvrir: Ouvrir, api: Remplacant) -> None:
    page = ouvrir(assistant=True)
    dire(page, "une réunion le 12")
    page.get_by_role("button", name="Oui, j’enregistre").click()
    expect(page.locator(".ak-numero")).to_be_visible()
    ancien = page.get_by_role("button", name="Non", exact=True)
    expect(ancien).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_role("button", name="Oui, j’enregistre (votre choix)")).to_be_visible()
    ancien.click(force=True)
    expect(page.get_by_role("button", name="Inscrire un candidat")).to_have_attribute("aria-disabled", "false")
    assert len(api.actes) == 2


def test_what_is_typed_is_text_and_never_markup(ouvrir: Ouvrir) -> None:
    page = ouvrir(assistant=True)
    texte = "<img src=x onerror=alert(1)><b>gras</b> ﹤script﹥"
    dire(page, texte)
    expect(page.locator(REPONSES).last).to_have_text(f"Vous avez dit : {texte}")
    assert page.locator(".ak-fil img, .ak-fil b").count() == 0


def test_addresses_e_mails_phones_and_lists_are_rendered(ouvrir: Ouvrir) -> None:
    page = ouvrir(assistant=True)
    dire(page, "contact")
    reponse = page.locator(REPONSES).last
    expect(reponse.get_by_role("listitem")).to_have_count(2)
    adresses = [lien.get_attribute("href") for lien in reponse.get_by_role("link").all()]
    assert adresses == [
        "mailto:kairos.normandie@pole-emploi.fr",
        "tel:0972720070",
        "https://www.actuformation.pole-emploi.org/",
    ]


def test_the_history_is_there_after_a_reload(ouvrir: Ouvrir, api: Remplacant) -> None:
    page = ouvrir(assistant=True)
    dire(page, "bonjour")
    dire(page, "contact")
    expect(page.locator(REPONSES)).to_have_count(2)
    page.reload()
    expect(page.locator(REPONSES)).to_have_count(2)
    assert dits(page) == ["bonjour", "contact"]
    assert page.locator("[aria-live=polite]").inner_text() == ""
    assert api.actes == ["bonjour", "contact"]


def test_two_tabs_stay_in_step(ouvrir: Ouvrir, api: Remplacant) -> None:
    premier = ouvrir(assistant=True)
    dire(premier, "bonjour")
    expect(premier.locator(REPONSES)).to_have_count(1)
    second = ouvrir(assistant=True)
    expect(second.locator(".ak-dit")).to_have_count(1)
    dire(second, "une réunion le 12")
    expect(premier.locator(".ak-recap")).to_be_visible()
    premier.get_by_role("button", name="Oui, j’enregistre").click()
    expect(second.locator(".ak-numero")).to_have_text("R-2027-000042")
    assert dits(premier) == dits(second) == ["bonjour", "une réunion le 12", "Oui, j’enregistre"]
    assert len(api.actes) == 3


def test_a_message_typed_without_network_leaves_when_it_is_back_and_acts_once(
    ouvrir: Ouvrir, visiteur: BrowserContext, api: Remplacant
) -> None:
    page = ouvrir(assistant=True)
    dire(page, "bonjour")
    expect(page.locator(REPONSES)).to_have_count(1)
    visiteur.set_offline(True)
    dire(page, "une réunion le 12")
    expect(page.locator(SOUCI)).to_contain_text("Pas de connexion")
    visiteur.set_offline(False)
    expect(page.locator(".ak-recap")).to_be_visible()
    expect(page.locator(SOUCI)).to_have_count(0)
    assert api.actes == ["bonjour", "une réunion le 12"]


def test_one_may_try_again_at_once(ouvrir: Ouvrir, api: Remplacant) -> None:
    page = ouvrir(assistant=True)
    page.route(MESSAGES, lambda route: route.abort())
    dire(page, "bonjour")
    reessayer = page.get_by_role("button", name="Réessayer")
    expect(reessayer).to_be_visible()
    page.unroute(MESSAGES)
    reessayer.click()
    expect(page.locator(REPONSES)).to_have_text("Vous avez dit : bonjour")
    assert api.actes == ["bonjour"]


def test_an_answer_lost_on_the_way_is_asked_again_under_the_same_id(ouvrir: Ouvrir, api: Remplacant) -> None:
    page = ouvrir(assistant=True)
    coupures = iter([True, True, False])

    def couper(route: Route) -> None:
        if route.request.method == "POST" and next(coupures, False):
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route(MESSAGES, couper)
    dire(page, "oui")
    expect(page.locator(".ak-numero")).to_be_visible()
    expect(page.locator(".ak-dit")).to_have_count(1)
    assert api.actes == ["oui"]
    assert len(set(api.appels)) == 1


def test_a_message_not_answered_survives_a_reload(ouvrir: Ouvrir, api: Remplacant) -> None:
    page = ouvrir(assistant=True)
    page.route(MESSAGES, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    dire(page, "une réunion le 12")
    expect(page.locator(SOUCI)).to_be_visible()
    page.unroute(MESSAGES)
    page.reload()
    expect(page.locator(".ak-recap")).to_be_visible()
    assert api.actes == ["une réunion le 12"]


def test_a_secret_is_never_shown_nor_kept_by_the_browser(ouvrir: Ouvrir, api: Remplacant) -> None:
    page = ouvrir(assistant=True)
    dire(page, "j’ai reçu mon code provisoire")
    expect(page.get_by_placeholder("Votre code, masqué à l’écran")).to_be_visible()
    api.delai = 0.5
    dire(page, "K7M2-P4RT")
    garde = page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert "K7M2" not in garde
    expect(page.locator(".ak-dit").last).to_contain_text("••••")
    expect(page.locator(".ak-frappe")).to_have_count(0)
    assert api.actes[-1] == "K7M2-P4RT"
    assert "K7M2" not in page.locator(".ak-dit").last.inner_text()


def test_two_thousand_characters_and_not_one_more(ouvrir: Ouvrir, api: Remplacant) -> None:
    page = ouvrir(assistant=True)
    dire(page, "é" * 2_001)
    expect(page.locator(".ak-lettres")).to_contain_text("raccourcissez de 1")
    assert api.actes == []
    dire(page, "é" * 2_000)
    expect(page.locator(REPONSES)).to_have_count(1)
    assert [len(acte) for acte in api.actes] == [2_000]


def test_signing_in_begins_a_conversation_and_signing_out_forgets_it(ouvrir: Ouvrir) -> None:
    page = ouvrir(assistant=True)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("button", name="Claire Leroy").click()
    expect(page.get_by_label("Identifiant")).to_have_value("rgc")
    expect(page.get_by_role("button", name="Se connecter")).to_be_focused()
    page.get_by_label("Mot de passe").fill("faux")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("inconnu")
    page.get_by_label("Mot de passe").fill("demo")
    page.keyboard.press("Enter")
    expect(page.locator(".ak-qui")).to_have_text("Claire Petit, RGC")
    expect(page.get_by_label("Votre message")).to_be_focused()
    dire(page, "bonjour")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.locator(".ak-tour")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_erasing_asks_first_then_leaves_nothing(ouvrir: Ouvrir, api: Remplacant) -> None:
    page = ouvrir(assistant=True)
    dire(page, "bonjour")
    expect(page.locator(REPONSES)).to_have_count(1)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Effacer la conversation").click()
    assert len(api.conversations) == 1
    page.get_by_role("button", name="Oui, effacer tous les messages").click()
    expect(page.locator(".ak-tour")).to_have_count(0)
    expect(page.locator(".ak-accueil")).to_be_visible()
    assert api.conversations == {}


def test_a_conversation_the_server_forgot_gives_way_to_a_new_one(ouvrir: Ouvrir, api: Remplacant) -> None:
    page = ouvrir(assistant=True)
    dire(page, "bonjour")
    expect(page.locator(REPONSES)).to_have_count(1)
    api.conversations.clear()
    page.reload()
    expect(page.locator(".ak-accueil")).to_be_visible()
    dire(page, "contact")
    expect(page.locator(REPONSES)).to_have_count(1)


def test_on_a_phone_the_assistant_fills_the_screen_without_sideways_scroll(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    page.get_by_role("button", name="Poser une question").click()
    assert page.locator("#ak-panneau").bounding_box() == {"x": 0, "y": 0, **TELEPHONE}
    dire(page, "oui")
    expect(page.locator(".ak-numero")).to_be_visible()
    assert page.locator(".ak-fil").evaluate("fil => fil.scrollWidth <= fil.clientWidth")
    assert page.locator("main").evaluate("page => page.inert")
    page.keyboard.press("Escape")
    assert not page.locator("main").evaluate("page => page.inert")


def test_an_answer_is_announced_once(ouvrir: Ouvrir) -> None:
    page = ouvrir(assistant=True)
    dire(page, "une réunion le 12")
    annonce = page.locator(".ak-lecture-seule[aria-live=polite]")
    expect(annonce).to_contain_text("Réponses proposées : Oui, j’enregistre, Non.")
    expect(annonce.locator("p")).to_have_count(1)
    assert page.get_by_role("log").get_attribute("aria-live") == "off"


def test_a_late_answer_is_said_to_be_late(ouvrir: Ouvrir, api: Remplacant) -> None:
    page = ouvrir(assistant=True)
    dire(page, "bonjour")
    expect(page.locator(REPONSES)).to_have_count(1)
    page.reload()  # the flux is open once the history is there
    expect(page.locator(REPONSES)).to_have_count(1)
    api.delai, api.patience = 1.0, "Je redémarre, votre message est gardé."
    dire(page, "contact")
    expect(page.locator(".ak-frappe")).to_contain_text("votre message est gardé")
    expect(page.locator(REPONSES)).to_have_count(2)
