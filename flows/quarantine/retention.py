"""How long rejected contents are kept."""

from __future__ import annotations

import time

from flows.quarantine.store import has_older, sweep
from warehouse.connect import connect_file
from warehouse.generation import generation_file, published_generations
from warehouse.home import Home
from warehouse.migration import check_schema_version
from warehouse.statements import statement

FIRST_VERSION_WITH_URIS = 3
"""Schema version that brought `raw.quarantine.payload_uri`; older generations refer to nothing."""
GRACE_SECONDS = 7 * 24 * 3_600.0
"""What was kept within a week stays: a backfill, or a run that was killed and is taken up later, may have
kept it without having published yet what refers to it."""


def sweep_kept(home: Home) -> int:
    """Remove kept contents that no open row of any generation on disk refers to.

    A generation that can be taken back with `presswerk rollback` keeps its own. The caller holds the writer's
    lock.

    Returns:
        How many contents were removed.
    """
    before = time.time() - GRACE_SECONDS
    if not has_older(home, before):
        return 0
    referenced: set[str] = set()
    for number in published_generations(home):
        file = generation_file(home, number)
        with connect_file(file) as con:
            if check_schema_version(con, file) >= FIRST_VERSION_WITH_URIS:
                rows = con.execute(statement("quarantine/open_payloads")).fetchall()
                referenced.update(uri for (uri,) in rows)
    return sweep(home, referenced, before)
