"""A new code after expiry or a lock, and never a word on whether the SIRET is known."""

from engine.kit.clock import StoppedClock
from engine.kit.door import Socle
from tests.engine.adhesions import (
    INCONNU,
    RGC,
    adhesion,
    courriels,
    dernier_code,
    faux_code,
    redemander,
    refus_de,
    un_code,
    valider,
)


def test_a_new_code_after_expiry_has_its_own_72_hours(socle: Socle, clock: StoppedClock) -> None:
    ancien = un_code(socle)
    clock.advance(hours=80)
    redemander(socle)
    nouveau = dernier_code(socle)
    assert nouveau != ancien
    clock.advance(hours=71, minutes=59)
    assert refus_de(valider, socle, ancien).code == "code-provisoire-errone"
    assert valider(socle, nouveau)["recu"]


def test_a_new_code_after_a_lock_gives_five_tries_again(socle: Socle) -> None:
    code = un_code(socle)
    for _ in range(5):
        refus_de(valider, socle, faux_code(code))
    redemander(socle)
    assert adhesion(socle).essais == 0
    assert valider(socle, dernier_code(socle))["recu"]


def test_asking_again_while_the_code_is_good_sends_nothing(socle: Socle) -> None:
    code = un_code(socle)
    avant = courriels(socle)
    redemander(socle)
    assert courriels(socle) == avant
    assert valider(socle, code)["recu"]


def test_asking_again_says_the_same_whatever_the_siret(socle: Socle, clock: StoppedClock) -> None:
    un_code(socle)
    en_cours, inconnu = redemander(socle), redemander(socle, INCONNU)
    clock.advance(hours=80)
    expire = redemander(socle)
    for champ in ("message", "avertissements", "ecartes", "resultat"):
        assert en_cours[champ] == inconnu[champ] == expire[champ]
    assert {reponse["operation"] for reponse in (en_cours, inconnu, expire)} == {"redemander-identifiants"}


def test_the_new_code_goes_to_the_rgc_on_file_and_nowhere_else(socle: Socle, clock: StoppedClock) -> None:
    un_code(socle)
    clock.advance(hours=80)
    reponse = redemander(socle)
    assert RGC not in str(reponse)
    assert dernier_code(socle) not in str(reponse)
