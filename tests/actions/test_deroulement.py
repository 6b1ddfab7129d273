"""An operation from the first word to the receipt, and every way off the straight road. Wednesday 13 January 2027."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from actions.catalogue import Catalogue
from engine.recrutement.models import Rdv
from tests.actions.pilote import RIC, Pilote, au_recap, recus
from tests.engine.monde import inscrire, un_demandeur, un_rdv, une_session

Ouvrir = Callable[..., Pilote]


@pytest.fixture
def ric_d_hier(db: Session) -> Rdv:
    """A RIC of Tuesday 12 January, six people to enter, two of them Martin."""
    ric = un_rdv(
        une_session("Cariste", numero=160099), "2027-01-12T14:00", inscrits=("Petit", "Leroy", "Nguyen", "Diallo")
    )
    inscrire(ric, un_demandeur("Martin", "Paul"))
    inscrire(ric, un_demandeur("Martin", "Julie"))
    db.add(ric)
    db.commit()
    return ric


# -- the straight road


@pytest.mark.usefixtures("sessions")
def test_several_data_in_one_sentence_then_yes(conversation: Ouvrir, db: Session) -> None:
    c = conversation()
    assert "Pour quelle session ?" in c.demander("creer-ric", RIC)
    recap = c.dire("celle de cuisine")
    for ligne in ("CAP Cuisine", "mardi 19 janvier 2027 à 14 h", "Lieu : Rouen", "Places : 20"):
        assert ligne in recap
    assert recus(db) == []
    recu = c.dire("oui", "affirmation")
    assert recu.recu is not None
    assert "Reçu n° R-2027-000001" in recu
    assert recus(db) == ["creer-ric"]


@pytest.mark.usefixtures("sessions")
def test_a_yes_before_the_recap_counts_for_nothing(conversation: Ouvrir, db: Session) -> None:
    c = conversation()
    c.demander("creer-ric", "programme une info coll")
    assert "récapitulatif" in c.dire("oui", "affirmation")
    c.dire("cuisine")
    c.dire("oui", "affirmation")
    assert recus(db) == []


@pytest.mark.usefixtures("sessions")
def test_a_yes_that_is_not_frank_is_asked_again(conversation: Ouvrir, db: Session) -> None:
    c = au_recap(conversation())
    doute = c.dire("mouais c’est à peu près ça", "affirmation", confiance=0.69)
    assert doute.texte.startswith("Dois-je le faire ?")
    assert "J’enregistre ?" not in doute
    assert recus(db) == []
    assert c.cliquer("Oui, enregistrer").recu is not None
    assert recus(db) == ["creer-ric"]


@pytest.mark.usefixtures("sessions")
def test_after_a_doubt_a_correction_brings_another_recap(conversation: Ouvrir, db: Session) -> None:
    c = au_recap(conversation())
    c.dire("si on veut", "affirmation", confiance=0.5)
    recap = c.dire("plutôt 15 places", "corriger")
    assert "Places : 15" in recap
    assert "J’enregistre ?" in recap
    assert recus(db) == []


@pytest.mark.usefixtures("sessions")
def test_the_button_of_an_old_recap_enters_nothing(conversation: Ouvrir, db: Session) -> None:
    c = au_recap(conversation())
    perime = c.dernier.boutons["Oui, enregistrer"]
    c.dire("finalement 15 places", "corriger")
    assert "n’est plus à jour" in c.dire("Oui, enregistrer", "affirmation", bouton=perime)
    assert recus(db) == []
    assert c.cliquer("Oui, enregistrer").recu


def test_a_read_says_at_once_what_it_found(conversation: Ouvrir, db: Session) -> None:
    c = conversation("visiteur")
    c.demander("suivre-adhesion", "où en est mon adhésion, SIRET 80000000200017")
    assert recus(db) == []
    assert "J’enregistre" not in c.dernier


def test_half_an_instant_is_completed(conversation: Ouvrir, sessions: None) -> None:
    c = conversation()
    c.demander("creer-ric", "programme une info coll pour SE_0000160070 le 19 janvier")
    assert "À quelle heure, le mardi 19 janvier ?" in c.dernier
    assert "Où a-t-elle lieu ?" in c.dire("14h30")


# -- people


def test_everyone_but_two_one_name_being_borne_twice(conversation: Ouvrir, ric_d_hier: Rdv, db: Session) -> None:
    c = conversation()
    question = c.demander("saisir-presences", "À la RIC de mardi tout le monde était là sauf Martin et Diallo")
    assert "Deux personnes s’appellent Martin" in question
    assert len(question.boutons) == 2
    recap = c.cliquer("Julie Martin")
    assert "Absents : Julie Martin et Camille Diallo" in recap
    assert "Paul Martin" in recap
    c.dire("oui", "affirmation")
    assert recus(db) == ["saisir-presences"]


def test_a_name_nobody_bears_is_said_so(conversation: Ouvrir, ric_d_hier: Rdv) -> None:
    c = conversation()
    question = c.demander("saisir-presences", "À la RIC d'hier tous présents sauf Leroux")
    assert "Je ne trouve pas Leroux" in question
    assert "Camille Leroy" in question
    assert "Absents : Camille Leroy" in c.dire("oui Leroy pardon")


def test_who_came_and_who_did_not_moves_at_the_recap(conversation: Ouvrir, ric_d_hier: Rdv) -> None:
    c = conversation()
    c.demander("saisir-presences", "Petit et Leroy étaient là hier, pas Nguyen")
    assert "Absents : Camille Nguyen" in c.dernier
    recap = c.dire("non, Nguyen était présente", "corriger")
    assert "Présents : Camille Petit, Camille Leroy et Camille Nguyen" in recap
    assert "Absents : personne" in recap


def test_a_name_without_a_capital_borne_twice_is_settled_by_a_button(
    conversation: Ouvrir, ric_d_hier: Rdv, db: Session
) -> None:
    a_venir = un_rdv(ric_d_hier.session, "2027-01-19T14:00")
    for prenom in ("Paul", "Julie"):
        inscrire(a_venir, un_demandeur("Martin", prenom))
    db.commit()
    c = conversation()
    question = c.demander("annuler-rdv-candidat", "martin annule son rdv")
    assert "Deux personnes s’appellent martin" in question
    c.cliquer(next(titre for titre in question.boutons if titre.startswith("Julie Martin")))
    assert "Julie Martin" in c.dernier
    assert "Deux personnes" not in c.dernier


def test_the_only_appointment_is_not_taken_for_another_day_s(
    conversation: Ouvrir, ric_d_hier: Rdv, db: Session
) -> None:
    c = conversation()
    question = c.demander("saisir-presences", "présences de la réunion du 8 janvier, tous là sauf Leroy")
    assert "Rien ne correspond" in question
    assert len(question.boutons) == 1
    assert "Absents : Camille Leroy" in c.cliquer(next(iter(question.boutons)))
    assert recus(db) == []


def test_names_typed_beside_a_number_are_still_names(conversation: Ouvrir, ric_d_hier: Rdv) -> None:
    c = conversation()
    c.demander("saisir-presences", "je saisis les présences de la RIC de mardi")
    recap = c.dire("petit et leroy, 2 personnes")
    assert "Présents : Camille Petit et Camille Leroy" in recap


# -- corrections


@pytest.mark.usefixtures("sessions")
@pytest.mark.parametrize(
    ("dit", "intention", "attendu"),
    [
        ("non pas le 19, le 20", "negation", "mardi 19 janvier 2027 à 14 h → mercredi 20 janvier 2027 à 14 h"),
        ("le 20 au lieu du 19", "corriger", "→ mercredi 20 janvier 2027 à 14 h"),
        ("c'est à Elbeuf pas à Rouen", "corriger", "lieu : Rouen → Elbeuf"),
        ("oui mais à 15h", "affirmation", "→ mardi 19 janvier 2027 à 15 h"),
        ("finalement 15 places", "corriger", "nombre de places : 20 → 15"),
        ("15 places", "operation", "nombre de places : 20 → 15"),
        ("la session SE_0000160071", "corriger", "Secrétariat"),
        ("le lieu c'est la salle B du Greta", "corriger", "lieu : Rouen → salle B du Greta"),
    ],
)
def test_a_correction_at_the_recap_says_old_and_new(
    conversation: Ouvrir, db: Session, dit: str, intention: str, attendu: str
) -> None:
    c = au_recap(conversation())
    cle = c.slots["apercu"]["cle"]
    ids = ("creer-ric",) if intention == "operation" else ()
    corrige = c.dire(dit, intention, *ids)
    assert attendu in corrige
    assert "J’enregistre ?" in corrige
    assert c.slots["apercu"]["cle"] != cle
    assert recus(db) == []


@pytest.mark.usefixtures("sessions")
def test_several_corrections_at_once(conversation: Ouvrir) -> None:
    c = au_recap(conversation())
    corrige = c.dire("non, le 21 à 9h à Elbeuf avec 12 places", "corriger")
    for ligne in ("jeudi 21 janvier 2027 à 9 h", "Lieu : Elbeuf", "Places : 12"):
        assert ligne in corrige


@pytest.mark.usefixtures("sessions")
def test_a_refused_correction_keeps_the_old_value(conversation: Ouvrir) -> None:
    c = au_recap(conversation())
    corrige = c.dire("le 12/01/2020", "corriger")
    assert "déjà passé" in corrige
    assert "Je garde « date et heure » : mardi 19 janvier 2027 à 14 h" in corrige
    assert "J’enregistre ?" in corrige


@pytest.mark.usefixtures("sessions")
def test_corriger_alone_asks_what_then_asks_it_again(conversation: Ouvrir) -> None:
    c = au_recap(conversation())
    assert "Que faut-il corriger ?" in c.cliquer("Corriger")
    assert "Où a-t-elle lieu ?" in c.cliquer("Lieu")
    assert "lieu : Rouen → Elbeuf" in c.dire("à Elbeuf")


# -- aside


@pytest.mark.usefixtures("sessions")
def test_a_question_in_the_middle_then_the_form_asks_again(conversation: Ouvrir) -> None:
    c = conversation()
    c.demander("creer-ric", "programme une info coll")
    aparte = c.dire("c'est quoi une RIC ?", "faq", "ric-definition")
    assert "[utter_faq]" in aparte
    assert "Pour quelle session ?" in aparte


@pytest.mark.usefixtures("sessions")
def test_a_question_at_the_recap_keeps_the_same_key(conversation: Ouvrir) -> None:
    c = au_recap(conversation())
    cle = c.slots["apercu"]["cle"]
    assert "J’enregistre ?" in c.dire("c'est quoi une RIC ?", "faq", "ric-definition")
    assert c.slots["apercu"]["cle"] == cle


@pytest.mark.usefixtures("sessions")
def test_answer_and_question_in_one_breath(conversation: Ouvrir) -> None:
    c = conversation()
    c.demander("creer-ric", "programme une info coll pour SE_0000160070 le 19 janvier à 14h à Rouen")
    assert "Combien de places" in c.dernier
    deux = c.dire("20. Au fait, c'est quoi une RIC ?", "faq", "ric-definition")
    assert "[utter_faq]" in deux
    assert "Places : 20" in deux


@pytest.mark.usefixtures("sessions")
def test_why_i_do_not_know_repeat_and_wait(conversation: Ouvrir) -> None:
    c = conversation()
    c.demander("creer-ric", "programme une info coll")
    assert "référencée par le CARIF-OREF" in c.dire("pourquoi cette question ?", "pourquoi-cette-question")
    assert "Choisissez parmi" in c.dire("je sais pas", "je-ne-sais-pas")
    assert "Pour quelle session ?" in c.dire("répète", "repeter")
    attente = c.dire("attends deux minutes", "attendre")
    assert "je garde vos réponses" in attente
    assert "Pour quelle session ?" not in attente
    assert "Pour quelle session ?" in c.dire("c'est bon je reprends", "reprendre")


@pytest.mark.usefixtures("sessions")
def test_two_answers_that_cannot_be_used_bring_help(conversation: Ouvrir) -> None:
    c = conversation()
    c.demander("creer-ric", "programme une info coll pour SE_0000160070 le 19 janvier à 14h à Rouen")
    assert "Je n’ai pas compris" in c.dire("plein")
    aide = c.dire("plein plein")
    assert "par exemple 20" in aide
    assert "09 72 72 00 70" in aide
    assert "Parler à quelqu’un" in aide.boutons


# -- cancelling, changing one's mind


@pytest.mark.usefixtures("sessions")
def test_cancelling_says_that_nothing_was_done(conversation: Ouvrir, db: Session) -> None:
    c = au_recap(conversation())
    assert "rien n’a été enregistré" in c.dire("laisse tomber", "annuler")
    assert "question en attente" in c.dire("oui", "affirmation")
    assert recus(db) == []


@pytest.mark.usefixtures("sessions")
def test_another_operation_in_the_middle_then_the_first_comes_back(
    conversation: Ouvrir, ric_d_hier: Rdv, db: Session
) -> None:
    c = au_recap(conversation())
    autre = c.demander("saisir-presences", "ah, à la RIC d'hier, Petit était présent")
    assert "Je mets de côté" in autre
    assert "Présents : Camille Petit" in autre
    retour = c.dire("oui", "affirmation")
    assert recus(db) == ["saisir-presences"]
    assert "Reprenons : programmer une réunion" in retour
    assert "mardi 19 janvier 2027 à 14 h" in retour
    c.dire("oui", "affirmation")
    assert recus(db) == ["saisir-presences", "creer-ric"]


@pytest.mark.usefixtures("sessions")
def test_starting_over_forgets_what_was_given(conversation: Ouvrir) -> None:
    c = au_recap(conversation())
    assert "Pour quelle session ?" in c.dire("on recommence", "recommencer")
    assert "donnees" not in c.slots or not c.slots["donnees"]


# -- rights, and what is not done yet


def test_a_visiteur_is_told_to_sign_in_and_nothing_stays(conversation: Ouvrir) -> None:
    c = conversation("visiteur")
    assert "il faut être connecté" in c.demander("creer-ric", RIC)
    assert c.slots["operation"] is None


def test_a_visiteur_who_is_blocked_gets_the_general_answer(conversation: Ouvrir) -> None:
    c = conversation("visiteur")
    reponse = c.demander("diagnostiquer-blocage", "pourquoi je ne peux pas saisir d'info coll ?")
    assert "[utter_faq/pourquoi-pas-info-coll]" in reponse
    assert "il faut être connecté" in reponse


def test_what_is_not_done_yet_is_said_so(
    conversation: Ouvrir, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_venir = replace(catalogue.operations["creer-devis"], a_venir=True)
    monkeypatch.setitem(catalogue.operations, "creer-devis", a_venir)
    c = conversation()
    reponse = c.demander("creer-devis", "je fais un devis AIF pour Mme Petit")
    assert "je ne le fais pas encore" in reponse
    assert reponse.boutons


def test_talking_to_someone_waits_for_the_yes(conversation: Ouvrir) -> None:
    reponse = conversation().demander("parler-a-un-conseiller", "je veux parler à quelqu'un")
    assert "transmise à un conseiller" in reponse
