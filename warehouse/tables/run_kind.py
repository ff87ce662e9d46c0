"""The kinds of run there are."""

from __future__ import annotations

import dataframely as dy

from warehouse.tables.base import code_column


def run_kind(description: str) -> dy.String:
    """A column that says what kind of run it was."""
    return code_column(
        {
            "run": "took in what was new",
            "replay": "put rejected things through again",
            "backfill": "worked again on a part of the archive",
            "edit": "marked rows of the quarantine, worked on nothing",
        },
        description,
    )
