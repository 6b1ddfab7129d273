"""A job seeker is erased: nothing names them any more, and everything that was done still stands."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.inscription_entree.documents import rendre
from engine.inscription_entree.models import Attestation, Inscription
from engine.inscription_entree.refus import AttestationSansPersonne
from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle
from engine.kit.effacement import PHRASE
from engine.kit.refus import CleDejaUtilisee
from engine.recrutement.models import Demandeur
from engine.suivi_assistance.refus import OperationNonAnnulable, PersonneDejaEffacee, PersonneEncoreSuivie
from tests.engine.monde import le, un_rdv, une_session
from tests.engine.suivi_assistance.conftest import HOTLINE, UNE_BASE, Faire, journal
from web.conversations.models import Avis, Conversation, StatutTour, Tour

NUMERO, NOM, PRENOM, COURRIEL = "8642097K", "Zylbérstein", "Quitterie", "quitterie@zylber.example"
SECRETS = (NUMERO, NOM, "Zylb", PRENOM, COURRIEL, "lumbago")
MATIN = le("2027-01-12T09:00")
CONSEILLERE = Acteur("utilisateur:903", Role.PRESCRIPTEUR, None, "Mission locale de Rouen")


@pytest.fixture
def session(db: Session, fait: Faire) -> str:
    """A session where she enrolled, and a RIC where she was registered, a request and a chat that name her."""
    session = une_session(debut="2027-01-18", fin="2027-01-29")
    rdv = un_rdv(session, "2027-01-13T14:00", inscrits=("Petit",))
    db.add_all([rdv, Conversation(id="c-1", jeton="j", client="", cree_le=MATIN, etat={}, bail_expire=0.0)])
    db.flush()
    db.add(Tour(conversation_id="c-1", message_id="m-1", texte=f"{PRENOM} {NOM} sera absente demain", recu_le=MATIN))
    autre = Tour(
        conversation_id="c-1", message_id="m-2", texte="et l’AIS ?", recu_le=MATIN, comprehension={"ids": ["ais"]}
    )
    db.add(autre)
    db.flush()
    db.add(Avis(tour_id=autre.id, utile=False, commentaire=f"Et {PRENOM} {NOM} ?", donne_le=MATIN))
    db.commit()
    qui = {"candidat": NUMERO, "nom": NOM, "prenom": PRENOM, "courriel": COURRIEL}
    fait("prescrire-candidat", CONSEILLERE, "prescrite", rdv=rdv.id, **qui)
    fait("inscrire-en-formation", candidat=[NUMERO], session=session.numero)
    fait("contacter-hotline", candidat=NUMERO, description=f"{PRENOM} {NOM} n’apparaît plus, elle a un lumbago.")
    return session.numero


def elle(db: Session) -> Demandeur:
    db.expire_all()
    return db.scalars(sa.select(Demandeur).where(sa.or_(Demandeur.nom == NOM, Demandeur.efface_le.is_not(None)))).one()


@pytest.fixture
def formee(session: str, db: Session, clock: StoppedClock, fait: Faire) -> int:
    """Her training is over, month and bilan entered; her id."""
    id = elle(db).id
    fait("valider-inscription", CONSEILLERE, inscription=db.scalars(sa.select(Inscription.id)).one())
    clock.set("2027-01-18T09:00")
    fait("saisir-entrees", session=session, presents=[id])
    jours = {"date_debut": "2027-01-19", "date_fin": "2027-01-20"}
    clock.set("2027-01-21T09:00")
    fait("saisir-absence", None, "absence", candidat=NUMERO, motif="maladie", justificatif="arrêt, lumbago", **jours)
    clock.set("2027-01-30T09:00")
    fait("saisir-assiduite-mois", session=session, mois="2027-01")
    fait("saisir-bilan", session=session, obtenue=[id])
    return id


def ecrits(socle: Socle) -> Iterator[str]:
    """Every value of every row of every table, DBOS's included."""
    metadata = sa.MetaData()
    for schema in [None, "dbos"] if socle.engine.dialect.name == "postgresql" else [None]:
        metadata.reflect(socle.engine, schema=schema)
    with socle.engine.connect() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(sa.select(table)):
                yield from (f"{table.name}: {valeur}" for valeur in row)


def test_nothing_names_them_any_more(socle: Socle, fait: Faire, formee: int) -> None:
    assert [mot for mot in SECRETS if any(mot in ecrit for ecrit in ecrits(socle))] == list(SECRETS)
    recu = fait("effacer-personne", HOTLINE, personne=formee)
    assert recu["resultat"]["lignes"] >= 6
    assert [ecrit for ecrit in ecrits(socle) for mot in SECRETS if mot in ecrit] == []


def test_what_was_done_still_stands(socle: Socle, db: Session, fait: Faire, formee: int) -> None:
    avant = journal(socle)
    fait("effacer-personne", HOTLINE, personne=formee)
    *apres, ligne = journal(socle)
    for champ in ("id", "recu", "operation", "evenement", "objet", "avant_sans_mots", "apres_sans_mots", "empreinte"):
        assert [getattr(une, champ) for une in apres] == [getattr(une, champ) for une in avant]
    assert {une.texte.message for une in apres if une.texte.efface_le} == {PHRASE}
    assert (ligne.evenement, ligne.objet) == ("suivi_assistance.personne_effacee", f"demandeur:{formee}")
    assert db.scalars(sa.select(Inscription)).one().statut.value == "clos"
    assert elle(db).designation == "personne effacée"


@UNE_BASE
def test_the_same_key_still_answers_the_same_receipt(fait: Faire, formee: int, db: Session) -> None:
    rdv = db.scalars(sa.text("SELECT id FROM rdv")).one()
    qui = {"rdv": rdv, "candidat": NUMERO, "nom": NOM, "prenom": PRENOM, "courriel": COURRIEL}
    premier = fait("prescrire-candidat", CONSEILLERE, "prescrite", **qui)
    fait("effacer-personne", HOTLINE, "oubli", personne=formee)
    encore = fait("prescrire-candidat", CONSEILLERE, "prescrite", **qui)
    assert (encore["recu"], encore["le"], encore["rejoue"]) == (premier["recu"], premier["le"], True)
    assert (encore["message"], encore["resultat"]) == (PHRASE, {})
    with pytest.raises(CleDejaUtilisee):
        fait("prescrire-candidat", CONSEILLERE, "prescrite", **qui | {"nom": "Autre"})
    assert fait("effacer-personne", HOTLINE, "oubli", personne=formee)["rejoue"]


@UNE_BASE
def test_once_erased_there_is_nothing_more_to_erase_nor_to_undo(fait: Faire, formee: int) -> None:
    fait("effacer-personne", HOTLINE, personne=formee)
    with pytest.raises(PersonneDejaEffacee):
        fait("effacer-personne", HOTLINE, personne=formee)
    with pytest.raises(OperationNonAnnulable, match="effacées"):
        fait("annuler-derniere-operation", operation="saisir-absence")


@UNE_BASE
def test_a_document_is_printed_no_more_and_stays_true(fait: Faire, db: Session, formee: int) -> None:
    fait("effacer-personne", HOTLINE, personne=formee)
    documents = db.scalars(sa.select(Attestation)).all()
    assert documents
    for document in documents:
        assert document.revoquee_le is None
        with pytest.raises(AttestationSansPersonne):
            rendre(document)


@UNE_BASE
def test_the_words_of_the_chat_are_gone_and_the_bot_is_to_forget(fait: Faire, db: Session, formee: int) -> None:
    fait("effacer-personne", HOTLINE, personne=formee)
    tour, autre = db.scalars(sa.select(Tour).order_by(Tour.id))
    fil, avis = db.scalars(sa.select(Conversation)).one(), db.scalars(sa.select(Avis)).one()
    assert (tour.texte, tour.statut, fil.a_oublier) == ("", StatutTour.EFFACE, True)
    assert (autre.texte, autre.comprehension) == ("et l’AIS ?", {"ids": ["ais"]})
    assert (avis.utile, avis.commentaire) == (False, None)


@UNE_BASE
@pytest.mark.usefixtures("session")
def test_while_something_is_still_to_do_for_them_they_stay(
    socle: Socle, db: Session, fait: Faire, prevu: Faire
) -> None:
    avant = sorted(ecrits(socle))
    with pytest.raises(PersonneEncoreSuivie, match=r"l’inscription « à valider .* le rendez-vous « Réunion d’info"):
        fait("effacer-personne", HOTLINE, personne=elle(db).id)
    vue = prevu("effacer-personne", HOTLINE, personne=elle(db).id)
    assert vue["refus"]["code"] == "personne-encore-suivie"
    assert sorted(ecrits(socle)) == avant
