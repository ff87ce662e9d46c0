"""Diagrams of the tables and how they refer to each other, from their declarations."""

from __future__ import annotations

import html
from collections.abc import Iterator

from warehouse.integrity import declared_references
from warehouse.tables import TABLES
from warehouse.tables.base import Table, qualified_name

DIAGRAMS = {
    "tables-star": (
        "The star: dimensions, facts and what connects them",
        "Tables of the schema main with their key columns and foreign keys.",
        ("main",),
    ),
    "tables-layers": (
        "Raw documents, lines and the books of the pipeline",
        "Tables of the schemas raw, clean and ops with their key columns and foreign keys.",
        ("raw", "clean", "ops"),
    ),
}
"""Name of each diagram: title, what it shows, schemas in it."""

AUDIT_TARGET = "main.dim_run.run_key"
"""Nearly every row points to the run that wrote it: said in the tables, for arrows would hide all others."""

_COLOURS = {"fact": "#fdeac9", "bridge": "#fdeac9", "dim": "#d9ecf6", "entity": "#d9ecf6"}
_OTHER_COLOUR = "#dfe5ea"


def relation_sources() -> Iterator[tuple[str, str]]:
    """Name and dot source of each diagram."""
    for name, (title, shows, schemas) in DIAGRAMS.items():
        tables = [table for table in TABLES if table.schema_name in schemas]
        lines = [
            f"// title: {title}",
            f"// shows: {shows}",
            "digraph {",
            # Tables without an arrow stand in a grid beside the others.
            'rankdir=LR; nodesep=0.2; ranksep=0.9; pack=12; packmode="array_c3";',
            *(_node(table) for table in tables),
            *_edges({qualified_name(table) for table in tables}),
            "}",
        ]
        yield name, "\n".join(lines) + "\n"


def _node(table: type[Table]) -> str:
    """One table as a node: its name, its key columns, its references."""
    name = qualified_name(table)
    targets = {column: target for other, column, target in declared_references() if other is table}
    keys = table.primary_key()
    columns = [*keys, *(column for column in targets if column not in keys)]
    rows = "".join(_row(column, column in keys, targets.get(column)) for column in columns)
    colour = _COLOURS.get(table.table_name.split("_")[0], _OTHER_COLOUR)
    return (
        f'"{name}" [shape=plain, style="", margin=0, fontsize=11, label=<'
        '<table border="0" cellborder="1" cellspacing="0" cellpadding="4" color="#7d8894">'
        f'<tr><td bgcolor="{colour}"><b>{html.escape(name)}</b></td></tr>{rows}</table>>];'
    )


def _row(column: str, is_key: bool, target: str | None) -> str:
    words = html.escape(column)
    if is_key:
        words = f"<u>{words}</u>"
    if target:
        words += f"&#160;→ {html.escape(target.rsplit('.', 1)[0])}"
    return f'<tr><td bgcolor="#ffffff" align="left" port="{column}">{words}</td></tr>'


def _edges(tables: set[str]) -> Iterator[str]:
    """An arrow for each reference between tables of one diagram, but those to the audit dimension."""
    for table, column, target in declared_references():
        target_table, target_column = target.rsplit(".", 1)
        if qualified_name(table) in tables and target_table in tables and target != AUDIT_TARGET:
            yield f'"{qualified_name(table)}":"{column}" -> "{target_table}":"{target_column}";'
