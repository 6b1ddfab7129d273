"""Direct enrolment, on Tuesday 12 January 2027, in a session of twelve places that starts on 1 March."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.inscription_entree.models import Inscription
from engine.inscription_entree.refus import (
    AucunCandidatAInscrire,
    ConseillerADejaValide,
    DejaInscritEnFormation,
    EtatChangeDepuis,
    NomPourPlusieursInscrits,
    PlacesDeSessionInsuffisantes,
    SessionComplete,
)
from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, execute
from engine.kit.journal import JournalRow
from engine.kit.refus import Refus
from engine.offre.models import SessionFormation
from engine.offre.refus import SessionInconnue, SessionPasEncoreUtilisable, SessionTerminee
from tests.engine.inscription_entree.conftest import Defaire, Faire, documents, inscription, lettres, statuts
from tests.engine.monde import inscrire, un_demandeur, un_rdv, une_session


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock("2027-01-12T10:00")


@pytest.fixture
def session(db: Session) -> SessionFormation:
    session = une_session("CAP Cuisine", numero=160070)
    db.add(session)
    db.commit()
    return session


def test_enrolled_the_adviser_is_asked_and_the_job_seeker_told(
    fait: Faire, db: Session, session: SessionFormation
) -> None:
    rdv = un_rdv(session, "2027-01-11T14:00")
    petit = un_demandeur("Petit", identifiant="7942369Z")
    petit.courriel = "petit@demandeur.example"
    inscrire(rdv, petit, prescripteur="Cap emploi Seine-Maritime")
    db.add(rdv)
    db.commit()
    reponse = fait("inscrire-en-formation", candidat="7942369Z", session="14_SE_0000160070")
    assert "Camille Petit (7942369Z)\u00a0: «\u00a0à valider Cap emploi\u00a0»" in reponse["message"]
    assert reponse["resultat"]["restantes"] == 11
    assert statuts(db) == {"Petit": "a_valider"}
    assert lettres(db) == {
        ("validation_demandee", "validations@cap-emploi.example"),
        ("inscription_commencee", "petit@demandeur.example"),
    }
    assert db.scalars(sa.select(JournalRow)).one().objet == "session:SE_0000160070"
    assert documents(db, "Petit") == {}


def test_the_adviser_is_the_one_said(fait: Faire, db: Session, session: SessionFormation) -> None:
    reponse = fait(
        "inscrire-en-formation", candidat="1234567A", session=session.numero, conseiller="mission locale", nom="Sy"
    )
    assert "à valider mission locale" in reponse["message"]
    assert inscription(db, "Sy").reseau.value == "mission_locale"


def test_the_preview_leaves_nothing_behind(prevu: Faire, db: Session, session: SessionFormation) -> None:
    vue = prevu("inscrire-en-formation", candidat=["1234567A", "2345678B"], session=session.numero)
    assert vue["recap"].splitlines()[0] == "Candidats\u00a0: 1234567A et 2345678B"
    assert vue["recap"].splitlines()[2] == "Statut après inscription\u00a0: à valider Pôle emploi"
    assert db.scalars(sa.select(Inscription)).all() == []


def test_enrolled_already_is_set_aside_by_name(fait: Faire, db: Session, session: SessionFormation) -> None:
    fait("inscrire-en-formation", candidat="1234567A", session=session.numero, nom="Martin", prenom="Julie")
    with pytest.raises(DejaInscritEnFormation, match="à valider Pôle emploi"):
        fait("inscrire-en-formation", candidat="1234567A", session=session.numero)
    reponse = fait("inscrire-en-formation", candidat=["1234567A", "2345678B"], session=session.numero)
    assert [ecarte["code"] for ecarte in reponse["ecartes"]] == ["deja-inscrit-en-formation"]
    assert list(reponse["resultat"]["inscriptions"]) == ["2345678B"]


def test_places_left_for_everyone_or_for_nobody(
    fait: Faire, prevu: Faire, db: Session, session: SessionFormation
) -> None:
    session.places = 2
    db.commit()
    with pytest.raises(PlacesDeSessionInsuffisantes, match="2\u00a0places pour 3\u00a0candidats"):
        fait("inscrire-en-formation", candidat=["1234567A", "2345678B", "3456789C"], session=session.numero)
    fait("inscrire-en-formation", candidat=["1234567A", "2345678B"], session=session.numero)
    with pytest.raises(SessionComplete, match="2\u00a0places"):
        fait("inscrire-en-formation", candidat="3456789C", session=session.numero)
    assert prevu("inscrire-en-formation", session=session.numero)["refusees"][0]["code"] == SessionComplete.code
    assert prevu("inscrire-en-formation")["choix"]["session"] == []


def test_the_last_place_goes_to_one_of_eight(
    socle: Socle, gestionnaire: Acteur, db: Session, session: SessionFormation
) -> None:
    session.places = 1
    db.commit()

    def tenter(rang: int) -> str:
        donnees = {"candidat": f"700000{rang}A", "session": session.numero}
        try:
            return str(execute(socle, "inscrire-en-formation", donnees, gestionnaire)["recu"][:2])
        except Refus as refus:
            return "complète" if "complète" in str(refus) else refus.code

    with ThreadPoolExecutor(8) as fils:
        issues = list(fils.map(tenter, range(8)))
    assert sorted(issues) == ["R-", *["complète"] * 7]


@pytest.mark.parametrize(
    ("maintenant", "raison"),
    [("2027-01-04T18:00", SessionPasEncoreUtilisable), ("2027-07-01T09:00", SessionTerminee)],
)
def test_only_in_a_session_that_recruits(
    fait: Faire, session: SessionFormation, clock: StoppedClock, maintenant: str, raison: type[Refus]
) -> None:
    clock.set(maintenant)
    with pytest.raises(raison):
        fait("inscrire-en-formation", candidat="1234567A", session=session.numero)


def test_nobody_named_or_one_name_for_several(fait: Faire, session: SessionFormation, voisine: Acteur) -> None:
    with pytest.raises(AucunCandidatAInscrire):
        fait("inscrire-en-formation", candidat=[], session=session.numero)
    with pytest.raises(NomPourPlusieursInscrits):
        fait("inscrire-en-formation", candidat=["1234567A", "2345678B"], session=session.numero, nom="Petit")
    with pytest.raises(SessionInconnue):
        fait("inscrire-en-formation", voisine, candidat="1234567A", session=session.numero)


def test_undone_while_the_adviser_has_not_validated(
    fait: Faire, defait: Defaire, db: Session, session: SessionFormation, conseiller: Acteur
) -> None:
    fait("inscrire-en-formation", candidat="1234567A", session=session.numero, nom="Martin")
    effet = defait("inscrire-en-formation")
    assert statuts(db) == {"Martin": "annule"}
    assert {notice.modele.split("/")[1] for notice in effet.notices} == {"annulee", "annulee_conseiller"}
    with pytest.raises(EtatChangeDepuis):
        defait("inscrire-en-formation")
    fait("inscrire-en-formation", candidat="1234567A", session=session.numero, conseiller="mission_locale")
    fait("valider-inscription", conseiller, inscription=inscription(db, "Martin").id)
    with pytest.raises(ConseillerADejaValide, match="Martin"):
        defait("inscrire-en-formation")
