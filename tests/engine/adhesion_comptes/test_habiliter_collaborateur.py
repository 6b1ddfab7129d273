"""A colleague is invited by a link that serves once and expires; one account for one e-mail; 12 January 2027."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.comptes import connecter
from engine.adhesion_comptes.models import Invitation
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import SYSTEME, Acteur
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, apercu
from engine.kit.journal import JournalTexte
from engine.kit.notices import NoticeRow
from tests.engine.adhesions import refus_de
from tests.engine.comptes import (
    CLAIRE,
    PAUL,
    RGC,
    VOISINE,
    compte,
    defaire,
    dernier_lien,
    faire,
    lettres,
    peupler,
)
from tests.engine.monde import GRETA, VOISIN

LEA = {"collaborateur_nom": "Léa Morin", "collaborateur_courriel": "lea@greta.example"}
PHRASE = "quatre mots faciles à retenir"


def habiliter(socle: Socle, acteur: Acteur = RGC, **donnees: str) -> dict[str, object]:
    return faire(socle, "habiliter-collaborateur", acteur, **LEA | donnees)


def repondre(socle: Socle, jeton: str, mot_de_passe: str = PHRASE) -> dict[str, object]:
    return faire(socle, "repondre-invitation", SYSTEME, jeton=jeton, mot_de_passe=mot_de_passe)


def test_invited_she_chooses_a_password_and_signs_in(socle: Socle, db: Session) -> None:
    peupler(db)
    recu = habiliter(socle)
    assert "7\u00a0jours" in str(recu["message"])
    assert lettres(socle) == [("invitation", "lea@greta.example")]
    assert refus_de(connecter, socle, "lea@greta.example", PHRASE).code == "connexion-refusee"
    repondre(socle, dernier_lien(socle))
    lea = connecter(socle, "lea@greta.example", PHRASE)
    assert (lea.role, lea.siret, lea.nom) == ("gestionnaire", GRETA, "Léa Morin")


def test_neither_link_nor_password_is_kept_in_clear(socle: Socle, db: Session) -> None:
    peupler(db)
    habiliter(socle)
    lien = dernier_lien(socle)
    repondre(socle, lien)
    ecrits = [*db.scalars(sa.select(NoticeRow.corps)), *map(str, db.scalars(sa.select(JournalTexte.donnees)))]
    ecrits += [*db.scalars(sa.select(Invitation.empreinte)), compte(socle, "lea@greta.example").mot_de_passe]
    assert not any(lien in ecrit or PHRASE in ecrit for ecrit in ecrits)


@pytest.mark.parametrize(
    ("quand", "bon"), [("2027-01-19T09:59", True), ("2027-01-19T10:00", False), ("2027-03-01T10:00", False)]
)
def test_the_link_expires_after_seven_days(
    socle: Socle, db: Session, clock: StoppedClock, quand: str, bon: bool
) -> None:
    peupler(db)
    habiliter(socle)
    clock.set(quand)
    if bon:
        assert repondre(socle, dernier_lien(socle))["recu"]
    else:
        assert refus_de(repondre, socle, dernier_lien(socle)).code == "invitation-perimee"


def test_a_link_serves_once_and_a_new_one_replaces_it(socle: Socle, db: Session, clock: StoppedClock) -> None:
    peupler(db)
    habiliter(socle)
    ancien = dernier_lien(socle)
    clock.advance(days=8)
    habiliter(socle)
    nouveau = dernier_lien(socle)
    assert refus_de(repondre, socle, ancien).code == "invitation-perimee"
    assert refus_de(repondre, socle, nouveau, "trop court").code == "mot-de-passe-trop-court"
    repondre(socle, nouveau)
    assert refus_de(repondre, socle, nouveau).code == "invitation-perimee"
    assert refus_de(repondre, socle, "n’importe quoi").code == "invitation-perimee"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("courriel", [CLAIRE, "paul@greta.example", "PAUL@greta.example", "marc@atelier.example"])
def test_one_account_for_one_e_mail_whoever_has_it(socle: Socle, db: Session, courriel: str) -> None:
    peupler(db)
    refus = refus_de(habiliter, socle, collaborateur_courriel=courriel)
    assert (refus.code, refus.donnee) == ("courriel-deja-pris", "collaborateur_courriel")
    assert "Atelier" not in str(refus)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_account_of_the_organisme_is_active_first(socle: Socle, db: Session) -> None:
    peupler(db, StatutAdhesion.A_CONVENTIONNER)
    assert refus_de(habiliter, socle).code == "compte-organisme-inactif"
    assert refus_de(habiliter, socle, PAUL).http_status == 403
    assert habiliter(socle, VOISINE)["recu"]
    assert compte(socle, "lea@greta.example").siret == VOISIN


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_preview_names_the_person_and_leaves_nothing(socle: Socle, db: Session) -> None:
    peupler(db)
    vue = apercu(socle, "habiliter-collaborateur", LEA, RGC)
    assert "Collaborateur\u00a0: Léa Morin, lea@greta.example" in vue["recap"]
    assert lettres(socle) == []


def test_undone_the_account_and_the_link_are_dead_and_she_is_told(socle: Socle, db: Session) -> None:
    peupler(db)
    habiliter(socle)
    lien = dernier_lien(socle)
    effet = defaire(socle, "habiliter-collaborateur")
    assert [(n.modele, n.destinataire) for n in effet.notices] == [
        ("adhesion_comptes/acces_retire", "lea@greta.example")
    ]
    assert not compte(socle, "lea@greta.example").actif
    assert refus_de(repondre, socle, lien).code == "invitation-perimee"
    assert refus_de(defaire, socle, "habiliter-collaborateur").code == "collaborateur-inconnu"
