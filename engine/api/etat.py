"""What every route needs: the socle, the settings, who speaks."""

import re
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from engine.api.jetons import VISITEUR, Jetons
from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle
from engine.kit.refus import ConnexionRequise, DroitInsuffisant
from engine.settings import Settings

bearer = HTTPBearer(auto_error=False, scheme_name="jeton", description="Jeton de POST /auth/login, ou de conversation.")


@dataclass(frozen=True)
class Etat:
    """Built once with the app, kept in `app.state.etat`."""

    settings: Settings
    socle: Socle
    jetons: Jetons


def etat(request: Request) -> Etat:
    """The state of this app."""
    trouve = request.app.state.etat
    assert isinstance(trouve, Etat)
    return trouve


EtatCourant = Annotated[Etat, Depends(etat)]


def acteur(
    etat: EtatCourant,
    porteur: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    x_canal: Annotated[str | None, Header(description="Canal : api, widget, slack…")] = None,
    x_conversation: Annotated[str | None, Header(description="Conversation d’où vient la demande")] = None,
) -> Acteur:
    """Who speaks, through which channel; nobody's token is a visiteur. Raises JetonPerime."""
    qui = etat.jetons.lire(porteur.credentials) if porteur else VISITEUR
    if x_canal and re.fullmatch(r"[a-z-]{1,20}", x_canal):
        qui = replace(qui, canal=x_canal)
    if qui.conversation is None and x_conversation and re.fullmatch(r"[\w-]{1,64}", x_conversation):
        qui = replace(qui, conversation=x_conversation)
    return qui


ActeurCourant = Annotated[Acteur, Depends(acteur)]


def exiger(acteur: Acteur, *roles: Role) -> None:
    """Raises ConnexionRequise or DroitInsuffisant unless the acteur has one of the roles."""
    if not acteur.role.peut(frozenset(roles)):
        raise ConnexionRequise if acteur.role is Role.VISITEUR else DroitInsuffisant


@dataclass(frozen=True)
class Reserve:
    """The acteur of a route that only these roles may ask; the description reads them."""

    roles: frozenset[Role]

    def __call__(self, acteur: ActeurCourant) -> Acteur:
        exiger(acteur, *self.roles)
        return acteur


def reserve(*roles: Role) -> Any:
    """`acteur: Annotated[Acteur, reserve(Role.HOTLINE)]`."""
    return Depends(Reserve(frozenset(roles)))
