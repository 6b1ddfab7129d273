"""Files of the CARIF-OREF through the door: what they create, change, archive and reject."""

import base64
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, execute
from engine.kit.fichiers import recevoir
from engine.kit.journal import JournalRow
from engine.kit.refus import DonneeMalFormee, DroitInsuffisant
from engine.offre.models import Formation, SessionFormation
from engine.offre.refus import FichierLheoIllisible
from engine.offre.statuts import EtatFiche
from tests.engine.monde import GRETA, VOISIN, le

FICHIERS = Path(__file__).parent / "lheo"
NORMANDIE = (FICHIERS / "normandie-2.3.xml").read_bytes()
CARIF = Acteur("carif", Role.CARIF_OREF, None, "CARIF-OREF de Normandie")


def importer(socle: Socle, contenu: bytes, acteur: Acteur = CARIF, cle: str | None = None) -> dict[str, Any]:
    return execute(socle, "importer-lheo", {"fichier": recevoir(BytesIO(contenu))}, acteur, cle)


def sessions(db: Session) -> dict[str, SessionFormation]:
    db.expire_all()
    return {session.numero: session for session in db.scalars(sa.select(SessionFormation))}


def test_a_file_publishes_its_sessions_and_says_what_it_left_out(socle: Socle, db: Session) -> None:
    reponse = importer(socle, NORMANDIE)
    resultat = reponse["resultat"]
    assert (resultat["creees"], resultat["rejetees"]) == (3, 5)
    assert resultat["detail"]["creees"] == ["SE_0000160070", "SE_0000160071", "SE_0000170001"]
    assert resultat["detail"]["rejetees"][0]["raison"] == "la fin (01/03/2027) est avant le début (30/06/2027)"
    assert reponse["message"].startswith("3\u00a0sessions créées, 0\u00a0modifiée")
    assert "à partir du mercredi 13 janvier 2027" in reponse["message"]
    cuisine = sessions(db)["SE_0000160070"]
    assert (cuisine.etat, cuisine.siret, cuisine.numero_interne) == (EtatFiche.PUBLIEE, VOISIN, "3565575")
    assert cuisine.utilisable_des == le("2027-01-13T00:00")


def test_avenir_belongs_to_its_mandataire(socle: Socle, db: Session) -> None:
    importer(socle, NORMANDIE)
    avenir = sessions(db)["SE_0000170001"]
    assert (avenir.est_avenir, avenir.annee_marche, avenir.siret) == (True, 2027, GRETA)


def test_every_session_has_its_seven_digits_and_keeps_them(socle: Socle, db: Session) -> None:
    importer(socle, NORMANDIE)
    avant = {numero: session.numero_interne for numero, session in sessions(db).items()}
    assert all(len(interne) == 7 and interne.isdecimal() for interne in avant.values())
    assert len(set(avant.values())) == 3
    importer(socle, NORMANDIE.replace(b"CAP   Cuisine", b"CAP Cuisinier"))
    assert {numero: session.numero_interne for numero, session in sessions(db).items()} == avant


def test_the_same_file_twice_changes_nothing(socle: Socle, db: Session, clock: StoppedClock) -> None:
    importer(socle, NORMANDIE)
    avant = {numero: vars(session).copy() for numero, session in sessions(db).items()}
    clock.advance(days=3)
    resultat = importer(socle, NORMANDIE)["resultat"]
    nombres = {sorte: resultat[sorte] for sorte in ("creees", "modifiees", "archivees", "inchangees", "rejetees")}
    assert nombres == {"creees": 0, "modifiees": 0, "archivees": 0, "inchangees": 3, "rejetees": 5}
    for numero, session in sessions(db).items():
        assert session.utilisable_des == avant[numero]["utilisable_des"]


def test_a_changed_a_missing_and_a_stale_session(socle: Socle, db: Session) -> None:
    importer(socle, NORMANDIE)
    sans_la_71 = (
        NORMANDIE[: NORMANDIE.index(b'<session numero="SE_0000160071">')]
        + NORMANDIE[NORMANDIE.index(b"<organisme-formateur>") :]
    )
    resultat = importer(socle, sans_la_71.replace(b"20270630</fin></periode>\n          <adresse", b"20270707</fin></periode>\n          <adresse"))["resultat"]  # fmt: skip  # noqa: E501
    assert resultat["detail"]["modifiees"] == ["SE_0000160070"]
    assert resultat["detail"]["archivees"] == ["SE_0000160071"]
    assert sessions(db)["SE_0000160071"].etat is EtatFiche.ARCHIVEE
    assert importer(socle, NORMANDIE)["resultat"]["modifiees"] == 2
    assert sessions(db)["SE_0000160071"].etat is EtatFiche.PUBLIEE


def test_a_file_of_other_formations_archives_nothing(socle: Socle, db: Session) -> None:
    importer(socle, NORMANDIE)
    resultat = importer(socle, (FICHIERS / "intercarif-2.2.xml").read_bytes())["resultat"]
    assert (resultat["creees"], resultat["archivees"]) == (2, 0)
    assert sessions(db)["SE_0000190002"].etat is EtatFiche.ARCHIVEE


def test_a_published_session_does_not_go_back_to_a_draft(socle: Socle, db: Session) -> None:
    importer(socle, NORMANDIE)
    brouillon = NORMANDIE.replace(b'<extra info="places">12</extra>', b'<extra info="etat-fiche">saisie</extra>')
    rejetees = importer(socle, brouillon)["resultat"]["detail"]["rejetees"]
    assert "la session est publiée" in next(un["raison"] for un in rejetees if un["numero"] == "SE_0000160070")
    assert sessions(db)["SE_0000160070"].etat is EtatFiche.PUBLIEE


def test_a_draft_is_usable_the_day_after_its_publication(socle: Socle, db: Session, clock: StoppedClock) -> None:
    marque = b'<extra info="places">12</extra>'
    importer(socle, NORMANDIE.replace(marque, marque + b'<extra info="etat-fiche">saisie</extra>'))
    assert sessions(db)["SE_0000160070"].utilisable_des is None
    clock.set("2027-03-27T23:30")
    importer(socle, NORMANDIE)
    assert sessions(db)["SE_0000160070"].utilisable_des == le("2027-03-28T00:00")


@pytest.mark.parametrize("nom", ["entite-externe.xml", "bombe-d-entites.xml"])
def test_a_hostile_file_leaves_nothing(socle: Socle, db: Session, nom: str) -> None:
    with pytest.raises(FichierLheoIllisible):
        importer(socle, (FICHIERS / nom).read_bytes())
    assert db.scalars(sa.select(JournalRow)).all() == []


def test_a_file_cut_short_publishes_nothing(socle: Socle, db: Session) -> None:
    with pytest.raises(FichierLheoIllisible, match="Rien n’a été importé"):
        importer(socle, NORMANDIE[:-200])
    assert db.scalars(sa.select(Formation)).all() == []


def test_only_the_carif_oref_publishes(socle: Socle) -> None:
    with pytest.raises(DroitInsuffisant):
        importer(socle, NORMANDIE, Acteur("u:1", Role.RGC, GRETA))


def test_a_json_client_sends_base64_and_the_journal_keeps_a_print(socle: Socle, db: Session) -> None:
    execute(socle, "importer-lheo", {"fichier": base64.b64encode(NORMANDIE).decode()}, CARIF)
    ligne = db.scalars(sa.select(JournalRow)).one()
    assert ligne.texte.donnees == {"fichier": str(recevoir(BytesIO(NORMANDIE)))}
    with pytest.raises(DonneeMalFormee):
        execute(socle, "importer-lheo", {"fichier": "é"}, CARIF)


def test_the_same_key_with_another_file_is_refused_and_the_same_acts_once(socle: Socle, db: Session) -> None:
    premier = importer(socle, NORMANDIE, cle="nuit-1")
    assert importer(socle, NORMANDIE, cle="nuit-1") == premier | {"rejoue": True}
    assert len(db.scalars(sa.select(JournalRow)).all()) == 1
