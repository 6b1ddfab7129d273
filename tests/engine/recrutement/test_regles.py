"""The rules of appointments and presences, and every move of a presence."""

from itertools import product

import pytest

from engine.kit.refus import Refus
from engine.recrutement import regles
from engine.recrutement.refus import (
    DateApresLaSession,
    DateDejaPassee,
    NombreDePlacesIncorrect,
    PlacesEpuisees,
    PlacesInsuffisantes,
    RdvDejaPasse,
    RdvPasEncorePasse,
    RdvSupprime,
)
from engine.recrutement.statuts import (
    LIBELLES_MODALITE,
    LIBELLES_PRESENCE,
    LIBELLES_RDV,
    PASSAGES_PRESENCE,
    PASSAGES_RDV,
    EtatRdv,
    Modalite,
    StatutPresence,
)
from tests.engine.monde import inscrire, le, un_demandeur, un_rdv, une_session

SAISIES = (StatutPresence.PRESENT, StatutPresence.ABSENT, StatutPresence.ANNULE)
PERMIS = {
    (StatutPresence.A_SAISIR, StatutPresence.PRESENT),
    (StatutPresence.A_SAISIR, StatutPresence.ABSENT),
    (StatutPresence.A_SAISIR, StatutPresence.ANNULE),
    (StatutPresence.ABSENT, StatutPresence.PRESENT),
}


@pytest.mark.parametrize(("de", "vers"), list(product(StatutPresence, SAISIES)))
def test_every_move_of_a_presence_is_allowed_or_refused_naming_the_person(
    de: StatutPresence, vers: StatutPresence
) -> None:
    if (de, vers) in PERMIS:
        regles.exiger_passage("Julie Martin", de, vers)
    else:
        with pytest.raises(Refus, match="Julie Martin"):
            regles.exiger_passage("Julie Martin", de, vers)


def test_every_status_has_its_words_and_its_moves() -> None:
    assert set(LIBELLES_PRESENCE) == set(PASSAGES_PRESENCE) == set(StatutPresence)
    assert set(LIBELLES_RDV) == set(PASSAGES_RDV) == set(EtatRdv)
    assert set(LIBELLES_MODALITE) == set(Modalite)


def test_an_appointment_is_to_come_and_before_the_session_ends() -> None:
    session = une_session(fin="2027-06-30")
    maintenant = le("2027-01-06T10:00")
    regles.exiger_date_de_rdv(le("2027-01-06T10:01"), session, maintenant)
    regles.exiger_date_de_rdv(le("2027-06-30T17:00"), session, maintenant)
    with pytest.raises(DateDejaPassee, match="mercredi 6 janvier 2027 à 10"):
        regles.exiger_date_de_rdv(maintenant, session, maintenant)
    with pytest.raises(DateApresLaSession, match="mercredi 30 juin 2027"):
        regles.exiger_date_de_rdv(le("2027-07-01T00:00"), session, maintenant)


@pytest.mark.parametrize("places", [0, -3, 501])
def test_places_have_bounds(places: int) -> None:
    regles.exiger_nombre_de_places(1, 1, 500)
    regles.exiger_nombre_de_places(500, 1, 500)
    with pytest.raises(NombreDePlacesIncorrect, match="de 1 à 500"):
        regles.exiger_nombre_de_places(places, 1, 500)


def test_nobody_joins_an_appointment_that_is_over_or_gone() -> None:
    session = une_session()
    regles.exiger_rdv_ouvert(un_rdv(session, "2027-01-12T14:00"), le("2027-01-12T13:59"))
    with pytest.raises(RdvDejaPasse, match="mardi 12 janvier 2027"):
        regles.exiger_rdv_ouvert(un_rdv(session, "2027-01-12T14:00"), le("2027-01-12T14:00"))
    with pytest.raises(RdvSupprime):
        regles.exiger_rdv_ouvert(un_rdv(session, etat=EtatRdv.SUPPRIME), le("2027-01-06T10:00"))


def test_a_cancelled_registration_holds_no_place() -> None:
    rdv = un_rdv(une_session(), places=2, inscrits=("Petit",))
    inscrire(rdv, un_demandeur("Leroy"), StatutPresence.ANNULE)
    regles.exiger_places(rdv, rdv.restantes, 1)
    with pytest.raises(PlacesInsuffisantes, match="1\u00a0place pour 2\u00a0candidats"):
        regles.exiger_places(rdv, rdv.restantes, 2)
    inscrire(rdv, un_demandeur("Diallo"))
    with pytest.raises(PlacesEpuisees, match="2\u00a0places"):
        regles.exiger_places(rdv, rdv.restantes, 1)


def test_presences_are_entered_from_the_start_of_the_appointment() -> None:
    rdv = un_rdv(une_session(), "2027-01-12T14:00")
    regles.exiger_rdv_passe(rdv, le("2027-01-12T14:00"))
    with pytest.raises(RdvPasEncorePasse, match="à partir du mardi 12 janvier 2027 à 14"):
        regles.exiger_rdv_passe(rdv, le("2027-01-12T13:59"))
