"""The transactional outbox: work that must follow a commit is enqueued inside it, with DBOS."""

from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from dbos import DBOSClient, DBOSPortableJSONSerializer
from sqlalchemy.orm import Session

APPLICATION = "kairos"
QUEUE = "taches"
_clients: WeakKeyDictionary[sa.Engine, DBOSClient] = WeakKeyDictionary()


def enqueue(db: Session, workflow: str, id: str, *arguments: Any, delay: float = 0) -> None:
    """Enqueue a workflow in the transaction of `db`; `id` makes it unique, `delay` (seconds) postpones it.

    Arguments stay in the database: ids only, never names nor secrets. The application version is left unset on
    purpose: whatever version runs then takes it up.
    """
    engine = db.get_bind()
    assert isinstance(engine, sa.Engine)
    if engine not in _clients:
        _clients[engine] = DBOSClient(
            system_database_engine=engine,
            application_name=APPLICATION,
            serializer=DBOSPortableJSONSerializer(),
            lazy=True,
        )
    options: dict[str, Any] = {"queue_name": QUEUE, "workflow_name": workflow, "workflow_id": id}
    if delay > 0:
        options["delay_seconds"] = delay
    _clients[engine].enqueue_in_transaction(db, options, *arguments)  # type: ignore[arg-type]
