"""From a change in the home to the stage of the run that made it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from benchmarks.faults.watch import Event

START: Final = "start"
"""Before the run has written anything: imports, settings, the writer's lock, the first words with Prefect."""
_PATTERNS: Final = (
    (r"warehouse/presswerk\.duckdb$", "published"),
    (r"warehouse/presswerk\.duckdb\.swap$", "swap"),
    (r"warehouse/generations/presswerk-\d+\.duckdb$", "publish"),
    (r"warehouse/generations/presswerk-", "manifest"),
    (r"work/load/ops\.", "verify"),
    (r"work/load/(main\.(dim_entity|entity_alias)|resolution|no-mentions|main\.fact_)", "resolve"),
    (r"work/load/main\.dim_run", "load"),
    (r"work/load(/|$)", "prepare"),
    (r"work/known/reread", "repetition"),
    (r"work/(line-counts|repeated|newly)", "repetition"),
    (r"work/(selected|known)(/|$)", "select"),
    (r"work/(bodies|stale-bodies)(/|$)", "bodies"),
    (r"work/(untagged|tags|located)(/|$)", "tags"),
    (r"work/(?P<stage>[a-z-]+)(/|$)", ""),
    (r"warehouse/build/(load\.json|steps|presswerk\.duckdb)", "load"),
    (r"warehouse/build(/|$)", "build"),
)
"""What lies where in a home, first match wins; an empty name stands for the matched folder."""
_EARLY: Final = (START, "inventory", "build")
"""Stages in which what will be built is begun; later ones only ask it."""
_AFTER_LOADING: Final = ("verify", "manifest", "publish", "swap", "published")
"""Stages that write to what is loaded."""
STAGES: Final = (
    *(START, "inventory", "build", "read", "select", "lines", "repetition", "articles", "page-gate"),
    *("bodies", "tags", "facts", "fact-gate", "prepare", "resolve", "load", "verify"),
    *("manifest", "publish", "swap", "published"),
)
"""Stages in the order in which a run comes to them."""


@dataclass
class Whereabouts:
    """Follows one run from event to event.

    Attributes:
        stage: the stage that the run is in.
        entered: the stages it came to, each with the time of its first event.
    """

    stage: str = START
    entered: list[tuple[str, float]] = field(default_factory=list)

    def notice(self, event: Event) -> bool:
        """Take in an event.

        Returns:
            Whether the run has come to another stage with it.
        """
        stage = self._stage(event)
        if stage is None or stage == self.stage:
            return False
        self.stage = stage
        self.entered.append((stage, event.seconds))
        return True

    def _stage(self, event: Event) -> str | None:
        if self.stage == "published":
            return None  # what remains is to put things away
        if event.kind == "deleted":
            return None  # also of what an earlier run has left
        for pattern, name in _PATTERNS:
            if match := re.match(pattern, event.path):
                stage = name or match["stage"]
                if stage == "build" and self.stage not in _EARLY:
                    return None
                if stage == "load" and self.stage in _AFTER_LOADING:
                    return None
                return stage
        return None
