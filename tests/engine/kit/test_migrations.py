"""Tables and migrations say the same thing, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy.orm import Session

from engine.kit.db import MIGRATIONS, Base, create_engine, migrate
from engine.kit.journal import JournalRow
from tests.engine.conftest import sur_le_serveur


@pytest.fixture(params=["sqlite", "postgresql"])
def vide(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'vide.db'}"
        return
    admin = request.getfixturevalue("postgres")
    name = f"v_{uuid4().hex}"
    sur_le_serveur(admin, f"CREATE DATABASE {name}")
    yield admin.set(database=name).render_as_string(hide_password=False)
    sur_le_serveur(admin, f"DROP DATABASE {name} WITH (FORCE)")


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


def test_older_journal_rows_move_their_words_apart(vide: str) -> None:
    """What a database of the version before holds is kept, split, and as well guarded as before."""
    engine = create_engine(vide)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "kit_0004")
        journal = sa.Table("journal", sa.MetaData(), autoload_with=connection)
        commun = dict.fromkeys(("operation", "evenement", "objet", "acteur", "role", "canal", "empreinte"), "x") | {
            "le": datetime(2027, 1, 12, tzinfo=UTC),
            "acteur_nom": "Awa Sow",
            "message": "Bonjour Awa",
            "donnees": {"nom": "Sow"},
            "reponse": {"recu": "R-2027-000001"},
        }
        etats = [(None, {"rdv": {"lieu": "Chez Awa", "places": 3}}), ({"statut": "a"}, None)]
        connection.execute(sa.insert(journal), [commun | {"avant": avant, "apres": apres} for avant, apres in etats])
        connection.commit()
    migrate(vide)
    with Session(engine) as db:
        une, autre = db.scalars(sa.select(JournalRow).order_by(JournalRow.id))
    assert (une.texte.acteur_nom, une.texte.message, une.texte.donnees) == ("Awa Sow", "Bonjour Awa", {"nom": "Sow"})
    assert une.texte.reponse == {"recu": "R-2027-000001"}
    assert une.apres_sans_mots == {"rdv": {"lieu": None, "places": 3}}
    assert une.apres == {"rdv": {"lieu": "Chez Awa", "places": 3}}
    assert (autre.avant, autre.apres, autre.texte.avant) == ({"statut": "a"}, None, None)
    for statement in ("UPDATE journal SET objet = 'p'", "DELETE FROM journal", "UPDATE journal_texte SET message = ''"):
        with pytest.raises(sa.exc.DBAPIError, match=r"append-only|only ever erased"), engine.begin() as connection:
            connection.exec_driver_sql(statement)
    engine.dispose()
