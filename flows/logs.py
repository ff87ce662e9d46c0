"""Log lines of this program: for people, or one JSON object per line for machines."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal

LOG = logging.getLogger("presswerk")
"""The program's own log. What its libraries have to say goes elsewhere."""

_OWN = frozenset(vars(logging.makeLogRecord({})))
_bound: dict[str, object] = {}


class _Json(logging.Formatter):
    """One JSON object per line: `at`, `level`, `message`, what is bound, and what the line brings along."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **_bound,
            **{name: value for name, value in vars(record).items() if name not in _OWN},
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up_logs(log_format: Literal["text", "json"]) -> None:
    """Send log lines of this program, and only those, to standard error.

    Args:
        log_format: `text` tells what people want to read, a line per stage; `json` tells all, a line per
            shard with its run, stage, counts and cost.
    """
    handler = logging.StreamHandler(sys.stderr)
    if log_format == "json":
        handler.setFormatter(_Json())
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S"))
    LOG.handlers = [handler]
    LOG.setLevel(logging.DEBUG if log_format == "json" else logging.INFO)
    LOG.propagate = False


def bind(**fields: object) -> None:
    """Have every later JSON line of this process bring these fields along, e.g. the run it belongs to."""
    _bound.update(fields)
