"""The command as a user types it: real processes, their output and exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.flows.test_main_job import write_page
from warehouse.connect import published_file
from warehouse.home import Home
from warehouse.lock import writer_lock

PRESSWERK = Path(sys.executable).with_name("presswerk")


def presswerk(
    *arguments: object, env: dict[str, str] | None = None, stdin: str = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PRESSWERK_", "PREFECT_"))
    }
    return subprocess.run(
        [PRESSWERK, *map(str, arguments)],
        capture_output=True,
        text=True,
        input=stdin,
        env={**clean, **(env or {})},
        cwd=cwd or ROOT,
        timeout=300,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that a real process published into, and what the process said."""
    folder = tmp_path_factory.mktemp("pages")
    for number in range(2):
        write_page(folder, number)
    (folder / "leer.txt").touch()
    home = tmp_path_factory.mktemp("command") / "home"
    done = presswerk("run", folder, "--home", home)
    assert done.returncode == 0, done.stderr
    (home / "said.json").write_text(json.dumps({"out": done.stdout, "err": done.stderr}))
    return home


def test_a_run_says_what_was_loaded_and_what_to_do_next(home: Path) -> None:
    said = json.loads((home / "said.json").read_text())
    assert re.search(r"main\.fact_article +2\n", said["out"])
    assert "Put into quarantine: 1 × empty" in said["out"]
    assert "Did not hold (measure.freshness, warning)" in said["out"]
    assert f"sql --home {home}" in said["out"]
    assert str(Home(home).pointer) in said["out"]


def test_a_run_makes_no_noise(home: Path) -> None:
    """Neither Prefect's server nor Great Expectations may talk to the user."""
    said = json.loads((home / "said.json").read_text())
    for word in ("Traceback", "WARNING", "ERROR", "prefect -", "great_expectations", "Deprecat"):
        assert word not in said["out"] + said["err"]
    assert all(" INFO " in line for line in said["err"].splitlines())


def test_nothing_of_the_temporary_server_is_left(home: Path) -> None:
    processes = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    assert not [
        line for line in processes.splitlines() if "flows.server_process" in line and str(home) in line
    ]
    assert (home / "prefect" / "temporary-server.log").exists()


def test_sql_answers_as_table_csv_and_json(home: Path) -> None:
    query = (
        "SELECT publisher_name, count(*) AS n FROM fact_article JOIN dim_publisher USING (publisher_key)"
        " GROUP BY publisher_name"
    )
    assert (
        presswerk("sql", query, "--home", home, "--format", "csv").stdout
        == "publisher_name,n\nBrückenbote,2\n"
    )
    answer = presswerk("sql", query, "--home", home, "--format", "json").stdout
    assert json.loads(answer) == [{"publisher_name": "Brückenbote", "n": 2}]
    table = presswerk("sql", query, "--home", home).stdout
    assert "publisher_name" in table
    assert "Brückenbote" in table


def test_sql_cannot_reach_the_file_system(home: Path) -> None:
    done = presswerk("sql", "SELECT * FROM read_text('/etc/hostname')", "--home", home)
    assert done.returncode == 2
    assert "disabled" in done.stderr


def test_the_shell_opens_on_the_published_file_and_is_locked_down(home: Path) -> None:
    done = presswerk("sql", "--home", home, stdin="SELECT count(*) AS articles FROM fact_article;\n")
    assert done.returncode == 0
    assert "articles" in done.stdout
    locked = presswerk("sql", "--home", home, stdin="SELECT * FROM read_text('/etc/hostname');\n")
    assert "disabled" in locked.stdout + locked.stderr


def test_status_tells_tables_and_runs(home: Path) -> None:
    status = json.loads(presswerk("status", "--json", "--home", home).stdout)
    assert status["generation"] == 1
    assert status["tables"]["main.fact_article"] == 2
    assert status["runs"][0]["new_sources"] == 3
    assert "generation 1" in presswerk("status", "--home", home).stdout


def test_path_is_the_pointer(home: Path) -> None:
    assert presswerk("path", "--home", home).stdout.strip() == str(Home(home).pointer)


def test_quarantine_list_names_file_reason_and_remedy(home: Path) -> None:
    (record,) = json.loads(presswerk("quarantine", "list", "--json", "--home", home).stdout)
    assert record["reason_code"] == "empty"
    assert record["source_uri"].endswith("leer.txt")
    assert "fetch the page again" in record["detail"]


def test_duckdb_2_opens_the_published_file(home: Path) -> None:
    python = ROOT / ".venv-duckdb2" / "bin" / "python"
    if not python.exists():
        pytest.skip("the environment with DuckDB 2 is not set up; `make test` does that")
    code = (
        "import duckdb, sys; con = duckdb.connect(sys.argv[1], read_only=True);"
        "rows = con.sql('SELECT count(*) FROM fact_article').fetchall();"
        "print(duckdb.__version__.split('.')[0], rows[0][0])"
    )
    done = subprocess.run(
        [python, "-c", code, str(published_file(Home(home)))], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["2", "2"]


def test_a_busy_writer_is_exit_code_4(tmp_path: Path) -> None:
    page = write_page(tmp_path, 0)
    with writer_lock(Home(tmp_path / "home")):
        done = presswerk("run", page, "--home", tmp_path / "home")
    assert done.returncode == 4
    assert "Another run" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "env", "message"),
    [
        (["run", "no-such-folder"], {}, "No such file or folder"),
        (["run", "--no-such-flag"], {}, "No such option"),
        (["sql", "SELECT 1", "--format", "xml"], {}, "table, csv, json"),
        (["status"], {}, "presswerk run"),
        (["run"], {"PRESSWERK_WORKER": "2"}, "PRESSWERK_WORKER."),
        (["run"], {"PRESSWERK_WORKERS": "many"}, "'workers'"),
        (["run"], {"PRESSWERK_CONFIG": "missing.toml"}, "missing.toml"),
        (["run"], {"PRESSWERK_PIPELINE": "de_no_such_model"}, "de_no_such_model"),
        (["frobnicate"], {}, "No such command"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what_is_wrong(
    arguments: list[str], env: dict[str, str], message: str, tmp_path: Path
) -> None:
    done = presswerk(*arguments, env={**env, "PRESSWERK_HOME": str(tmp_path / "home")})
    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_unknown_settings_in_the_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "presswerk.toml").write_text('home = "here"\nfrobnicate = 1\n')
    done = presswerk("run", cwd=tmp_path)
    assert done.returncode == 2
    assert "'frobnicate'" in done.stderr


def test_a_flag_wins_over_the_environment_and_that_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.settings import load_settings

    (tmp_path / "presswerk.toml").write_text('home = "from-file"\nworkers = 3\nminimum_works = 4\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRESSWERK_HOME", "from-environment")
    monkeypatch.setenv("PRESSWERK_WORKERS", "5")
    settings = load_settings({"home": tmp_path / "from-flag"})
    assert settings.home == tmp_path / "from-flag"
    assert settings.workers == 5
    assert settings.minimum_works == 4


def test_a_pipe_that_closes_early_is_no_error(home: Path) -> None:
    done = subprocess.run(
        f"{PRESSWERK} sql 'FROM clean.line, range(200)' --format csv --home {home} | head -1",
        shell=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith("document_key")
    assert "Traceback" not in done.stderr


def test_stopping_at_a_gate_is_exit_code_3(tmp_path: Path) -> None:
    """A real process with a gate that must fail: the build loses an article behind the pipeline's back."""
    page = write_page(tmp_path, 0)
    code = f"""
import sys
from pathlib import Path
from flows import execute, run
from flows.settings import load_settings
make_run = run.make_run
def make_losing_run(settings, assignment=None):
    import flows.stages.load as load
    replace_rows = load.replace_rows
    def losing(con, table, *args, **kwargs):
        replace_rows(con, table, *args, **kwargs)
        if table.table_name == "fact_article":
            con.execute("DELETE FROM fact_article")
    load.replace_rows = losing
    return make_run(settings, assignment)
run.make_run = make_losing_run
flags = {{"paths": [Path({str(page)!r})], "home": Path({str(tmp_path / "home")!r})}}
sys.exit(execute.execute(load_settings(flags)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=300)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert not Home(tmp_path / "home").pointer.exists()


def test_a_home_that_reads_as_a_pattern_is_refused(tmp_path: Path) -> None:
    """DuckDB and polars would look for other files than those named."""
    done = presswerk("run", "--home", str(tmp_path / "archiv[2026]"))
    assert done.returncode == 2
    assert "choose another folder" in done.stderr
