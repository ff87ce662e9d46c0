"""Names → entities: over all distinct names of the warehouse, so that the order of arrival cannot matter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.run import Run
from flows.stages.prepare import Prepared
from transforms.resolve import load_corrections, resolve_names
from warehouse.statements import statement
from warehouse.tables.base import UNKNOWN_KEY, polars_schema
from warehouse.tables.mention import Mention


@dataclass(frozen=True)
class Resolved:
    """Entities and their names, and the new facts that point to them.

    Attributes:
        entities: Parquet file with rows of `DimEntity`.
        aliases: Parquet file with rows of `EntityAlias`.
        mentions: Parquet files with rows of `Mention`.
        quotes: Parquet files with rows of `Quote`.
        results: Parquet file with the outcome of the gate.
    """

    entities: Path
    aliases: Path
    mentions: tuple[Path, ...]
    quotes: tuple[Path, ...]
    results: Path


@task(cache_policy=NO_CACHE, persist_result=False)
def resolve(run: Run, prepared: Prepared) -> Resolved:
    """Decide which entity each name means, and have the new mentions and quotations point to it."""
    from expectations.catalog import suites
    from expectations.gate import check

    folder = prepared.folder
    corrections = load_corrections(run.corrections_file)
    resolution = resolve_names(_names(run, prepared), corrections)
    results = []
    for name, frame in (("main.dim_entity", resolution.entities), ("main.entity_alias", resolution.aliases)):
        verdict = check(name, frame, suites()[name])
        verdict.accepted.write_parquet(folder / f"{name}.parquet")
        results.append(verdict.results)
    pl.concat(results).write_parquet(folder / "resolution-results.parquet")
    aliases = resolution.aliases.lazy().select("alias_key", "entity_key")
    return Resolved(
        entities=folder / "main.dim_entity.parquet",
        aliases=folder / "main.entity_alias.parquet",
        mentions=_pointing(prepared, "main.fact_mention", "alias_key", "entity_key", aliases),
        quotes=_pointing(prepared, "main.fact_quote", "speaker_alias_key", "speaker_key", aliases),
        results=folder / "resolution-results.parquet",
    )


def _names(run: Run, prepared: Prepared) -> pl.DataFrame:
    """Every distinct name with its counts, as it will be when this run is loaded."""
    none = prepared.folder / "no-mentions.parquet"
    pl.DataFrame(schema=polars_schema(Mention)).write_parquet(none)
    mentions = [none, *prepared.files("main.fact_mention")]
    with run.connect() as con:
        return con.execute(
            statement("resolve/names"),
            {
                "articles": str(prepared.file("annotated")),
                "mentions": [str(file) for file in mentions],
            },
        ).pl()


def _pointing(
    prepared: Prepared, table: str, alias: str, entity: str, aliases: pl.LazyFrame
) -> tuple[Path, ...]:
    """The new rows of a table with the entities that their names mean."""
    written = []
    for number, file in enumerate(prepared.files(table)):
        target = prepared.folder / f"{table}-{number}.parquet"
        rows = pl.scan_parquet(file)
        names = rows.collect_schema().names()
        rows.drop(entity).join(
            aliases.rename({"alias_key": alias, "entity_key": entity}), on=alias, how="left"
        ).with_columns(pl.col(entity).fill_null(UNKNOWN_KEY)).select(names).sink_parquet(target)
        written.append(target)
    return tuple(written)
