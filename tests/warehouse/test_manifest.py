"""Beside every generation lies what it is, and the checksum of its bytes."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.published import (
    NOW,
    RECIPE,
    forget_manifest,
    overwrite,
    publish_one,
    publish_some,
    topics,
)
from warehouse.connect import connect_reader
from warehouse.generation import begun_manifest, generation_file, manifest_file
from warehouse.home import Home
from warehouse.publishing.listing import list_generations
from warehouse.publishing.manifest import load_manifest
from warehouse.publishing.publish import settle
from warehouse.tables import TABLES
from warehouse.tables.base import qualified_name
from warehouse.tables.operations import SCHEMA_VERSION


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    publish_some(home, "Energie", "Verkehr")
    return home


def test_a_manifest_says_what_the_generation_is(home: Home) -> None:
    file = generation_file(home, 2)
    record = json.loads(manifest_file(home, 2).read_text())
    counts = record.pop("row_counts")
    assert record == {
        "generation": 2,
        "file_name": "presswerk-000002.duckdb",
        "byte_size": file.stat().st_size,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "duckdb_version": duckdb.__version__,
        "previous_generation": 1,
        "schema_version": SCHEMA_VERSION,
        "code_version": "0.1",
        "run_key": 1002,
        "recipe_code": RECIPE,
        "published_at": (NOW + timedelta(minutes=2)).isoformat(),
    }
    assert counts.keys() == {qualified_name(table) for table in TABLES}
    assert counts["main.dim_topic"] == 3
    assert not begun_manifest(home, 2).exists()


def test_generations_are_listed_with_the_current_one_marked(home: Home) -> None:
    found = list_generations(home, verify=True)
    assert [(one.number, one.is_current, one.run_key, one.problem) for one in found] == [
        (1, False, 1001, None),
        (2, True, 1002, None),
    ]


def test_a_generation_from_before_there_were_manifests_is_listed_as_its_file_has_it(home: Home) -> None:
    with_manifest = list_generations(home)
    for number in (1, 2):
        forget_manifest(home, number)
    without = list_generations(home, verify=True)
    assert [one.sha256 for one in without] == [None, None]
    for old, new in zip(without, with_manifest, strict=True):
        assert {**vars(old), "sha256": new.sha256} == vars(new)


@pytest.mark.parametrize(
    ("damage", "verify", "problem"),
    [
        ("shorter", False, "bytes instead of"),
        ("changed", True, "checksum"),
        ("gone", False, "gone"),
        ("manifest", False, "manifest .* is damaged"),
    ],
)
def test_damage_is_named(home: Home, damage: str, verify: bool, problem: str) -> None:
    file = generation_file(home, 1)
    content = file.read_bytes()
    if damage == "shorter":
        overwrite(file, content[:-1])
    elif damage == "changed":
        overwrite(file, content[:-1] + bytes([content[-1] ^ 1]))
    elif damage == "gone":
        file.unlink()
    else:
        overwrite(manifest_file(home, 1), b'{"generation": 1')
    damaged, whole = list_generations(home, verify=verify)
    assert damaged.problem is not None
    assert re.search(problem, damaged.problem)
    assert whole.problem is None


def test_a_changed_byte_shows_in_the_checksum_only(home: Home) -> None:
    file = generation_file(home, 1)
    content = file.read_bytes()
    overwrite(file, content[:-1] + bytes([content[-1] ^ 1]))
    assert [one.problem for one in list_generations(home)] == [None, None]


def test_a_file_without_manifest_that_is_no_warehouse_is_named(home: Home) -> None:
    forget_manifest(home, 1)
    overwrite(generation_file(home, 1), b"not a database at all" * 1000)
    assert list_generations(home)[0].problem is not None


def test_the_published_generation_gets_its_manifest_back_where_it_is_torn(home: Home) -> None:
    """The pointer was swapped, then the power failed: what is published is never a leftover."""
    manifest = load_manifest(home, 2)
    manifest_file(home, 2).unlink()
    begun_manifest(home, 2).write_text('{"generation"')
    settle(home)
    assert load_manifest(home, 2) == manifest
    assert not begun_manifest(home, 2).exists()
    with connect_reader(home) as con:
        assert topics(con) == ["unbekannt", "Energie", "Verkehr"]


def test_manifests_are_listed_after_a_third_publication_too(home: Home) -> None:
    publish_one(home, "Wetter")
    assert [one.previous_generation for one in list_generations(home)] == [None, 1, 2]
