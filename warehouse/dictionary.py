"""The data dictionary: docs/data-dictionary.md, generated from the table declarations.

Run ``python -m warehouse.dictionary FILE`` to write it, with ``--check`` to fail where it is out of date.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from warehouse.ddl import describe_column
from warehouse.tables import TABLES
from warehouse.tables.base import Table, duckdb_type, grain, qualified_name

_HEAD = """# Data dictionary

Generated from the declarations in `warehouse/tables` by `make docs`; do not edit. The same texts are
comments in the warehouse: `SELECT table_name, comment FROM duckdb_tables()`, `SELECT column_name, comment
FROM duckdb_columns()`.

"""


def render() -> str:
    """The data dictionary as Markdown."""
    return _HEAD + "".join(_contents()) + "".join("".join(_section(table)) for table in TABLES)


def _contents() -> Iterator[str]:
    yield "| table | one row is |\n|---|---|\n"
    for table in TABLES:
        name = qualified_name(table)
        yield f"| [{name}](#{name.replace('.', '')}) | {_cell(grain(table))} |\n"
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
