"""Old facts against new ones: a small DuckDB file of its own, which stays when both sides are gone.

Its schemas `old` and `new` hold the facts of the articles that were worked on again, table by table as in the
warehouse, and the entities they mean; `change` holds what differs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import duckdb

from warehouse.connect import connect_builder
from warehouse.publishing.build import discard_build
from warehouse.publishing.durable import move, sync
from warehouse.quoting import quoted
from warehouse.statements import statement
from warehouse.tables.base import Table, qualified_name
from warehouse.tables.date_mention import DateMention
from warehouse.tables.dim_entity import DimEntity
from warehouse.tables.mention import Mention
from warehouse.tables.quantity import Quantity
from warehouse.tables.quote import Quote
from warehouse.tables.sentence import Sentence

Side = Literal["old", "new"]
FACTS: tuple[type[Table], ...] = (Sentence, Mention, Quote, Quantity, DateMention)
EXTRACTED: tuple[type[Table], ...] = (*FACTS, DimEntity)
CHANGES = ("change_fact", "change_count", "change_entity")


def extract_side(con: duckdb.DuckDBPyConnection, articles: Path, folder: Path) -> None:
    """Write the facts of some articles into Parquet files, a file per table.

    Args:
        con: connection to a warehouse file that is not locked down.
        articles: Parquet file with their `article_key`.
        folder: where to write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table in FACTS:
        columns = ", ".join(quoted(name) for name in table.columns())
        con.execute(
            f"""
            COPY (
                SELECT {columns} FROM {qualified_name(table)}
                WHERE article_key IN (SELECT chosen.article_key FROM read_parquet($articles) AS chosen)
            ) TO $file (FORMAT parquet)
            """,  # noqa: S608 - names come from declarations, values are bound
            {"articles": str(articles), "file": str(_file(folder, table))},
        )
    columns = ", ".join(quoted(name) for name in DimEntity.columns())
    con.execute(
        f"COPY (SELECT {columns} FROM {qualified_name(DimEntity)}) TO $file (FORMAT parquet)",  # noqa: S608
        {"file": str(_file(folder, DimEntity))},
    )


def write_comparison(file: Path, old: Path, new: Path, memory_limit: str, threads: int) -> None:
    """Write the file that shows what differs; one that is there is replaced in one step.

    Args:
        file: the DuckDB file.
        old: folder of the side that is published.
        new: folder of the side that is to be.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB threads.
    """
    unfinished = file.with_suffix(".begun")
    discard_build(unfinished)
    with connect_builder(unfinished, memory_limit, threads) as con:
        sides: dict[Side, Path] = {"old": old, "new": new}
        for side, folder in sides.items():
            con.execute(f"CREATE SCHEMA {quoted(side)}")
            con.execute(f"USE {quoted(side)}")
            for table in EXTRACTED:
                con.execute(
                    f"CREATE TABLE {quoted(table.table_name)} AS FROM read_parquet($file)",
                    {"file": str(_file(folder, table))},
                )
            con.execute(statement("backfill/comparison/fact"))
        con.execute("USE main")
        con.execute("CREATE SCHEMA change")
        for name in CHANGES:
            con.execute(statement(f"backfill/comparison/{name}"))
        con.execute("CHECKPOINT")
    sync(unfinished)
    move(unfinished, file)


def _file(folder: Path, table: type[Table]) -> Path:
    return folder / f"{table.table_name}.parquet"
