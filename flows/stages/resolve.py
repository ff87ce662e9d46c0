"""Names → entities: over all distinct names of the warehouse, so that the order of arrival cannot matter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.run import Run
from flows.stages.prepare import Prepared
from flows.workspace import Counts, ShardReport, run_shard
from transforms.resolve import load_corrections, resolve_names
from warehouse.statements import statement
from warehouse.tables.base import UNKNOWN_KEY, polars_schema
from warehouse.tables.mention import Mention


@dataclass(frozen=True)
class Resolved:
    """Entities and their names, and the new facts that point to them.

    Attributes:
        report: report of the stage, whose files hold rows of ``main.dim_entity`` and ``main.entity_alias``,
            and the outcome of their gate, ``results``.
        mentions: Parquet files with rows of `Mention`.
        quotes: Parquet files with rows of `Quote`.
    """

    report: ShardReport
    mentions: tuple[Path, ...]
    quotes: tuple[Path, ...]

    def file(self, name: str) -> Path:
        """The rows of one table, or the results."""
        return self.report.file(name)


@task(cache_policy=NO_CACHE, persist_result=False)
def resolve(run: Run, prepared: Prepared) -> Resolved:
    """Decide which entity each name means, and have the new mentions and quotations point to it."""

    def action(folder: Path) -> Counts:
        names = _names(run, prepared, folder)
        entities = _resolve_names(run, names, folder)
        aliases = pl.scan_parquet(folder / "main.entity_alias.parquet").select("alias_key", "entity_key")
        _point(prepared, folder, "main.fact_mention", "alias_key", "entity_key", aliases)
        _point(prepared, folder, "main.fact_quote", "speaker_alias_key", "speaker_key", aliases)
        return Counts(len(names), entities)

    report = run_shard(run.work, "resolve", prepared.code, action)
    return Resolved(
        report,
        _pointing(prepared, report, "main.fact_mention"),
        _pointing(prepared, report, "main.fact_quote"),
    )


def _resolve_names(run: Run, names: pl.DataFrame, folder: Path) -> int:
    from expectations.catalog import suites
    from expectations.gate import check

    resolution = resolve_names(names, load_corrections(run.corrections_file))
    results = []
    for name, frame in (("main.dim_entity", resolution.entities), ("main.entity_alias", resolution.aliases)):
        verdict = check(name, frame, suites()[name])
        verdict.accepted.write_parquet(folder / f"{name}.parquet")
        results.append(verdict.results)
    pl.concat(results).write_parquet(folder / "results.parquet")
    return len(resolution.entities)


def _names(run: Run, prepared: Prepared, folder: Path) -> pl.DataFrame:
    """Every distinct name with its counts, as it will be when this run is loaded."""
    none = folder / "no-mentions.parquet"
    pl.DataFrame(schema=polars_schema(Mention)).write_parquet(none)
    mentions = [none, *prepared.files("main.fact_mention")]
    with run.connect_base() as con:
        return con.execute(
            statement("resolve/names"),
            {
                "articles": str(prepared.file("annotated")),
                "mentions": [str(file) for file in mentions],
            },
        ).pl()


def _point(
    prepared: Prepared, folder: Path, table: str, alias: str, entity: str, aliases: pl.LazyFrame
) -> None:
    """Write the new rows of a table with the entities that their names mean."""
    of_alias = aliases.rename({"alias_key": alias, "entity_key": entity})
    for number, file in enumerate(prepared.files(table)):
        rows = pl.scan_parquet(file)
        names = rows.collect_schema().names()
        rows.drop(entity).join(of_alias, on=alias, how="left").with_columns(
            pl.col(entity).fill_null(UNKNOWN_KEY)
        ).select(names).sink_parquet(folder / f"{table}-{number}.parquet")


def _pointing(prepared: Prepared, report: ShardReport, table: str) -> tuple[Path, ...]:
    return tuple(report.file(f"{table}-{number}") for number in range(len(prepared.files(table))))
