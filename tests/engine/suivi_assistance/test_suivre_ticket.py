"""Where a request stands: for its organisme, for the hotline, and for a visiteur who holds its code."""

import pytest

from engine.kit.acteurs import Acteur
from engine.kit.door import Socle
from engine.kit.identifiers import TicketIncorrect
from engine.kit.refus import Refus
from engine.suivi_assistance.refus import CodeTicketNecessaire, TicketIntrouvable
from tests.engine.monde import GRETA
from tests.engine.suivi_assistance.conftest import HOTLINE, UNE_BASE, VISITEUR, Faire, code_de, journal

VIDE = "La liste des inscrits reste vide."


def test_its_organisme_reads_the_answers(fait: Faire, socle: Socle) -> None:
    numero = fait("contacter-hotline", description=VIDE)["resultat"]["ticket"]
    assert "à prendre par l’équipe Kairos" in fait("suivre-ticket", ticket=numero)["message"]
    fait("repondre-ticket", HOTLINE, ticket=numero, reponse="Rechargez la page.")
    lue = fait("suivre-ticket", ticket="hk 1")
    assert lue["recu"] is None
    assert "Nadia, le mardi 12 janvier 2027 à 10" in lue["message"]
    assert "Rechargez la page." in lue["message"]
    assert lue["resultat"]["reponses"][0]["texte"] == "Rechargez la page."
    assert len(journal(socle)) == 2


def test_the_organisme_chooses_among_its_own(fait: Faire, prevu: Faire, voisine: Acteur) -> None:
    numero = fait("contacter-hotline", description=VIDE)["resultat"]["ticket"]
    fait("contacter-hotline", voisine, description="Autre chose")
    assert [choix["valeur"] for choix in prevu("suivre-ticket")["choix"]["ticket"]] == [numero]
    assert len(prevu("suivre-ticket", HOTLINE)["choix"]["ticket"]) == 2
    assert prevu("suivre-ticket", VISITEUR)["choix"]["ticket"] == []


@UNE_BASE
def test_another_organisme_s_is_unknown_in_the_same_words(fait: Faire, voisine: Acteur) -> None:
    numero = fait("contacter-hotline", description=VIDE)["resultat"]["ticket"]
    dits = set()
    for donnees in ({"ticket": numero}, {"ticket": "HK-9999"}):
        with pytest.raises(TicketIntrouvable) as refus:
            fait("suivre-ticket", voisine, **donnees)
        dits.add(str(refus.value))
    assert len(dits) == 1


def test_a_visiteur_proves_it_with_the_code_of_the_email(fait: Faire, prevu: Faire, socle: Socle) -> None:
    numero = fait("contacter-hotline", VISITEUR, description=VIDE, courriel="a@havre.example")["resultat"]["ticket"]
    code = code_de(socle, numero)
    with pytest.raises(CodeTicketNecessaire):
        fait("suivre-ticket", VISITEUR, ticket=numero)
    assert [r["donnee"] for r in prevu("suivre-ticket", VISITEUR, ticket=numero)["refusees"]] == ["code"]
    for ecrit in (code, code.lower().replace("-", " "), socle.sceau.sceller(code)):
        assert VIDE in fait("suivre-ticket", VISITEUR, ticket=numero, code=ecrit)["message"]
    vue = prevu("suivre-ticket", VISITEUR, ticket=numero, code=code)
    assert code not in str(vue)


@UNE_BASE
def test_the_code_of_one_request_opens_no_other(fait: Faire, socle: Socle) -> None:
    un = fait("contacter-hotline", VISITEUR, description=VIDE, courriel="a@havre.example")["resultat"]["ticket"]
    deux = fait("contacter-hotline", VISITEUR, description=VIDE, courriel="b@havre.example")["resultat"]["ticket"]
    with pytest.raises(TicketIntrouvable):
        fait("suivre-ticket", VISITEUR, ticket=deux, code=code_de(socle, un))


@UNE_BASE
def test_a_siret_said_by_a_visiteur_shows_nothing_to_the_organisme(fait: Faire, prevu: Faire) -> None:
    """Nor lets it answer for somebody else: a SIRET is known to all."""
    fait("contacter-hotline", VISITEUR, description=VIDE, courriel="a@havre.example", siret=GRETA)
    assert prevu("suivre-ticket")["choix"]["ticket"] == []
    with pytest.raises(TicketIntrouvable):
        fait("suivre-ticket", ticket="HK-0001")


@UNE_BASE
@pytest.mark.parametrize("ecrit", ["HK", "2031A", "HK-", "AD-2031", "HK-123456789"])
def test_what_is_no_number_is_said_so(fait: Faire, ecrit: str) -> None:
    with pytest.raises(Refus) as refus:
        fait("suivre-ticket", ticket=ecrit)
    assert refus.value.code == TicketIncorrect.code
