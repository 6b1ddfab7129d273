"""Accounts: passwords kept as argon2, sign-in slowed after repeated failures."""

from datetime import timedelta

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import EssaiConnexion, Utilisateur
from engine.adhesion_comptes.refus import ConnexionRefusee, TropDEssais
from engine.kit import db as database
from engine.kit.door import Socle
from engine.kit.parametres import entier

_hasher = PasswordHasher(
    time_cost=2, memory_cost=19456, parallelism=1
)  # OWASP's minimum: sign-in stays fast on 2 cores
# Verified when the name is unknown, so that both answers cost the same.
_PERSONNE = _hasher.hash("personne n’a ce mot de passe")


def hacher(mot_de_passe: str) -> str:
    """The argon2 hash to keep."""
    return _hasher.hash(mot_de_passe)


def connecter(socle: Socle, identifiant: str, mot_de_passe: str) -> Utilisateur:
    """The account behind a name and a password. Raises ConnexionRefusee or, after repeated failures, TropDEssais."""
    nom = identifiant.strip().casefold()
    cle = socle.sceau.empreinte(f"connexion:{nom}")
    with socle.session() as db:
        _exiger_patience(db, cle, socle)
        compte = db.scalars(sa.select(Utilisateur).where(Utilisateur.identifiant == nom)).one_or_none()
    juste = _verifier(compte.mot_de_passe if compte else _PERSONNE, mot_de_passe)
    with socle.session() as db, db.begin():
        database.lock(db, cle)
        if compte is not None and juste and compte.actif:
            db.execute(sa.delete(EssaiConnexion).where(EssaiConnexion.cle == cle))
            return compte
        _compter_l_echec(db, cle, socle)
    raise ConnexionRefusee


def _verifier(empreinte: str, mot_de_passe: str) -> bool:
    try:
        return _hasher.verify(empreinte, mot_de_passe)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _exiger_patience(db: Session, cle: str, socle: Socle) -> None:
    essai = db.get(EssaiConnexion, cle)
    if essai and essai.echecs >= entier("echecs_connexion") and not _oublie(essai, socle):
        raise TropDEssais(minutes=entier("attente_connexion"))


def _oublie(essai: EssaiConnexion, socle: Socle) -> bool:
    return socle.clock.now() >= essai.depuis + timedelta(minutes=entier("attente_connexion"))


def _compter_l_echec(db: Session, cle: str, socle: Socle) -> None:
    essai = db.get(EssaiConnexion, cle)
    if essai is None:
        db.add(EssaiConnexion(cle=cle, echecs=1, depuis=socle.clock.now()))
    elif _oublie(essai, socle):
        essai.echecs, essai.depuis = 1, socle.clock.now()
    else:
        essai.echecs, essai.depuis = essai.echecs + 1, socle.clock.now()
