"""Who speaks: bound to a conversation when it opens, from a login; never from a text, a slot or a header of the page."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session, sessionmaker
from starlette.requests import Request

from engine.adhesion_comptes.models import Utilisateur
from engine.kit.acteurs import Role
from engine.kit.clock import Clock
from engine.kit.sceau import Sceau

DUREE_CONNECTEE = timedelta(hours=12)  # a day of work: a phone left on a desk does not stay signed in


@dataclass(frozen=True)
class Identites:
    """Reads logins and mints the short tokens of the engine."""

    sessions: sessionmaker[Session]
    clock: Clock

    def lire(self, authorization: str) -> int | None:
        """The id of whoever bears this login, None without one."""
        if not authorization:
            return None
        raise NotImplementedError

    def fin_de_conversation(self) -> datetime:
        """When a conversation opened now, by someone signed in, closes."""
        return self.clock.now() + DUREE_CONNECTEE

    def role(self, utilisateur_id: int | None) -> Role:
        """The role of a user as it is now; visiteur without one, or once the account is closed."""
        if utilisateur_id is None:
            return Role.VISITEUR
        with self.sessions() as db:
            utilisateur = db.get(Utilisateur, utilisateur_id)
            return Role(utilisateur.role) if utilisateur is not None and utilisateur.actif else Role.VISITEUR

    def jeton_court(self, utilisateur_id: int | None) -> dict[str, Any]:
        raise NotImplementedError


def adresse_limitee(request: Request, sceau: Sceau) -> str:
    """A print of the caller's address, to count its messages; empty for this machine, whose own services call too."""
    hote = request.client.host if request.client else ""
    try:
        if ipaddress.ip_address(hote).is_loopback:
            return ""
    except ValueError:
        pass
    return sceau.empreinte(f"client:{hote}")
