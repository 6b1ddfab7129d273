"""An AFPR or a POEI made by the organisme on Tuesday 12 January 2027, for one company, open to quotes at once."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle, apercu, execute
from engine.kit.refus import Refus
from engine.offre.models import Formation, SessionFormation
from engine.offre.refus import DatesDeSessionIncorrectes, HeuresDeSessionIncorrectes, SessionDejaUtilisee
from tests.engine.monde import GRETA

GESTIONNAIRE = Acteur("u:1", Role.GESTIONNAIRE, GRETA, "Claire Aubry")


def afpr(**donnees: Any) -> dict[str, Any]:
    return {
        "type_dispositif": "afpr", "intitule": "Vendeuse en boulangerie", "employeur": "Entreprise Dupré",
        "date_debut": "2027-02-01", "date_fin": "2027-03-12", "heures": 210, "lieu": "Rouen",
    } | donnees  # fmt: skip


def creer(socle: Socle, **donnees: Any) -> dict[str, Any]:
    return execute(socle, "creer-session-entreprise", afpr(**donnees), GESTIONNAIRE)


def test_open_to_quotes_at_once(socle: Socle, db: Session) -> None:
    recu = creer(socle)
    assert "210\u00a0h" in recu["message"]
    assert recu["suite"][0]["operation"] == "creer-devis"
    session = db.scalars(sa.select(SessionFormation)).one()
    assert (session.dispositif, session.employeur, session.siret) == ("afpr", "Entreprise Dupré", GRETA)
    for numero in (session.numero, session.numero_interne):
        lue = execute(socle, "consulter-session", {"session": numero}, GESTIONNAIRE)["resultat"]
        assert (lue["employeur"], lue["heures"]) == ("Entreprise Dupré", 210.0)


def test_the_preview_leaves_nothing(socle: Socle, db: Session) -> None:
    vue = apercu(socle, "creer-session-entreprise", afpr(heures="35,5"), GESTIONNAIRE)
    assert "Employeur\u00a0: Entreprise Dupré" in vue["recap"]
    assert "35,5\u00a0h" in vue["recap"]
    assert db.scalars(sa.select(SessionFormation)).all() == []


def test_only_afpr_and_poei(socle: Socle) -> None:
    vue = apercu(socle, "creer-session-entreprise", {}, GESTIONNAIRE)
    assert [choix["valeur"] for choix in vue["choix"]["type_dispositif"]] == ["afpr", "poei"]
    with pytest.raises(Refus) as refus:
        creer(socle, type_dispositif="aif")
    assert refus.value.code == "choix-inconnu"


@pytest.mark.parametrize(
    ("donnees", "refus"),
    [
        ({"date_fin": "2027-01-31"}, DatesDeSessionIncorrectes),
        ({"date_debut": "2026-12-01", "date_fin": "2027-01-11"}, DatesDeSessionIncorrectes),
        ({"date_fin": "2027-02-02", "heures": 21}, HeuresDeSessionIncorrectes),
    ],
)
def test_dates_and_hours_that_cannot_be(socle: Socle, donnees: dict[str, Any], refus: type[Refus]) -> None:
    with pytest.raises(refus):
        creer(socle, **donnees)


def test_more_than_four_hundred_hours_is_said(socle: Socle) -> None:
    recu = creer(socle, type_dispositif="poei", date_fin="2027-06-30", heures=450)
    assert [a["code"] for a in recu["avertissements"]] == ["au-dela-des-heures-usuelles"]
    assert creer(socle)["avertissements"] == []


def test_two_sessions_have_two_numbers(socle: Socle) -> None:
    assert len({creer(socle)["resultat"]["session"] for _ in range(2)}) == 2


def test_undone_it_is_gone(socle: Socle, db: Session) -> None:
    creer(socle)
    execute(socle, "annuler-derniere-operation", {}, GESTIONNAIRE)
    assert db.scalars(sa.select(SessionFormation)).all() == []
    assert db.scalars(sa.select(Formation)).all() == []


def test_not_undone_once_somebody_is_enrolled(socle: Socle, db: Session) -> None:
    numero = creer(socle)["resultat"]["session"]
    execute(socle, "inscrire-en-formation", {"candidat": ["1234567A"], "session": numero}, GESTIONNAIRE)
    with pytest.raises(SessionDejaUtilisee):
        execute(socle, "annuler-derniere-operation", {"operation": "creer-session-entreprise"}, GESTIONNAIRE)
    assert db.scalars(sa.select(SessionFormation)).one().numero == numero
