"""The one door: role → data → rules → effect → journal → notices → one commit. The preview is the same, rolled back."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit import db as database
from engine.kit import echeances, journal, notices, saisie
from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import Clock, a_paris
from engine.kit.operations import Commande, Contexte, Effet, Lecture, Operation, trouver
from engine.kit.refus import CleDejaUtilisee, ConnexionRequise, DroitInsuffisant, Refus, RefusRejoue
from engine.kit.sceau import Sceau


@dataclass(frozen=True)
class Socle:
    """What the door stands on: a database, a clock and a key."""

    engine: sa.Engine
    clock: Clock
    sceau: Sceau

    def session(self) -> Session:
        """A new database session; close it."""
        return Session(self.engine, expire_on_commit=False)

    def contexte(self, db: Session, acteur: Acteur, *, apercu: bool = False) -> Contexte:
        """What a handler or a read receives."""
        return Contexte(db, self.clock, acteur, self.sceau, self.clock.now(), apercu)


def exiger_role(op: Operation, acteur: Acteur) -> None:
    """Raises ConnexionRequise or DroitInsuffisant unless the role may carry out the operation."""
    if not acteur.role.peut(op.roles):
        raise ConnexionRequise if acteur.role is Role.VISITEUR else DroitInsuffisant


def execute(
    socle: Socle, operation: str, donnees: Mapping[str, Any], acteur: Acteur, cle: str | None = None
) -> dict[str, Any]:
    """Carry out an operation once and answer its receipt (the shape of docs/architecture.md). Raises Refus.

    With the idempotency key `cle`, the same data again answer the same receipt, `rejoue` true; other data are refused.
    """
    op = trouver(operation)
    exiger_role(op, acteur)
    empreinte = socle.sceau.empreinte(_canonical(operation, donnees, socle.sceau))
    verrou = f"{acteur.id}/{cle}" if cle else None
    with socle.session() as db, db.begin():
        if op.ecrit and not op.verrou_tardif:
            database.lock(db, verrou)
        if cle and (row := journal.deja_fait(db, acteur, cle)):
            return _say_again(row, empreinte)
        ctx = socle.contexte(db, acteur)
        commande = saisie.lire(op, donnees, ctx)
        effet = op.handler(commande, ctx)
        if isinstance(effet, Lecture):
            return _answer(op, effet, None, ctx.maintenant)
        if op.verrou_tardif:
            database.lock(db, verrou)
            if cle and (row := journal.deja_fait(db, acteur, cle)):
                return _say_again(row, empreinte)
        reponse = _conclude(op, commande, effet, ctx, cle, empreinte)
    if effet.refus:
        raise effet.refus
    return reponse


def apercu(socle: Socle, operation: str, donnees: Mapping[str, Any], acteur: Acteur) -> dict[str, Any]:
    """What the operation would do with the data given so far: read, missing, refused, choices, recap. No write."""
    op = trouver(operation)
    exiger_role(op, acteur)
    with socle.session() as db:
        ctx = socle.contexte(db, acteur, apercu=True)
        lue = saisie.lire_partiellement(op, donnees, ctx)
        vue = lue.as_dict()
    if not lue.complete:
        return vue
    with socle.session() as db:  # what was read without the lock is forgotten
        try:
            if op.ecrit:
                database.lock(db, None)
            ctx = replace(ctx, db=db)
            commande = lue.commande()
            effet = op.handler(commande, ctx)
            if isinstance(effet, Effet):
                _conclude(op, commande, effet, ctx, None, "")
                if effet.refus:
                    raise effet.refus
            return vue | lue.recap(effet)
        except Refus as refus:
            return vue | lue.refusee(refus)


def _conclude(
    op: Operation, commande: Commande, effet: Effet, ctx: Contexte, cle: str | None, empreinte: str
) -> dict[str, Any]:
    """Number, journal, notices and deadlines of an effect, in the transaction that makes it true."""
    db, acteur = ctx.db, ctx.acteur
    db.flush()
    recu = None if effet.refus else journal.numero_de_recu(db, a_paris(ctx.maintenant).year)
    reponse = _answer(op, effet, recu, ctx.maintenant)
    avant, apres = journal.sans_mots(effet.avant), journal.sans_mots(effet.apres)
    ligne = {
        "le": ctx.maintenant,
        "recu": recu,
        "operation": op.id,
        "evenement": effet.evenement,
        "objet": effet.objet,
        "siret": effet.siret or acteur.siret,
        "acteur": acteur.id,
        "role": acteur.role.value,
        "canal": acteur.canal,
        "conversation": acteur.conversation,
        "avant": avant,
        "apres": apres,
        "cle": cle,
        "empreinte": empreinte,
        "annule": effet.annule,
    }
    texte = {
        "acteur_nom": acteur.nom,
        "message": effet.message,
        "donnees": commande.model_dump(mode="json", exclude_none=True),
        "reponse": {"refus": effet.refus.as_dict() | {"status": effet.refus.http_status}} if effet.refus else reponse,
        "avant": effet.avant if avant != effet.avant else None,
        "apres": effet.apres if apres != effet.apres else None,
    }
    journal_id = journal.ecrire(db, ligne, texte)
    for notice in effet.notices:
        notices.plan(db, notice, journal_id=journal_id, le=ctx.maintenant, sceau=ctx.sceau)
    for echeance in effet.echeances:
        echeances.plan(db, echeance, maintenant=ctx.maintenant)
    return reponse


def _answer(op: Operation, effet: Effet | Lecture, recu: str | None, le: datetime) -> dict[str, Any]:
    ecartes = effet.ecartes if isinstance(effet, Effet) else ()
    return {
        "operation": op.id,
        "recu": recu,
        "message": effet.message,
        "avertissements": [avertissement.as_dict() for avertissement in effet.avertissements],
        "ecartes": [refus.as_dict() for refus in ecartes],
        "suite": [suite.as_dict() for suite in effet.suite],
        "resultat": effet.resultat,
        "le": le.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "rejoue": False,
    }


def _say_again(row: journal.JournalRow, empreinte: str) -> dict[str, Any]:
    if row.empreinte != empreinte:
        raise CleDejaUtilisee
    if refus := row.texte.reponse.get("refus"):
        raise RefusRejoue(refus)
    return row.texte.reponse | {"rejoue": True}


def _canonical(operation: str, donnees: Mapping[str, Any], sceau: Sceau) -> str:
    """The data in one form, seals opened: the same code is sealed differently each time."""
    texte = json.dumps(donnees, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(f"{operation} {sceau.desceller(texte)}".encode("utf-8", "surrogatepass")).hexdigest()
