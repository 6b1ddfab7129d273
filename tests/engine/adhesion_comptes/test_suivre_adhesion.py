"""Knowing where an adhésion stands, and what is left of the 72 hours."""

from typing import Any

from engine.api.jetons import VISITEUR
from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, apercu, execute
from tests.engine.adhesions import (
    AUTRE_SIRET,
    HOTLINE,
    INCONNU,
    PLATEFORME,
    SIRET,
    adhesion,
    refus_de,
    un_code,
    une_demande,
    valider,
)


def suivre(socle: Socle, acteur: Acteur = HOTLINE, **donnees: Any) -> dict[str, Any]:
    return execute(socle, "suivre-adhesion", {"siret": SIRET} | donnees, acteur)


def un_rgc(siret: str) -> Acteur:
    return Acteur("utilisateur:5", Role.RGC, siret=siret)


def test_a_visiteur_without_the_reference_learns_nothing_of_any_siret(socle: Socle) -> None:
    une_demande(socle)
    connu, inconnu = (refus_de(suivre, socle, VISITEUR, siret=siret) for siret in (SIRET, INCONNU))
    assert connu.as_dict() == inconnu.as_dict()
    assert (connu.code, connu.donnee) == ("reference-necessaire", "reference_demande")


def test_a_wrong_reference_and_an_unknown_siret_are_the_same_words(socle: Socle) -> None:
    une_demande(socle)
    une_demande(socle, AUTRE_SIRET)
    reference = adhesion(socle, AUTRE_SIRET).reference
    connu = refus_de(suivre, socle, VISITEUR, reference_demande=reference)
    inconnu = refus_de(suivre, socle, VISITEUR, siret=INCONNU, reference_demande=reference)
    assert connu.as_dict() == inconnu.as_dict()
    assert connu.http_status == 404


def test_the_reference_opens_the_request(socle: Socle) -> None:
    une_demande(socle)
    reponse = suivre(socle, VISITEUR, reference_demande=adhesion(socle).reference.lower())
    assert reponse["recu"] is None
    assert "à traiter par la plateforme nationale" in reponse["message"]


def test_an_rgc_sees_its_own_organisme_only(socle: Socle) -> None:
    une_demande(socle)
    assert suivre(socle, un_rgc(SIRET))["resultat"]["statut"] == "deposee"
    autre = refus_de(suivre, socle, un_rgc(AUTRE_SIRET))
    inconnu = refus_de(suivre, socle, un_rgc(AUTRE_SIRET), siret=INCONNU)
    assert autre.as_dict() == inconnu.as_dict()


def test_the_answer_tells_the_hours_left(socle: Socle, clock: StoppedClock) -> None:
    un_code(socle)
    clock.advance(hours=30, minutes=20)
    message = suivre(socle)["message"].replace("\u00a0", " ")
    assert "il reste 41 h 40" in message
    assert "vendredi 15 janvier 2027 à 10 h" in message


def test_a_clock_that_ran_out_is_said_even_if_nothing_ran(socle: Socle, clock: StoppedClock) -> None:
    un_code(socle)
    clock.advance(hours=72)
    reponse = suivre(socle)
    assert reponse["resultat"]["statut"] == "identifiants_expires"
    assert reponse["suite"][0]["operation"] == "redemander-identifiants"


def test_each_step_says_what_comes_next(socle: Socle) -> None:
    code = un_code(socle)
    valider(socle, code)
    assert "il reste à accepter le conventionnement" in suivre(socle)["message"]
    une_demande(socle, AUTRE_SIRET)
    execute(socle, "refuser-adhesion", {"siret": AUTRE_SIRET, "motif": "SIRET fermé"}, PLATEFORME)
    assert "SIRET fermé." in suivre(socle, siret=AUTRE_SIRET)["message"]


def test_a_read_needs_no_yes_and_leaves_no_trace(socle: Socle) -> None:
    une_demande(socle)
    assert apercu(socle, "suivre-adhesion", {"siret": SIRET}, HOTLINE)["complet"]
