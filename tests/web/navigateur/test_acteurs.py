"""In a browser: someone plays the other parties; two pages talk to each other, the user's and the hotline's."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from engine.kit.acteurs import Acteur, Role
from engine.kit.door import execute
from tests.engine.conftest import sqlite_template
from tests.web.conversations.conftest import Serveur
from tests.web.demo.conftest import demonstration, demonstration_semee
from tests.web.navigateur.conftest import BUREAU, TELEPHONE
from tests.web.navigateur.test_accessibilite import ecarts

__all__ = ["demonstration", "demonstration_semee", "sqlite_template"]

PATIENCE = 30_000


@pytest.fixture
def hotline(chromium: Browser) -> Iterator[BrowserContext]:
    """Another browser, on the hotline's desk."""
    contexte = chromium.new_context(viewport=BUREAU, locale="fr-FR", reduced_motion="reduce")
    yield contexte
    contexte.close()


def test_the_plateforme_accepts_and_the_code_expires(visiteur: BrowserContext, demonstration: Serveur) -> None:
    page = visiteur.new_page()
    page.goto(f"{demonstration.url}/acteurs")
    plateforme = page.get_by_role("region", name="Plateforme nationale")
    plateforme.get_by_role("button", name="Accepter").click()
    expect(plateforme.get_by_role("status")).to_contain_text("Reçu R-2027-", timeout=PATIENCE)
    expect(plateforme).to_contain_text("Aucune adhésion ne l’attend.")
    page.get_by_role("button", name="Dans trois jours").click()
    expect(page.locator("#heure")).to_contain_text("vendredi 15 janvier 2027", timeout=PATIENCE)
    expect(page.get_by_role("region", name="L’horloge").get_by_role("status")).to_contain_text("Nous sommes le")


def test_each_prescriber_has_its_own_people(visiteur: BrowserContext, demonstration: Serveur) -> None:
    """With the keyboard alone: validate an enrolment, then place someone."""
    page = visiteur.new_page()
    page.goto(f"{demonstration.url}/acteurs")
    cap_emploi = page.get_by_role("region", name="Prescripteur Cap emploi")
    expect(cap_emploi).to_contain_text("Hugo Marchand")
    expect(page.get_by_role("region", name="Prescripteur mission locale")).not_to_contain_text("Hugo Marchand")
    cap_emploi.get_by_role("button", name="Valider").first.press("Enter")
    issue = cap_emploi.get_by_role("status")
    expect(issue).to_contain_text("est validée par OUIFORM", timeout=PATIENCE)
    expect(cap_emploi).not_to_contain_text("Hugo Marchand (")
    cap_emploi.locator("summary", has_text="Inscrire un candidat").press("Enter")
    for champ, valeur in (("Numéro du demandeur", "7777777D"), ("Prénom", "Paul"), ("Nom", "Roy")):
        cap_emploi.get_by_label(champ, exact=champ != "Numéro du demandeur").first.fill(valeur)
    cap_emploi.get_by_role("button", name="Inscrire un candidat").press("Enter")
    expect(issue).to_contain_text("Paul Roy a une place", timeout=PATIENCE)


def test_a_refusal_says_what_to_do_next(visiteur: BrowserContext, demonstration: Serveur) -> None:
    page = visiteur.new_page()
    page.goto(f"{demonstration.url}/acteurs")
    demandeur = page.get_by_role("region", name="Demandeur d’emploi")
    demandeur.locator("summary", has_text="Libérer sa place").click()
    demandeur.get_by_role("button", name="Libérer sa place").click()
    expect(demandeur.get_by_role("status")).to_contain_text("Refusé.", timeout=PATIENCE)


def test_the_pages_fit_a_phone_and_have_no_violation(visiteur: BrowserContext, demonstration: Serveur) -> None:
    for adresse in ("/acteurs", "/console", "/attestations?code=INCONNU", "/invitations/essai"):
        page = visiteur.new_page()
        page.set_viewport_size(TELEPHONE)
        page.goto(demonstration.url + adresse)
        assert ecarts(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), adresse


def test_a_person_answers_in_the_widget_then_the_assistant_takes_over(
    visiteur: BrowserContext, hotline: BrowserContext, demonstration: Serveur
) -> None:
    page = visiteur.new_page()
    page.goto(demonstration.url)
    page.get_by_role("button", name="Poser une question").click()
    dire(page, "mon devis est bloqué")
    expect(page.locator(".ak-repond:not(.ak-frappe)").last).to_contain_text("J’ai lu", timeout=PATIENCE)
    demander_quelqu_un(demonstration, page)
    expect(page.locator(".ak-personne")).to_contain_text("vous êtes à la place 1", timeout=PATIENCE)

    console = hotline.new_page()
    console.goto(f"{demonstration.url}/console")
    console.get_by_role("button", name="Entrer comme Nadia Hotline").click()
    console.locator("#file").get_by_role("button", name="Prendre").click()
    expect(console.locator("#fil")).to_contain_text("mon devis est bloqué", timeout=PATIENCE)
    expect(page.locator(".ak-personne")).to_contain_text("Nadia Hotline, de la hotline, vous répond", timeout=PATIENCE)

    dire(page, "bonjour, vous voyez mon devis ?")
    expect(console.locator("#fil")).to_contain_text("vous voyez mon devis", timeout=PATIENCE)
    assert ecarts(console) == []
    console.get_by_label("Votre réponse").fill("Oui, je le débloque.")
    console.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.locator(".ak-tour").last).to_contain_text("Oui, je le débloque.", timeout=PATIENCE)
    expect(page.locator(".ak-auteur").last).to_contain_text("Nadia Hotline")

    console.get_by_role("button", name="Rendre à l’assistant").click()
    expect(page.locator(".ak-tour").last).to_contain_text("Je reprends la conversation", timeout=PATIENCE)
    expect(page.locator(".ak-personne")).to_be_empty()
    avant = page.locator(".ak-fil").inner_text()
    page.reload()
    expect(page.locator(".ak-tour").last).to_contain_text("Je reprends la conversation", timeout=PATIENCE)
    assert page.locator(".ak-fil").inner_text() == avant

    page.get_by_role("button", name="Réponse pas utile").first.click()
    page.get_by_role("button", name="Incomplet").click()
    expect(page.locator(".ak-avis").first).to_contain_text("Merci, c’est noté.", timeout=PATIENCE)
    console.locator("#avis summary").click()
    expect(console.locator("#totaux")).to_contain_text("Incomplet (1)", timeout=PATIENCE)
    assert ecarts(console) == []
    dire(page, "merci")
    expect(page.locator(".ak-repond:not(.ak-frappe)").last).to_contain_text("J’ai lu : merci", timeout=PATIENCE)


def dire(page: Page, texte: str) -> None:
    page.get_by_label("Votre message").fill(texte)
    page.keyboard.press("Enter")


def demander_quelqu_un(serveur: Serveur, page: Page) -> None:
    """What the dialogue does once the user has said yes; the bot is a stand-in here."""
    conversation = page.evaluate("JSON.parse(localStorage.getItem('kairos.conversation')).id")
    acteur = Acteur(id=f"visiteur:{conversation}", role=Role.VISITEUR, nom="Visiteur", conversation=conversation)
    execute(serveur.app.state.socle, "parler-a-un-conseiller", {"sujet": "mon devis"}, acteur)


def test_an_old_invitation_says_what_to_do(visiteur: BrowserContext, demonstration: Serveur) -> None:
    page = visiteur.new_page()
    page.goto(f"{demonstration.url}/invitations/un-vieux-lien")
    page.get_by_role("textbox", name="Mot de passe").fill("une phrase assez longue")
    page.get_by_role("textbox", name="Le même, encore une fois").fill("une autre phrase")
    page.get_by_role("button", name="Enregistrer mon mot de passe").click()
    expect(page.get_by_role("status").first).to_contain_text("ne sont pas les mêmes")
    page.get_by_role("textbox", name="Le même, encore une fois").fill("une phrase assez longue")
    page.get_by_role("button", name="Enregistrer mon mot de passe").click()
    expect(page.locator("#issue")).to_contain_text("Demandez une nouvelle invitation", timeout=PATIENCE)
