"""The 72 hours of a provisional code, told by dates, and its five tries."""

import pytest

from engine.adhesion_comptes.comptes import connecter
from engine.api.jetons import VISITEUR
from engine.kit.acteurs import SYSTEME
from engine.kit.clock import StoppedClock, a_paris
from engine.kit.door import Socle, apercu
from tests.engine.adhesions import (
    AUTRE_SIRET,
    INCONNU,
    RGC,
    SIRET,
    adhesion,
    courriels,
    evenements,
    faux_code,
    refus_de,
    un_code,
    valider,
)
from tests.engine.comptes import dernier_lien, faire

# Each departure is 72 elapsed hours before the arrival, as clocks in Paris show them.
DEPARTS = {
    "en semaine": ("2027-01-12T10:00", "2027-01-15T10:00"),
    "par-dessus un week-end": ("2027-01-15T18:30", "2027-01-18T18:30"),
    "passage à l’heure d’été": ("2027-03-27T12:00", "2027-03-30T13:00"),
    "passage à l’heure d’hiver": ("2027-10-30T12:00", "2027-11-02T11:00"),
    "fin d’année": ("2027-12-30T09:00", "2028-01-02T09:00"),
    "29 février": ("2028-02-27T09:00", "2028-03-01T09:00"),
}


@pytest.mark.parametrize(("depart", "arrivee"), DEPARTS.values(), ids=DEPARTS)
def test_the_clock_counts_elapsed_hours(socle: Socle, clock: StoppedClock, depart: str, arrivee: str) -> None:
    clock.set(depart)
    un_code(socle)
    expire_le = adhesion(socle).expire_le
    assert expire_le
    assert a_paris(expire_le).strftime("%Y-%m-%dT%H:%M") == arrivee


@pytest.mark.parametrize("depart", [depart for depart, _ in DEPARTS.values()], ids=list(DEPARTS))
def test_the_right_code_is_good_at_71_h_59(socle: Socle, clock: StoppedClock, depart: str) -> None:
    clock.set(depart)
    code = un_code(socle)
    clock.advance(hours=71, minutes=59)
    recu = valider(socle, code)
    assert recu["resultat"]["statut"] == "a_conventionner"
    assert evenements(socle)[-1] == "adhesion_comptes.identifiants_valides"


@pytest.mark.parametrize("depart", [depart for depart, _ in DEPARTS.values()], ids=list(DEPARTS))
def test_the_right_code_is_dead_at_72_h_01(socle: Socle, clock: StoppedClock, depart: str) -> None:
    clock.set(depart)
    code = un_code(socle)
    clock.advance(hours=72, minutes=1)
    refus = refus_de(valider, socle, code)
    assert refus.code == "identifiants-expires"
    assert refus.suite.operation == "redemander-identifiants"
    assert adhesion(socle).essais == 0


def test_the_code_is_good_to_the_last_second_and_dead_on_the_hour(socle: Socle, clock: StoppedClock) -> None:
    code = un_code(socle)
    clock.advance(hours=72, seconds=-1)
    assert apercu(socle, "valider-identifiants", {"siret": SIRET, "code_provisoire": code}, VISITEUR)["complet"]
    clock.advance(seconds=1)
    assert refus_de(valider, socle, code).code == "identifiants-expires"


@pytest.mark.parametrize("ecrit", ["{}", "{} ", "  {}"])
def test_the_code_is_accepted_however_it_is_typed(socle: Socle, ecrit: str) -> None:
    code = un_code(socle)
    assert valider(socle, ecrit.format(code.lower().replace("-", "")))["recu"]


def test_the_code_is_accepted_sealed(socle: Socle) -> None:
    assert valider(socle, socle.sceau.sceller(un_code(socle)))["recu"]


def test_the_fifth_wrong_code_locks_the_request(socle: Socle) -> None:
    code = un_code(socle)
    faux = faux_code(code)
    refus = [refus_de(valider, socle, faux).code for _ in range(5)]
    assert refus == ["code-provisoire-errone"] * 4 + ["identifiants-bloques"]
    assert refus_de(valider, socle, code).code == "identifiants-bloques"
    assert adhesion(socle).statut.value == "identifiants_bloques"
    assert evenements(socle)[-5:] == ["adhesion_comptes.code_refuse"] * 4 + ["adhesion_comptes.identifiants_bloques"]
    assert courriels(socle)[-1] == "adhesion_comptes/identifiants_bloques"


def test_the_right_code_after_four_wrong_ones_is_good(socle: Socle) -> None:
    code = un_code(socle)
    for _ in range(4):
        refus_de(valider, socle, faux_code(code))
    assert valider(socle, code)["recu"]


def test_a_preview_never_tells_whether_a_code_is_right(socle: Socle) -> None:
    code = un_code(socle)
    vues = [
        apercu(socle, "valider-identifiants", {"siret": SIRET, "code_provisoire": essai}, VISITEUR)
        for essai in (code, faux_code(code))
    ]
    assert vues[0] == vues[1]
    assert "••••" in vues[0]["recap"]
    assert adhesion(socle).essais == 0


def test_a_wrong_code_and_an_unknown_siret_are_refused_in_the_same_words(socle: Socle) -> None:
    code = un_code(socle)
    assert str(refus_de(valider, socle, faux_code(code))) == str(refus_de(valider, socle, code, INCONNU))


def test_the_code_of_one_siret_is_no_good_for_another(socle: Socle) -> None:
    code = un_code(socle)
    un_code(socle, AUTRE_SIRET)
    assert refus_de(valider, socle, code, AUTRE_SIRET).code == "code-provisoire-errone"


def test_a_code_validates_once(socle: Socle) -> None:
    code = un_code(socle)
    valider(socle, code)
    assert refus_de(valider, socle, code).code == "identifiants-deja-valides"
    assert refus_de(valider, socle, faux_code(code)).code == "code-provisoire-errone"


def test_the_rgc_receives_the_link_to_their_account(socle: Socle) -> None:
    valider(socle, un_code(socle))
    faire(socle, "repondre-invitation", SYSTEME, jeton=dernier_lien(socle), mot_de_passe="une phrase à moi")
    rgc = connecter(socle, RGC, "une phrase à moi")
    assert (rgc.role, rgc.siret) == ("rgc", SIRET)
