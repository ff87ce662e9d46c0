"""`presswerk quarantine discard`: what is to be left out for good, as a small publication of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from flows.quarantine.retention import sweep_kept
from flows.quarantine.selection import Selection, connect_quarantine, quarantine_keys, select_in_state
from flows.recipe import code_version
from flows.settings import Settings
from warehouse.connect import published_file
from warehouse.generation import generation_file, next_generation
from warehouse.home import Home
from warehouse.journal.attempts import abandon_attempts, begin_attempt, end_attempt
from warehouse.lock import writer_lock
from warehouse.publishing.build import start_build
from warehouse.publishing.contents import read_contents
from warehouse.publishing.publish import publish_build
from warehouse.publishing.retention import retire_generations
from warehouse.statements import statement
from warehouse.tables.keys import stable_key

KIND = "edit"
"""Kind of a run that only marks rows."""
GROWING = {"main.dim_run": 1, "ops.publication": 1}
"""Rows that an edit adds; no other table may change its size."""


class EditError(RuntimeError):
    """An edit would have changed something else; nothing was published."""


@dataclass(frozen=True)
class Edited:
    """What an edit did.

    Attributes:
        count: rows that were marked.
        generation: the generation it published; None where there was nothing to mark.
    """

    count: int
    generation: int | None


def discard(settings: Settings, selection: Selection, note: str | None) -> Edited:
    """Leave a selection of what is open out for good, or take it back into the list.

    Args:
        settings: which home, and how to build.
        selection: which.
        note: why; None takes back what was left out before.

    Raises:
        SelectionError: a key names nothing of the kind, or more than one thing.
        WriterBusyError: another run is writing.
        NoSpaceError: the disk has no room for a copy of the published file.
        EditError: something else would have changed.
    """
    home = Home(settings.home)
    with writer_lock(home, settings.wait_seconds):
        now = datetime.now(UTC)
        with connect_quarantine(home) as con:
            rows = select_in_state(con, selection, "discarded" if note is None else "open")
            recipe_hash = _last_recipe(con)
        if not rows:
            return Edited(0, None)
        work = home.root / "warehouse" / KIND
        run_key = stable_key(KIND, now.isoformat(), recipe_hash)
        abandon_attempts(home, work)
        number = begin_attempt(
            home, run_key=run_key, kind_code=KIND, work=work, recipe_hash=recipe_hash, flow_run_id=None
        )
        try:
            generation = _edit(settings, work, run_key, now, quarantine_keys(rows), note)
        except BaseException as error:
            code = "failed" if isinstance(error, Exception) else "interrupted"
            end_attempt(home, number, code, f"{type(error).__name__}: {error}")
            raise
        done = "taken back into quarantine" if note is None else "left out for good"
        end_attempt(home, number, "published", f"{len(rows)} {done}.", generation=generation)
        retire_generations(home, settings.keep_generations)
        sweep_kept(home)
    return Edited(len(rows), generation)


def _edit(
    settings: Settings, work: Path, run_key: int, now: datetime, keys: list[int], note: str | None
) -> int:
    """Copy the published file, mark the rows, see that nothing else has changed, publish."""
    home = Home(settings.home)
    build = work / "presswerk.duckdb"
    with start_build(
        home,
        build,
        code_version=code_version(),
        now=now,
        memory_limit=settings.duckdb_memory,
        threads=settings.workers,
        keep_free_bytes=settings.min_free_bytes,
    ) as con:
        before = _fingerprint(con)
        marks = {"keys": keys, "now": None if note is None else now, "note": note}
        con.execute(statement("quarantine/mark"), marks)
        if _fingerprint(con) != before or _marked(con, marks) != len(keys):
            raise EditError("Other rows of raw.quarantine would have changed; nothing was published.")
        generation = next_generation(home)
        con.execute(
            statement("quarantine/add_run"),
            {"run_key": run_key, "now": now, "code_version": code_version(), "kind_code": KIND},
        )
        con.execute(
            statement("load/publication"),
            {
                "generation": generation,
                "run_key": run_key,
                "now": datetime.now(UTC),
                "file_name": generation_file(home, generation).name,
            },
        )
        con.execute("CHECKPOINT")
    _compare_sizes(home, build)
    publish_build(home, build, generation)
    return generation


def _fingerprint(con: duckdb.DuckDBPyConnection) -> tuple[Any, ...]:
    """What an edit leaves as it is of raw.quarantine."""
    row = con.execute(statement("quarantine/fingerprint")).fetchone()
    assert row is not None
    return row


def _marked(con: duckdb.DuckDBPyConnection, marks: dict[str, Any]) -> int:
    row = con.execute(statement("quarantine/marked"), marks).fetchone()
    assert row is not None
    count: int = row[0]
    return count


def _compare_sizes(home: Home, build: Path) -> None:
    """See that all tables have the rows they had."""
    before, after = (read_contents(file).row_counts for file in (published_file(home), build))
    expected = {name: count + GROWING.get(name, 0) for name, count in before.items()}
    changed = [name for name, count in expected.items() if after.get(name) != count]
    if changed:
        raise EditError(f"Other tables would have changed: {', '.join(changed)}; nothing was published.")


def _last_recipe(con: duckdb.DuckDBPyConnection) -> str:
    row = con.execute(statement("quarantine/last_recipe")).fetchone()
    assert row is not None
    recipe_hash: str = row[0]
    return recipe_hash
