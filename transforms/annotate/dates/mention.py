"""What is found: one date expression of a text."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

Type = Literal["date", "time", "duration", "set"]
Granularity = Literal[
    "time_of_day",
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "season",
    "half_year",
    "year",
    "decade",
    "century",
    "unknown",
]
Anchor = Literal["absolute", "publication", "text", "none"]
Modifier = Literal["start", "mid", "end", "approx"]


class DateMention(NamedTuple):
    """A date expression and what it stands for.

    Attributes:
        start: first code point, the locating preposition included ("im April", "um 20 Uhr").
        end: after the last code point.
        type: kind of expression, as TIMEX3 tells them apart.
        value: value in TIMEX3 notation (ISO 8601 with ``2025-SU``, ``2025-06-04TMO``, ``PRESENT_REF``,
            ``XXXX-WXX-1``, ``T20:00`` for a time of no named day, ``-0044`` for 44 v. Chr.
            …), for a range the values of both ends joined by "/"; "" if unresolved.
        from_date: first day of the interval; None if it cannot be told.
        to_date: last day of the interval; None exactly where `from_date` is.
        granularity: what the expression counts in.
        anchor: what the interval was counted from: "absolute" if the expression says it all, "publication"
            if the day of publication, "text" if a date named before it, "none" if it is unresolved.
        modifier: which part of the interval is meant; the interval stays the whole one.
    """

    start: int
    end: int
    type: Type
    value: str
    from_date: date | None
    to_date: date | None
    granularity: Granularity
    anchor: Anchor
    modifier: Modifier | None
