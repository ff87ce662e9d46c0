"""The base of a backfill: a private copy of a published generation, taken anew when it is too old."""

from __future__ import annotations

import duckdb

from flows.backfill.place import Place
from flows.run import Run
from flows.stages.inventory import Found
from flows.stages.publish import begin_build
from warehouse.generation import current_generation
from warehouse.publishing.durable import write
from warehouse.statements import statement


def have_base(run: Run, place: Place, found: Found) -> int:
    """Have a base copy of the generation that is published now, and nothing loaded into it.

    Scheduled runs go on meanwhile, so the generation that was copied is asked of the copy itself.

    Returns:
        The generation.
    """
    note = place.build / "base"
    if note.exists() and run.base_file.exists():
        generation = int(note.read_text(encoding="utf-8"))
        if generation == current_generation(run.home):
            return generation
    note.unlink(missing_ok=True)
    begin_build(run, found)
    with run.connect_base() as con:
        generation = generation_in(con)
    # Only a copy that came to its end has a note.
    write(note, str(generation))
    return generation


def generation_in(con: duckdb.DuckDBPyConnection) -> int:
    """The generation that a warehouse file is, or was copied from."""
    row = con.execute(statement("backfill/generation")).fetchone()
    assert row is not None
    generation: int = row[0]
    return generation
