"""A fresh copy: its key, its settings, its demo data, prepared once and again."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import sqlalchemy as sa

from engine import demo
from engine.adhesion_comptes.comptes import connecter
from engine.adhesion_comptes.models import Adhesion, Utilisateur
from engine.kit.db import Base
from engine.kit.door import Socle
from engine.kit.identifiers import siret_est_correct
from engine.settings import Settings
from scripts.demo import seed


def test_the_key_is_made_once_for_all_processes(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        lus = list(pool.map(lambda _: Settings.from_env({"KAIROS_VAR": str(tmp_path)}).secret, range(16)))
    assert len(set(lus)) == 1
    assert len(lus[0]) >= 48
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_the_demo_is_on_unless_a_database_is_named(tmp_path: Path) -> None:
    base = {"KAIROS_VAR": str(tmp_path)}
    assert Settings.from_env(base).demo
    assert not Settings.from_env(base | {"KAIROS_DATABASE_URL": "postgresql://x/y"}).demo
    assert Settings.from_env(base | {"KAIROS_DATABASE_URL": "postgresql://x/y", "KAIROS_DEMO": "1"}).demo


def test_the_demo_data_are_prepared_once(socle: Socle) -> None:
    seed(socle)
    avant = _rows(socle)
    seed(socle)
    assert _rows(socle) == avant


def test_the_demo_has_someone_of_each_role_and_an_adhesion_at_each_step(socle: Socle) -> None:
    seed(socle)
    for compte in demo.COMPTES:
        assert connecter(socle, compte.identifiant, demo.MOT_DE_PASSE).role == compte.role.value
    with socle.session() as db:
        statuts = dict(db.execute(sa.select(Adhesion.siret, Adhesion.statut)).tuples().all())
        assert db.scalar(sa.select(sa.func.count()).select_from(Utilisateur)) == len(demo.COMPTES)
    assert all(siret_est_correct(siret) for siret in statuts)
    assert statuts[demo.GRETA].value == statuts[demo.VOISIN].value == "active"
    assert statuts[demo.DEPOSEE[0]].value == "deposee"
    assert statuts[demo.A_VALIDER[0]].value == statuts[demo.EXPIREE[0]].value == "identifiants_envoyes"
    assert statuts[demo.BLOQUEE[0]].value == "identifiants_bloques"


def _rows(socle: Socle) -> dict[str, int]:
    with socle.engine.connect() as connection:
        return {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }
