"""The engine's own work, later and outside: deliver notices, keep deadlines. DBOS, on the same database.

The web process runs it during its lifespan:

    worker = Worker(settings, socle)
    worker.start()      # after migrate(settings.database_url)
    ...
    worker.stop()

Each workflow is short and harmless twice. A sweeper takes up what is due or still to send: deadlines follow the
engine's clock (KAIROS_NOW may jump), and a wake-up lost by anyone is made up for.
"""

import logging
import os
import smtplib
import socket
import threading
import time
from email.message import EmailMessage
from email.utils import format_datetime

import sqlalchemy as sa
from dbos import DBOS, DBOSPortableJSONSerializer

from engine.kit import echeances
from engine.kit.acteurs import SYSTEME
from engine.kit.clock import a_paris
from engine.kit.door import Socle, execute
from engine.kit.echeances import EcheanceRow
from engine.kit.notices import NoticeRow, StatutNotice
from engine.kit.outbox import APPLICATION, QUEUE
from engine.kit.postier import LettreRefuseeError, postier
from engine.kit.refus import Refus
from engine.kit.sceau import masquer
from engine.settings import Settings

log = logging.getLogger("kairos.worker")
SWEEP_SECONDS = 2.0
BACKOFF = (5, 15, 60, 300, 900, 3600)  # seconds before a letter is tried again, the last one for ever
_current: "Worker | None" = None


class Worker:
    """DBOS and the sweeper of one process."""

    def __init__(self, settings: Settings, socle: Socle) -> None:
        self.settings = settings
        self.socle = socle
        self.postier = postier(settings.smtp_url, settings.courriels)
        self._stopping = threading.Event()
        self._sweeper = threading.Thread(target=self._sweep, name="kairos-sweeper", daemon=True)

    def start(self) -> None:
        """Launch; deadlines that came while nothing ran are kept at once."""
        global _current
        _current = self
        DBOS(
            config={
                "name": APPLICATION,
                "system_database_engine": self.socle.engine,
                "application_version": "1",  # the default, a hash of the code, strands what an older version left
                "executor_id": os.environ.get("KAIROS_EXECUTOR") or socket.gethostname(),
                "serializer": DBOSPortableJSONSerializer(),
                "notification_listener_polling_interval_sec": 0.5,
                "log_level": "WARNING",
            }
        )
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=4, polling_interval_sec=0.5)
        self._sweeper.start()

    def stop(self) -> None:
        """Finish what is in hand and stop."""
        global _current
        self._stopping.set()
        self._sweeper.join()
        DBOS.destroy(workflow_completion_timeout_sec=5)
        _current = None

    def _sweep(self) -> None:
        while True:
            try:
                self.reconcile()
            except Exception as error:  # the database may be away for a moment: the next round makes up for it
                log.warning("sweep failed: %s", type(error).__name__)
            if self._stopping.wait(SWEEP_SECONDS):
                return

    def reconcile(self) -> None:
        """Plan what recurs, keep every deadline that has come and deliver every notice still waiting."""
        self._amorcer()
        with self.socle.session() as db:
            dues = echeances.dues(db, self.socle.clock.now())
            a_envoyer = db.scalars(
                sa.select(NoticeRow.id)
                .where(NoticeRow.statut == StatutNotice.A_ENVOYER, NoticeRow.prochain_essai <= time.time())
                .order_by(NoticeRow.id)
            ).all()
        for id in dues:
            self.keep(id)
        for id in a_envoyer:
            self.deliver(id)

    def _amorcer(self) -> None:
        try:
            with self.socle.session() as db, db.begin():
                echeances.amorcer(db, self.socle.clock.now())
        except sa.exc.IntegrityError:  # another process planned the same at the same time
            log.info("recurrent deadlines planned elsewhere")

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
        with self.socle.session() as db, db.begin():
            db.get_one(EcheanceRow, id).faite_le = self.socle.clock.now()

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
        except (OSError, smtplib.SMTPException) as error:
            self._try_later(id, row.essais, error)
            return
        with self.socle.session() as db, db.begin():
            row = db.get_one(NoticeRow, id)
            row.statut = statut
            row.envoyee_le = self.socle.clock.now() if statut is StatutNotice.ENVOYEE else None
            row.corps = masquer(row.corps)

    def _take(self, id: int) -> NoticeRow | None:
        """The notice if it is still to send; one try at a time when a second would be a second letter."""
        with self.socle.session() as db, db.begin():
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
        with self.socle.session() as db, db.begin():
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
        _current.deliver(id)


@DBOS.workflow(name="honorer")
def honorer(id: int) -> None:
    """Keep the deadline `id`."""
    if _current is not None:
        _current.keep(id)
