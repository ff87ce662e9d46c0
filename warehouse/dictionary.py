"""The data dictionary: docs/data-dictionary.md, generated from what declares tables, marts and macros.

Run ``python -m warehouse.dictionary FILE`` to write it, with ``--check`` to fail where it is out of date.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import duckdb

from warehouse.ddl import describe_column, schema_statements
from warehouse.macros import create_macros
from warehouse.marts import MARTS, STORED, create_marts
from warehouse.quoting import quoted
from warehouse.search.index import create_index
from warehouse.statements import statement
from warehouse.tables import TABLES
from warehouse.tables.base import Table, duckdb_type, grain, qualified_name

_HEAD = """# Data dictionary

Generated from the declarations in `warehouse/tables` and `warehouse/sql/mart` by `make docs`; do not edit.
The same texts are comments in the warehouse: `SELECT table_name, comment FROM duckdb_tables()`, `SELECT
view_name, comment FROM duckdb_views()`, `SELECT column_name, comment FROM duckdb_columns()`.

"""


class _MartColumn(NamedTuple):
    """One column of a mart, as DuckDB describes it."""

    mart: str
    grain: str
    name: str
    type: str
    meaning: str


def render() -> str:
    """The data dictionary as Markdown."""
    marts = [list(columns) for _, columns in groupby(_mart_columns(), key=lambda column: column.mart)]
    return (
        _HEAD
        + "".join(_contents(marts))
        + "".join("".join(_section(table)) for table in TABLES)
        + "".join("".join(_mart_section(columns)) for columns in marts)
        + "".join(_macros())
    )


def _mart_columns() -> list[_MartColumn]:
    """Columns of all marts, in the order of `MARTS`: a mart is declared by its SQL file alone."""
    with duckdb.connect() as con:
        for sql in schema_statements():
            con.execute(sql)
        create_marts(con)
        columns = [_MartColumn(*row) for row in con.execute(statement("mart_columns")).fetchall()]
    return sorted(columns, key=lambda column: MARTS.index(column.mart))


def _contents(marts: list[list[_MartColumn]]) -> Iterator[str]:
    yield "| table or view | one row is |\n|---|---|\n"
    names = [(qualified_name(table), grain(table)) for table in TABLES]
    names += [(f"mart.{columns[0].mart}", columns[0].grain) for columns in marts]
    for name, one_row in names:
        yield f"| [{name}](#{name.replace('.', '')}) | {_cell(one_row)} |\n"
    yield "\n"


def _section(table: type[Table]) -> Iterator[str]:
    keys = table.primary_key()
    yield f"## {qualified_name(table)}\n\n{_prose(table)}\n\n"
    yield f"Key: {', '.join(f'`{key}`' for key in keys)}.\n\n"
    yield "| column | type | may be NULL | meaning |\n|---|---|---|---|\n"
    for name, column in table.columns().items():
        nullable = "yes" if column.nullable else ""
        yield f"| `{name}` | {duckdb_type(column)} | {nullable} | {_cell(describe_column(column))} |\n"
    yield "\n"


def _mart_section(columns: list[_MartColumn]) -> Iterator[str]:
    name = columns[0].mart
    kind = "A table that each load fills" if name in STORED else "A view"
    yield f"## mart.{name}\n\n{columns[0].grain}\n\n{kind}: `warehouse/sql/mart/{name}.sql`.\n\n"
    yield "| column | type | meaning |\n|---|---|---|\n"
    for column in columns:
        yield f"| `{column.name}` | {column.type} | {_cell(column.meaning)} |\n"
    yield "\n"


def _macros() -> Iterator[str]:
    """Macros that give a table: how they are called, what a row is, which columns it has."""
    with duckdb.connect() as con:
        for sql in schema_statements():
            con.execute(sql)
        create_index(con)
        create_marts(con)
        create_macros(con)
        yield "## Macros\n\nQuestions with a name, in every published file: `FROM quotes_of('Name')`.\n\n"
        yield "| macro | one row is | columns |\n|---|---|---|\n"
        for call, one_row in con.execute("FROM main.macros()").fetchall():
            name, parameters = call.rstrip(")").split("(")
            arguments = ", ".join("NULL" for parameter in parameters.split(", ") if parameter)
            columns = con.execute(f"DESCRIBE FROM main.{quoted(name)}({arguments})").fetchall()
            names = ", ".join(f"`{column[0]}`" for column in columns)
            yield f"| `{call}` | {_cell(one_row)} | {names} |\n"


def _prose(table: type[Table]) -> str:
    paragraphs = (table.__doc__ or "").strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the dictionary, or check that it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--check", action="store_true", help="fail where the file is out of date")
    arguments = parser.parse_args()
    text = render()
    if not arguments.check:
        arguments.file.parent.mkdir(parents=True, exist_ok=True)
        arguments.file.write_text(text, encoding="utf-8")
    elif not arguments.file.exists() or arguments.file.read_text(encoding="utf-8") != text:
        sys.exit(f"{arguments.file} is out of date: run `make docs` and commit it.")


if __name__ == "__main__":
    main()
