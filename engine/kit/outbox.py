"""The transactional outbox: work that must follow a commit is enqueued inside it, with DBOS; and what becomes of it."""

import threading
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from dbos import DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from sqlalchemy.orm import Session

APPLICATION = "kairos"
QUEUE = "taches"
DAYS_KEPT = 7  # of what DBOS remembers of a finished workflow; after that only the notice and the deadline tell of it
FORGOTTEN_AT_ONCE = 500  # short transactions: SQLite has one writer
ABANDONED_AFTER = 10.0  # seconds since DBOS gave it to this process, which does not hold it
_clients: WeakKeyDictionary[sa.Engine, DBOSClient] = WeakKeyDictionary()


def enqueue(db: Session, workflow: str, id: str, *arguments: Any, delay: float = 0) -> None:
    """Enqueue a workflow in the transaction of `db`; `id` makes it unique, `delay` (seconds) postpones it.

    Arguments stay in the database: ids only, never names nor secrets. The application version is left unset on
    purpose: whatever version runs then takes it up.
    """
    engine = db.get_bind()
    assert isinstance(engine, sa.Engine)
    options: EnqueueOptions = {"queue_name": QUEUE, "workflow_name": workflow, "workflow_id": id}
    if delay > 0:
        options["delay_seconds"] = delay
    _client(engine).enqueue_in_transaction(db, options, *arguments)


def forget_finished(engine: sa.Engine, stopping: threading.Event) -> None:
    """Delete what DBOS keeps of workflows finished long ago; it has no other end."""
    before = datetime.now(UTC) - timedelta(days=DAYS_KEPT)
    while not stopping.is_set():
        finished = _client(engine).list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            completed_before=before.isoformat(),
            limit=FORGOTTEN_AT_ONCE,
            load_input=False,
            load_output=False,
        )
        if not finished:
            return
        _client(engine).delete_workflows([workflow.workflow_id for workflow in finished])


def resume_abandoned(engine: sa.Engine, executor: str, in_hand: Iterable[str]) -> list[str]:
    """Enqueue again what DBOS gave to `executor` and nobody holds; the ids. DBOS itself does so at a start only.

    A crash of the database between the claim of a workflow and its first step, or at its end, leaves it so. Whatever is
    enqueued again though it was still being finished finds its work done.
    """
    held = set(in_hand)  # first: what ends meanwhile is not taken for abandoned
    before = datetime.now(UTC) - timedelta(seconds=ABANDONED_AFTER)
    claimed = _client(engine).list_workflows(
        status="PENDING",
        executor_id=executor,
        dequeued_before=before.isoformat(),
        load_input=False,
        load_output=False,
    )
    abandoned = [workflow.workflow_id for workflow in claimed if workflow.workflow_id not in held]
    if abandoned:
        _client(engine).resume_workflows(abandoned, queue_name=QUEUE)
    return abandoned


def _client(engine: sa.Engine) -> DBOSClient:
    if engine not in _clients:
        _clients[engine] = DBOSClient(
            system_database_engine=engine,
            application_name=APPLICATION,
            serializer=DBOSPortableJSONSerializer(),
            lazy=True,
            retry_connection_errors=False,  # the database away: the round comes again, and a stop does not wait for it
        )
    return _clients[engine]
