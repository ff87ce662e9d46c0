"""What several areas of tests share: places, one Prefect API, real runs of the main job."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, settings

from flows.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "sample"
SHARED = (ROOT.parent / "shared").resolve()

# How fast examples come depends on the machine, and a failure must show again when the tests are run again.
settings.register_profile(
    "presswerk", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("presswerk")

RunJob = Callable[..., Any]


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Five real pages with hand-checked truth, which are not part of the project."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip(f"{SHARED / 'seeds'} is not there: the real pages are not part of the project")
    return SHARED / "seeds"


@pytest.fixture(scope="session")
def seeds_truth(seeds: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((seeds.parent / "gold" / "seeds.json").read_text(encoding="utf-8"))
    return truth


@pytest.fixture(scope="session")
def sample_truth() -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(
        (ROOT / "tests" / "golden" / "sample.json").read_text(encoding="utf-8")
    )
    return truth


@pytest.fixture(scope="session")
def prefect_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One temporary Prefect server for all flow runs of the tests."""
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("PREFECT_API_URL", raising=False)
        from flows.prefect_server import temporary_server, wait_until_ready, without_heartbeat

        home = tmp_path_factory.mktemp("prefect")
        environment.setenv("PREFECT_HOME", str(home))
        with temporary_server(home):
            wait_until_ready()
            with without_heartbeat():
                yield


@pytest.fixture(scope="session")
def run_job(prefect_api: None) -> RunJob:
    """Run the real main job: paths and home, then any settings; returns its summary."""
    from flows.main_job import with_workers

    def run(paths: list[Path], home: Path, **settings: Any) -> Any:
        return with_workers(2)(Settings(paths=paths, home=home, **settings))

    return run


@pytest.fixture(scope="session")
def sample_home(run_job: RunJob, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of data/sample, for tests that only read it."""
    home = tmp_path_factory.mktemp("sample-home")
    run_job([SAMPLE], home)
    return home


@pytest.fixture
def sample_con(sample_home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    from warehouse.connect import connect_reader
    from warehouse.home import Home

    with connect_reader(Home(sample_home)) as con:
        yield con
