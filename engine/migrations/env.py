"""Alembic's entry point; called by `engine.kit.db.migrate`, which gives the connection and commits."""

from typing import Any

from alembic import context

from engine.familles import load_models
from engine.kit.db import Base


def ours(_object: Any, name: str | None, type_: str, _reflected: bool, _compare_to: Any) -> bool:
    """Leave DBOS's own tables alone."""
    return type_ != "table" or name in Base.metadata.tables


load_models()
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
    include_object=ours,
)
context.run_migrations()
