"""The adviser's answer, before the entry and after it; what « retenu » starts and how it is undone."""

import pytest
from sqlalchemy.orm import Session

from engine.inscription_entree.inscriptions import defaire_retenue
from engine.inscription_entree.refus import (
    ConseillerADejaValide,
    InscriptionDejaValidee,
    InscriptionInconnue,
    InscriptionTerminee,
)
from engine.kit.acteurs import Acteur
from engine.kit.door import Socle
from engine.kit.refus import DroitInsuffisant
from tests.engine.inscription_entree.conftest import Faire, Promotion, documents, inscription, lettres, statuts


def test_retained_has_an_ais_at_once(db: Session, promotion: Promotion) -> None:
    assert statuts(db)["Martin"] == "retenu"
    assert documents(db, "Martin") == {"AIS-2027-000003": True, "CI-2027-000005": True}


def test_validated_the_enrolment_is_acquired(
    fait: Faire, db: Session, promotion: Promotion, conseiller: Acteur
) -> None:
    reponse = fait("valider-inscription", conseiller, inscription=inscription(db, "Martin").id)
    assert "par OUIFORM" in reponse["message"]
    assert statuts(db)["Martin"] == "inscrit"
    assert inscription(db, "Martin").validee_par == "Mission locale de Rouen"
    assert documents(db, "Martin") == {"AIS-2027-000003": True, "CI-2027-000005": False, "CI-2027-000006": True}
    assert ("inscription_validee", "martin@demandeur.example") in lettres(db)
    with pytest.raises(InscriptionDejaValidee):
        fait("valider-inscription", conseiller, inscription=inscription(db, "Martin").id)
    with pytest.raises(InscriptionDejaValidee):
        fait("refuser-inscription", conseiller, inscription=inscription(db, "Martin").id, motif="Trop tard")


def test_refused_with_a_reason_the_documents_are_revoked(
    fait: Faire, db: Session, promotion: Promotion, conseiller: Acteur
) -> None:
    fait("refuser-inscription", conseiller, inscription=inscription(db, "Martin").id, motif="Projet à revoir")
    assert statuts(db)["Martin"] == "non_inscrit"
    assert inscription(db, "Martin").motif == "Projet à revoir"
    assert set(documents(db, "Martin").values()) == {False}
    assert {modele for modele, _ in lettres(db)} == {"inscription_refusee", "inscription_refusee_organisme"}
    with pytest.raises(InscriptionTerminee):
        fait("valider-inscription", conseiller, inscription=inscription(db, "Martin").id)


def test_validated_after_the_entry_the_aes_comes(
    fait: Faire, db: Session, promotion: Promotion, conseiller: Acteur
) -> None:
    fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Martin"))
    assert not any(numero.startswith("AES") for numero in documents(db, "Martin"))
    fait("valider-inscription", conseiller, inscription=inscription(db, "Martin").id)
    assert statuts(db)["Martin"] == "en_formation"
    assert documents(db, "Martin")["AES-2027-000001"] is True


def test_validated_although_absent_stays_absent(
    fait: Faire, db: Session, promotion: Promotion, conseiller: Acteur
) -> None:
    fait("saisir-entrees", session=promotion.numero, absents=promotion.ids("Martin"))
    fait("valider-inscription", conseiller, inscription=inscription(db, "Martin").id)
    assert statuts(db)["Martin"] == "absent_a_l_entree"
    assert not any(numero.startswith("AES") for numero in documents(db, "Martin"))


def test_the_adviser_alone_answers(fait: Faire, db: Session, promotion: Promotion, conseiller: Acteur) -> None:
    with pytest.raises(DroitInsuffisant):
        fait("valider-inscription", inscription=inscription(db, "Martin").id)
    with pytest.raises(InscriptionInconnue):
        fait("valider-inscription", conseiller, inscription=999_999)


def test_a_result_undone_revokes_the_ais_while_the_adviser_has_not_validated(
    socle: Socle, gestionnaire: Acteur, db: Session, promotion: Promotion
) -> None:
    with socle.session() as ecriture, ecriture.begin():
        ctx = socle.contexte(ecriture, gestionnaire)
        notices = defaire_retenue(ctx, promotion.gens["Martin"].id, promotion.session, None)
        with pytest.raises(ConseillerADejaValide):
            defaire_retenue(ctx, promotion.gens["Petit"].id, promotion.session, None)
    assert statuts(db)["Martin"] == "annule"
    assert set(documents(db, "Martin").values()) == {False}
    assert len(notices) == 2
