"""Asking to join KAIROS."""

import sqlalchemy as sa

from engine.api.jetons import VISITEUR
from engine.kit.door import Socle, execute
from engine.kit.notices import NoticeRow
from tests.engine.adhesions import AUTRE_SIRET, RGC, adhesion, demande, refus_de, un_code, une_demande
from tests.engine.comptes import defaire


def test_the_rgc_gets_a_letter_with_the_reference(socle: Socle) -> None:
    recu = execute(socle, "demander-adhesion", demande(), VISITEUR)
    with socle.session() as db:
        lettre = db.scalars(sa.select(NoticeRow)).one()
    assert lettre.destinataire == RGC
    assert adhesion(socle).reference in lettre.sujet
    assert adhesion(socle).reference in lettre.corps
    assert adhesion(socle).reference not in str(recu)


def test_without_quality_reference_it_is_allowed_with_a_warning(socle: Socle) -> None:
    recu = execute(socle, "demander-adhesion", demande(), VISITEUR)
    assert [a["code"] for a in recu["avertissements"]] == ["sans-referencement-qualite"]
    qualite = demande(AUTRE_SIRET, reference_qualite="QUAL-1", date_fin_validite="2027-01-12")
    assert execute(socle, "demander-adhesion", qualite, VISITEUR)["avertissements"] == []


def test_a_quality_reference_that_ended_yesterday_is_refused(socle: Socle) -> None:
    donnees = demande(reference_qualite="QUAL-1", date_fin_validite="2027-01-11")
    refus = refus_de(execute, socle, "demander-adhesion", donnees, VISITEUR)
    assert (refus.code, refus.donnee) == ("validite-qualite-passee", "date_fin_validite")
    assert "lundi 11 janvier 2027" in str(refus)


def test_one_siret_one_account(socle: Socle) -> None:
    une_demande(socle)
    refus = refus_de(execute, socle, "demander-adhesion", demande(rgc_nom="Paul"), VISITEUR)
    assert (refus.code, refus.suite.operation) == ("un-siret-un-compte", "suivre-adhesion")


def test_undone_before_it_is_treated_the_siret_is_free_again_and_the_rgc_is_told(socle: Socle) -> None:
    une_demande(socle)
    effet = defaire(socle, "demander-adhesion")
    assert [(notice.modele, notice.destinataire) for notice in effet.notices] == [
        ("adhesion_comptes/adhesion_annulee", RGC)
    ]
    assert adhesion(socle).statut.value == "annulee"
    un_code(socle)
    assert refus_de(defaire, socle, "demander-adhesion").code == "adhesion-passage-impossible"
