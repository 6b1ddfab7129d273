"""Individual appointments on Thursday 14 January 2027, opened on Tuesday 12: one after the other, one person each."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur
from engine.kit.clock import a_paris
from engine.kit.door import Socle, execute
from engine.kit.journal import JournalRow
from engine.kit.refus import Refus
from engine.offre.refus import MarcheAvenirPasse, SessionInconnue, SessionPasEncoreUtilisable
from engine.recrutement.models import Rdv
from engine.recrutement.refus import DateApresLaSession, DateDejaPassee, DureeIncorrecte
from engine.recrutement.refus_personnes import EtatChange, RdvDejaRempli
from engine.recrutement.refus_plages import (
    AucunCreneau,
    CreneauxQuiSeChevauchent,
    HorairesIncorrects,
    PlageSurRdv,
    TropDeCreneaux,
)
from engine.recrutement.statuts import EtatRdv, Modalite
from tests.engine.monde import une_session
from tests.engine.recrutement.conftest import Faire


def matinee(session: str, **donnees: Any) -> dict[str, Any]:
    return {
        "session": session, "date": "2027-01-14", "heure_debut": "09:00", "heure_fin": "12:00", "duree": 30,
        "lieu": "Salle B",
    } | donnees  # fmt: skip


def heures(db: Session) -> list[str]:
    db.expire_all()
    choisis = sa.select(Rdv).where(Rdv.modalite == Modalite.RV_INDIVIDUEL, Rdv.etat == EtatRdv.OUVERT)
    return [f"{a_paris(rdv.debut):%d/%m %H:%M}" for rdv in db.scalars(choisis.order_by(Rdv.debut, Rdv.id))]


def test_a_morning_every_thirty_minutes_makes_six(fait: Faire, db: Session, session_ouverte: str) -> None:
    recu = fait("creer-rv", **matinee(session_ouverte))
    assert heures(db) == [f"14/01 {heure}" for heure in ("09:00", "09:30", "10:00", "10:30", "11:00", "11:30")]
    assert "6\u00a0rendez-vous individuels de 30\u00a0min" in recu["message"]
    assert recu["suite"][1]["donnees"] == {"groupe_rv": recu["resultat"]["groupe"]}
    ligne = db.scalars(sa.select(JournalRow)).one()
    assert (ligne.evenement, ligne.objet) == ("recrutement.rv_crees", f"rdv:{recu['resultat']['groupe']}")


def test_the_preview_says_each_hour_and_leaves_nothing(prevu: Faire, db: Session, session_ouverte: str) -> None:
    vue = prevu("creer-rv", **matinee(session_ouverte, duree=60))
    assert "9\u00a0h, 10\u00a0h, 11\u00a0h" in vue["recap"]
    assert heures(db) == []


def test_the_time_left_over_makes_no_appointment(fait: Faire, db: Session, session_ouverte: str) -> None:
    fait("creer-rv", **matinee(session_ouverte, heure_fin="10:50", duree=45))
    assert heures(db) == ["14/01 09:00", "14/01 09:45"]


@pytest.mark.parametrize(
    ("donnees", "refus"),
    [
        ({"date": "2027-01-11"}, DateDejaPassee),
        ({"date": "2027-01-12"}, DateDejaPassee),  # this morning at nine; it is ten
        ({"date": "2027-07-01"}, DateApresLaSession),
        ({"heure_fin": "09:00"}, HorairesIncorrects),
        ({"heure_fin": "09:20"}, AucunCreneau),
        ({"duree": 4}, DureeIncorrecte),
        ({"heure_debut": "06:00", "heure_fin": "22:00", "duree": 5}, TropDeCreneaux),
    ],
)
def test_what_cannot_be_is_refused(
    fait: Faire, db: Session, session_ouverte: str, donnees: dict[str, Any], refus: type[Refus]
) -> None:
    with pytest.raises(refus):
        fait("creer-rv", **matinee(session_ouverte, **donnees))
    assert heures(db) == []


def test_a_refusal_comes_as_soon_as_the_datum_is_said(prevu: Faire, session_ouverte: str) -> None:
    vue = prevu("creer-rv", session=session_ouverte, date="2027-07-01", heure_debut="14:00", heure_fin="09:00")
    assert [(r["donnee"], r["code"]) for r in vue["refusees"]] == [
        ("date", "date-apres-la-session"), ("heure_fin", "horaires-incorrects"),
    ]  # fmt: skip


def test_only_on_a_session_where_one_may_recruit(
    fait: Faire, db: Session, voisine: Acteur, session_ouverte: str
) -> None:
    db.add(jeune := une_session(publiee_le="2027-01-12T09:00"))
    db.add(ancienne := une_session(marche_avenir=2026))
    db.commit()
    for session, acteur, refus in (
        (jeune.numero, None, SessionPasEncoreUtilisable),
        (ancienne.numero, None, MarcheAvenirPasse),
        (session_ouverte, voisine, SessionInconnue),
    ):
        with pytest.raises(refus):
            fait("creer-rv", acteur, **matinee(session))


def test_one_organisme_receives_one_person_at_a_time_at_one_place(
    fait: Faire, db: Session, voisine: Acteur, session_ouverte: str
) -> None:
    fait("creer-rv", **matinee(session_ouverte))
    db.add_all([autre := une_session("Soudure"), d_en_face := une_session(siret=str(voisine.siret))])
    db.commit()
    with pytest.raises(CreneauxQuiSeChevauchent, match="11\u00a0h\u00a030"):
        fait("creer-rv", **matinee(autre.numero, heure_debut="11:45", heure_fin="12:15", lieu="salle  B"))
    fait("creer-rv", **matinee(autre.numero, heure_debut="12:00", heure_fin="12:30"))
    fait("creer-rv", **matinee(autre.numero, lieu="Salle C"))
    fait("creer-rv", voisine, **matinee(d_en_face.numero))


def test_eight_at_once_for_one_room_make_one_winner(socle: Socle, db: Session, gestionnaire: Acteur) -> None:
    sessions = [une_session() for _ in range(8)]
    db.add_all(sessions)
    db.commit()

    def essayer(numero: str) -> str:
        try:
            execute(socle, "creer-rv", matinee(numero, heure_fin="09:30"), gestionnaire)
        except Refus as refus:
            return refus.code
        return "ouvert"

    with ThreadPoolExecutor(8) as fils:
        resultats = sorted(fils.map(essayer, [session.numero for session in sessions]))
    assert resultats == ["creneaux-qui-se-chevauchent"] * 7 + ["ouvert"]


def test_nobody_is_registered_on_the_group_itself(fait: Faire, prevu: Faire, groupe: dict[str, Any]) -> None:
    with pytest.raises(PlageSurRdv, match="Groupe de 6"):
        fait("inscrire-candidat", candidat="1234567A", rdv=groupe["groupe"])
    proposes = [choix["valeur"] for choix in prevu("inscrire-candidat")["choix"]["rdv"]]
    assert proposes == groupe["rdv"]


def test_undone_while_nobody_is_registered(fait: Faire, defait: Any, db: Session, groupe: dict[str, Any]) -> None:
    recu = defait()
    assert heures(db) == []
    assert [a["code"] for a in recu["avertissements"]] == ["toujours-une-modalite"]


def test_not_undone_once_somebody_is_registered(fait: Faire, defait: Any, groupe: dict[str, Any]) -> None:
    fait("inscrire-candidat", candidat="1234567A", rdv=groupe["rdv"][2], nom="Martin", prenom="Julie")
    with pytest.raises(RdvDejaRempli, match="Julie Martin"):
        defait("creer-rv")


def test_not_undone_once_deleted(fait: Faire, defait: Any, groupe: dict[str, Any]) -> None:
    fait("supprimer-rdv", rdv=groupe["groupe"])
    with pytest.raises(EtatChange):
        defait("creer-rv")
