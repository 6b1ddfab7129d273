"""Entries of the session that starts on Monday 1 March 2027: on the day, late, to regularise, undone."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.inscription_entree import entrees
from engine.inscription_entree.refus import (
    AucuneEntreeEnregistrable,
    DateEntreeAVenir,
    DejaAbsentALEntree,
    DejaEntre,
    EntreeAvantLeDebut,
    EntreeHorsSession,
    EtatChangeDepuis,
    MoisDejaDeclare,
    NonInscritNEntrePas,
    PersonneHorsSession,
    PresentEtAbsentALEntree,
)
from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle
from engine.kit.journal import JournalRow
from engine.kit.operations import ANNULATIONS
from engine.kit.refus import DonneeManquante
from engine.offre.refus import SessionInconnue
from tests.engine.inscription_entree.conftest import (
    Defaire,
    Faire,
    Promotion,
    documents,
    inscription,
    lettres,
    statuts,
)
from tests.engine.monde import un_demandeur


def test_everyone_but_leroy_was_there_on_the_day(fait: Faire, db: Session, promotion: Promotion) -> None:
    reponse = fait(
        "saisir-entrees",
        session=promotion.numero,
        presents=promotion.ids("Petit", "Martin"),
        absents=promotion.ids("Leroy"),
    )
    assert statuts(db) == {"Petit": "en_formation", "Leroy": "absent_a_l_entree", "Martin": "presence_a_regulariser"}
    assert reponse["resultat"]["aes"] == {promotion.numero_de("Petit"): "AES-2027-000001"}
    assert reponse["resultat"]["tardive"] is False
    assert [a["code"] for a in reponse["avertissements"]] == ["presence-a-regulariser"]
    assert lettres(db) == {
        ("entree_enregistree", "petit@demandeur.example"),
        ("regularisation_demandee", "validations@mission-locale.example"),
    }
    ligne = db.scalars(sa.select(JournalRow)).one()
    assert ligne.evenement == "inscription_entree.entrees_saisies"
    petit = str(promotion.gens["Petit"].id)
    assert (ligne.avant or {})["inscriptions"][petit]["statut"] == "inscrit"
    assert (ligne.apres or {})["inscriptions"][petit]["entree_le"] == "2027-03-01"


def test_the_preview_names_each_person_and_leaves_nothing_behind(
    prevu: Faire, db: Session, promotion: Promotion
) -> None:
    vue = prevu(
        "saisir-entrees",
        session=promotion.numero,
        presents=promotion.ids("Petit", "Martin"),
        absents=promotion.ids("Leroy"),
    )
    assert vue["recap"].splitlines()[1:] == [
        "Date d’entrée\u00a0: lundi 1er mars 2027",
        "Présents\u00a0: Camille Petit",
        "Présents, à régulariser par le conseiller\u00a0: Camille Martin",
        "Absents\u00a0: Camille Leroy",
    ]
    assert statuts(db)["Petit"] == "inscrit"
    assert db.scalars(sa.select(JournalRow)).all() == []
    attendus = prevu("saisir-entrees", session=promotion.numero)["choix"]["presents"]
    assert [choix["indices"]["nom"] for choix in attendus] == ["Petit", "Leroy", "Martin"]


@pytest.mark.parametrize(
    ("aujourdhui", "tardive", "avertit"),
    [
        ("2027-03-01T23:59", False, []),
        ("2027-03-02T00:01", False, ["entree-apres-le-jour-meme"]),
        ("2027-03-04T23:59", False, ["entree-apres-le-jour-meme"]),
        ("2027-03-05T00:00", True, ["entree-tardive"]),
    ],
)
def test_the_day_itself_is_the_rule_three_days_the_limit(
    fait: Faire,
    db: Session,
    promotion: Promotion,
    clock: StoppedClock,
    aujourdhui: str,
    tardive: bool,
    avertit: list[str],
) -> None:
    clock.set(aujourdhui)
    reponse = fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Petit"))
    assert reponse["resultat"]["tardive"] is tardive
    assert [a["code"] for a in reponse["avertissements"]] == avertit
    assert inscription(db, "Petit").entree_tardive is tardive


def test_not_before_the_first_day_nor_outside_nor_to_come(
    fait: Faire, prevu: Faire, promotion: Promotion, clock: StoppedClock
) -> None:
    petit = promotion.ids("Petit")
    clock.set("2027-02-28T18:00")
    with pytest.raises(EntreeAvantLeDebut, match="lundi 1er mars 2027"):
        fait("saisir-entrees", session=promotion.numero, presents=petit)
    assert prevu("saisir-entrees")["choix"]["session"] == []
    vue = prevu("saisir-entrees", session=promotion.numero)
    assert vue["refusees"][0]["code"] == "entree-avant-le-debut"
    clock.set("2027-03-02T09:00")
    with pytest.raises(DateEntreeAVenir):
        fait("saisir-entrees", session=promotion.numero, presents=petit, date="2027-03-03")
    with pytest.raises(EntreeHorsSession):
        fait("saisir-entrees", session=promotion.numero, presents=petit, date="2027-02-26")
    assert [c["valeur"] for c in prevu("saisir-entrees")["choix"]["session"]] == [promotion.numero]
    assert fait("saisir-entrees", session=promotion.numero, presents=petit, date="2027-03-02")["recu"]


def test_who_cannot_enter_is_set_aside_by_name(
    fait: Faire, promotion: Promotion, conseiller: Acteur, db: Session
) -> None:
    fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Petit"), absents=promotion.ids("Leroy"))
    fait("refuser-inscription", conseiller, inscription=inscription(db, "Martin").id, motif="Projet à revoir")
    with pytest.raises(DejaEntre, match="Camille Petit"):
        fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Petit"))
    with pytest.raises(DejaAbsentALEntree, match="Camille Leroy"):
        fait("saisir-entrees", session=promotion.numero, absents=promotion.ids("Leroy"))
    with pytest.raises(NonInscritNEntrePas, match="non inscrit"):
        fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Martin"))
    with pytest.raises(AucuneEntreeEnregistrable, match=r"Camille Petit.*Camille Leroy"):
        fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Petit", "Leroy"))


def test_said_once_and_about_people_of_the_session(
    fait: Faire, promotion: Promotion, db: Session, voisine: Acteur
) -> None:
    db.add(etranger := un_demandeur("Secret"))
    db.commit()
    with pytest.raises(PersonneHorsSession, match="Une des personnes citées"):
        fait("saisir-entrees", session=promotion.numero, presents=[etranger.id])
    with pytest.raises(PresentEtAbsentALEntree):
        fait(
            "saisir-entrees", session=promotion.numero, presents=promotion.ids("Petit"), absents=promotion.ids("Petit")
        )
    with pytest.raises(DonneeManquante):
        fait("saisir-entrees", session=promotion.numero)
    with pytest.raises(SessionInconnue):
        fait("saisir-entrees", voisine, session=promotion.numero, presents=promotion.ids("Petit"))


def test_one_person_set_aside_does_not_stop_the_others(fait: Faire, promotion: Promotion, db: Session) -> None:
    fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Petit"))
    reponse = fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Petit", "Leroy"))
    assert [ecarte["code"] for ecarte in reponse["ecartes"]] == ["deja-entre"]
    assert statuts(db)["Leroy"] == "en_formation"


def test_undone_everyone_is_back_and_told_again(
    fait: Faire, defait: Defaire, promotion: Promotion, db: Session
) -> None:
    fait(
        "saisir-entrees",
        session=promotion.numero,
        presents=promotion.ids("Petit", "Martin"),
        absents=promotion.ids("Leroy"),
    )
    effet = defait("saisir-entrees")
    assert statuts(db) == {"Petit": "inscrit", "Leroy": "inscrit", "Martin": "retenu"}
    assert inscription(db, "Petit").entree_le is None
    assert documents(db, "Petit")["AES-2027-000001"] is False
    assert {notice.modele.split("/")[1] for notice in effet.notices} == {"entree_annulee", "regularisation_abandonnee"}


def test_undone_keeps_the_yes_that_the_adviser_gave_since(
    fait: Faire, defait: Defaire, promotion: Promotion, db: Session, conseiller: Acteur
) -> None:
    fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Martin"))
    fait("valider-inscription", conseiller, inscription=inscription(db, "Martin").id)
    assert statuts(db)["Martin"] == "en_formation"
    effet = defait("saisir-entrees")
    assert statuts(db)["Martin"] == "inscrit"
    assert {notice.modele.split("/")[1] for notice in effet.notices} == {"entree_annulee", "regularisation_abandonnee"}


def test_not_undone_once_corrected_nor_once_a_month_is_declared(
    fait: Faire, defait: Defaire, promotion: Promotion, db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    fait("saisir-entrees", session=promotion.numero, absents=promotion.ids("Leroy"))
    fait(
        "corriger-entree",
        candidat=promotion.numero_de("Leroy"),
        session=promotion.numero,
        present_ou_absent="present",
    )
    with pytest.raises(EtatChangeDepuis, match="Camille Leroy"):
        defait("saisir-entrees")
    monkeypatch.setattr(entrees, "_empechements", [lambda db, une: MoisDejaDeclare(personne="Petit", mois="mars 2027")])
    fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Petit"))
    with pytest.raises(MoisDejaDeclare):
        defait("saisir-entrees")


def test_the_undoing_is_registered(socle: Socle) -> None:
    assert "saisir-entrees" in ANNULATIONS
