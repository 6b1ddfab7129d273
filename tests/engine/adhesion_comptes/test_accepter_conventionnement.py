"""The RGC accepts the convention once the credentials are valid; the account is then active."""

import pytest
from sqlalchemy.orm import Session

from engine.adhesion_comptes.queries import derniere_adhesion
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.door import Socle, apercu
from engine.kit.operations import ANNULATIONS, OPERATIONS
from tests.engine.adhesions import refus_de
from tests.engine.comptes import CLAIRE, PAUL, RGC, VOISINE, faire, lettres, peupler
from tests.engine.monde import GRETA

S = StatutAdhesion


def test_the_account_is_active_and_the_next_step_is_to_give_accesses(socle: Socle, db: Session) -> None:
    peupler(db, S.A_CONVENTIONNER)
    recu = faire(socle, "accepter-conventionnement")
    assert recu["recu"]
    assert recu["resultat"] == {"siret": GRETA, "statut": "active"}
    assert recu["suite"][0]["operation"] == "habiliter-collaborateur"
    assert [a["code"] for a in recu["avertissements"]] == ["sans-referencement-qualite"]
    assert lettres(socle) == [("convention_acceptee", CLAIRE)]


def test_the_preview_names_the_organisme_and_leaves_nothing(socle: Socle, db: Session) -> None:
    peupler(db, S.A_CONVENTIONNER)
    vue = apercu(socle, "accepter-conventionnement", {}, RGC)
    assert GRETA in vue["recap"]
    adhesion = derniere_adhesion(db, GRETA)
    assert adhesion
    assert adhesion.statut is S.A_CONVENTIONNER


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("statut", [statut for statut in S if statut is not S.A_CONVENTIONNER])
def test_credentials_come_first_and_a_convention_is_accepted_once(socle: Socle, db: Session, statut: S) -> None:
    peupler(db, statut)
    attendu = {
        S.ACTIVE: "convention-deja-acceptee",
        S.REFUSEE: "demande-introuvable",
        S.ANNULEE: "demande-introuvable",
    }.get(statut, "identifiants-a-valider")
    assert refus_de(faire, socle, "accepter-conventionnement").code == attendu


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_only_the_rgc_accepts_and_only_for_its_own(socle: Socle, db: Session) -> None:
    peupler(db, S.A_CONVENTIONNER)
    assert refus_de(faire, socle, "accepter-conventionnement", PAUL).http_status == 403
    assert refus_de(faire, socle, "accepter-conventionnement", VOISINE).code == "demande-introuvable"


def test_it_is_not_undone_and_says_why() -> None:
    assert "accepter-conventionnement" not in ANNULATIONS
    assert OPERATIONS["accepter-conventionnement"].annulable.startswith("non : ")
