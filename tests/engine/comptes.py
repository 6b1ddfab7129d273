"""Builders of the world of accounts: an active organisme, its RGC, its people, and what they do."""

import base64
import re
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Adhesion, Organisme, Utilisateur
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle, execute
from engine.kit.journal import JournalRow
from engine.kit.notices import NoticeRow
from engine.kit.operations import ANNULATIONS, Effet
from tests.engine.monde import GRETA, VOISIN, le

RGC = Acteur("utilisateur:1", Role.RGC, GRETA, "Claire Leroy")
PAUL = Acteur("utilisateur:2", Role.GESTIONNAIRE, GRETA, "Paul Hamel")
VOISINE = Acteur("utilisateur:3", Role.RGC, VOISIN, "Marc Roussel")
HOTLINE = Acteur("utilisateur:4", Role.HOTLINE, None, "Nadia")
CLAIRE, EQUIPE = "claire@greta.example", "kairos.normandie@pole-emploi.fr"
PDF = base64.b64encode(b"%PDF-1.7 un certificat").decode()


def peupler(db: Session, statut: StatutAdhesion = StatutAdhesion.ACTIVE) -> None:
    """Two organismes; the Greta's adhésion is at `statut`, the other came without any."""
    db.add_all(Organisme(siret=siret, raison_sociale=nom) for siret, nom in ((GRETA, "Greta"), (VOISIN, "Atelier")))
    db.flush()
    db.add(
        Adhesion(
            siret=GRETA, reference="AD-TEST-0001", rgc_nom="Claire Leroy", rgc_courriel=CLAIRE, statut=statut,
            deposee_le=le("2027-01-04T09:00"),
        )
    )  # fmt: skip
    for id, qui, courriel in ((1, RGC, CLAIRE), (2, PAUL, "paul@greta.example"), (3, VOISINE, "marc@atelier.example")):
        db.add(
            Utilisateur(
                id=id, identifiant=courriel, mot_de_passe="-", nom=qui.nom, courriel=courriel, role=qui.role.value,
                siret=qui.siret,
            )
        )  # fmt: skip
    db.flush()
    if db.get_bind().dialect.name == "postgresql":  # ids were given: the next ones come after
        db.execute(sa.text("SELECT setval(pg_get_serial_sequence('utilisateur', 'id'), 100)"))
    db.commit()


def faire(socle: Socle, operation: str, acteur: Acteur = RGC, **donnees: Any) -> dict[str, Any]:
    return execute(socle, operation, donnees, acteur)


def defaire(socle: Socle, operation: str, acteur: Acteur = RGC) -> Effet:
    """What annuler-derniere-operation does of the last such operation, kept."""
    with socle.session() as db, db.begin():
        ligne = db.scalars(
            sa.select(JournalRow).where(JournalRow.operation == operation).order_by(JournalRow.id.desc()).limit(1)
        ).one()
        return ANNULATIONS[operation](ligne, socle.contexte(db, acteur))


def lettres(socle: Socle) -> list[tuple[str, str | None]]:
    """What was planned, in order: model and address."""
    with socle.session() as db:
        rows = db.scalars(sa.select(NoticeRow).order_by(NoticeRow.id))
        return [(row.modele.removeprefix("adhesion_comptes/"), row.destinataire) for row in rows]


def dernier_lien(socle: Socle) -> str:
    """The token of the last link sent, as read in the letter."""
    with socle.session() as db:
        corps = db.scalars(sa.select(NoticeRow.corps).order_by(NoticeRow.id.desc())).all()
    trouves = [t for texte in corps if (t := re.search(r"/invitations/(\S+)", socle.sceau.desceller(texte)))]
    return trouves[0][1]


def compte(socle: Socle, courriel: str) -> Utilisateur:
    with socle.session() as db:
        return db.scalars(sa.select(Utilisateur).where(Utilisateur.courriel == courriel)).one()
