"""The new RGC has no right before the Kairos team confirms; the old one is told, then loses theirs."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from engine.adhesion_comptes.queries import courriel_du_rgc, utilisateur
from engine.kit.acteurs import Role
from engine.kit.door import Socle, apercu
from tests.engine.adhesions import refus_de
from tests.engine.comptes import (
    CLAIRE,
    EQUIPE,
    HOTLINE,
    PAUL,
    RGC,
    compte,
    defaire,
    dernier_lien,
    faire,
    lettres,
    peupler,
)
from tests.engine.monde import GRETA, VOISIN

YANN = {"nouveau_rgc_nom": "Yann Kerjean", "nouveau_rgc_courriel": "yann@greta.example"}


@pytest.fixture(autouse=True)
def monde(db: Session) -> None:
    peupler(db)


def changer(socle: Socle, acteur: Any = RGC, **donnees: str) -> dict[str, Any]:
    return faire(socle, "changer-rgc", acteur, **YANN | donnees)


def test_nothing_moves_before_the_confirmation_and_both_are_told(socle: Socle, db: Session) -> None:
    recu = changer(socle, PAUL)
    assert "dès qu’elle l’aura confirmée" in recu["message"]
    assert lettres(socle) == [("rgc_a_confirmer", EQUIPE), ("rgc_changement_demande", CLAIRE)]
    assert courriel_du_rgc(db, GRETA) == CLAIRE
    assert utilisateur(db, 1)


def test_confirmed_the_rights_move_and_the_old_account_is_closed(socle: Socle, db: Session) -> None:
    changer(socle)
    faire(socle, "confirmer-rgc", HOTLINE, siret=GRETA)
    assert lettres(socle)[2:] == [("rgc_remplace", CLAIRE), ("rgc_invitation", "yann@greta.example")]
    assert dernier_lien(socle)
    nouveau = compte(socle, "yann@greta.example")
    assert (nouveau.role, nouveau.siret, nouveau.actif) == ("rgc", GRETA, True)
    assert utilisateur(db, 1) is None
    assert courriel_du_rgc(db, GRETA) == "yann@greta.example"


def test_a_colleague_who_becomes_rgc_keeps_name_and_password(socle: Socle) -> None:
    changer(socle, nouveau_rgc_nom="Paul Hamel", nouveau_rgc_courriel="paul@greta.example")
    faire(socle, "confirmer-rgc", HOTLINE, siret=GRETA)
    paul = compte(socle, "paul@greta.example")
    assert (paul.id, paul.role, paul.mot_de_passe) == (2, "rgc", "-")
    assert lettres(socle)[-1] == ("rgc_nomme", "paul@greta.example")


def test_refused_nothing_moves_and_whoever_asked_is_told_why(socle: Socle, db: Session) -> None:
    changer(socle, PAUL)
    faire(socle, "refuser-rgc", HOTLINE, siret=GRETA, motif="Aucun justificatif")
    assert lettres(socle)[2:] == [("rgc_inchange", CLAIRE), ("rgc_inchange", "paul@greta.example")]
    assert utilisateur(db, 1)
    assert changer(socle)["recu"]


def test_the_preview_shows_old_and_new_and_leaves_nothing(socle: Socle) -> None:
    vue = apercu(socle, "changer-rgc", YANN, RGC)
    for mot in ("Claire Leroy", "Yann Kerjean, yann@greta.example", "quand l’équipe KAIROS le confirme"):
        assert mot in vue["recap"]
    assert lettres(socle) == []


def test_the_hotline_says_which_organisme(socle: Socle) -> None:
    vue = apercu(socle, "changer-rgc", YANN, HOTLINE)
    assert [manquante["donnee"] for manquante in vue["manquantes"]] == ["siret"]
    assert changer(socle, HOTLINE, siret=GRETA)["resultat"]["siret"] == GRETA


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("acteur", "donnees", "code"),
    [
        (RGC, {"nouveau_rgc_courriel": CLAIRE}, "deja-rgc"),
        (RGC, {"nouveau_rgc_courriel": "marc@atelier.example"}, "courriel-deja-pris"),
        (RGC, {"siret": VOISIN}, "organisme-inconnu"),
        (HOTLINE, {"siret": "91328457100019"}, "organisme-inconnu"),
    ],
)
def test_what_cannot_be_is_refused(socle: Socle, acteur: Any, donnees: dict[str, str], code: str) -> None:
    assert refus_de(changer, socle, acteur, **donnees).code == code


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_one_change_at_a_time_and_none_to_confirm_is_said(socle: Socle) -> None:
    for operation, plus in (("confirmer-rgc", {}), ("refuser-rgc", {"motif": "Non"})):
        assert refus_de(faire, socle, operation, HOTLINE, siret=GRETA, **plus).http_status == 404
    changer(socle)
    assert refus_de(changer, socle, PAUL).code == "changement-rgc-deja-demande"
    assert refus_de(faire, socle, "confirmer-rgc", RGC, siret=GRETA).http_status == 403


def test_undone_until_confirmed_and_both_are_told_again(socle: Socle) -> None:
    changer(socle)
    effet = defaire(socle, "changer-rgc")
    assert [notice.destinataire for notice in effet.notices] == [EQUIPE, CLAIRE]
    assert changer(socle)["recu"]
    faire(socle, "confirmer-rgc", HOTLINE, siret=GRETA)
    assert refus_de(defaire, socle, "changer-rgc").code == "demande-deja-traitee"


def test_the_rgc_may_do_all_that_a_gestionnaire_may() -> None:
    assert Role.RGC.peut(frozenset({Role.GESTIONNAIRE}))
