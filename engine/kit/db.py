"""One database: SQLite by default, PostgreSQL beyond one machine; the same code on both."""

import logging
import sqlite3
import threading
import time
from collections import deque
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from dbos import DBOS
from sqlalchemy import event
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction

for _talkative in ("alembic", "dbos"):  # each step of each migration, at INFO
    logging.getLogger(_talkative).setLevel(logging.WARNING)

PATIENCE = 30.0  # seconds that a writer waits for its turn on SQLite
# Statements that a connection to SQLite keeps prepared: the engine has more than the 128 it would keep.
PREPARES = {"cached_statements": 500}
MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An instant: UTC in the table, aware in Python."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant must know its zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Base of every table. `datetime` is an instant (UTC), `date` a civil day, `dict` and `list` are JSON."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - the shape SQLAlchemy asks for
        datetime: UtcDateTime(),
        date: sa.Date(),
        dict[str, Any]: sa.JSON(),
        list[Any]: sa.JSON(),
        str: sa.String(),
    }


def create_engine(url: str) -> sa.Engine:
    """Engine for `sqlite:///path` or `postgresql://…`, set up as DBOS and the door need it; errors quote no value."""
    if url.startswith("sqlite"):
        # Unbounded: a DBOS workflow needs a second connection while it holds one, a bounded pool dead-locks.
        # The connection given back last goes out first: its statements are prepared and its pages read.
        engine = sa.create_engine(
            url, pool_size=20, max_overflow=-1, pool_use_lifo=True, hide_parameters=True, connect_args=PREPARES
        )
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    psycopg_url = sa.make_url(url).set(drivername="postgresql+psycopg")
    return sa.create_engine(psycopg_url, pool_size=5, max_overflow=-1, pool_pre_ping=True, hide_parameters=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = "IMMEDIATE"
    patience = f"busy_timeout={PATIENCE * 1000:.0f}"
    for pragma in (patience, "foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    if sqlite3.sqlite_version_info < (3, 42):  # DBOS relies on unixepoch('subsec'), absent before
        connection.create_function("unixepoch", -1, _unixepoch)


def _unixepoch(*arguments: Any) -> float:
    return time.time() if arguments == ("subsec",) else int(time.time())


class _File:
    """The writers of one process, first come first served: SQLite itself lets whoever asks at the right moment pass."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._prise = False
        self._attendent: deque[threading.Lock] = deque()

    def prendre(self) -> None:
        with self._mutex:
            if not self._prise:
                self._prise = True
                return
            tour = threading.Lock()
            tour.acquire()
            self._attendent.append(tour)
        if tour.acquire(timeout=PATIENCE):
            return
        with self._mutex:
            if tour in self._attendent:
                self._attendent.remove(tour)
                raise TimeoutError("no turn to write")

    def __len__(self) -> int:
        return len(self._attendent)

    def rendre(self) -> None:
        with self._mutex:
            if self._attendent:
                self._attendent.popleft().release()  # handed over: nobody may step in between
            else:
                self._prise = False


_files: WeakKeyDictionary[sa.Engine, _File] = WeakKeyDictionary()
_files_mutex = threading.Lock()


def lock(db: Session, key: str | None) -> None:
    """Open the transaction as a writer: one at a time on SQLite, in turn; one for each `key` on PostgreSQL.

    Raises TimeoutError when no turn came, on SQLite.
    """
    engine = db.get_bind()
    if engine.dialect.name == "sqlite":
        file = _file_de(engine)
        file.prendre()
        db.info[_File] = file
        db.connection().exec_driver_sql("BEGIN IMMEDIATE")
    elif key is not None:
        db.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(key, 0))))


def seul_a_ecrire(db: Session) -> bool:
    """Whether nobody else writes until this session's commit: what it read since `lock` is then as it is now."""
    return _File in db.info


def ecrivains_en_attente(engine: sa.Engine) -> int:
    """How many writers of this process wait for their turn, on SQLite."""
    return len(_file_de(engine))


def _file_de(engine: sa.Engine | sa.Connection) -> _File:
    assert isinstance(engine, sa.Engine)
    with _files_mutex:
        return _files.setdefault(engine, _File())


@event.listens_for(Session, "after_transaction_end")
def _rendre_a_la_fin(db: Session, transaction: SessionTransaction) -> None:
    """Committed, rolled back or closed: the next writer's turn."""
    file: _File | None = db.info.pop(_File, None) if transaction.parent is None else None
    if file is not None:
        file.rendre()


def migrate(url: str) -> None:
    """Bring the database to the present schema, DBOS's own tables included. Safe to call again."""
    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                # Rebuilding a table (batch mode) must not cascade; the pragma is only heard outside a transaction.
                connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(7261)"))
            config.attributes["connection"] = connection
            command.upgrade(config, "heads")
            connection.commit()
        DBOS.migrate(engine.url.render_as_string(hide_password=False))
    finally:
        engine.dispose()
