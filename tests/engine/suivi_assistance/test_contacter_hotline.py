"""A request to the Kairos team: what is asked, what is kept, who treats it, until when it is withdrawn."""

import base64

import pytest
import sqlalchemy as sa

from engine.kit.acteurs import Acteur
from engine.kit.door import Socle
from engine.kit.refus import DonneeManquante, DroitInsuffisant
from engine.suivi_assistance.models import CopieEcran, Ticket
from engine.suivi_assistance.refus import (
    CopieEcranIllisible,
    CopieEcranTropLourde,
    TicketDejaPris,
    TicketIntrouvable,
    TropDeTickets,
)
from engine.suivi_assistance.statuts import PassageTicketImpossible, StatutTicket
from tests.engine.monde import GRETA
from tests.engine.suivi_assistance.conftest import HOTLINE, UNE_BASE, VISITEUR, Faire, courriels, journal

VIDE = "La liste des inscrits de mardi reste vide."
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"\0" * 3000).decode()
PDF = base64.b64encode(b"%PDF-1.7 une facture").decode()


def le_ticket(socle: Socle, numero: str) -> Ticket:
    with socle.session() as db:
        return db.scalars(sa.select(Ticket).where(Ticket.numero == numero)).one()


def test_someone_signed_in_only_says_what_is_wrong(fait: Faire, socle: Socle, gestionnaire: Acteur) -> None:
    recu = fait("contacter-hotline", description=VIDE)
    numero = recu["resultat"]["ticket"]
    ticket = le_ticket(socle, numero)
    assert numero == "HK-0001"
    assert (ticket.siret, ticket.identifiant_kairos, ticket.courriel) == (GRETA, "sophie", "sophie@greta.example")
    assert recu["suite"][0]["donnees"] == {"ticket": numero}
    [ligne] = journal(socle)
    assert (ligne.evenement, ligne.objet, ligne.siret) == (
        "suivi_assistance.ticket_ouvert", f"ticket:{ticket.id}", GRETA,
    )  # fmt: skip
    [notice] = courriels(socle)
    assert notice.destinataire == "sophie@greta.example"
    assert numero in notice.sujet
    assert VIDE in notice.corps
    assert "⟦sceau:" in notice.corps


@UNE_BASE
def test_the_preview_shows_what_the_team_asks_for_and_leaves_nothing(prevu: Faire, socle: Socle) -> None:
    vue = prevu("contacter-hotline", description=VIDE, candidat="1234567a", session="14_SE_0000160070", copie_ecran=PNG)
    assert vue["recap"].splitlines() == [
        f"SIRET\u00a0: {GRETA}",
        "Identifiant de connexion KAIROS\u00a0: sophie",
        "Demandeur d’emploi concerné\u00a0: 1234567A",
        "Session concernée\u00a0: SE_0000160070",
        f"Problème rencontré\u00a0: {VIDE}",
        "Copie d’écran\u00a0: image PNG",
        "Réponse par courriel à\u00a0: sophie@greta.example",
    ]
    assert vue["donnees"]["copie_ecran"]["libelle"] == "image PNG, 3\u00a0ko"
    with socle.session() as db:
        assert db.scalars(sa.select(Ticket)).all() == []
    assert journal(socle) == []


@UNE_BASE
def test_a_visiteur_gives_an_email(fait: Faire, prevu: Faire, socle: Socle) -> None:
    assert [m["donnee"] for m in prevu("contacter-hotline", VISITEUR, description=VIDE)["manquantes"]] == ["courriel"]
    with pytest.raises(DonneeManquante):
        fait("contacter-hotline", VISITEUR, description=VIDE)
    recu = fait("contacter-hotline", VISITEUR, description=VIDE, courriel="paul@havre.example", siret=GRETA)
    ticket = le_ticket(socle, recu["resultat"]["ticket"])
    assert (ticket.siret, ticket.courriel, ticket.conversation) == (GRETA, "paul@havre.example", "conv-v")


@UNE_BASE
def test_a_secret_in_the_description_is_masked(fait: Faire, socle: Socle) -> None:
    scelle = socle.sceau.sceller("ABCD-EF23")
    numero = fait("contacter-hotline", description=f"Mon code {scelle} est refusé")["resultat"]["ticket"]
    assert le_ticket(socle, numero).description == "Mon code •••• est refusé"


@UNE_BASE
def test_a_session_that_kairos_does_not_know_may_be_the_problem(fait: Faire, socle: Socle) -> None:
    recu = fait("contacter-hotline", description="Ma session n’apparaît pas", session="SE_0000999999")
    assert le_ticket(socle, recu["resultat"]["ticket"]).session == "SE_0000999999"


def test_a_screenshot_is_known_by_its_content_and_kept(fait: Faire, socle: Socle) -> None:
    numero = fait("contacter-hotline", description=VIDE, copie_ecran=PNG)["resultat"]["ticket"]
    with socle.session() as db:
        image = db.get_one(CopieEcran, le_ticket(socle, numero).id)
    assert (image.type, len(image.contenu)) == ("image/png", 3008)
    [ligne] = journal(socle)
    assert len(ligne.texte.donnees["copie_ecran"]) == 64  # its print, never its content


@UNE_BASE
def test_anything_else_than_a_picture_is_refused_at_once(fait: Faire, prevu: Faire) -> None:
    with pytest.raises(CopieEcranIllisible):
        fait("contacter-hotline", description=VIDE, copie_ecran=PDF)
    lourde = base64.b64encode(b"\xff\xd8\xff" + b"\0" * 5_000_000).decode()
    with pytest.raises(CopieEcranTropLourde, match="5 Mo"):
        fait("contacter-hotline", description=VIDE, copie_ecran=lourde)
    [refusee] = prevu("contacter-hotline", copie_ecran=PDF)["refusees"]
    assert (refusee["donnee"], refusee["code"]) == ("copie_ecran", "copie-ecran-illisible")


def test_nobody_s_mailbox_is_filled_by_somebody_else(fait: Faire, clock: object) -> None:
    for _ in range(10):
        fait("contacter-hotline", VISITEUR, description=VIDE, courriel="victime@havre.example")
    with pytest.raises(TropDeTickets, match=r"10 demandes .* en 24\xa0heures"):
        fait("contacter-hotline", VISITEUR, description=VIDE, courriel="victime@havre.example")
    assert fait("contacter-hotline", VISITEUR, description=VIDE, courriel="autre@havre.example")["recu"]
    clock.advance(hours=25)  # type: ignore[attr-defined]
    assert fait("contacter-hotline", VISITEUR, description=VIDE, courriel="victime@havre.example")["recu"]


def test_it_is_withdrawn_until_someone_takes_it(fait: Faire, socle: Socle) -> None:
    numero = fait("contacter-hotline", description=VIDE)["resultat"]["ticket"]
    recu = fait("annuler-derniere-operation")
    assert f"{numero} est retirée" in recu["message"]
    assert le_ticket(socle, numero).statut is StatutTicket.ANNULE
    assert courriels(socle)[-1].modele == "suivi_assistance/ticket_retire"
    with pytest.raises(PassageTicketImpossible):
        fait("prendre-ticket", HOTLINE, ticket=numero)

    autre = fait("contacter-hotline", description=VIDE)["resultat"]["ticket"]
    fait("prendre-ticket", HOTLINE, ticket=autre)
    with pytest.raises(TicketDejaPris, match="en cours de traitement"):
        fait("annuler-derniere-operation")


def test_the_hotline_answers_then_closes_and_the_author_is_told(fait: Faire, socle: Socle) -> None:
    numero = fait("contacter-hotline", description=VIDE)["resultat"]["ticket"]
    fait("repondre-ticket", HOTLINE, ticket=numero, reponse="Rechargez la page.")
    fait("repondre-ticket", HOTLINE, ticket=numero, reponse="Sinon, videz le cache.")
    fait("clore-ticket", HOTLINE, ticket=numero)
    ticket = le_ticket(socle, numero)
    assert ticket.statut is StatutTicket.CLOS
    assert [(une.auteur, une.texte) for une in ticket.reponses] == [
        ("Nadia", "Rechargez la page."),
        ("Nadia", "Sinon, videz le cache."),
    ]
    assert [n.modele.split("/")[1] for n in courriels(socle)] == [
        "ticket_ouvert", "ticket_repondu", "ticket_repondu", "ticket_clos",
    ]  # fmt: skip
    assert "Rechargez la page." in courriels(socle)[1].corps
    with pytest.raises(PassageTicketImpossible):
        fait("repondre-ticket", HOTLINE, ticket=numero, reponse="Encore un mot.")


@UNE_BASE
def test_only_the_hotline_treats_requests(fait: Faire, voisine: Acteur) -> None:
    numero = fait("contacter-hotline", description=VIDE)["resultat"]["ticket"]
    for operation in ("prendre-ticket", "clore-ticket"):
        with pytest.raises(DroitInsuffisant):
            fait(operation, ticket=numero)
    with pytest.raises(TicketIntrouvable):
        fait("prendre-ticket", HOTLINE, ticket="HK-9999")
