"""Tables and migrations say the same thing, on both databases."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from engine.kit.db import Base, create_engine, migrate


def test_migrations_and_metadata_agree(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": lambda _o, name, kind, _r, _c: kind != "table" or name in Base.metadata.tables},
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_migrating_again_changes_nothing(database_url: str) -> None:
    engine = create_engine(database_url)
    tables = sa.inspect(engine).get_table_names()
    migrate(database_url)
    assert sa.inspect(engine).get_table_names() == tables
    engine.dispose()
