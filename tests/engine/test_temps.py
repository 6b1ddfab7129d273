"""Time: durable, never early, right across both changes of clock, year ends and 29 February, caught up at once."""

from collections import Counter
from datetime import date

import pytest
import sqlalchemy as sa

from engine.adhesion_comptes.regles import fin_de_validite_du_code
from engine.assiduite.campagne import campagnes
from engine.inscription_entree.regles import est_tardive
from engine.kit import echeances
from engine.kit.clock import StoppedClock, a_paris
from engine.kit.door import Socle, execute
from engine.kit.journal import JournalRow
from engine.kit.parametres import entier
from engine.offre.regles import utilisable_des
from tests.engine.adhesions import adhesion, evenements, un_code
from tests.engine.comptes import RGC, peupler
from tests.engine.echeances import lettres, passer_au, tenir
from tests.engine.monde import le
from tests.engine.toutes import MAINTENANT, tous_les_appels

EXPIREE = "adhesion_comptes.identifiants_expires"


@pytest.mark.parametrize(
    ("envoye", "juste_avant", "expire"),
    [
        ("2027-03-26T10:00", "2027-03-29T10:59", "2027-03-29T11:00"),  # an hour is lost on the 28th
        ("2027-10-29T10:00", "2027-11-01T08:59", "2027-11-01T09:00"),  # an hour comes twice on the 31st
        ("2027-12-30T23:30", "2028-01-02T23:29", "2028-01-02T23:30"),
        ("2028-02-27T10:00", "2028-03-01T09:59", "2028-03-01T10:00"),
    ],
)
def test_a_code_lasts_72_hours_that_really_pass(
    socle: Socle, clock: StoppedClock, envoye: str, juste_avant: str, expire: str
) -> None:
    clock.set(envoye)
    un_code(socle)
    assert fin_de_validite_du_code(le(envoye)) == le(expire)
    passer_au(socle, clock, juste_avant)
    assert EXPIREE not in evenements(socle)
    passer_au(socle, clock, expire)
    tenir(socle)
    assert evenements(socle).count(EXPIREE) == 1
    assert adhesion(socle).statut.value == "identifiants_expires"


@pytest.mark.parametrize(
    ("publiee", "utilisable"),
    [
        ("2027-03-27T23:59", "2027-03-28T00:00"),
        ("2027-03-28T00:00", "2027-03-29T00:00"),
        ("2027-10-30T12:00", "2027-10-31T00:00"),
        ("2027-10-31T02:30", "2027-11-01T00:00"),
        ("2027-12-31T18:00", "2028-01-01T00:00"),
        ("2028-02-28T18:00", "2028-02-29T00:00"),
    ],
)
def test_the_batch_of_the_carif_is_for_the_next_midnight_in_paris(publiee: str, utilisable: str) -> None:
    assert utilisable_des(le(publiee), entier("delai_batch_carif")) == le(utilisable)


@pytest.mark.parametrize(
    ("reelle", "dernier_jour", "trop_tard"),
    [
        (date(2027, 3, 26), date(2027, 3, 29), date(2027, 3, 30)),
        (date(2027, 12, 30), date(2028, 1, 2), date(2028, 1, 3)),
        (date(2028, 2, 27), date(2028, 3, 1), date(2028, 3, 2)),
        (date(2027, 2, 27), date(2027, 3, 2), date(2027, 3, 3)),
    ],
)
def test_three_days_to_declare_are_days_of_the_calendar(reelle: date, dernier_jour: date, trop_tard: date) -> None:
    delai = entier("delai_declaration")
    assert not est_tardive(reelle, dernier_jour, delai)
    assert est_tardive(reelle, trop_tard, delai)


@pytest.mark.parametrize(
    ("maintenant", "mois"),
    [
        ("2028-02-29T12:00", ["2028-02", "2028-03"]),
        ("2027-12-25T00:00", ["2027-12", "2028-01"]),
        ("2028-01-01T00:00", ["2027-12", "2028-01"]),
        ("2027-03-24T23:59", ["2027-02", "2027-03"]),
        ("2027-10-31T23:59", ["2027-10", "2027-11"]),
    ],
)
def test_the_campaign_of_the_last_25th_and_the_next(maintenant: str, mois: list[str]) -> None:
    prevues = campagnes(le(maintenant))
    assert [echeance.donnees["mois"] for echeance in prevues] == mois
    assert [f"{a_paris(echeance.le):%Y-%m-%dT%H:%M}" for echeance in prevues] == [f"{un}-25T00:00" for un in mois]


@pytest.mark.parametrize(
    ("fin", "juste_avant", "rappel"),
    [
        ("2027-05-27", "2027-03-28T08:59", "2027-03-28T09:00"),
        ("2027-12-30", "2027-10-31T08:59", "2027-10-31T09:00"),
        ("2028-04-29", "2028-02-29T08:59", "2028-02-29T09:00"),
        ("2028-03-01", "2028-01-01T08:59", "2028-01-01T09:00"),
    ],
)
def test_a_quality_reference_running_out_is_recalled_once(
    socle: Socle, clock: StoppedClock, fin: str, juste_avant: str, rappel: str
) -> None:
    with socle.session() as db:
        peupler(db)
    execute(socle, "declarer-referencement-qualite", {"reference_qualite": "Q-1", "date_fin_validite": fin}, RGC)
    passer_au(socle, clock, juste_avant)
    assert lettres(socle, "adhesion_comptes/referencement_finit") == []
    passer_au(socle, clock, rappel)
    tenir(socle)
    assert len(lettres(socle, "adhesion_comptes/referencement_finit")) == 1


def test_three_months_away_all_is_caught_up_once(socle: Socle, clock: StoppedClock) -> None:
    """Everything that was under way on 15 March, found again on 15 June."""
    clock.set(MAINTENANT)
    tous_les_appels(socle)
    passer_au(socle, clock, "2027-06-15T10:00")
    with socle.session() as db:
        assert echeances.dues(db, clock.now()) == []
        faits = Counter((row.evenement, row.objet) for row in db.scalars(sa.select(JournalRow)))
        systeme = [
            (row.evenement, row.objet) for row in db.scalars(sa.select(JournalRow).where(JournalRow.role == "systeme"))
        ]
    attendus = {EXPIREE, "suivi_assistance.attente_close", "assiduite.campagne_lancee", "assiduite.rappel_envoye"}
    assert attendus <= {evenement for evenement, _ in systeme}
    assert all(faits[fait] == 1 for fait in systeme), faits
    avant = evenements(socle)
    tenir(socle)
    assert evenements(socle) == avant
