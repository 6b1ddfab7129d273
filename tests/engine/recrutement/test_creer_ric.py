"""A RIC is programmed on a usable session of one's own, to come, with places; it is Tuesday 12 January 2027, 10:00."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.journal import JournalRow
from engine.kit.refus import DonneesRefusees, DroitInsuffisant, Refus
from engine.offre.refus import SessionInconnue
from engine.offre.statuts import EtatFiche, EtatRecrutement
from engine.recrutement.models import Rdv
from tests.engine.monde import VOISIN, le, une_session
from tests.engine.recrutement.conftest import Faire

REUNION = {"date_heure": "2027-01-19T14:00", "lieu": "Rouen", "places": 20}


def test_a_ric_is_programmed_with_its_receipt_and_its_journal_row(
    fait: Faire, db: Session, session_ouverte: str
) -> None:
    reponse = fait("creer-ric", session=session_ouverte, **REUNION)
    rdv = db.scalars(sa.select(Rdv)).one()
    assert (rdv.debut, rdv.fin) == (le("2027-01-19T14:00"), le("2027-01-19T16:00"))
    assert reponse["recu"] == "R-2027-000001"
    assert "mardi 19 janvier 2027 à 14\u00a0h à Rouen" in reponse["message"]
    assert reponse["suite"][0]["donnees"] == {"rdv": rdv.id}
    journal = db.scalars(sa.select(JournalRow)).one()
    assert (journal.evenement, journal.objet) == ("recrutement.ric_creee", f"rdv:{rdv.id}")


def test_the_preview_says_everything_and_leaves_nothing(prevu: Faire, db: Session, session_ouverte: str) -> None:
    vue = prevu("creer-ric", session="14_SE_0000160070", **REUNION)
    assert vue["complet"]
    assert vue["donnees"]["session"] == {"valeur": session_ouverte, "libelle": "SE_0000160070, CAP Cuisine, Rouen"}
    assert "mardi 19 janvier 2027 à 14" in vue["recap"]
    assert "2\u00a0h" in vue["recap"]
    assert db.scalars(sa.select(Rdv)).all() == db.scalars(sa.select(JournalRow)).all() == []


@pytest.mark.parametrize("numero", ["14_SE_0000160070", "SE_0000160070", "se_0000160070", "3560070"])
def test_the_three_forms_of_a_number_name_one_session(fait: Faire, session_ouverte: str, numero: str) -> None:
    assert session_ouverte in fait("creer-ric", session=numero, **REUNION)["message"]


@pytest.mark.parametrize(
    ("donnee", "valeur", "code"),
    [
        ("date_heure", "2027-01-12T10:00", "date-deja-passee"),
        ("date_heure", "2027-07-01T09:00", "date-apres-la-session"),
        ("places", 0, "nombre-de-places"),
        ("places", 501, "nombre-de-places"),
        ("duree", 5, "duree-incorrecte"),
    ],
)
def test_a_wrong_datum_is_refused_as_soon_as_it_is_given(
    prevu: Faire, session_ouverte: str, donnee: str, valeur: Any, code: str
) -> None:
    vue = prevu("creer-ric", session=session_ouverte, **{donnee: valeur})
    assert [(refusee["donnee"], refusee["code"]) for refusee in vue["refusees"]] == [(donnee, code)]


@pytest.mark.parametrize(
    ("session", "code"),
    [
        (une_session(publiee_le="2027-01-12T08:00", numero=1), "session-pas-encore-utilisable"),
        (une_session(etat=EtatFiche.EN_SAISIE, numero=1), "session-non-validee"),
        (une_session(etat=EtatFiche.ARCHIVEE, numero=1), "session-archivee"),
        (une_session(debut="2026-01-05", fin="2026-12-18", numero=1), "session-terminee"),
        (une_session(marche_avenir=2026, numero=1), "marche-avenir-passe"),
        (une_session(siret=VOISIN, numero=1), "session-inconnue"),
    ],
)
def test_a_session_that_cannot_recruit_is_refused_at_once(
    prevu: Faire, fait: Faire, db: Session, session: Any, code: str
) -> None:
    db.merge(session)
    db.commit()
    vue = prevu("creer-ric", session="SE_0000000001")
    assert [refusee["code"] for refusee in vue["refusees"]] == [code]
    assert vue["choix"]["session"] == []
    with pytest.raises(Refus) as refus:
        fait("creer-ric", session="SE_0000000001", **REUNION)
    assert refus.value.code == code


def test_published_today_it_is_usable_from_midnight(
    fait: Faire, db: Session, clock: StoppedClock, prevu: Faire
) -> None:
    db.add(une_session(publiee_le="2027-01-12T23:59", numero=1))
    db.commit()
    clock.set("2027-01-12T23:59")
    assert prevu("creer-ric", session="SE_0000000001")["refusees"]
    clock.set("2027-01-13T00:00")
    assert fait("creer-ric", session="SE_0000000001", **REUNION)["recu"]


def test_an_avenir_market_is_not_carried_over_the_new_year(prevu: Faire, db: Session) -> None:
    db.add(une_session(marche_avenir=2027, fin="2028-06-30", numero=1))
    db.commit()
    vue = prevu("creer-ric", session="SE_0000000001", date_heure="2028-01-04T14:00")
    assert vue["refusees"][0]["code"] == "marche-avenir-passe"


def test_another_organisme_meets_the_words_of_the_unknown(fait: Faire, voisine: Acteur, session_ouverte: str) -> None:
    dits = set()
    for numero in (session_ouverte, "SE_0000999999"):
        with pytest.raises(SessionInconnue) as refus:
            fait("creer-ric", voisine, session=numero, **REUNION)
        dits.add(str(refus.value).replace(numero, "…"))
    assert len(dits) == 1


def test_a_prescriber_programmes_no_ric(fait: Faire, conseiller: Acteur, session_ouverte: str) -> None:
    with pytest.raises(DroitInsuffisant):
        fait("creer-ric", conseiller, session=session_ouverte, **REUNION)


def test_missing_data_are_named(fait: Faire, session_ouverte: str) -> None:
    with pytest.raises(DonneesRefusees, match=r"Lieu\. .*Nombre de places"):
        fait("creer-ric", session=session_ouverte, date_heure="2027-01-19T14:00")


def test_a_closed_recruitment_and_a_second_ric_at_the_same_hour_are_warned_about(fait: Faire, db: Session) -> None:
    db.add(une_session(etat_recrutement=EtatRecrutement.FERME, numero=1))
    db.commit()
    fait("creer-ric", session="SE_0000000001", **REUNION)
    reponse = fait("creer-ric", session="SE_0000000001", **REUNION)
    assert [avis["code"] for avis in reponse["avertissements"]] == ["recrutement-non-ouvert", "ric-au-meme-moment"]


def test_the_same_key_programmes_one_ric(fait: Faire, db: Session, session_ouverte: str) -> None:
    premier = fait("creer-ric", cle="m-1", session=session_ouverte, **REUNION)
    second = fait("creer-ric", cle="m-1", session=session_ouverte, **REUNION)
    assert second == premier | {"rejoue": True}
    assert len(db.scalars(sa.select(Rdv)).all()) == 1
