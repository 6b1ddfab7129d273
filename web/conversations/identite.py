"""Who speaks: bound to a conversation when it opens, from a login; never from a text nor a slot."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request

from engine.adhesion_comptes.queries import utilisateur
from engine.api.jetons import Jetons
from engine.kit.acteurs import Role
from engine.kit.door import Socle
from engine.kit.parametres import entier
from engine.kit.refus import JetonPerime
from engine.kit.sceau import Sceau


@dataclass(frozen=True)
class Identites:
    """Reads logins and mints the short tokens of the engine."""

    socle: Socle
    jetons: Jetons

    def lire(self, authorization: str) -> int | None:
        """The id of whoever bears this login, None without one. Raises JetonPerime."""
        if not authorization:
            return None
        _, _, jeton = authorization.partition(" ")
        acteur = self.jetons.lire(jeton)
        if acteur.conversation is not None:  # a token made for the actions opens nothing
            raise JetonPerime
        return int(acteur.id.removeprefix("utilisateur:"))

    def fin_de_conversation(self) -> datetime:
        """When a conversation opened now, by someone signed in, closes: with the sign-in."""
        return self.socle.clock.now() + timedelta(minutes=entier("duree_connexion"))

    def role(self, utilisateur_id: int | None) -> Role:
        """The role of a user as it is now; visiteur without one, or once the account is closed."""
        if utilisateur_id is None:
            return Role.VISITEUR
        with self.socle.session() as db:
            compte = utilisateur(db, utilisateur_id)
        return Role(compte.role) if compte is not None else Role.VISITEUR

    def jeton_court(self, utilisateur_id: int | None, conversation_id: str) -> dict[str, Any]:
        """A token of ten minutes that speaks for this user in this conversation, and the role it has."""
        emis = self.jetons.emettre_pour_conversation(utilisateur_id, conversation_id)
        return {"jeton": emis.jeton, "role": self.role(utilisateur_id).value}


def adresse_limitee(request: Request, sceau: Sceau) -> str:
    """A print of the caller's address, to count its messages; empty for this machine, whose own services call too."""
    hote = request.client.host if request.client else ""
    try:
        if ipaddress.ip_address(hote).is_loopback:
            return ""
    except ValueError:
        pass
    return sceau.empreinte(f"client:{hote}")
