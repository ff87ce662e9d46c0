from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.warehouse.published import NOW
from warehouse.connect import connect_reader
from warehouse.export.layout import chosen_tables
from warehouse.export.manifest import Export
from warehouse.export.parquet import export_parquet
from warehouse.home import Home
from warehouse.publishing.build import start_build
from warehouse.publishing.publish import publish_build

VERSION = "1.2.3"


def export_all(con: duckdb.DuckDBPyConnection, folder: Path, *, overwrite: bool = False) -> Export:
    """Every table, in slices that are small enough for there to be many."""
    return export_parquet(
        con,
        Path("warehouse"),
        folder,
        chosen_tables([]),
        overwrite=overwrite,
        exporter_version=VERSION,
        keys_per_slice=7_000,
    )


@pytest.fixture(scope="session")
def sample_export(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Parquet export of data/sample, for tests that only read it."""
    folder = tmp_path_factory.mktemp("export") / "archive-2026"
    with connect_reader(Home(sample_home)) as con:
        export_all(con, folder)
    return folder


@pytest.fixture
def empty_home(tmp_path: Path) -> Path:
    """A published warehouse that no run has loaded anything into."""
    home = Home(tmp_path / "empty-home")
    build = home.build / "presswerk.duckdb"
    start_build(home, build, code_version="test", now=NOW, memory_limit="256MB", threads=1).close()
    publish_build(home, build, 1)
    return home.root
