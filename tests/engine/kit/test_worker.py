"""What happens later and outside: letters leave, deadlines are kept, outages are made up for."""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
import sqlalchemy as sa

from engine.adhesion_comptes.operations.expirer_identifiants import ExpirerIdentifiants
from engine.api.jetons import VISITEUR
from engine.kit import echeances, notices
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, execute
from engine.kit.echeances import Echeance, plan
from engine.kit.notices import Notice, NoticeRow
from engine.kit.operations import OPERATIONS, Contexte, Effet
from engine.kit.postier import Dossier
from engine.settings import Settings
from engine.worker import Worker
from tests.engine.adhesions import (
    RGC,
    SIRET,
    adhesion,
    courriels,
    dernier_code,
    evenements,
    faux_code,
    refus_de,
    un_code,
    une_demande,
    valider,
)
from tests.engine.monde import le
from tests.engine.travaux import attendre, lettres, workflows

FAITS = {"rgc_nom": "Claire Leroy", "siret": SIRET, "heures": 72, "expire_le": "demain"}
EXPIREE = "adhesion_comptes.identifiants_expires"


def test_a_letter_leaves_once_with_the_code_in_it(
    socle: Socle, settings: Settings, demarrer: Callable[[], Worker]
) -> None:
    demarrer()
    code = un_code(socle)
    attendre(lambda: len(lettres(settings)) >= 2)
    message = message_from_bytes(lettres(settings)[1].read_bytes(), policy=policy.default)
    assert message["To"] == RGC
    assert re.sub(r"\s", " ", message["Subject"]) == "KAIROS : votre code provisoire, à valider sous 72 heures"
    assert message["Message-ID"] == f"<{lettres(settings)[1].stem}@kairos.example>"
    corps = message.get_body(("plain",))
    assert corps
    assert code in corps.get_content()


def test_delivering_again_changes_nothing(socle: Socle, settings: Settings, demarrer: Callable[[], Worker]) -> None:
    worker = demarrer()
    une_demande(socle)
    attendre(lambda: len(lettres(settings)) == 1)
    avant = lettres(settings)[0].read_bytes()
    worker.deliver(1)
    worker.reconcile()
    assert [fichier.read_bytes() for fichier in lettres(settings)] == [avant]


def test_at_72_hours_the_request_expires_and_the_rgc_is_told(
    socle: Socle, settings: Settings, clock: StoppedClock, demarrer: Callable[[], Worker]
) -> None:
    demarrer()
    un_code(socle)
    clock.advance(hours=72)
    attendre(lambda: EXPIREE in evenements(socle))
    assert adhesion(socle).statut.value == "identifiants_expires"
    attendre(lambda: len(lettres(settings)) >= 3)  # the morning's reminder may come too
    assert "adhesion_comptes/identifiants_expires" in courriels(socle)


def test_not_before(socle: Socle, clock: StoppedClock, demarrer: Callable[[], Worker]) -> None:
    worker = demarrer()
    code = un_code(socle)
    clock.advance(hours=71, minutes=59)
    worker.reconcile()
    worker.keep(1)
    assert valider(socle, code)["recu"]


def test_what_came_while_nothing_ran_is_made_up_for(
    socle: Socle, settings: Settings, clock: StoppedClock, demarrer: Callable[[], Worker]
) -> None:
    """Down from Tuesday to Monday: letters wait, the rule does not, the deadline is kept at the restart, once."""
    code = un_code(socle)
    clock.advance(hours=150)
    assert refus_de(valider, socle, code).code == "identifiants-expires"
    worker = demarrer()
    attendre(lambda: EXPIREE in evenements(socle))
    worker.reconcile()
    worker.keep(1)
    assert evenements(socle).count(EXPIREE) == 1
    assert courriels(socle).count("adhesion_comptes/identifiants_expires") == 1
    attendre(lambda: len(lettres(settings)) == len(courriels(socle)))  # the morning's reminder comes too


def une_panne(_commande: ExpirerIdentifiants, _ctx: Contexte) -> Effet:
    raise RuntimeError("a fault of ours")


def test_a_deadline_that_fails_makes_no_other_wait(
    socle: Socle, settings: Settings, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Worker(settings, socle)
    un_code(socle)
    with socle.session() as db, db.begin():
        panne = replace(OPERATIONS["expirer-identifiants"], id="panne", handler=une_panne)
        monkeypatch.setitem(OPERATIONS, "panne", panne)
        plan(
            db,
            Echeance("une-panne", "panne", {"adhesion": 1, "numero": 1}, le("2027-01-12T11:00")),
            maintenant=clock.now(),
        )
    clock.advance(hours=72)
    worker.keep_due()
    assert EXPIREE in evenements(socle)
    monkeypatch.setitem(OPERATIONS, "panne", replace(panne, handler=OPERATIONS["expirer-identifiants"].handler))
    monkeypatch.setattr(worker, "_failures", {})  # as when its pause is over
    worker.keep_due()
    with socle.session() as db:
        assert echeances.dues(db, clock.now()) == []


def test_what_fails_leaves_no_words_with_dbos_nor_in_the_logs(
    socle: Socle,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    demarrer: Callable[[], Worker],
) -> None:
    def bavarde(_commande: ExpirerIdentifiants, ctx: Contexte) -> Effet:
        ctx.db.execute(sa.text("INSERT INTO organisme VALUES (:nom)"), {"nom": "Zylberstein"})
        raise AssertionError

    caplog.set_level("INFO")
    demarrer()
    monkeypatch.setitem(OPERATIONS, "panne", replace(OPERATIONS["expirer-identifiants"], id="panne", handler=bavarde))
    with socle.session() as db, db.begin():
        plan(db, Echeance("une-panne", "panne", {"adhesion": 1, "numero": 1}, clock.now()), maintenant=clock.now())
    attendre(lambda: workflows(socle).get("echeance-une-panne") == "SUCCESS")
    assert "keep" in caplog.text
    assert "Zylberstein" not in caplog.text + "".join(_everything(socle))


def test_a_letter_that_cannot_be_written_makes_no_other_wait(socle: Socle, settings: Settings) -> None:
    worker = Worker(settings, socle)
    with socle.session() as db, db.begin():
        impossible = Notice("adhesion_comptes/identifiants_expires", "deux@lignes.example\nBcc: x@y.example", FAITS)
        notices.plan(db, impossible, journal_id=1, le=socle.clock.now(), sceau=socle.sceau)
    une_demande(socle)
    worker.send_waiting()
    assert [lettre.stem for lettre in lettres(settings)] == ["000002-adhesion_comptes-adhesion_demandee"]


def test_a_slow_relay_makes_no_deadline_late(
    socle: Socle,
    settings: Settings,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
    demarrer: Callable[[], Worker],
) -> None:
    bloque = threading.Event()
    monkeypatch.setattr(Dossier, "remettre", lambda *_: bloque.wait(60))
    un_code(socle)
    demarrer()
    clock.advance(hours=72)
    try:
        attendre(lambda: EXPIREE in evenements(socle))
    finally:
        bloque.set()


def test_a_deadline_of_an_old_code_does_not_end_the_new_one(
    socle: Socle, clock: StoppedClock, demarrer: Callable[[], Worker]
) -> None:
    code = un_code(socle)
    for _ in range(5):
        refus_de(valider, socle, faux_code(code))
    clock.advance(hours=24)
    execute(socle, "redemander-identifiants", {"siret": SIRET}, VISITEUR)
    nouveau = dernier_code(socle)
    clock.advance(hours=60)
    demarrer().reconcile()
    assert EXPIREE not in evenements(socle)
    assert valider(socle, nouveau)["recu"]


def test_the_code_is_nowhere_but_in_the_letter(
    socle: Socle,
    settings: Settings,
    database_url: str,
    demarrer: Callable[[], Worker],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither in the database (files and rows), nor in logs, nor in the table of letters once they left."""
    caplog.set_level("DEBUG")
    demarrer()
    code = un_code(socle)
    refus_de(valider, socle, faux_code(code), cle="essai")
    valider(socle, code, cle="le-bon")
    attendre(lambda: len(lettres(settings)) >= 3)  # the reminder of the morning may come too
    with socle.session() as db:
        attendre(lambda: not db.scalars(sa.select(NoticeRow.id).where(NoticeRow.statut == "a_envoyer")).all())
    clairs = [ecrit for clair in (code, faux_code(code)) for ecrit in (clair, clair.replace("-", ""))]
    motif = re.compile("|".join(clairs), re.IGNORECASE)
    assert not motif.search(caplog.text)
    for texte in _everything(socle):
        assert not motif.search(texte)
        assert "⟦sceau:" not in texte
    if database_url.startswith("sqlite"):
        for fichier in settings.var.glob("kairos.db*"):
            assert not motif.search(fichier.read_bytes().decode("latin-1"))


def _everything(socle: Socle) -> Iterator[str]:
    """Every value of every row of every table, DBOS's included."""
    metadata = sa.MetaData()
    for schema in [None, "dbos"] if socle.engine.dialect.name == "postgresql" else [None]:
        metadata.reflect(socle.engine, schema=schema)
    with socle.engine.connect() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(sa.select(table)):
                yield repr(tuple(row))
