"""The daily reminder: every morning at 8, once for each degree of urgency, one letter after any outage."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy.orm import Session

from engine.kit.a_faire import AFaire
from engine.kit.acteurs import SYSTEME, Acteur
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, execute
from engine.kit.operations import Contexte
from engine.kit.parametres import parametres
from engine.suivi_assistance.operations import lancer_rappels
from engine.suivi_assistance.rappels import rappels_du_jour
from engine.suivi_assistance.refus import RappelSansObjet
from tests.engine.echeances import tenir
from tests.engine.monde import GRETA, VOISIN, le, un_rdv, une_session
from tests.engine.suivi_assistance.conftest import UNE_BASE, courriels, journal, un_compte

MODELE = "suivi_assistance/echeances_rappelees"


def passer_au(socle: Socle, clock: StoppedClock, local: str) -> list[str]:
    """Move the clock, keep every deadline that has come; the letters of reminders sent since."""
    avant = len(courriels(socle))
    clock.set(local)
    tenir(socle)
    return [f"{n.destinataire} {n.sujet}" for n in courriels(socle)[avant:] if n.modele == MODELE]


@pytest.fixture
def hier(db: Session, gestionnaire: Acteur) -> None:
    """A RIC on Monday 11 January at 14:00, presences not entered."""
    db.add(un_rdv(une_session(debut="2027-01-04"), "2027-01-11T14:00", inscrits=("Petit", "Martin")))
    db.commit()


def test_people_are_told_at_eight_and_once(socle: Socle, clock: StoppedClock, hier: None) -> None:
    assert passer_au(socle, clock, "2027-01-11T12:00") == []
    assert passer_au(socle, clock, "2027-01-12T07:59") == []
    assert passer_au(socle, clock, "2027-01-12T08:00") == ["sophie@greta.example KAIROS\u00a0: 1\u00a0chose à faire"]
    assert passer_au(socle, clock, "2027-01-12T23:00") == []
    assert passer_au(socle, clock, "2027-01-13T08:00") == []
    [ligne] = [une for une in journal(socle) if une.operation == "rappeler-echeances"]
    assert (ligne.siret, ligne.evenement) == (GRETA, "suivi_assistance.rappel_envoye")
    corps = next(n.corps for n in courriels(socle) if n.modele == MODELE)
    assert "En retard\u00a0:" in corps
    assert "2\u00a0présences à saisir" in corps


@UNE_BASE
def test_what_becomes_more_urgent_is_told_again(
    socle: Socle, clock: StoppedClock, db: Session, gestionnaire: Acteur
) -> None:
    db.add(un_rdv(une_session(debut="2027-01-04"), "2027-01-14T07:00", inscrits=("Petit",)))
    db.commit()
    assert passer_au(socle, clock, "2027-01-12T08:00") == []
    assert len(passer_au(socle, clock, "2027-01-13T08:00")) == 1  # expected tomorrow
    assert len(passer_au(socle, clock, "2027-01-14T08:00")) == 1  # presences to enter today
    assert len(passer_au(socle, clock, "2027-01-15T08:00")) == 1  # late
    assert passer_au(socle, clock, "2027-01-16T08:00") == []


@UNE_BASE
def test_an_outage_of_a_week_makes_one_letter(socle: Socle, clock: StoppedClock, hier: None) -> None:
    assert passer_au(socle, clock, "2027-01-09T09:00") == []
    assert len(passer_au(socle, clock, "2027-01-18T03:00")) == 1


@UNE_BASE
def test_a_morning_kept_after_another_looks_at_nobody(socle: Socle, clock: StoppedClock, hier: None) -> None:
    """The engine was busy: yesterday's morning, and one of its letters, are left aside for today's."""
    clock.set("2027-01-13T08:00")
    for operation, donnees in (("lancer-rappels", {}), ("rappeler-echeances", {"siret": GRETA})):
        with pytest.raises(RappelSansObjet):
            execute(socle, operation, donnees | {"jour": "2027-01-12"}, SYSTEME)
    assert len(passer_au(socle, clock, "2027-01-13T09:00")) == 1


def test_others_write_while_the_organismes_are_looked_at_and_each_slice_counts_once(
    socle: Socle, clock: StoppedClock, hier: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look is long; another process that carries out the same slice meanwhile does it once for both."""
    clock.set("2027-01-12T08:00")
    regarder, dehors = lancer_rappels.a_rappeler, ThreadPoolExecutor(1)
    lancer = ("lancer-rappels", {"jour": "2027-01-12"}, SYSTEME, "ce-matin")
    vus: list[dict[str, Any]] = []

    def longuement(ctx: Contexte, siret: str) -> list[AFaire]:
        if not vus:
            vus.append({})  # the other one looks too
            vus.append(dehors.submit(execute, socle, *lancer).result(timeout=60))
        return regarder(ctx, siret)

    monkeypatch.setattr(lancer_rappels, "a_rappeler", longuement)
    ici = execute(socle, *lancer)
    dehors.shutdown()
    assert (vus[1]["rejoue"], ici["rejoue"]) == (False, True)
    assert ici["recu"] == vus[1]["recu"]
    assert [une.operation for une in journal(socle)].count("lancer-rappels") == 1


@UNE_BASE
def test_each_organisme_is_told_its_own_and_nobody_for_nothing(
    socle: Socle, clock: StoppedClock, db: Session, hier: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slice after slice of the organismes."""
    un_compte(db, "ines", VOISIN)
    un_compte(db, "omar", VOISIN)
    db.add(un_rdv(une_session(debut="2027-01-04", siret=VOISIN), "2027-01-11T09:00", inscrits=("Sow",)))
    db.commit()
    parametre = parametres()["rappels_par_lot"]
    monkeypatch.setitem(parametres(), "rappels_par_lot", type(parametre)(**{**vars(parametre), "valeur": 1}))
    assert [dit.split()[0] for dit in passer_au(socle, clock, "2027-01-12T08:00")] == [
        "sophie@greta.example",
        "ines@greta.example",
        "omar@greta.example",
    ]


@pytest.mark.parametrize(
    ("maintenant", "instants"),
    [
        ("2027-01-12T10:00", ["2027-01-12T08:00", "2027-01-13T08:00"]),
        ("2027-01-12T07:59", ["2027-01-11T08:00", "2027-01-12T08:00"]),
        ("2027-03-28T07:00", ["2027-03-27T08:00", "2027-03-28T08:00"]),
        ("2027-10-31T09:00", ["2027-10-31T08:00", "2027-11-01T08:00"]),
        ("2027-12-31T20:00", ["2027-12-31T08:00", "2028-01-01T08:00"]),
        ("2028-02-28T20:00", ["2028-02-28T08:00", "2028-02-29T08:00"]),
    ],
)
def test_eight_in_paris_across_clocks_years_and_leap_days(maintenant: str, instants: list[str]) -> None:
    assert [echeance.le for echeance in rappels_du_jour(le(maintenant))] == [le(instant) for instant in instants]
