"""The generations of a home, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import duckdb

from warehouse.generation import (
    GenerationError,
    begun_manifest,
    generation_file,
    known_numbers,
    pointed_generation,
)
from warehouse.home import Home
from warehouse.migration import SchemaVersionError
from warehouse.publishing.contents import read_contents
from warehouse.publishing.manifest import damage, load_manifest

FACT_TABLES = ("main.fact_mention", "main.fact_quote", "main.fact_quantity", "main.fact_date_mention")
"""Whose rows count as facts: what articles say, not the sentences they say it in."""


@dataclass(frozen=True)
class Generation:
    """One generation that is kept.

    Attributes:
        number: its number.
        is_current: whether it is the published one.
        published_at: when it was published; None where that cannot be read, as with the rest.
        run_key: the run that published it.
        byte_size: size of its file.
        article_count: article versions in it.
        document_count: documents in it.
        fact_count: mentions, quotations, number claims and date mentions in it.
        previous_generation: the one that was published before it.
        schema_version: version of its table declarations.
        sha256: checksum of its file; None for one that was published before there were manifests.
        problem: what is wrong with it; None where nothing was found.
    """

    number: int
    is_current: bool
    published_at: datetime | None = None
    run_key: int | None = None
    byte_size: int | None = None
    article_count: int | None = None
    document_count: int | None = None
    fact_count: int | None = None
    previous_generation: int | None = None
    schema_version: int | None = None
    sha256: str | None = None
    problem: str | None = None


def list_generations(home: Home, *, verify: bool = False) -> list[Generation]:
    """The generations that are kept, oldest first. It needs no lock, and shows damaged ones too.

    Args:
        home: the warehouse's home.
        verify: whether to read every file and compare its checksum.
    """
    return list(_generations(home, verify=verify))


def _generations(home: Home, *, verify: bool) -> Iterator[Generation]:
    current = pointed_generation(home)
    for number in known_numbers(home):
        is_current = number == current
        if begun_manifest(home, number).exists() and not is_current:
            continue  # never published
        found = _generation(home, number, is_current=is_current, verify=verify)
        if found.problem and number not in known_numbers(home):
            continue  # retired meanwhile
        yield found


def _generation(home: Home, number: int, *, is_current: bool, verify: bool) -> Generation:
    try:
        manifest = load_manifest(home, number)
        if manifest is None:
            return _from_file(home, number, is_current=is_current)
    except (GenerationError, SchemaVersionError, OSError, duckdb.Error) as error:
        return Generation(number, is_current, problem=str(error))
    rows = manifest.row_counts
    return Generation(
        number,
        is_current,
        published_at=manifest.published_at,
        run_key=manifest.run_key,
        byte_size=manifest.byte_size,
        article_count=rows.get("main.fact_article"),
        document_count=rows.get("raw.document"),
        fact_count=sum(rows.get(table, 0) for table in FACT_TABLES),
        previous_generation=manifest.previous_generation,
        schema_version=manifest.schema_version,
        sha256=manifest.sha256,
        problem=damage(home, manifest, verify=verify),
    )


def _from_file(home: Home, number: int, *, is_current: bool) -> Generation:
    """One that was published before there were manifests: its file says the same, but for the checksum."""
    file = generation_file(home, number)
    contents = read_contents(file)
    rows = contents.row_counts
    return Generation(
        number,
        is_current,
        published_at=contents.published_at,
        run_key=contents.run_key,
        byte_size=file.stat().st_size,
        article_count=rows.get("main.fact_article"),
        document_count=rows.get("raw.document"),
        fact_count=sum(rows.get(table, 0) for table in FACT_TABLES),
        previous_generation=contents.previous_generation,
        schema_version=contents.schema_version,
    )
