"""The ways of recruiting that a CARIF-OREF file tells: opened, changed, withdrawn, and never behind people's backs."""

import re
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
from engine.kit.notices import NoticeRow
from engine.offre.refus import SessionPasEncoreUtilisable
from engine.recrutement.models import InscriptionRdv, Rdv
from engine.recrutement.statuts import EtatRdv, Modalite
from tests.engine.monde import GRETA, inscrire, le, un_demandeur

FICHIER = (Path(__file__).parents[1] / "offre" / "lheo" / "recrutement-2.3.xml").read_text(encoding="utf-8")
CARIF = Acteur("carif", Role.CARIF_OREF, None, "CARIF-OREF de Normandie")
GESTIONNAIRE = Acteur("u:1", Role.GESTIONNAIRE, GRETA, "Sophie Bernard")
RIEN = {"creees": 0, "modifiees": 0, "retirees": 0, "inchangees": 0, "passees": 0, "rejetees": 0}


def importer(socle: Socle, contenu: str = FICHIER) -> dict[str, Any]:
    reponse = execute(socle, "importer-lheo", {"fichier": recevoir(BytesIO(contenu.encode()))}, CARIF)
    resultat: dict[str, Any] = reponse["resultat"]
    return resultat


def modalites(resultat: dict[str, Any]) -> dict[str, int]:
    return {sorte: nombre for sorte, nombre in resultat["modalites"].items() if nombre}


def raisons(resultat: dict[str, Any]) -> list[str]:
    return [rejet["raison"] for rejet in resultat["detail"]["modalites"]["rejetees"]]


def ouverts(db: Session) -> dict[Modalite, list[Rdv]]:
    db.expire_all()
    choisis = sa.select(Rdv).where(Rdv.etat == EtatRdv.OUVERT).order_by(Rdv.debut)
    par_modalite: dict[Modalite, list[Rdv]] = {}
    for rdv in db.scalars(choisis):
        par_modalite.setdefault(rdv.modalite, []).append(rdv)
    return par_modalite


def sans(numero: str) -> str:
    """The file without one `recrutement`."""
    return re.sub(rf'<recrutement numero="{numero}">.*?</recrutement>', "", FICHIER, flags=re.DOTALL)


def un_inscrit(db: Session, rdv: Rdv, nom: str = "Petit") -> None:
    db.add(inscrire(rdv, un_demandeur(nom)))
    db.commit()


def test_the_three_modalities_open_with_their_session(socle: Socle, db: Session) -> None:
    resultat = importer(socle)
    assert modalites(resultat) == {"creees": 3, "rejetees": 1}
    par_modalite = ouverts(db)
    (ric,) = par_modalite[Modalite.RIC]
    assert (ric.debut, ric.fin, ric.places) == (le("2027-01-20T14:15"), le("2027-01-20T16:00"), 15)
    assert ric.lieu == "Greta de Rouen, 12 rue des Charrettes, 76000 Rouen"
    assert ric.commentaire == "Venir avec un CV."
    (groupe,) = par_modalite[Modalite.GROUPE_RV]
    assert (groupe.places, groupe.lieu) == (4, "À distance, https://visio.example/greta")
    creneaux = par_modalite[Modalite.RV_INDIVIDUEL]
    assert [rdv.debut for rdv in creneaux] == [le(f"2027-01-21T{h}") for h in ("09:00", "09:45", "10:30", "11:15")]
    assert {(rdv.groupe_id, rdv.places) for rdv in creneaux} == {(groupe.id, 1)}
    (plage,) = par_modalite[Modalite.CANDIDATURE]
    assert (plage.debut, plage.fin) == (le("2027-01-18T00:00"), le("2027-02-20T00:00"))
    assert raisons(resultat) == ["la modalité de recrutement « concours » n’a pas d’équivalent"]
    (rejet,) = resultat["detail"]["modalites"]["rejetees"]
    assert (rejet["numero"], FICHIER.splitlines()[rejet["ligne"] - 1].strip()) == ("SE_0000160070", "<recrutement>")


def test_the_same_file_twice_changes_nothing(socle: Socle, db: Session, clock: StoppedClock) -> None:
    importer(socle)
    avant = {rdv.id: vars(rdv) for rdv in db.scalars(sa.select(Rdv))}
    clock.advance(days=1)
    assert modalites(importer(socle)) == {"inchangees": 3, "rejetees": 1}
    assert modalites(importer(socle, re.sub(r'<recrutement numero="R\d">', "<recrutement>", FICHIER))) == {
        "inchangees": 3,
        "rejetees": 1,
    }
    db.expire_all()
    assert {rdv.id: vars(rdv) for rdv in db.scalars(sa.select(Rdv))}.keys() == avant.keys()
    clock.set("2027-03-02T10:00")  # all of them are over
    assert modalites(importer(socle)) == {"inchangees": 3, "rejetees": 1}


def test_nobody_is_placed_before_the_night_batch(socle: Socle, db: Session, clock: StoppedClock) -> None:
    importer(socle)
    donnees = {"candidat": ["1234567A"], "rdv": ouverts(db)[Modalite.RIC][0].id}
    with pytest.raises(SessionPasEncoreUtilisable):
        execute(socle, "inscrire-candidat", donnees, GESTIONNAIRE)
    clock.set("2027-01-13T00:00")
    execute(socle, "inscrire-candidat", donnees, GESTIONNAIRE)


def test_another_hour_moves_the_meeting_and_those_registered_are_told(socle: Socle, db: Session) -> None:
    importer(socle)
    ric = ouverts(db)[Modalite.RIC][0]
    un_inscrit(db, ric)
    resultat = importer(socle, FICHIER.replace("14h15", "10H30").replace("<heure-fin>16h<", "<heure-fin>12h<"))
    assert modalites(resultat) == {"modifiees": 1, "inchangees": 2, "rejetees": 1}
    (deplacee,) = ouverts(db)[Modalite.RIC]
    assert (deplacee.id, deplacee.debut) == (ric.id, le("2027-01-20T10:30"))
    assert [notice.modele for notice in db.scalars(sa.select(NoticeRow))] == ["recrutement/rdv_modifie"]


def test_a_meeting_without_a_number_moves_to_another_day(socle: Socle, db: Session) -> None:
    anonyme = re.sub(r' numero="R\d"', "", FICHIER)
    importer(socle, anonyme)
    assert modalites(importer(socle, anonyme.replace("20270120", "20270127")))["modifiees"] == 1
    assert [rdv.debut for rdv in ouverts(db)[Modalite.RIC]] == [le("2027-01-27T14:15")]


def test_a_group_that_moves_takes_its_free_appointments_along(socle: Socle, db: Session) -> None:
    importer(socle)
    resultat = importer(socle, FICHIER.replace("<nb-places>4<", "<nb-places>2<"))
    assert modalites(resultat)["modifiees"] == 1
    assert [rdv.debut for rdv in ouverts(db)[Modalite.RV_INDIVIDUEL]] == [
        le("2027-01-21T09:00"),
        le("2027-01-21T10:30"),
    ]
    un_inscrit(db, ouverts(db)[Modalite.RV_INDIVIDUEL][1])
    resultat = importer(socle)
    assert "1\u00a0personne y est inscrite, il reste tel quel" in " ".join(raisons(resultat))
    assert len(ouverts(db)[Modalite.RV_INDIVIDUEL]) == 2


def test_what_the_file_leaves_out_is_withdrawn(socle: Socle, db: Session) -> None:
    importer(socle)
    assert modalites(importer(socle, sans("R2"))) == {"retirees": 1, "inchangees": 2, "rejetees": 1}
    assert Modalite.GROUPE_RV not in ouverts(db)
    assert Modalite.RV_INDIVIDUEL not in ouverts(db)
    assert modalites(importer(socle, sans("R2"))) == {"inchangees": 2, "rejetees": 1}
    assert modalites(importer(socle)) == {"creees": 1, "inchangees": 2, "rejetees": 1}  # told again: opened again
    assert len(ouverts(db)[Modalite.RV_INDIVIDUEL]) == 4


def test_where_someone_is_expected_nothing_is_withdrawn(socle: Socle, db: Session) -> None:
    importer(socle)
    un_inscrit(db, ouverts(db)[Modalite.RIC][0])
    for _ in range(2):
        resultat = importer(socle, sans("R1"))
        assert modalites(resultat) == {"inchangees": 2, "rejetees": 2}
        assert "1\u00a0personne y est attendue, il est gardé" in " ".join(raisons(resultat))
    assert len(ouverts(db)[Modalite.RIC]) == 1


def test_fewer_places_than_people_are_not_taken(socle: Socle, db: Session) -> None:
    importer(socle)
    ric = ouverts(db)[Modalite.RIC][0]
    un_inscrit(db, ric)
    un_inscrit(db, ric, "Martin")
    resultat = importer(socle, FICHIER.replace("<nb-places>15<", "<nb-places>1<"))
    assert "2\u00a0personnes y sont inscrites" in " ".join(raisons(resultat))
    assert ouverts(db)[Modalite.RIC][0].places == 15


def test_what_the_organisme_changed_or_deleted_stays_so(socle: Socle, db: Session) -> None:
    importer(socle)
    execute(socle, "modifier-rdv", {"rdv": ouverts(db)[Modalite.RIC][0].id, "places": 8}, GESTIONNAIRE)
    execute(socle, "supprimer-rdv", {"rdv": ouverts(db)[Modalite.CANDIDATURE][0].id}, GESTIONNAIRE)
    assert modalites(importer(socle)) == {"inchangees": 3, "rejetees": 1}
    resultat = importer(socle, FICHIER.replace("<nb-places>15<", "<nb-places>30<"))
    assert "modifié depuis dans KAIROS" in " ".join(raisons(resultat))
    assert "modifié depuis dans KAIROS" in " ".join(raisons(importer(socle, sans("R1"))))
    assert [rdv.places for rdv in ouverts(db)[Modalite.RIC]] == [8]
    assert Modalite.CANDIDATURE not in ouverts(db)


def test_what_the_organisme_opened_itself_is_never_touched(socle: Socle, db: Session, clock: StoppedClock) -> None:
    importer(socle)
    clock.set("2027-01-13T08:00")
    donnees = {"session": "SE_0000160070", "date_heure": "2027-01-25T10:00", "lieu": "Salle B", "places": 5}
    execute(socle, "creer-ric", donnees, GESTIONNAIRE)
    assert modalites(importer(socle, sans("R1")))["retirees"] == 1
    assert [rdv.lieu for rdv in ouverts(db)[Modalite.RIC]] == ["Salle B"]


def test_a_modality_that_cannot_be_read_withdraws_nothing(socle: Socle, db: Session) -> None:
    importer(socle)
    resultat = importer(socle, sans("R3").replace("14h15", "25h"))
    assert "l’heure « 25h » n’existe pas" in raisons(resultat)
    assert {modalite: len(rdvs) for modalite, rdvs in ouverts(db).items()} == {
        Modalite.RIC: 1, Modalite.GROUPE_RV: 1, Modalite.RV_INDIVIDUEL: 4, Modalite.CANDIDATURE: 1,
    }  # fmt: skip


def test_an_archived_session_keeps_its_appointments(socle: Socle, db: Session) -> None:
    importer(socle)
    resultat = importer(socle, FICHIER.replace('numero="14_SE_0000160070"', 'numero="14_SE_0000160070" tag="S"'))
    assert (resultat["archivees"], modalites(resultat)) == (1, {"rejetees": 1})
    assert len(ouverts(db)[Modalite.RIC]) == 1


@pytest.mark.parametrize(
    ("remplace", "par", "raison"),
    [
        ("<fin>20270120</fin>", "<fin>20270122</fin>", "s’étend du 20/01/2027 au 22/01/2027"),
        ("<fin>20270120</fin>", "<fin>20270119</fin>", "avant le début"),
        ("<periode><debut>20270120</debut><fin>20270120</fin></periode>", "", "date du rendez-vous n’est pas indiquée"),
        ("<nb-places>15<", "<nb-places>0<", "places"),
        ("<nb-places>15<", "<nb-places>beaucoup<", "« beaucoup » n’est pas un nombre"),
        ("<heure-fin>16h<", "<heure-fin>13h<", "durée"),
        ("20270120", "20270701", "30 juin 2027"),
        ("<heure-debut>9h<", "<heure-debut>-<", "heure de début des rendez-vous individuels"),
        ("<heure-fin>12:00<", "<heure-fin>09:05<", "durée"),
        ("<modalite-recrutement>9<", "<modalite-recrutement>99<", "« 99 » n’a pas d’équivalent"),
    ],
)
def test_each_rejection_has_its_reason(sqlite_socle: Socle, remplace: str, par: str, raison: str) -> None:
    resultat = importer(sqlite_socle, FICHIER.replace(remplace, par))
    assert resultat["modalites"]["creees"] == 2
    assert any(raison in dite for dite in raisons(resultat)), raisons(resultat)


def test_a_meeting_already_over_is_not_opened(sqlite_socle: Socle) -> None:
    assert importer(sqlite_socle, FICHIER.replace("20270120", "20270111"))["modalites"]["passees"] == 1


def test_one_organisme_does_not_receive_two_people_at_once(socle: Socle, db: Session) -> None:
    seconde = FICHIER[FICHIER.index("<session") : FICHIER.index("</session>")].replace("160070", "160071")
    seconde = seconde.replace("3565575", "3565576") + "</session>"
    deux = FICHIER.replace("</session>", f"</session>{seconde}")
    assert any("au même" in dite or "déjà" in dite for dite in raisons(importer(socle, deux)))
    assert len(ouverts(db)[Modalite.RV_INDIVIDUEL]) == 4
    assert len(ouverts(db)[Modalite.RIC]) == 2


def test_2_2_tells_meetings_by_the_dates_of_the_action(socle: Socle, db: Session) -> None:
    corps = (
        sans("R1")
        .replace("http://lheo.gouv.fr/2.3", "http://www.lheo.org/2.2")
        .replace(
            "</action>",
            "<adresse-information><adresse><ligne>-</ligne><codepostal>76500</codepostal><ville>Elbeuf</ville></adresse>"
            "</adresse-information><date-information><date>20270125</date></date-information>"
            "<date-information><date>00000000</date></date-information></action>",
        )
    )
    assert importer(socle, corps)["modalites"]["creees"] == 3
    (ric,) = ouverts(db)[Modalite.RIC]
    assert (ric.debut, ric.lieu, ric.places) == (le("2027-01-25T09:00"), "76500 Elbeuf", 20)
    assert importer(socle, corps)["modalites"]["inchangees"] == 3
    assert db.scalars(sa.select(InscriptionRdv)).all() == []
