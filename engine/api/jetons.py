"""Short-lived tokens: who speaks. Signed with the key of the running copy, dated by the engine's clock.

`Jetons.emettre(12)` for someone who signed in; `emettre_pour_conversation(12, "<conversation>")`
for the ten minutes during which the assistant acts for the user of a conversation (None: a visiteur).
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from engine.adhesion_comptes import queries
from engine.adhesion_comptes.models import Utilisateur
from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle
from engine.kit.parametres import entier
from engine.kit.refus import JetonPerime

VISITEUR = Acteur(id="visiteur", role=Role.VISITEUR, nom="Visiteur")


@dataclass(frozen=True)
class Jeton:
    """A token and the instant (UTC) at which it ends."""

    jeton: str
    expire_le: datetime


class Jetons:
    """Emits and reads tokens."""

    def __init__(self, socle: Socle, secret: str) -> None:
        self._socle = socle
        self._key = hashlib.sha256(b"jetons:" + secret.encode()).digest()

    def emettre(self, utilisateur_id: int) -> Jeton:
        """Token of someone who just signed in."""
        return self._signer({"sub": str(utilisateur_id)}, entier("duree_connexion"))

    def emettre_pour_conversation(self, utilisateur_id: int | None, conversation: str) -> Jeton:
        """Token of ten minutes that speaks for the user of a conversation; None is a visiteur."""
        sujet = "visiteur" if utilisateur_id is None else str(utilisateur_id)
        return self._signer({"sub": sujet, "conversation": conversation}, entier("duree_jeton_conversation"))

    def lire(self, jeton: str) -> Acteur:
        """Who speaks; role and organisme are read again, a closed account closes at once. Raises JetonPerime."""
        try:
            # The engine's clock may be shifted (KAIROS_NOW): the library's own check of `exp` would not know.
            contenu = jwt.decode(
                jeton, self._key, algorithms=["HS256"], options={"verify_exp": False, "require": ["sub", "exp"]}
            )
        except jwt.InvalidTokenError:
            raise JetonPerime from None
        if datetime.fromtimestamp(contenu["exp"], UTC) <= self._socle.clock.now():
            raise JetonPerime
        conversation = contenu.get("conversation")
        if contenu["sub"] == "visiteur":
            return replace(VISITEUR, id=f"visiteur:{conversation}", conversation=conversation)
        with self._socle.session() as db:
            compte = queries.utilisateur(db, int(contenu["sub"]))
        if compte is None:
            raise JetonPerime
        return replace(acteur_de(compte), conversation=conversation)

    def _signer(self, contenu: dict[str, Any], minutes: int) -> Jeton:
        expire_le = (self._socle.clock.now() + timedelta(minutes=minutes)).replace(microsecond=0)
        return Jeton(jwt.encode(contenu | {"exp": int(expire_le.timestamp())}, self._key, "HS256"), expire_le)


def acteur_de(compte: Utilisateur) -> Acteur:
    """The acteur that an account makes."""
    return Acteur(
        id=f"utilisateur:{compte.id}",
        role=Role(compte.role),
        siret=compte.siret,
        nom=compte.nom,
        demandeur=compte.demandeur,
    )
