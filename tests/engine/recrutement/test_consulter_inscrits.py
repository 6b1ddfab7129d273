"""Who is registered, in the three lists of KAIROS, on the screen, in a spreadsheet and in a calendar."""

import csv
import io

import openpyxl
import pytest
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur, Role
from engine.kit.refus import DonneeManquante
from engine.offre.refus import SessionInconnue
from engine.recrutement.exports import en_csv, en_ics, en_xlsx
from engine.recrutement.models import Demandeur, Rdv
from engine.recrutement.refus import RdvInconnu
from engine.recrutement.vues import COLONNES, Vue, lignes, liste
from tests.engine.monde import inscrire, le, un_demandeur, un_rdv, une_session
from tests.engine.recrutement.conftest import Faire

Passee = tuple[Rdv, dict[str, Demandeur]]


def test_the_three_lists(fait: Faire, ric_passee: Passee) -> None:
    rdv, gens = ric_passee
    fait("saisir-presences", rdv=rdv.id, presents=[gens["Petit"].id, gens["Leroy"].id], absents=[gens["Martin"].id])
    fait("saisir-resultats", rdv=rdv.id, non_retenus=[gens["Petit"].id], retenus=[gens["Leroy"].id])

    def noms(vue: str | None = None) -> list[str]:
        lu = fait("consulter-inscrits", rdv=rdv.id, **({"vue": vue} if vue else {}))["resultat"]
        return [une["nom"] for une in lu["inscrits"]]

    assert noms() == ["Petit", "Leroy", "Nguyen", "Martin", "Diallo"]
    assert noms("presences") == ["Nguyen", "Martin", "Diallo"]
    assert noms("resultats") == ["Petit"]


def test_the_words_and_what_comes_next(fait: Faire, ric_passee: Passee) -> None:
    rdv, _ = ric_passee
    lu = fait("consulter-inscrits", rdv=rdv.id)
    assert lu["recu"] is None
    assert "- Camille Petit, Mission locale de Rouen\u00a0: présence à saisir" in lu["message"]
    assert [suite["operation"] for suite in lu["suite"]] == ["saisir-presences"]
    assert lu["resultat"]["telechargements"] == [
        {"rdv": rdv.id, "csv": f"/api/v1/rdv/{rdv.id}/inscrits.csv", "xlsx": f"/api/v1/rdv/{rdv.id}/inscrits.xlsx"}
    ]


def test_a_whole_session_or_a_group(fait: Faire, ric_passee: Passee) -> None:
    rdv, _ = ric_passee
    lu = fait("consulter-inscrits", session=rdv.session.numero)
    assert len(lu["resultat"]["inscrits"]) == 5
    assert "Session SE_0000160070" in lu["message"]


def test_a_cancelled_one_says_by_whom(fait: Faire, ric: Rdv, candidate: Acteur) -> None:
    fait("se-positionner", candidate, rdv=ric.id)
    fait("se-desister", candidate, rdv=ric.id)
    assert "rendez-vous annulé par le demandeur d’emploi" in fait("consulter-inscrits", rdv=ric.id)["message"]


def test_of_what_is_asked_and_whose(fait: Faire, prevu: Faire, voisine: Acteur, ric_passee: Passee) -> None:
    rdv, _ = ric_passee
    with pytest.raises(DonneeManquante):
        fait("consulter-inscrits")
    with pytest.raises(RdvInconnu):
        fait("consulter-inscrits", voisine, rdv=rdv.id)
    with pytest.raises(SessionInconnue):
        fait("consulter-inscrits", voisine, session=rdv.session.numero)
    assert prevu("consulter-inscrits")["choix"]["rdv"][0]["valeur"] == rdv.id
    hotline = Acteur("u:8", Role.HOTLINE)
    assert fait("consulter-inscrits", hotline, rdv=rdv.id)["resultat"]["inscrits"]
    assert prevu("consulter-inscrits", hotline)["choix"]["rdv"] == []
    assert prevu("consulter-inscrits", hotline, session=rdv.session.numero)["choix"]["rdv"][0]["valeur"] == rdv.id


@pytest.fixture
def piege(db: Session) -> Rdv:
    """A meeting whose people have names that a spreadsheet would run."""
    rdv = un_rdv(une_session("CAP Cuisine ; pâtisserie, « niveau 3 »"), "2027-01-19T14:00")
    inscrire(rdv, un_demandeur('=HYPERLINK("http://mal")', "+Léa", "7942369Z"), prescripteur="@cmd")
    inscrire(rdv, un_demandeur("Nguyen", "Linh", "2301457B"), prescripteur=None)
    db.add(rdv)
    db.commit()
    return rdv


def test_a_spreadsheet_runs_nothing(piege: Rdv) -> None:
    rangs = lignes(liste([piege], Vue.INSCRITS))
    lues = list(csv.reader(io.StringIO(en_csv(rangs).decode("utf-8-sig")), delimiter=";"))
    assert lues[0] == list(COLONNES)
    assert lues[1][3:6] == ['\'=HYPERLINK("http://mal")', "'+Léa", "'@cmd"]
    assert lues[2][2:4] == ["2301457B", "Nguyen"]
    feuille = openpyxl.load_workbook(io.BytesIO(en_xlsx(rangs))).active
    assert feuille is not None
    assert {cellule.data_type for ligne in feuille.iter_rows() for cellule in ligne if cellule.value} == {"s"}
    assert feuille["D2"].value == '=HYPERLINK("http://mal")'


def test_a_calendar_reads_it(piege: Rdv) -> None:
    texte = en_ics(piege, le("2027-01-12T10:00"))
    deplie = texte.replace("\r\n ", "")
    assert "DTSTART:20270119T130000Z\r\nDTEND:20270119T150000Z\r\n" in texte
    assert "SUMMARY:Réunion d’information collective : CAP Cuisine \\; pâtisserie\\, « niveau 3 »" in deplie
    assert max(len(ligne.encode()) for ligne in texte.split("\r\n")) <= 75
    assert texte.endswith("END:VCALENDAR\r\n")
