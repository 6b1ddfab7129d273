"""The engine's own work, later and outside: deliver notices, keep deadlines. DBOS, on the same database.

The web process runs it during its lifespan:

    worker = Worker(settings, socle)
    worker.start()      # after migrate(settings.database_url)
    ...
    worker.stop()

Each workflow is short and harmless twice. Two rounds take up what is due and what is still to send: deadlines follow
the engine's clock (KAIROS_NOW may jump), and a wake-up lost by anyone is made up for. They are two so that a slow relay
makes no deadline late; one that fails is put aside for a while and makes no other wait. Two more look after DBOS: what
it gave out and nobody holds is taken up again, what is long over is forgotten.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import format_datetime

import sqlalchemy as sa
from dbos import DBOS, DBOSPortableJSONSerializer
from sqlalchemy.orm import Session

from engine.kit import db as database
from engine.kit import echeances, outbox
from engine.kit.acteurs import SYSTEME
from engine.kit.clock import a_paris
from engine.kit.door import Socle, execute
from engine.kit.echeances import EcheanceRow
from engine.kit.notices import NoticeRow, StatutNotice
from engine.kit.postier import LettreRefuseeError, postier
from engine.kit.refus import Refus
from engine.kit.sceau import masquer
from engine.settings import Settings

log = logging.getLogger("kairos.worker")
DEADLINES_EVERY = 0.5  # seconds; with the clock read again as often, a deadline is kept within some two seconds
LETTERS_EVERY = 2.0
AT_ONCE = 16  # workflows taken up each half second: thirty a second after an outage, nothing more when there are none
RESUME_EVERY = 5.0
FORGET_EVERY = 3600.0
ASIDE_MAX = 60.0  # seconds for which a deadline that failed is left alone, at most; half a second the first time
BACKOFF = (5, 15, 60, 300, 900, 3600)  # seconds before a letter is tried again, the last one for ever
_current: "Worker | None" = None


class Worker:
    """DBOS and the rounds of one process."""

    def __init__(self, settings: Settings, socle: Socle) -> None:
        self.settings = settings
        self.socle = socle
        self.postier = postier(settings.smtp_url, settings.courriels)
        self.executor = os.environ.get("KAIROS_EXECUTOR") or socket.gethostname()
        self._stopping = threading.Event()
        self._in_hand: set[str] = set()  # workflows that a thread of this process is carrying out
        self._failures: dict[int, tuple[int, float]] = {}  # deadline -> how many times, monotonic time of the next try
        self._rounds = [
            threading.Thread(target=self._repeat, args=(ronde, every), name=f"kairos-{ronde.__name__}", daemon=True)
            for ronde, every in (
                (self.keep_due, DEADLINES_EVERY),
                (self.send_waiting, LETTERS_EVERY),
                (self.resume_abandoned, RESUME_EVERY),
                (self.forget_finished, FORGET_EVERY),
            )
        ]

    def start(self) -> None:
        """Launch; deadlines that came while nothing ran are kept at once."""
        global _current
        _current = self
        DBOS(
            config={
                "name": outbox.APPLICATION,
                "system_database_engine": self.socle.engine,
                "application_version": "1",  # the default, a hash of the code, strands what an older version left
                "executor_id": self.executor,
                "serializer": DBOSPortableJSONSerializer(),
                "notification_listener_polling_interval_sec": 0.5,
                "log_level": "WARNING",
            }
        )
        DBOS.launch()
        DBOS.register_queue(outbox.QUEUE, worker_concurrency=AT_ONCE, polling_interval_sec=0.5)
        for thread in self._rounds:
            thread.start()

    def stop(self) -> None:
        """Finish what is in hand and stop."""
        global _current
        self._stopping.set()
        for thread in self._rounds:
            thread.join()
        DBOS.destroy(workflow_completion_timeout_sec=5)
        _current = None

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        """A transaction in its turn: on SQLite writers who queue let nobody in between, and a letter would wait."""
        with self.socle.session() as db, db.begin():
            database.lock(db, None)
            yield db

    def _repeat(self, ronde: Callable[[], None], every: float) -> None:
        while True:
            try:
                ronde()
            except Exception as error:  # the database may be away for a moment: the next round makes up for it
                log.warning("%s failed: %s", ronde.__name__, type(error).__name__)
            if self._stopping.wait(every):
                return

    def reconcile(self) -> None:
        """Plan what recurs, keep every deadline that has come and deliver every notice still waiting."""
        self.keep_due()
        self.send_waiting()

    def keep_due(self) -> None:
        """Plan what recurs and keep every deadline that has come, those that keeping them makes come included."""
        self._amorcer()
        while dues := self._dues():
            for id in dues:
                if self._stopping.is_set():
                    return
                self._keep_or_put_aside(id)

    def _dues(self) -> list[int]:
        with self.socle.session() as db:
            dues = echeances.dues(db, self.socle.clock.now())
        now = time.monotonic()
        return [id for id in dues if self._failures.get(id, (0, 0.0))[1] <= now]

    def _keep_or_put_aside(self, id: int) -> None:
        try:
            self.keep(id)
            self._failures.pop(id, None)
        except Exception as error:  # a fault of ours, or the database away: the other deadlines must not wait for it
            times = self._failures.get(id, (0, 0.0))[0]
            pause = min(DEADLINES_EVERY * 2.0 ** min(times, 10), ASIDE_MAX)
            log.error("deadline %s failed (%s), tried again in %s s", id, type(error).__name__, pause)
            self._failures[id] = (times + 1, time.monotonic() + pause)

    def send_waiting(self) -> None:
        """Deliver every notice still waiting whose time has come."""
        with self.socle.session() as db:
            waiting = db.scalars(
                sa.select(NoticeRow.id)
                .where(NoticeRow.statut == StatutNotice.A_ENVOYER, NoticeRow.prochain_essai <= time.time())
                .order_by(NoticeRow.id)
            ).all()
        for id in waiting:
            if self._stopping.is_set():
                return
            self.deliver(id)

    def _amorcer(self) -> None:
        try:
            with self._writing() as db:
                echeances.amorcer(db, self.socle.clock.now())
        except sa.exc.IntegrityError:  # another process planned the same at the same time
            log.info("recurrent deadlines planned elsewhere")

    def attempt(self, task: Callable[[int], None], id: int, workflow: str) -> None:
        """What a workflow does: a round takes up what it leaves undone; DBOS keeps no error, which may quote data."""
        self._in_hand.add(workflow)
        try:
            task(id)
        except Exception as error:
            log.error("%s %s failed: %s", task.__name__, id, type(error).__name__)
        finally:
            self._in_hand.discard(workflow)

    def keep(self, id: int) -> None:
        """Carry out one deadline, if it has come, through the door; its key makes it act once."""
        with self.socle.session() as db:
            row = db.get_one(EcheanceRow, id)
        if row.faite_le is not None or row.le > self.socle.clock.now():
            return
        try:
            execute(self.socle, row.operation, row.donnees, SYSTEME, cle=row.cle)
        except Refus as refus:
            log.info("deadline %s: %s", row.cle, refus.code)
        with self._writing() as db:
            db.get_one(EcheanceRow, id).faite_le = self.socle.clock.now()

    def resume_abandoned(self) -> None:
        """Take up again the workflows that a crash of the database took out of the hands of this process."""
        abandoned = outbox.resume_abandoned(self.socle.engine, self.executor, self._in_hand)
        if abandoned:
            log.warning("%s workflows left unfinished, enqueued again", len(abandoned))

    def forget_finished(self) -> None:
        """Delete what DBOS keeps of workflows finished long ago."""
        outbox.forget_finished(self.socle.engine, self._stopping)

    def deliver(self, id: int) -> None:
        """Hand one notice over, under a name and a Message-ID that never change, then mask its secrets."""
        row = self._take(id)
        if row is None:
            return
        name = f"{row.id:06d}-{row.modele.replace('/', '-')}"
        statut = StatutNotice.ENVOYEE
        try:
            self.postier.remettre(name, self._letter(row, name))
        except LettreRefuseeError as refusal:
            log.error("notice %s: %s", id, refusal)
            statut = StatutNotice.REFUSEE
        except Exception as error:  # the relay away, or a letter that cannot be written: the others must not wait
            self._try_later(id, row.essais, error)
            return
        with self._writing() as db:
            row = db.get_one(NoticeRow, id)
            row.statut = statut
            row.envoyee_le = self.socle.clock.now() if statut is StatutNotice.ENVOYEE else None
            row.corps = masquer(row.corps)

    def _take(self, id: int) -> NoticeRow | None:
        """The notice if it is still to send; one try at a time when a second would be a second letter."""
        with self._writing() as db:
            if self.postier.bail:
                mine = (
                    sa.update(NoticeRow)
                    .where(NoticeRow.id == id, NoticeRow.statut == StatutNotice.A_ENVOYER)
                    .where(NoticeRow.prochain_essai <= time.time())
                    .values(essais=NoticeRow.essais + 1, prochain_essai=time.time() + self.postier.bail)
                    .returning(NoticeRow)
                )
                return db.scalars(mine).one_or_none()
            row = db.get_one(NoticeRow, id)
            return row if row.statut == StatutNotice.A_ENVOYER else None

    def _try_later(self, id: int, tries: int, error: Exception) -> None:
        pause = BACKOFF[min(max(tries, 1), len(BACKOFF)) - 1]
        # The words of the relay may quote an address: only their kind is kept.
        log.warning("notice %s not handed over (%s), tried again in %s s", id, type(error).__name__, pause)
        with self._writing() as db:
            db.get_one(NoticeRow, id).prochain_essai = time.time() + pause

    def _letter(self, row: NoticeRow, name: str) -> EmailMessage:
        message = EmailMessage()
        message["From"] = f"KAIROS <{self.postier.expediteur}>"
        message["To"] = row.destinataire
        message["Subject"] = row.sujet
        message["Date"] = format_datetime(a_paris(row.cree_le))
        message["Message-ID"] = f"<{name}@{self.postier.expediteur.partition('@')[2]}>"
        message.set_content(self.socle.sceau.desceller(row.corps))
        return message


@DBOS.workflow(name="distribuer")
def distribuer(id: int) -> None:
    """Deliver the notice `id`."""
    if _current is not None:
        _current.attempt(_current.deliver, id, str(DBOS.workflow_id))


@DBOS.workflow(name="honorer")
def honorer(id: int) -> None:
    """Keep the deadline `id`."""
    if _current is not None:
        _current.attempt(_current.keep, id, str(DBOS.workflow_id))
