"""Log lines for machines: one JSON object each, with run, stage and shard."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from flows.logs import LOG, bind, set_up_logs


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    before = LOG.handlers, LOG.level, LOG.propagate
    yield
    LOG.handlers, LOG.propagate = before[0], before[2]
    LOG.setLevel(before[1])
    bind(run=None)


def test_a_line_is_an_object_with_what_it_is_about(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json")
    bind(run=42)
    LOG.debug("Shard of %s done", "read", extra={"stage": "read", "shard": "0a", "seconds": 0.5})
    line = json.loads(capsys.readouterr().err)
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "debug",
        "message": "Shard of read done",
        "run": 42,
        "stage": "read",
        "shard": "0a",
        "seconds": 0.5,
    }


def test_a_text_of_several_lines_stays_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json")
    try:
        raise ValueError("first\nsecond")
    except ValueError:
        LOG.exception("It failed:\n%s", "\x1b[31mred")
    written = capsys.readouterr().err
    assert written.count("\n") == 1
    assert "ValueError: first\nsecond" in json.loads(written)["exception"]


def test_people_get_no_line_per_shard(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("text")
    LOG.debug("Shard of read done")
    LOG.info("Reading files: 3 in 0.1 s")
    assert capsys.readouterr().err.rstrip().endswith("INFO Reading files: 3 in 0.1 s")
    assert LOG.level == logging.INFO
