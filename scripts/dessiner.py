"""Draw the statuses and the data model into docs/, from the code itself: `make docs`.

A test fails when what is committed is no longer what the code says.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapper

import engine
from engine.familles import FAMILLES, load_models
from engine.kit.db import Base, UtcDateTime

Passages = Mapping[StrEnum, frozenset[StrEnum]]
DOCS = Path(__file__).resolve().parent.parent / "docs"
FAIT = "<!-- Made by `make docs` from the code: change the code, not this page. -->\n"
TABLES = {
    "PASSAGES": "moves of the trade",
    "REPRISES": "moves back, made only by a correction or an undoing",
}
INTRODUCTION = {
    "statuts.md": "# Statuses\n\n"
    "What can change into what, family by family, in the words that users read. The arrow from the point is where "
    "a new one starts; an arrow to the point, where it is over for good.\n",
    "modele-de-donnees.md": "# Data model\n\n"
    "Every table, family by family. `PK` key, `FK` key of another table, `UK` unique; a column may be empty only "
    "where it says « nullable ». Instants are in UTC, `date` is a civil day.\n",
}


def statuts() -> str:
    """The page of the statuses: one diagram for each table of moves."""
    lignes = [INTRODUCTION["statuts.md"]]
    for famille in FAMILLES:
        diagrammes = [diagramme for module in _modules_de_statuts(famille) for diagramme in _diagrammes(module)]
        if diagrammes:
            lignes += [f"## {famille}\n", *diagrammes]
    return FAIT + "\n".join(lignes)


def _modules_de_statuts(famille: str) -> Iterator[ModuleType]:
    paquet = importlib.import_module(f"engine.{famille}")
    for trouve in pkgutil.iter_modules(paquet.__path__):
        if trouve.name.startswith("statuts"):
            yield importlib.import_module(f"engine.{famille}.{trouve.name}")


def _diagrammes(module: ModuleType) -> Iterator[str]:
    chemin = module.__name__.replace(".", "/") + ".py"
    for prefixe, sens in TABLES.items():
        for nom, passages in vars(module).items():
            if nom.startswith(prefixe):
                genre = type(next(iter(passages)))
                yield (
                    f"### {genre.__name__}, {sens}\n\n"
                    f"`{nom}` of [`{chemin}`](../{chemin})\n\n"
                    f"{_etats(genre, passages, _libelles(module, genre), debut=prefixe == 'PASSAGES')}"
                )


def _libelles(module: ModuleType, genre: type[StrEnum]) -> Mapping[StrEnum, str]:
    """The words shown for these statuses: the table LIBELLES… that has them all."""
    return next(table for nom, table in vars(module).items() if nom.startswith("LIBELLES") and set(table) == set(genre))


def _etats(genre: type[StrEnum], passages: Passages, libelles: Mapping[StrEnum, str], *, debut: bool) -> str:
    bouges = {un for de, vers in passages.items() if vers for un in (de, *vers)}
    lignes = [f'    state "{libelles[un]}" as {un.name}' for un in genre if debut or un in bouges]
    if debut:
        lignes.append(f"    [*] --> {next(iter(genre)).name}")
    for de in genre:
        lignes += [f"    {de.name} --> {vers.name}" for vers in genre if vers in passages[de]]
        if debut and not passages[de]:
            lignes.append(f"    {de.name} --> [*]")
    return "```mermaid\nstateDiagram-v2\n" + "\n".join(lignes) + "\n```\n"


def modele() -> str:
    """The page of the data model: the whole, then the columns of each family."""
    load_models()
    familles: dict[str, list[Mapper[Any]]] = {}
    for mapper in sorted(Base.registry.mappers, key=lambda mapper: str(mapper.local_table)):
        familles.setdefault(_famille(mapper), []).append(mapper)
    lignes = [INTRODUCTION["modele-de-donnees.md"], "## The whole\n", _ensemble()]
    for famille, mappers in sorted(familles.items()):
        lignes += [f"## {famille}\n", *(f"- `{mapper.local_table}`: {_dit(mapper)}" for mapper in mappers), ""]
        lignes.append("```mermaid\nerDiagram")
        lignes += [_colonnes(mapper.local_table) for mapper in mappers]
        lignes.append("```\n")
    return FAIT + "\n".join(lignes)


def _famille(mapper: Mapper[Any]) -> str:
    morceaux = mapper.class_.__module__.split(".")
    return "conversations" if morceaux[0] != engine.__name__ else morceaux[1]


def _dit(mapper: Mapper[Any]) -> str:
    """The first paragraph of the class's docstring, on one line."""
    return " ".join(str(mapper.class_.__doc__).split("\n\n")[0].split())


def _ensemble() -> str:
    liens = set()
    for table in Base.metadata.tables.values():
        for cle in table.foreign_keys:
            peut_manquer = "|o" if cle.parent.nullable else "||"
            liens.add(f"    {cle.column.table.name} {peut_manquer}--o{{ {table.name} : {cle.parent.name}")
    return "```mermaid\nerDiagram\n" + "\n".join(sorted(liens)) + "\n```\n"


def _colonnes(table: sa.FromClause) -> str:
    assert isinstance(table, sa.Table)
    uniques = {
        next(iter(un.columns)).name
        for un in (*table.constraints, *table.indexes)
        if len(un.columns) == 1 and _vaut_toujours(un)
    }
    lignes = [f"    {table.name} {{"]
    for colonne in table.columns:
        cles = {"PK": colonne.primary_key, "FK": bool(colonne.foreign_keys), "UK": colonne.name in uniques}
        marques = ", ".join(cle for cle, vrai in cles.items() if vrai)
        ligne = f"        {_type(colonne.type)} {colonne.name} {marques}".rstrip()
        lignes.append(ligne + (' "nullable"' if colonne.nullable else ""))
    return "\n".join([*lignes, "    }"])


def _vaut_toujours(un: sa.Constraint | sa.Index) -> bool:
    """Whether it makes its columns unique for every row, not only for the living ones."""
    if isinstance(un, sa.Index):
        return bool(un.unique) and un.dialect_options["sqlite"]["where"] is None
    return isinstance(un, sa.UniqueConstraint)


def _type(type: sa.types.TypeEngine[Any]) -> str:
    if isinstance(type, UtcDateTime):
        return "instant"
    if isinstance(type, sa.Enum):
        return str(type.enum_class.__name__ if type.enum_class else "enum")
    return "json" if isinstance(type, sa.JSON) else type.python_type.__name__


PAGES = {"statuts.md": statuts, "modele-de-donnees.md": modele}


def main() -> None:
    for nom, dessiner in PAGES.items():
        (DOCS / nom).write_text(dessiner(), encoding="utf-8")


if __name__ == "__main__":
    main()
