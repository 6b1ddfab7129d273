"""Why an act is impossible: the cause that really holds, in the words of the refusal it would meet. 12 January 2027."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Organisme
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, apercu, execute
from engine.kit.refus import ConnexionRequise, Refus
from engine.offre.models import SessionFormation
from engine.offre.statuts import EtatFiche
from engine.recrutement.statuts import EtatRdv, StatutPresence
from tests.engine.inscriptions import S, une_inscription
from tests.engine.monde import GRETA, VOISIN, inscrire, un_demandeur, un_rdv, une_session

AUBRY = Acteur("u:1", Role.GESTIONNAIRE, GRETA, "Claire Aubry")
HOTLINE = Acteur("u:9", Role.HOTLINE, None, "Hotline")


def diagnostiquer(socle: Socle, acteur: Acteur = AUBRY, **donnees: Any) -> dict[str, Any]:
    return execute(socle, "diagnostiquer-blocage", donnees, acteur)


@pytest.mark.parametrize(
    ("session", "cause"),
    [
        (une_session(etat=EtatFiche.EN_SAISIE, numero=1), "session-non-validee"),
        (une_session(publiee_le="2027-01-12T08:00", numero=1), "session-pas-encore-utilisable"),
        (une_session(etat=EtatFiche.ARCHIVEE, numero=1), "session-archivee"),
        (une_session(debut="2026-01-05", fin="2027-01-11", numero=1), "session-terminee"),
        (une_session(marche_avenir=2026, numero=1), "marche-avenir-passe"),
        (une_session(siret=VOISIN, numero=1), "session-inconnue"),
        (une_session(numero=2), "session-inconnue"),
        (une_session(numero=1), "rien-ne-bloque"),
    ],
)
def test_the_cause_that_holds_is_named(socle: Socle, db: Session, session: SessionFormation, cause: str) -> None:
    db.merge(session)
    db.commit()
    reponse = diagnostiquer(socle, session="SE_0000000001", acte="creer-ric")
    assert reponse["resultat"]["cause"] == cause
    assert reponse["resultat"]["source"]
    assert reponse["suite"]
    assert reponse["recu"] is None


def test_published_today_it_says_from_when(socle: Socle, db: Session) -> None:
    db.add(une_session(publiee_le="2027-01-12T08:00", numero=1))
    db.commit()
    assert "à partir du mercredi 13 janvier 2027" in diagnostiquer(socle, session="SE_0000000001")["message"]


def test_another_organisme_and_an_unknown_session_have_the_same_words(socle: Socle, db: Session) -> None:
    db.add(une_session(siret=VOISIN, numero=1))
    db.commit()
    connue, inconnue = (diagnostiquer(socle, session=f"SE_000000000{rang}") for rang in (1, 2))
    assert connue["message"].replace("0001", "0002") == inconnue["message"]


def test_seven_digits_that_name_no_session_are_asked_about(socle: Socle, db: Session) -> None:
    db.add(une_session(numero=160070))
    db.commit()
    assert diagnostiquer(socle, session="3560070")["resultat"]["cause"] == "rien-ne-bloque"
    with pytest.raises(Refus) as refus:
        diagnostiquer(socle, session="1234567")
    assert (refus.value.code, refus.value.donnee) == ("numero-ambigu", "session")


def test_when_nothing_blocks_the_general_answer_comes_with_the_button(socle: Socle, db: Session) -> None:
    db.add(une_session(numero=1))
    db.commit()
    reponse = diagnostiquer(socle, session="SE_0000000001")
    assert "au moins un jour" in reponse["message"]
    assert reponse["suite"][0]["operation"] == "creer-ric"
    assert reponse["suite"][0]["donnees"] == {"session": "SE_0000000001"}
    assert reponse["suite"][1]["article"] == "pourquoi-pas-info-coll"


def test_without_a_session_all_those_of_the_organisme_are_looked_at(socle: Socle, db: Session) -> None:
    assert diagnostiquer(socle)["resultat"]["cause"] == "aucune-session"
    db.add(une_session())
    db.commit()
    assert diagnostiquer(socle)["resultat"]["cause"] == "rien-ne-bloque"
    db.add(une_session(publiee_le="2027-01-12T08:00"))
    db.commit()
    assert diagnostiquer(socle)["resultat"]["cause"] == "session-pas-encore-utilisable"


def test_presences_are_blocked_before_the_appointment_and_once_all_is_entered(socle: Socle, db: Session) -> None:
    session = une_session(numero=1)
    db.add(session)
    db.commit()
    donnees = {"session": session.numero, "acte": "saisir-presences"}
    assert diagnostiquer(socle, **donnees)["resultat"]["cause"] == "aucun-rdv-passe"
    db.add(un_rdv(session, "2027-01-19T14:00"))
    db.commit()
    assert diagnostiquer(socle, **donnees)["resultat"]["cause"] == "rdv-pas-encore-passe"
    db.add(un_rdv(session, "2027-01-11T14:00", inscrits=("Petit",)))
    db.commit()
    assert diagnostiquer(socle, **donnees)["resultat"]["cause"] == "rien-ne-bloque"


def test_registering_needs_an_appointment_with_a_place(socle: Socle, db: Session) -> None:
    session = une_session(numero=1)
    db.add(un_rdv(session, "2027-01-19T14:00", places=1, inscrits=("Petit",)))
    db.commit()
    donnees = {"session": session.numero, "acte": "inscrire-candidat"}
    assert diagnostiquer(socle, **donnees)["resultat"]["cause"] == "aucun-rdv-ouvert"
    db.add(un_rdv(session, "2027-01-20T14:00"))
    db.commit()
    assert diagnostiquer(socle, **donnees)["resultat"]["cause"] == "rien-ne-bloque"


@pytest.mark.parametrize(
    ("presence", "etat", "cause"),
    [
        (StatutPresence.ANNULE, EtatRdv.OUVERT, "inscription-annulee"),
        (StatutPresence.A_SAISIR, EtatRdv.SUPPRIME, "rdv-supprime"),
        (StatutPresence.PRESENT, EtatRdv.OUVERT, "presence-deja-saisie"),
        (StatutPresence.ABSENT, EtatRdv.OUVERT, "rien-ne-bloque"),
    ],
)
def test_what_happened_to_a_candidate(
    socle: Socle, db: Session, presence: StatutPresence, etat: EtatRdv, cause: str
) -> None:
    rdv = un_rdv(une_session(), "2027-01-11T14:00", etat=etat)
    inscrire(rdv, un_demandeur("Diallo", identifiant="1234567A"), presence)
    db.add(rdv)
    db.commit()
    assert diagnostiquer(socle, candidat="1234567A")["resultat"]["cause"] == cause


def test_a_candidate_of_another_organisme_is_as_unknown_as_any(socle: Socle, db: Session) -> None:
    rdv = un_rdv(une_session(siret=VOISIN), "2027-01-11T14:00")
    inscrire(rdv, un_demandeur("Diallo", identifiant="1234567A"))
    db.add(rdv)
    db.commit()
    connu, inconnu = (diagnostiquer(socle, candidat=numero) for numero in ("1234567A", "7654321B"))
    assert connu["resultat"]["cause"] == "candidat-sans-rdv"
    assert connu["message"].replace("1234567A", "7654321B") == inconnu["message"]


def test_the_hotline_sees_every_session_and_a_visitor_none(socle: Socle, db: Session) -> None:
    db.add(une_session(siret=VOISIN, etat=EtatFiche.EN_SAISIE, numero=1))
    db.commit()
    reponse = diagnostiquer(socle, HOTLINE, session="SE_0000000001")
    assert reponse["resultat"]["cause"] == "session-non-validee"
    with pytest.raises(ConnexionRequise):
        diagnostiquer(socle, Acteur("visiteur", Role.VISITEUR), session="SE_0000000001")


@pytest.mark.parametrize(
    ("statut", "acte", "cause"),
    [
        (S.A_VALIDER, None, "conseiller-attendu"),
        (S.A_VALIDER, "saisir-entrees", "conseiller-attendu"),
        (S.A_REGULARISER, "obtenir-attestation", "aes-attend-la-validation"),
        (S.EN_FORMATION, "saisir-bilan", "formation-pas-finie"),
        (S.INSCRIT, "saisir-absence", "pas-en-formation"),
        (S.EN_FORMATION, "saisir-absence", "rien-ne-bloque"),
    ],
)
def test_where_an_enrolment_stands(
    sqlite_socle: Socle, statut: StatutInscription, acte: str | None, cause: str
) -> None:
    with sqlite_socle.session() as db, db.begin():
        session = une_session(numero=1, debut="2027-01-04", fin="2027-03-31")
        une_inscription(db, session, un_demandeur("Diallo", identifiant="1234567A"), statut)
    donnees = {"candidat": "1234567A"} | ({"acte": acte} if acte else {})
    assert diagnostiquer(sqlite_socle, **donnees)["resultat"]["cause"] == cause


def test_a_month_not_open_yet_then_declared(sqlite_socle: Socle) -> None:
    with sqlite_socle.session() as db, db.begin():
        session = une_session(numero=1, debut="2027-01-04", fin="2027-01-29")
        une_inscription(db, session, un_demandeur("Diallo", identifiant="1234567A"), S.EN_FORMATION)
    mois = {"session": "SE_0000000001", "acte": "saisir-assiduite-mois"}
    assert diagnostiquer(sqlite_socle, **mois)["resultat"]["cause"] == "assiduite-pas-encore-ouverte"
    plus_tard = Socle(sqlite_socle.engine, StoppedClock("2027-01-25T09:00"), sqlite_socle.sceau)
    assert diagnostiquer(plus_tard, **mois)["resultat"]["cause"] == "rien-ne-bloque"
    execute(plus_tard, "saisir-assiduite-mois", {"session": "SE_0000000001", "mois": "2027-01"}, AUBRY)
    assert diagnostiquer(plus_tard, **mois)["resultat"]["cause"] == "assiduite-deja-declaree"
    absence = {"candidat": "1234567A", "acte": "saisir-absence"}
    assert diagnostiquer(plus_tard, **absence)["resultat"]["cause"] == "mois-ferme"


def test_entries_wait_for_the_first_day(sqlite_socle: Socle) -> None:
    with sqlite_socle.session() as db, db.begin():
        db.add(une_session(numero=1, debut="2027-02-01", fin="2027-03-31"))
    reponse = diagnostiquer(sqlite_socle, session="SE_0000000001", acte="saisir-entrees")
    assert reponse["resultat"]["cause"] == "entree-avant-le-debut"


def test_someone_who_is_not_enrolled_has_no_entry_to_enter(socle: Socle, db: Session) -> None:
    db.add(inscrire(un_rdv(une_session()), un_demandeur("Petit", identifiant="1234567A")))
    db.commit()
    blocage = diagnostiquer(socle, candidat="1234567A", acte="saisir-entrees")
    assert blocage["resultat"]["cause"] == "candidat-sans-inscription"


def test_the_sessions_asked_about_are_those_of_the_person_named(socle: Socle, db: Session) -> None:
    petit = un_demandeur("Petit", identifiant="1234567A")
    une, autre, _ = sessions = [une_session(numero=rang) for rang in (1, 2, 3)]
    db.add_all([*sessions, inscrire(un_rdv(une), petit)])
    db.commit()
    assert apercu(socle, "diagnostiquer-blocage", {"candidat": "1234567A"}, AUBRY)["choix"]["session"] == []
    db.add(inscrire(un_rdv(autre), petit))
    db.commit()
    proposees = apercu(socle, "diagnostiquer-blocage", {"candidat": "1234567A"}, AUBRY)["choix"]["session"]
    assert [choix["valeur"] for choix in proposees] == ["SE_0000000001", "SE_0000000002"]


def test_quality_and_rights(sqlite_socle: Socle) -> None:
    with sqlite_socle.session() as db, db.begin():
        db.add(Organisme(siret=GRETA, raison_sociale="Greta"))
        db.add(une_session(numero=1))
    assert diagnostiquer(sqlite_socle, acte="creer-devis")["resultat"]["cause"] == "aif-sans-referencement-qualite"
    assert diagnostiquer(sqlite_socle, acte="habiliter-collaborateur")["resultat"]["cause"] == "droit-insuffisant"
    rgc = Acteur("u:2", Role.RGC, GRETA, "Yann Roy")
    assert diagnostiquer(sqlite_socle, rgc, acte="habiliter-collaborateur")["resultat"]["cause"] == "rien-ne-bloque"
    with sqlite_socle.session() as db, db.begin():
        organisme = db.get_one(Organisme, GRETA)
        organisme.reference_qualite, organisme.date_fin_validite = "QUAL-1", date(2027, 12, 31)
    assert diagnostiquer(sqlite_socle, acte="creer-devis")["resultat"]["cause"] == "rien-ne-bloque"
