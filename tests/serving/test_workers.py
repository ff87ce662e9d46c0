"""A team's set-up: prefect.yaml, one server on PostgreSQL, two workers."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.serving.conftest import PAGES, PATIENCE_SECONDS, Api, free_port, wait_for
from warehouse.connect import connect_reader
from warehouse.home import Home
from warehouse.journal.attempts import attempts

PREFECT = [str(Path(sys.executable).with_name("prefect")), "--no-prompt"]


def as_somebody(command: list[str]) -> list[str]:
    """PostgreSQL refuses to be run by root."""
    if os.getuid() != 0:
        return command
    names = {user.pw_name for user in pwd.getpwall()}
    return ["runuser", "-u", "postgres" if "postgres" in names else "nobody", "--", *command]


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """Address of a database in a PostgreSQL cluster of its own."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        pytest.skip("PostgreSQL is not installed; scripts/install-system-packages.sh does that")
    tools, port, password = programs[-1].parent, free_port(), secrets.token_hex()
    # Not below pytest's own folder, which only its user may enter.
    folder = Path(tempfile.mkdtemp(prefix="presswerk-postgresql-", dir="/tmp"))
    try:
        (folder / "password").write_text(password)
        owner = as_somebody(["true"])[2] if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        for path in (folder, folder / "password"):
            shutil.chown(path, owner)
        data, where = str(folder / "data"), f"-p {port} -c listen_addresses=127.0.0.1 -k {folder}"
        init = [str(tools / "initdb"), "-D", data, "-U", "prefect", f"--pwfile={folder / 'password'}"]
        run(as_somebody([*init, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"]))
        control = [str(tools / "pg_ctl"), "-D", data, "-l", str(folder / "log")]
        run(as_somebody([*control, "-w", "-o", f"{where} -c fsync=off", "start"]))
        try:
            yield f"postgresql+asyncpg://prefect:{password}@127.0.0.1:{port}/postgres"
        finally:
            run(as_somebody([*control, "-m", "immediate", "stop"]))
    finally:
        shutil.rmtree(folder)


def run(command: list[str], environment: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(
        command,
        env=environment and dict(environment),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        # A server that it starts keeps a pipe open for as long as it lives.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}"


@contextmanager
def running(command: list[str], environment: Mapping[str, str], log: Path) -> Iterator[None]:
    """A program that goes on until the block ends."""
    with log.open("ab") as output:
        process = subprocess.Popen(command, env=dict(environment), cwd=ROOT, stdout=output, stderr=output)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def team(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A server on PostgreSQL with the deployments of prefect.yaml, and two workers."""
    folder = tmp_path_factory.mktemp("team")
    api = Api(free_port())
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "PRESS"))}
    client = {
        **kept,
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_API_URL": api.url,
        "PYTHONPATH": str(ROOT),
    }
    server = {**client, "PREFECT_API_DATABASE_CONNECTION_URL": database}
    start = [*PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(api.port)]
    worker = [*PREFECT, "worker", "start", "--pool", "presswerk", "--name"]
    with running(start, server, folder / "server.log"):
        wait_for("the server on PostgreSQL", api.is_ready)
        run([*PREFECT, "work-pool", "create", "presswerk", "--type", "process"], client)
        run([*PREFECT, "deploy", "--all"], client)
        here = {**client, "CHECKOUT_OF_PRESSWERK": str(ROOT)}
        with (
            running([*worker, "eins"], here, folder / "eins.log"),
            running([*worker, "zwei"], here, folder / "zwei.log"),
        ):
            yield api


def unlimited(api: Api) -> str:
    """The team's deployment once more, without its limit of one run: only the writer's lock is left."""
    known = api.get("deployments/name/presswerk/team")
    fields = ["flow_id", "entrypoint", "path", "pull_steps", "parameter_openapi_schema", "job_variables"]
    copy = api.post(
        "deployments/", name="unlimited", work_pool_name="presswerk", **{name: known[name] for name in fields}
    )
    identifier: str = copy["id"]
    return identifier


def order(api: Api, deployment: str, home: Path) -> str:
    """Order a run; its id."""
    settings = {"paths": [str(home.parent / "inbox")], "home": str(home), "wait_seconds": 600}
    made = api.post(f"deployments/{deployment}/create_flow_run", parameters={"settings": settings})
    identifier: str = made["id"]
    return identifier


def test_workers_run_two_homes_at_once_and_one_home_never_twice(team: Api, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    for page in PAGES[:2]:
        shutil.copy(page, tmp_path / "inbox")
    first, second = tmp_path / "first", tmp_path / "second"
    wait_for("two workers", lambda: len(workers(team)) == 2)
    of_team = team.get("deployments/name/presswerk/team")["id"]
    without_limit = unlimited(team)

    ordered = [
        order(team, without_limit, first),
        order(team, without_limit, first),
        order(team, of_team, second),
    ]

    def ended() -> list[dict[str, Any]] | None:
        runs = [team.get(f"flow_runs/{identifier}") for identifier in ordered]
        return runs if all(run["end_time"] for run in runs) else None

    runs = wait_for("three runs to end", ended)
    assert [run["state_type"] for run in runs] == ["COMPLETED"] * 3
    of_first, of_second = attempts(Home(first)), attempts(Home(second))
    assert sorted(attempt.outcome_code for attempt in of_first) == ["nothing_new", "published"]
    assert [attempt.outcome_code for attempt in of_second] == ["published"]
    before, after = sorted(of_first, key=lambda attempt: attempt.started_at)
    assert before.ended_at is not None
    assert before.ended_at <= after.started_at
    # While one run of the first home was at work and the other one waited, the second home had its run.
    spans = [(run["start_time"], run["end_time"]) for run in runs]
    assert max(start for start, _ in spans) < max(end for _, end in spans[:2])
    for home in (first, second):
        with connect_reader(Home(home)) as con:
            assert con.execute("SELECT count(*) FROM raw.document").fetchone() == (2,)


def test_the_deployment_of_prefect_yaml_has_its_schedule_and_its_limit(team: Api) -> None:
    deployment = team.get("deployments/name/presswerk/team")

    assert deployment["global_concurrency_limit"]["limit"] == 1
    assert deployment["schedules"][0]["schedule"]["timezone"] == "Europe/Berlin"
    # Checkouts lie elsewhere on every worker.
    assert str(ROOT) not in str(deployment["pull_steps"])
    assert wait_for("runs to come", lambda: team.runs("SCHEDULED"))


def workers(api: Api) -> list[str]:
    found = api.post("work_pools/presswerk/workers/filter")
    return [worker["name"] for worker in found if worker["status"] == "ONLINE"]
