"""Whole conversations, told in YAML, played against the assistant as it is served: model, actions, engine, web.

    titre, acteur (visiteur | gestionnaire | rgc), operation, monde (see monde.py)
    echange: [{dit | clique, repond: [words], ne_dit_pas: [words], tue: a process killed just before,
              releve: true to wait until it is up again, deux_fois: an id under which the message is sent twice}]
    alors: {recus: [operations], presences, rdv, inscrits}

Told on Wednesday 6 January 2027, from 10 o'clock.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy.orm import Session, sessionmaker

from engine.familles import load_operations
from engine.kit.db import create_engine
from tests.parcours.monde import construire, verifier
from tests.pile import Conversation, Pile

DOSSIER = Path(__file__).parent
PARCOURS = sorted(chemin for chemin in DOSSIER.rglob("*.yml") if chemin.parent.name != "premiers_mots")


@pytest.fixture
def db(pile: Pile) -> Iterator[Session]:
    """The database of the running copy."""
    load_operations()
    engine = create_engine(f"sqlite:///{pile.var / 'kairos.db'}")
    with sessionmaker(engine, expire_on_commit=False)() as session:
        yield session
    engine.dispose()


@pytest.mark.parametrize("chemin", PARCOURS, ids=lambda chemin: str(chemin.relative_to(DOSSIER)))
def test_parcours(chemin: Path, pile: Pile, db: Session) -> None:
    try:
        jouer(yaml.safe_load(chemin.read_text()), pile, db)
    finally:
        if chemin.parent.name == "pannes":
            pile.attendre()  # the next journey finds everything up


def jouer(parcours: dict[str, Any], pile: Pile, db: Session) -> None:
    """Play a journey: its world, its turns, then what must be true."""
    monde = construire(pile, db, parcours.get("monde") or {}, parcours["acteur"])
    conversation = monde.ouvrir(pile, parcours["acteur"])
    reponse: dict[str, Any] = {"messages": []}
    for rang, tour in enumerate(parcours["echange"], 1):
        if "tue" in tour:
            pile.tuer(tour["tue"])
        if tour.get("releve"):
            pile.attendre()
        reponse = _dire(conversation, reponse, tour, monde.nommer)
        lu = simple(en_texte(reponse))
        for attendu in tour.get("repond", ()):
            assert simple(monde.nommer(attendu)) in lu, f"tour {rang}, « {attendu} » absent de :\n{en_texte(reponse)}"
        for interdit in tour.get("ne_dit_pas", ()):
            assert simple(monde.nommer(interdit)) not in lu, f"tour {rang}, « {interdit} » dans :\n{en_texte(reponse)}"
    verifier(db, monde, conversation.id, parcours.get("alors") or {})


def _dire(conversation: Conversation, reponse: dict[str, Any], tour: dict[str, Any], nommer: Any) -> dict[str, Any]:
    if "clique" in tour:
        return conversation.cliquer(reponse, nommer(tour["clique"]))
    texte = nommer(str(tour["dit"]))
    if tour.get("deux_fois"):
        conversation.envoyer(id=tour["deux_fois"], texte=texte)
        return conversation.envoyer(id=tour["deux_fois"], texte=texte)
    return conversation.dire(texte)


def en_texte(reponse: dict[str, Any]) -> str:
    """What the page would show: texts, buttons, receipts, warnings."""
    lignes = []
    for message in reponse["messages"]:
        lignes.append(message.get("texte") or "")
        lignes += [f"[{bouton['titre']}]" for bouton in message.get("boutons") or ()]
        lignes += [avertissement["message"] for avertissement in message.get("avertissements") or ()]
    return "\n".join(lignes)


def simple(texte: str) -> str:
    return texte.lower().replace("\u00a0", " ").replace("\u202f", " ")
