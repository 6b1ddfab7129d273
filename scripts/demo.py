"""Prepare the database of the running copy: migrate it and, in demo, fill it with invented people. Safe to run again.

    python -m scripts.demo

Everything is told relative to the engine's clock. Accounts and organisations are in `engine/demo.py`, sessions,
meetings and job seekers in `scripts/demo_recrutement.py`.
"""

import logging
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine import demo
from engine.adhesion_comptes.comptes import hacher
from engine.adhesion_comptes.models import Adhesion, Organisme, Utilisateur
from engine.adhesion_comptes.queries import derniere_adhesion
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.api.app import build_socle
from engine.api.jetons import VISITEUR
from engine.familles import load_operations
from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import Clock
from engine.kit.db import migrate
from engine.kit.door import Socle, execute
from engine.kit.parametres import entier
from engine.kit.refus import Refus
from engine.settings import Settings
from scripts import demo_assiduite, demo_financement, demo_inscription, demo_recrutement, demo_suivi_assistance

log = logging.getLogger("kairos.demo")
PLATEFORME = Acteur(id="demo:plateforme", role=Role.PLATEFORME_NATIONALE, nom="Plateforme nationale", canal="demo")


def main() -> None:
    """Migrate, then seed when the copy is a demo."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = Settings.from_env()
    migrate(settings.database_url)
    log.info("Base de données prête.")
    if not settings.demo:
        return
    socle = build_socle(settings)
    seed(socle)
    socle.engine.dispose()
    log.info("Données de démonstration prêtes.")


def seed(socle: Socle) -> None:
    """Accounts, adhésions at several steps, then the recruitment world."""
    load_operations()
    with socle.session() as db, db.begin():
        if db.get(Organisme, demo.GRETA) is None:
            _organismes(db, socle)
        _comptes(db)
    _adhesions(socle)
    demo_recrutement.seed(socle)
    demo_inscription.seed(socle)
    demo_assiduite.seed(socle)
    demo_financement.seed(socle)
    demo_suivi_assistance.seed(socle)


def _organismes(db: Session, socle: Socle) -> None:
    now = socle.clock.now()
    for rang, organisme in enumerate(demo.ORGANISMES, 1):
        validite = socle.clock.today() + timedelta(days=400) if organisme.reference_qualite else None
        db.add(
            Organisme(
                siret=organisme.siret,
                raison_sociale=organisme.raison_sociale,
                reference_qualite=organisme.reference_qualite,
                date_fin_validite=validite,
            )
        )
        db.flush()
        db.add(
            Adhesion(
                siret=organisme.siret,
                reference=f"AD-DEMO-000{rang}",
                rgc_nom=organisme.rgc_nom,
                rgc_courriel=f"rgc{rang}@demo.example",
                statut=StatutAdhesion.ACTIVE,
                deposee_le=now - timedelta(days=300),
            )
        )


def _comptes(db: Session) -> None:
    """Those that an earlier start did not make yet."""
    connus = set(db.scalars(sa.select(Utilisateur.identifiant)))
    nouveaux = [compte for compte in demo.COMPTES if compte.identifiant not in connus]
    mot_de_passe = hacher(demo.MOT_DE_PASSE) if nouveaux else ""
    for compte in nouveaux:
        db.add(
            Utilisateur(
                identifiant=compte.identifiant,
                mot_de_passe=mot_de_passe,
                nom=compte.nom,
                courriel=f"{compte.identifiant}@demo.example",
                role=compte.role.value,
                siret=compte.siret,
                demandeur=compte.demandeur,
            )
        )


def _adhesions(socle: Socle) -> None:
    """One waiting for the plateforme, one with a code to validate, one expired, one locked."""
    _demander(socle, demo.DEPOSEE)
    if _demander(socle, demo.A_VALIDER):
        execute(socle, "accepter-adhesion", {"siret": demo.A_VALIDER[0]}, PLATEFORME)
    passe = Socle(socle.engine, _quatre_jours_avant(socle.clock), socle.sceau)
    if _demander(passe, demo.EXPIREE):
        execute(passe, "accepter-adhesion", {"siret": demo.EXPIREE[0]}, PLATEFORME)
    if _demander(socle, demo.BLOQUEE):
        execute(socle, "accepter-adhesion", {"siret": demo.BLOQUEE[0]}, PLATEFORME)
        for _ in range(entier("essais_code")):
            _essayer_un_code_faux(socle)


def _demander(socle: Socle, qui: tuple[str, str, str, str]) -> bool:
    """Ask for the adhésion; False when this was done at an earlier start."""
    siret, raison_sociale, rgc_nom, rgc_courriel = qui
    with socle.session() as db:
        if derniere_adhesion(db, siret):
            return False
    donnees = {"siret": siret, "raison_sociale": raison_sociale, "rgc_nom": rgc_nom, "rgc_courriel": rgc_courriel}
    execute(socle, "demander-adhesion", donnees, VISITEUR)
    return True


def _essayer_un_code_faux(socle: Socle) -> None:
    try:
        execute(socle, "valider-identifiants", {"siret": demo.BLOQUEE[0], "code_provisoire": "FAUX"}, VISITEUR)
    except Refus as refus:
        log.debug("%s", refus.code)


def _quatre_jours_avant(clock: Clock) -> Clock:
    return Clock(source=lambda: clock.now() - timedelta(days=4))


if __name__ == "__main__":
    main()
