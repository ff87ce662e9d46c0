from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT, SAMPLE
from tests.security.isolated import Isolated, isolate
from warehouse.connect import published_file
from warehouse.home import Home
from warehouse.publishing.build import start_build
from warehouse.publishing.publish import publish_build


@dataclass(frozen=True)
class Surroundings:
    """A published warehouse and what lies beside it on the disk.

    Attributes:
        home: where an empty warehouse is published.
        outside: a folder with files that a reader must not see.
        library: a folder that a reader must not write to.
    """

    home: Home
    outside: Path
    library: Path

    @property
    def file(self) -> Path:
        return published_file(self.home)

    def fill_in(self, text: str, file: Path | None = None) -> str:
        """A statement with its places filled in."""
        return text.format(file=file or self.file, outside=self.outside, library=self.library)

    def listing(self) -> dict[str, tuple[int, int]]:
        """Every file and folder there is, with size and time of change."""
        folders = (self.home.root, self.outside, self.library)
        entries = [entry for folder in folders for entry in folder.rglob("*")]
        return {str(entry): (entry.lstat().st_size, entry.lstat().st_mtime_ns) for entry in entries}


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Surroundings:
    root = tmp_path_factory.mktemp("readers")
    places = Surroundings(Home(root / "home"), root / "outside", root / "library")
    _publish_empty(places.home)
    _write_outside(places.outside)
    places.library.mkdir()
    return places


@pytest.fixture
def unlocked_copy(surroundings: Surroundings, tmp_path: Path) -> Path:
    """A file that anything may be done to."""
    copy = tmp_path / "copy.duckdb"
    shutil.copyfile(surroundings.file, copy)
    return copy


def _publish_empty(home: Home) -> None:
    file = home.build / "presswerk.duckdb"
    now = datetime(2026, 3, 1, tzinfo=UTC)
    con = start_build(home, file, code_version="1.0", now=now, memory_limit="256MB", threads=1)
    con.execute("CHECKPOINT")
    con.close()
    publish_build(home, file, 1)


def _write_outside(folder: Path) -> None:
    folder.mkdir()
    (folder / "secret.csv").write_text("name\nGeheimrat\n")
    (folder / "secret.json").write_text('{"name": "Geheimrat"}\n')
    (folder / "script.sql").write_text("SELECT 'Geheimrat' AS read_from_script;\n")
    with duckdb.connect(str(folder / "other.duckdb")) as con:
        con.execute("CREATE TABLE secret AS SELECT 'Geheimrat' AS name")
        con.execute(f"COPY secret TO '{folder}/secret.parquet' (FORMAT parquet)")
        con.execute(f"EXPORT DATABASE '{folder}/exported'")


NOTIFY_PASSWORD = "drei-Haselnuesse-4711"
"""Part of a notification URL that must not be found anywhere."""


@dataclass(frozen=True)
class IsolatedRun:
    """The main job on the sample pages, in a process and a network of its own, with a secret to keep.

    Attributes:
        did: what it wrote and did to the network.
        home: where it published.
    """

    did: Isolated
    home: Home


@pytest.fixture(scope="session")
def isolated_run(tmp_path_factory: pytest.TempPathFactory) -> IsolatedRun:
    home = Home(tmp_path_factory.mktemp("isolated") / "home")
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PRESSWERK_", "PREFECT_"))
    }
    # Nobody listens there, so telling of the sample's age fails, which must not show the URL either.
    notify = {"PRESSWERK_NOTIFY": f"json://redaktion:{NOTIFY_PASSWORD}@127.0.0.1:9/"}
    command = [Path(sys.executable).with_name("presswerk"), "run", SAMPLE, "--home", home.root]
    return IsolatedRun(isolate(command, ROOT, {**clean, **notify}), home)
