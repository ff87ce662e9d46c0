"""A notification URL holds passwords: it is used, and shown nowhere."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import typing
from pathlib import Path

import pytest
from pydantic import SecretStr

from flows.settings import SECRET_SETTINGS, Settings, SettingsError, load_settings
from tests.conftest import ROOT
from tests.security.conftest import NOTIFY_PASSWORD, IsolatedRun
from warehouse.connect import connect_reader

URL = f"json://redaktion:{NOTIFY_PASSWORD}@127.0.0.1:9/"


def test_all_secrets_are_known_as_such() -> None:
    declared = {
        name
        for name, field in Settings.model_fields.items()
        if SecretStr in (field.annotation, *typing.get_args(field.annotation))
    }
    assert declared == SECRET_SETTINGS


@pytest.mark.parametrize("toml", [f'notify = {{ url = "{URL}" }}', f'notify = [["{URL}"]]'])
def test_a_wrong_secret_is_not_shown(toml: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "presswerk.toml").write_text(toml)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match="notify") as refused:
        load_settings({})
    assert NOTIFY_PASSWORD not in str(refused.value)


def test_a_wrong_secret_is_not_shown_by_the_command(tmp_path: Path) -> None:
    (tmp_path / "presswerk.toml").write_text(f'notify = {{ url = "{URL}" }}\n')
    presswerk = Path(sys.executable).with_name("presswerk")
    done = subprocess.run([presswerk, "status"], capture_output=True, text=True, cwd=tmp_path, timeout=60)
    assert done.returncode == 2
    assert "'notify'" in done.stderr
    assert NOTIFY_PASSWORD not in done.stdout + done.stderr


def test_other_settings_still_say_what_they_got(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSWERK_WORKERS", "viele")
    with pytest.raises(SettingsError, match="got 'viele'"):
        load_settings({})


def test_settings_do_not_show_it(caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings(notify=[SecretStr(URL)])
    logging.getLogger("presswerk").warning("%s %r", settings, settings)
    shown = [
        str(settings),
        repr(settings),
        settings.model_dump_json(),
        str(settings.model_dump()),
        caplog.text,
    ]
    assert "**********" in caplog.text
    assert not [text for text in shown if NOTIFY_PASSWORD in text]
    assert settings.notify[0].get_secret_value() == URL


def test_a_run_says_it_nowhere(isolated_run: IsolatedRun) -> None:
    assert isolated_run.did.returncode == 0, isolated_run.did.output
    assert NOTIFY_PASSWORD not in isolated_run.did.output


def test_a_run_writes_it_nowhere(isolated_run: IsolatedRun) -> None:
    """Logs, journal, report, shards, and Prefect's database, which holds the flow's parameters."""
    files = [file for file in isolated_run.home.root.rglob("*") if file.is_file()]
    holding = [file for file in files if NOTIFY_PASSWORD.encode() in file.read_bytes()]
    assert holding == []
    known = str(isolated_run.home.root).encode()
    assert any(known in file.read_bytes() for file in files if file.name.startswith("prefect.db"))


def test_the_warehouse_does_not_hold_it(isolated_run: IsolatedRun) -> None:
    """Its file is compressed, so the bytes alone do not tell."""
    with connect_reader(isolated_run.home) as con:
        recipe = con.execute("SELECT recipe FROM main.dim_run").fetchone()
        accounts = [
            con.execute(f"SELECT * FROM {table}").pl().write_json()
            for table in ("main.dim_run", "ops.publication", "ops.shard", "ops.expectation_result")
        ]
    assert recipe is not None
    assert {"code_version", "page"} <= set(json.loads(recipe[0]))
    assert not [account for account in accounts if NOTIFY_PASSWORD in account]


def test_no_secret_is_committed() -> None:
    """Apprise and database URLs with a password in them; the tests' own are invented and local."""
    pattern = r"[a-z0-9+]+://[^/ \"'<>{}$]+:[^/@ \"'<>{}$]+@"
    found = subprocess.run(
        ["git", "grep", "-nIE", pattern, "--", ":!requirements.lock", ":!tests"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    if found.returncode > 1:
        pytest.skip(f"not a checkout: {found.stderr.strip()}")
    assert found.stdout.splitlines() == []
