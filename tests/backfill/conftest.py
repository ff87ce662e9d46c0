"""Backfills of small archives, by real flow runs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.assignment import Assignment
from flows.backfill.choose import choose
from flows.backfill.plan import store_plan
from flows.backfill.request import Request
from flows.run import make_run
from flows.settings import Settings
from tests.conftest import RunJob
from tests.flows.test_main_job import write_page
from warehouse.home import Home

PlanBackfill = Callable[..., str]
GoOn = Callable[..., Any]


@pytest.fixture(scope="session")
def archive(run_job: RunJob, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four pages of the first four days of March 2026, and a warehouse in which no model annotated them."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "pages").mkdir()
    for number in range(4):
        write_page(folder / "pages", number)
    run_job([folder / "pages"], folder / "home", pipeline="blank")
    return folder


@pytest.fixture
def home(archive: Path, tmp_path: Path) -> Path:
    """A copy of that warehouse."""
    copy: Path = shutil.copytree(archive / "home", tmp_path / "home", symlinks=True)
    return copy


@pytest.fixture(scope="session")
def plan() -> PlanBackfill:
    """Plan a backfill, by the shipped model unless settings say otherwise; returns its id."""

    def store(home: Path, request: Request, **settings: Any) -> str:
        run = make_run(Settings(home=home, **settings), Assignment("backfill", ()))
        return store_plan(run, request, choose(Home(home), request)).backfill_id

    return store


@pytest.fixture(scope="session")
def go_on(prefect_api: None) -> GoOn:
    """Work on a backfill; returns its outcome."""
    from flows.backfill.job import backfill_job

    def work(home: Path, name: str, *, publishes: bool = False, **settings: Any) -> Any:
        return backfill_job(Settings(home=home, **settings), name, publishes=publishes)

    return work
