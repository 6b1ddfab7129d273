"""A draft is sent; the job seeker or the employer answers, then the adviser; each is told."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Organisme
from engine.financement.refus import DevisInconnu, PassageDevisImpossible, SansReferencementQualite
from engine.kit.acteurs import SYSTEME, Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, apercu
from engine.kit.echeances import EcheanceRow
from engine.kit.refus import DroitInsuffisant, Refus
from tests.engine.financement.conftest import (
    CONSEILLERE,
    DUPRE,
    GESTIONNAIRE,
    HOTLINE,
    PETIT,
    POEI,
    VOISINE,
    Faire,
    defaire,
    jusqu_a,
    lettres,
    lire,
)  # fmt: skip
from tests.engine.monde import GRETA, le

UNE_BASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # what does not depend on it
AUTRE_DEMANDEUR = Acteur("utilisateur:40", Role.DEMANDEUR_EMPLOI, None, "Julie Martin", demandeur="1234567A")
SANS_NUMERO = Acteur("utilisateur:41", Role.DEMANDEUR_EMPLOI, None, "Léa Petit")
AUTRE_EMPLOYEUR = Acteur("utilisateur:50", Role.EMPLOYEUR, None, "Entreprise Durand")


def test_the_job_seeker_is_told_and_the_receipt_says_who_answers(fait: Faire, db: Session, un_devis: str) -> None:
    reponse = fait("transmettre-devis", devis=un_devis)
    assert "Léa Petit (7942369Z) l’accepte ou le refuse, puis le conseiller" in reponse["message"]
    assert lettres(db) == [("financement/devis_transmis", "lea@demandeur.example")]
    devis = lire(db, un_devis)
    assert (devis.statut.value, devis.depuis) == ("transmis", le("2027-01-12T10:00"))


def test_the_preview_names_the_person_and_leaves_nothing(socle: Socle, db: Session, un_devis: str) -> None:
    vue = apercu(socle, "transmettre-devis", {"devis": un_devis}, GESTIONNAIRE)
    assert "Transmis à\u00a0: Léa Petit (7942369Z)" in vue["recap"]
    assert [choix["valeur"] for choix in vue["choix"]["devis"]] == [un_devis]
    assert vue["choix"]["devis"][0]["indices"]["candidat"] == "Léa Petit (7942369Z)"
    assert lire(db, un_devis).statut.value == "brouillon"
    assert lettres(db) == []


def test_a_poei_goes_to_the_employer_s_account_and_the_job_seeker_has_no_say(fait: Faire, db: Session) -> None:
    numero = fait("creer-devis", **POEI)["resultat"]["devis"]
    assert "Dupré l’accepte" in fait("transmettre-devis", devis=numero)["message"]
    assert lettres(db) == [("financement/devis_transmis", "5@demo.example")]
    for intrus in (PETIT, AUTRE_EMPLOYEUR):
        with pytest.raises(DevisInconnu):
            fait("accepter-devis", intrus, devis=numero)
    assert fait("accepter-devis", DUPRE, devis=numero)["recu"]


@UNE_BASE
@pytest.mark.parametrize("intrus", [AUTRE_DEMANDEUR, SANS_NUMERO, DUPRE])
def test_nobody_else_answers_an_aif(fait: Faire, un_devis: str, intrus: Acteur) -> None:
    fait("transmettre-devis", devis=un_devis)
    for operation, donnees in (("accepter-devis", {}), ("refuser-devis", {"motif": "Non"})):
        with pytest.raises(DevisInconnu):
            fait(operation, intrus, devis=un_devis, **donnees)


def test_from_the_draft_to_the_closing_each_party_is_told(
    fait: Faire, db: Session, clock: StoppedClock, un_devis: str
) -> None:
    jusqu_a(fait, un_devis, "valide")
    assert lettres(db) == [
        ("financement/devis_transmis", "lea@demandeur.example"),
        ("financement/devis_avance", "1@demo.example"),
        ("financement/devis_a_valider", None),
        ("financement/devis_avance", "1@demo.example"),
        ("financement/devis_tranche", "lea@demandeur.example"),
    ]
    echeance = db.scalars(sa.select(EcheanceRow)).one()
    assert (echeance.operation, echeance.le) == ("clore-devis", le("2027-07-01T00:00"))
    clock.set("2027-06-30T23:59")
    with pytest.raises(Refus, match="n’est pas à clore"):
        fait("clore-devis", SYSTEME, **echeance.donnees)
    clock.set("2027-07-01T00:00")
    fait("clore-devis", SYSTEME, **echeance.donnees)
    assert lire(db, un_devis).statut.value == "clos"


def test_a_refusal_says_why_to_the_organisme(fait: Faire, db: Session, un_devis: str) -> None:
    jusqu_a(fait, un_devis, "refuse")
    devis = lire(db, un_devis)
    assert (devis.statut.value, devis.motif_refus) == ("refuse", "Trop loin de chez moi.")
    assert lettres(db)[-1] == ("financement/devis_avance", "1@demo.example")


@UNE_BASE
def test_the_adviser_s_refusal_is_told_to_both(fait: Faire, db: Session, un_devis: str) -> None:
    jusqu_a(fait, un_devis, "refuse_pe")
    assert lire(db, un_devis).statut.value == "refuse_pe"
    assert lettres(db)[-2:] == [
        ("financement/devis_avance", "1@demo.example"),
        ("financement/devis_tranche", "lea@demandeur.example"),
    ]


@UNE_BASE
@pytest.mark.parametrize(
    ("statut", "operation", "qui"),
    [
        ("brouillon", "valider-devis", CONSEILLERE),
        ("brouillon", "accepter-devis", PETIT),
        ("transmis", "transmettre-devis", GESTIONNAIRE),
        ("transmis", "valider-devis", CONSEILLERE),
        ("transmis", "refuser-devis", CONSEILLERE),
        ("accepte", "accepter-devis", PETIT),
        ("accepte", "refuser-devis", PETIT),
        ("accepte", "transmettre-devis", GESTIONNAIRE),
        ("refuse", "accepter-devis", PETIT),
        ("valide", "refuser-devis", CONSEILLERE),
        ("valide", "transmettre-devis", GESTIONNAIRE),
        ("clos", "valider-devis", CONSEILLERE),
    ],
)
def test_nobody_skips_a_step(fait: Faire, db: Session, un_devis: str, statut: str, operation: str, qui: Acteur) -> None:
    jusqu_a(fait, un_devis, statut)
    motif = {"motif": "Non"} if operation == "refuser-devis" else {}
    with pytest.raises((PassageDevisImpossible, DevisInconnu)):
        fait(operation, qui, devis=un_devis, **motif)
    assert lire(db, un_devis).statut.value == statut


@UNE_BASE
def test_a_reference_that_ran_out_in_between_stops_an_aif(fait: Faire, db: Session, un_devis: str) -> None:
    db.get_one(Organisme, GRETA).date_fin_validite = date(2027, 1, 11)
    db.commit()
    with pytest.raises(SansReferencementQualite, match="lundi 11 janvier 2027"):
        fait("transmettre-devis", devis=un_devis)


@UNE_BASE
def test_another_organisme_s_quote_is_unknown_and_the_hotline_sends_none(fait: Faire, un_devis: str) -> None:
    with pytest.raises(DevisInconnu) as autre:
        fait("transmettre-devis", VOISINE, devis=un_devis)
    with pytest.raises(DevisInconnu) as inconnu:
        fait("transmettre-devis", devis="DV-2027-9999")
    assert str(autre.value) == str(inconnu.value)
    with pytest.raises(DroitInsuffisant):
        fait("transmettre-devis", HOTLINE, devis=un_devis)


def test_sending_is_undone_until_the_answer_and_the_job_seeker_is_told_again(
    socle: Socle, fait: Faire, db: Session, un_devis: str
) -> None:
    fait("transmettre-devis", devis=un_devis)
    effet = defaire(socle, "transmettre-devis")
    assert [(notice.modele, notice.destinataire) for notice in effet.notices] == [
        ("financement/devis_repris", "lea@demandeur.example")
    ]
    assert lire(db, un_devis).statut.value == "brouillon"
    jusqu_a(fait, un_devis, "accepte")
    with pytest.raises(PassageDevisImpossible, match="accepté"):
        defaire(socle, "transmettre-devis")
