"""What people think of the answers leaves as phrases to review, without anyone in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.clock import StoppedClock
from engine.kit.db import Base
from engine.recrutement.models import Demandeur
from scripts.avis import exporter, resumer
from web.conversations.models import Avis, Conversation, Tour

LE = StoppedClock("2027-01-12T10:00").now()
AIS = {"decision": "article", "ids": ["ais", "aes"], "confiance": 0.8}
RIC = {"decision": "operation", "ids": ["creer-ric"], "confiance": 0.9}
HORS = {"decision": "hors-perimetre", "ids": ["cpf-edof"], "confiance": 0.9}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Session]:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'kairos.db'}")
    Base.metadata.create_all(engine)
    with Session(engine) as db:
        db.add(Conversation(id="c", jeton="j", client="", cree_le=LE, etat={}, bail_expire=0.0))
        db.add(Demandeur(identifiant="8642097K", nom="Zylberstein", prenom="Quitterie"))
        db.flush()
        yield db
    engine.dispose()


def juger(db: Session, texte: str, compris: dict[str, Any] | None, *, utile: bool, **reste: Any) -> None:
    """One answer and what is thought of it."""
    rang = db.scalar(sa.select(sa.func.count(Tour.id)))
    bouton = reste.pop("bouton", None)
    reponse = {"messages": [{"texte": "Voici.", "operation": "creer-ric"}], "etat": {}}
    tour = Tour(conversation_id="c", message_id=str(rang), texte=texte, bouton=bouton, recu_le=LE, reponse=reponse)
    tour.comprehension = compris
    db.add(tour)
    db.flush()
    db.add(Avis(tour_id=tour.id, utile=utile, donne_le=LE, **reste))
    db.flush()


def test_phrases_leave_masked_counted_and_labelled_when_they_were_useful(db: Session, tmp_path: Path) -> None:
    juger(db, "l’AIS de Karim Benali svp", AIS, utile=True)
    juger(db, "l’AIS de Sophie Leroy svp", AIS, utile=True)
    juger(db, "et zylberstein, elle a une RIC ?", RIC, utile=False, raison="pas-ma-question", commentaire="Zylberstein")
    juger(db, "mon cpf", HORS, utile=True)
    juger(db, "Je m’en occupe", AIS, utile=True, bouton="jeton")
    juger(db, "le 8642097K", None, utile=False)
    juger(db, "mon code ⟦sceau:abc⟧", AIS, utile=False)
    assert exporter(db, tmp_path / "avis") == 3
    ecrit = (tmp_path / "avis" / "phrases.jsonl").read_text(encoding="utf-8")
    compris = {"decision": "article", "ids": ["ais", "aes"]}
    premiere, *autres = [json.loads(ligne) for ligne in ecrit.splitlines()]
    assert premiere == {
        "text": "l’AIS de [NOM] svp",
        "compris": compris,
        "expect": "ais",
        "avis": "utile",
        "raison": "",
        "combien": 2,
    }
    assert [(ligne["text"], ligne["expect"], ligne["raison"]) for ligne in autres] == [
        ("et [NOM], elle a une RIC ?", "", "pas-ma-question"),
        ("mon cpf", "", ""),
    ]
    assert not any(mot in ecrit.lower() for mot in ("zylber", "karim", "8642097", "sceau"))


def test_the_summary_says_what_displeases_first_and_why(db: Session) -> None:
    assert resumer(db) == "Aucun avis n’a encore été donné.\n"
    juger(db, "l’AIS", AIS, utile=True)
    for raison in ("incomplet", "incomplet", "autre"):
        juger(db, "une RIC", RIC, utile=False, raison=raison)
    juger(db, "Oui", None, utile=False, raison="operation-manquee", bouton="jeton")
    assert resumer(db).splitlines()[1:] == [
        "    0          4  creer-ric : Incomplet (2), L’opération n’a pas fait ce que je voulais (1)",
        "    1          0  ais",
    ]
