"""What there is to do, told by dates, the most urgent first; nothing of another organisme."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Adhesion, Organisme
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import Acteur
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle
from engine.kit.refus import DroitInsuffisant, Refus
from engine.offre.models import SessionFormation
from engine.recrutement.models import Candidature
from engine.recrutement.statuts import Modalite, StatutCandidature, StatutPresence
from tests.engine.monde import GRETA, VOISIN, le, un_demandeur, un_rdv, une_session
from tests.engine.suivi_assistance.conftest import HOTLINE, UNE_BASE, VISITEUR, Faire, journal


def dites(lue: dict[str, Any]) -> list[tuple[str, str]]:
    return [(une["cle"].split(":")[0], une["urgence"]) for une in lue["resultat"]["echeances"]]


def en_cours(**faits: Any) -> SessionFormation:
    """A session that has started: nothing more is said of its recruiting."""
    return une_session(debut="2027-01-04", **faits)


def une_adhesion(db: Session, statut: StatutAdhesion, siret: str = GRETA, **faits: Any) -> None:
    db.merge(Organisme(siret=siret, raison_sociale="Greta"))
    db.flush()
    db.add(
        Adhesion(
            siret=siret, reference=f"AD-{siret}", rgc_nom="Claire Leroy", rgc_courriel="rgc@greta.example",
            statut=statut, deposee_le=le("2027-01-04T09:00"), code_numero=1, essais=0, **faits,
        )
    )  # fmt: skip
    db.commit()


@UNE_BASE
def test_nothing_to_do_is_said(fait: Faire) -> None:
    lue = fait("mes-echeances")
    assert "tout est à jour" in lue["message"]
    assert (lue["recu"], lue["suite"]) == (None, [])


def test_presences_then_results_of_an_appointment(fait: Faire, db: Session) -> None:
    """Entered on the day itself, late from the next one."""
    session = en_cours()
    hier = un_rdv(session, "2027-01-11T14:00", inscrits=("Petit", "Martin"))
    matin = un_rdv(session, "2027-01-12T09:00", inscrits=("Leroy",))
    un_rdv(session, "2027-01-20T09:00", inscrits=("Diallo",))
    db.add_all([hier, matin])
    db.commit()
    lue = fait("mes-echeances")
    assert dites(lue) == [("presences", "en_retard"), ("presences", "aujourd_hui")]
    assert (
        "2\u00a0présences à saisir\u00a0: Réunion d’information collective du lundi 11 janvier 2027" in lue["message"]
    )
    assert [(s["titre"], s["operation"], s["donnees"]) for s in lue["suite"]] == [
        ("Saisir les présences du 11/01", "saisir-presences", {"rdv": hier.id}),
        ("Saisir les présences du 12/01", "saisir-presences", {"rdv": matin.id}),
    ]
    fait("saisir-presences", rdv=hier.id, presents=[i.demandeur_id for i in hier.inscriptions])
    lue = fait("mes-echeances")
    assert dites(lue) == [("presences", "aujourd_hui"), ("resultats", "bientot")]
    assert "2\u00a0résultats à saisir" in lue["message"]


@UNE_BASE
def test_tomorrow_s_appointment_is_announced_the_day_before(fait: Faire, db: Session, clock: StoppedClock) -> None:
    rdv = un_rdv(en_cours(), "2027-01-14T14:00", inscrits=("Petit",))
    db.add(rdv)
    db.commit()
    assert dites(fait("mes-echeances")) == []
    clock.set("2027-01-13T08:00")
    assert dites(fait("mes-echeances")) == [("demain", "bientot")]
    clock.set("2027-01-14T08:00")
    assert dites(fait("mes-echeances")) == []


@UNE_BASE
def test_a_session_that_recruits_has_an_open_modality(fait: Faire, db: Session) -> None:
    db.add_all(
        [
            une_session("CAP Cuisine", numero=160070),
            une_session("Pas encore utilisable", publiee_le="2027-01-12T09:00"),
            une_session("Commencée", debut="2027-01-04"),
        ]
    )
    pourvue = une_session("Soudure")
    db.add(un_rdv(pourvue, "2027-01-20T14:00"))
    db.commit()
    lue = fait("mes-echeances")
    assert dites(lue) == [("modalite", "a_prevoir")]
    assert lue["suite"][0]["operation"] == "creer-ric"
    assert lue["suite"][0]["donnees"] == {"session": "SE_0000160070"}


def test_candidatures_to_call_back(fait: Faire, db: Session) -> None:
    plage = un_rdv(en_cours(), "2027-01-04T00:00", modalite=Modalite.CANDIDATURE)
    plage.fin = le("2027-02-01T00:00")
    candidature = Candidature(
        plage=plage, demandeur=un_demandeur("Sow", "Awa"), statut=StatutCandidature.PROPOSEE,
        prescripteur="Cap emploi", proposee_le=le("2027-01-11T09:00"),
    )  # fmt: skip
    db.add(candidature)
    db.commit()
    lue = fait("mes-echeances")
    assert dites(lue) == [("candidature", "en_retard")]
    assert "Candidature à rappeler\u00a0: Awa Sow, Cap emploi" in lue["message"]
    assert lue["suite"][0]["donnees"] == {"candidature": candidature.id}
    candidature.statut = StatutCandidature.CONTACTEE
    db.commit()
    assert dites(fait("mes-echeances")) == []


@UNE_BASE
def test_the_code_of_72_hours_then_the_convention(fait: Faire, db: Session, clock: StoppedClock) -> None:
    une_adhesion(db, StatutAdhesion.IDENTIFIANTS_ENVOYES, expire_le=le("2027-01-15T10:00"))
    lue = fait("mes-echeances")
    assert dites(lue) == [("adhesion", "aujourd_hui")]
    assert "vendredi 15 janvier 2027 à 10" in lue["message"]
    assert lue["suite"][0]["operation"] == "valider-identifiants"
    clock.set("2027-01-15T10:00")
    assert fait("mes-echeances")["suite"][0]["operation"] == "redemander-identifiants"
    db.query(Adhesion).one().statut = StatutAdhesion.A_CONVENTIONNER
    db.commit()
    assert fait("mes-echeances")["suite"][0]["operation"] == "accepter-conventionnement"


@UNE_BASE
@pytest.mark.parametrize(
    ("fin", "attendu"),
    [
        (date(2027, 3, 13), []),
        (date(2027, 3, 12), [("qualite", "bientot")]),
        (date(2027, 1, 12), [("qualite", "bientot")]),
        (date(2027, 1, 11), [("qualite", "en_retard")]),
    ],
)
def test_a_quality_reference_that_runs_out_is_said_sixty_days_before(
    fait: Faire, db: Session, fin: date, attendu: list[tuple[str, str]]
) -> None:
    db.merge(Organisme(siret=GRETA, raison_sociale="Greta", reference_qualite="Q-1", date_fin_validite=fin))
    db.commit()
    assert dites(fait("mes-echeances")) == attendu


@UNE_BASE
def test_one_asks_for_a_period(fait: Faire, db: Session) -> None:
    session = en_cours()
    db.add_all([un_rdv(session, f"2027-01-{jour}T09:00", inscrits=("Petit",)) for jour in ("05", "11")])
    db.commit()
    semaine = {"debut": "2027-01-11", "fin": "2027-01-17"}
    lue = fait("mes-echeances", periode=semaine)
    assert [une["pour_le"] for une in lue["resultat"]["echeances"]] == ["2027-01-11"]
    assert len(fait("mes-echeances", periode="2027-01")["resultat"]["echeances"]) == 2
    assert (
        "du lundi 1er février 2027 au dimanche 28 février 2027" in fait("mes-echeances", periode="2027-02")["message"]
    )
    for fausse in ({"debut": "2027-01-17", "fin": "2027-01-11"}, "demain", "2027-13", {"debut": "2027-01-01"}):
        with pytest.raises(Refus):
            fait("mes-echeances", periode=fausse)


@UNE_BASE
def test_the_first_twelve_are_said_and_the_others_counted(fait: Faire, db: Session) -> None:
    session = en_cours()
    db.add_all([un_rdv(session, f"2027-01-{jour:02d}T09:00", inscrits=("Petit",)) for jour in range(1, 12)])
    db.add_all([un_rdv(session, f"2026-12-{jour:02d}T09:00", inscrits=("Petit",)) for jour in range(1, 4)])
    db.commit()
    lue = fait("mes-echeances")
    assert lue["message"].startswith("Vous avez 14\u00a0choses à faire")
    assert lue["message"].endswith("Et 2\u00a0autres moins pressées.")
    assert len(lue["suite"]) == 12
    assert len(lue["resultat"]["echeances"]) == 14
    pour_le = [une["pour_le"] for une in lue["resultat"]["echeances"]]
    assert pour_le == sorted(pour_le)


def test_each_sees_its_own_and_the_hotline_its_queue(fait: Faire, db: Session, voisine: Acteur, socle: Socle) -> None:
    db.add(un_rdv(en_cours(siret=VOISIN), "2027-01-11T14:00", inscrits=("Petit",)))
    db.commit()
    assert dites(fait("mes-echeances")) == []
    assert dites(fait("mes-echeances", siret=VOISIN)) == []
    assert dites(fait("mes-echeances", voisine)) == [("presences", "en_retard")]
    assert dites(fait("mes-echeances", HOTLINE, siret=VOISIN)) == [("presences", "en_retard")]
    assert fait("mes-echeances", HOTLINE, siret=VOISIN)["message"].startswith("Cet organisme a 1\u00a0chose à faire")
    assert fait("mes-echeances", HOTLINE, siret=GRETA)["message"].startswith("Cet organisme n’a rien à faire")
    fait("contacter-hotline", description="La page reste blanche.")
    fait("parler-a-un-conseiller", VISITEUR)
    assert dites(fait("mes-echeances", HOTLINE)) == [("relais", "en_retard"), ("ticket", "aujourd_hui")]
    with pytest.raises(DroitInsuffisant):
        fait("mes-echeances", Acteur("u:9", role=HOTLINE.role.PRESCRIPTEUR))
    assert len(journal(socle)) == 2  # reading leaves no row


@UNE_BASE
def test_cancelled_people_are_nobody_to_enter(fait: Faire, db: Session) -> None:
    rdv = un_rdv(en_cours(), "2027-01-11T14:00", inscrits=("Petit",))
    rdv.inscriptions[0].presence = StatutPresence.ANNULE
    db.add(rdv)
    db.commit()
    assert dites(fait("mes-echeances")) == []
