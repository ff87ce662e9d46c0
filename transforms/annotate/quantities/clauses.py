"""The clauses of a sentence, and which of them a hedge covers."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import groupby


@dataclass
class Clause:
    """A part between punctuation marks or coordinate main clauses.

    Attributes:
        start: where it begins.
        part: number of the main clause it belongs to.
        is_inserted: whether it stands in parentheses.
        is_hedged: whether a word in it hedges it.
        has_verb: whether it has a finite verb.
        is_subordinate: whether it depends on another one: "die gestern kamen", "wie viele es waren".
    """

    start: int
    part: int = 0
    is_inserted: bool = False
    is_hedged: bool = False
    has_verb: bool = False
    is_subordinate: bool = False


@dataclass
class SentenceHedges:
    """The hedges of one sentence.

    Attributes:
        is_hedged: whether something hedges all of it.
        reported_from: where reported speech begins ("…, dass"); None without it.
        sourced: main clauses that name a source.
        clauses: its parts, in order.
    """

    is_hedged: bool = False
    reported_from: int | None = None
    sourced: set[int] = field(default_factory=set)
    clauses: list[Clause] = field(default_factory=list)

    def cover(self, start: int) -> bool:
        """Whether a claim at an offset is hedged."""
        if self.is_hedged or (self.reported_from is not None and self.reported_from <= start):
            return True
        own = bisect_right(self.clauses, start, key=lambda clause: clause.start) - 1
        if own < 0:
            return False
        clause = self.clauses[own]
        return clause.is_hedged or clause.part in self.sourced

    def settle(self) -> None:
        """Hedge the clauses without a verb as that clause of their main clause is which has theirs."""
        for _, group in groupby(self.clauses, key=lambda clause: clause.part):
            _inherit(list(group))


def _inherit(part: list[Clause]) -> None:
    """Hedge the clauses without a verb of one main clause, in one pass: enumerations can be long."""
    if not any(clause.has_verb for clause in part):
        is_hedged = any(clause.is_hedged for clause in part)
        for clause in part:
            clause.is_hedged = is_hedged
        return
    main = next((clause for clause in part if clause.has_verb and not clause.is_subordinate), None)
    last: Clause | None = None
    for clause in part:
        if clause.has_verb:
            last = clause
            main = main if clause.is_subordinate else clause
        else:
            source = last if clause.is_inserted else main or last
            clause.is_hedged = clause.is_hedged or (source is not None and source.is_hedged)
