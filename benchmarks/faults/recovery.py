"""What a killed run left behind, and how much of it the next run used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from warehouse.connect import connect_reader
from warehouse.home import Home

_OF_LAST_RUN: Final = """
    SELECT
        shard.stage_code,
        shard.shard_code,
        shard.was_resumed
    FROM ops.shard
    SEMI JOIN (SELECT run_key FROM main.dim_run ORDER BY loaded_at DESC LIMIT 1) AS latest USING (run_key)
"""

TAGS: Final = "tags"
"""The stage whose results are kept in the home, not in the work folder."""

ShardName = tuple[str, str]
"""Stage and code of a shard."""


@dataclass(frozen=True)
class LeftBehind:
    """Shards of a killed run.

    Attributes:
        finished: those that are there and whole.
        in_flight: those that had been begun.
    """

    finished: frozenset[ShardName]
    in_flight: frozenset[ShardName]


def left_behind(root: Path) -> LeftBehind:
    """The shards that lie in the work folder of a home, and the steps of loading beside the build file."""
    home = Home(root)
    places = (home.work, home.build / "steps")
    reports = [file for place in places for file in place.glob("*/*/report.json")]
    finished = frozenset((file.parts[-3], file.parts[-2]) for file in reports)
    begun = frozenset(
        (folder.parent.name, folder.stem) for place in places for folder in place.glob("*/*.begun")
    )
    return LeftBehind(frozenset(shard for shard in finished if not shard[1].endswith(".begun")), begun)


def redone(root: Path, left: LeftBehind) -> set[ShardName]:
    """Shards that were finished, and that the run which has published since did once more.

    A shard that this run did not need any more counts too: what it held was done under another name. Tags are
    left out: they are kept from run to run, so that a finished shard of them is not even planned again.
    """
    with connect_reader(Home(root)) as con:
        resumed = {(stage, code) for stage, code, was in con.execute(_OF_LAST_RUN).fetchall() if was}
    return {shard for shard in left.finished - resumed if shard[0] != TAGS}
