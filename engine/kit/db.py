"""One database: SQLite by default, PostgreSQL beyond one machine; the same code on both."""

import logging
import sqlite3
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from dbos import DBOS
from sqlalchemy import event
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.orm import DeclarativeBase, Session

for _talkative in ("alembic", "dbos"):  # each step of each migration, at INFO
    logging.getLogger(_talkative).setLevel(logging.WARNING)

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
    """Engine for `sqlite:///path` or `postgresql://…`, set up as DBOS and the door need it."""
    if url.startswith("sqlite"):
        # Unbounded: a DBOS workflow needs a second connection while it holds one, a bounded pool dead-locks.
        engine = sa.create_engine(url, pool_size=5, max_overflow=-1)
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    psycopg_url = sa.make_url(url).set(drivername="postgresql+psycopg")
    return sa.create_engine(psycopg_url, pool_size=5, max_overflow=-1, pool_pre_ping=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = "IMMEDIATE"
    for pragma in ("busy_timeout=30000", "foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    if sqlite3.sqlite_version_info < (3, 42):  # DBOS relies on unixepoch('subsec'), absent before
        connection.create_function("unixepoch", -1, _unixepoch)


def _unixepoch(*arguments: Any) -> float:
    return time.time() if arguments == ("subsec",) else int(time.time())


def lock(db: Session, key: str | None) -> None:
    """Open the transaction as a writer: one at a time on SQLite, one for each `key` on PostgreSQL."""
    if db.get_bind().dialect.name == "sqlite":
        db.connection().exec_driver_sql("BEGIN IMMEDIATE")
    elif key is not None:
        db.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(key, 0))))


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
