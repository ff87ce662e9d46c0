"""Small generations, made and published as a run does it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from warehouse.generation import generation_file, manifest_file, next_generation
from warehouse.home import Home
from warehouse.publishing.build import start_build
from warehouse.publishing.publish import publish_build

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
RECIPE = "0123456789abcdef"


def build_one(home: Home, topic: str, *, number: int, run_key: int) -> Path:
    """A finished build file that holds one more topic, its run and its publication."""
    file = home.build / "presswerk.duckdb"
    con = start_build(home, file, code_version="test", now=NOW, memory_limit="256MB", threads=1)
    with con:
        con.execute("INSERT INTO main.dim_topic VALUES ($1, $2)", [number, topic])
        con.execute(
            """
            INSERT INTO main.dim_run BY NAME
            SELECT $1 AS run_key, $2::TIMESTAMPTZ AS started_at, $2::TIMESTAMPTZ AS loaded_at,
                '0.1' AS code_version, $3 AS recipe_hash, '{}' AS recipe, FALSE AS is_full_refresh,
                1 AS source_count, 1 AS new_source_count, 0 AS document_count, 0 AS reworked_count,
                0 AS article_count, 0 AS quarantine_count, $3 AS page_recipe_code,
                $3 AS annotation_recipe_code, $3 AS resolution_recipe_code, 0 AS annotated_count,
                'none' AS pipeline_name, 'run' AS kind_code
            """,
            [run_key, NOW, RECIPE],
        )
        con.execute(
            "INSERT INTO ops.publication VALUES ($1, $2, $3::TIMESTAMPTZ + to_minutes($1), $4, 0, 0, 0)",
            [number, run_key, NOW, generation_file(home, number).name],
        )
        con.execute("CHECKPOINT")
    return file


def publish_one(home: Home, topic: str) -> int:
    """Publish a generation that holds one more topic; its run has the key 1000 + its number."""
    number = next_generation(home)
    publish_build(home, build_one(home, topic, number=number, run_key=1000 + number), number)
    return number


def publish_some(home: Home, *topics: str) -> None:
    """Publish one generation after another."""
    for topic in topics:
        publish_one(home, topic)


def forget_manifest(home: Home, number: int) -> None:
    """Leave a generation as it was published before there were manifests."""
    manifest_file(home, number).unlink()


def topics(con: duckdb.DuckDBPyConnection) -> list[str]:
    """All topics, as they were added."""
    return [name for (name,) in con.execute("SELECT topic_name FROM dim_topic ORDER BY topic_key").fetchall()]


def overwrite(file: Path, content: bytes) -> None:
    """Change a published file, which nobody should."""
    file.chmod(0o644)
    file.write_bytes(content)
