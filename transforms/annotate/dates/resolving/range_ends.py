"""The two ends of a range → one mention from its first to its last day."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from transforms.annotate.dates.mention import DateMention
from transforms.annotate.dates.reading.readings import CalendarDate, Expression, Weekday
from transforms.annotate.dates.resolving.intervals import Interval, day_interval
from transforms.annotate.dates.resolving.resolver import Resolver
from transforms.annotate.dates.resolving.yearly import interval_in

WEEK = 7


class ResolvedRange(NamedTuple):
    """The mention of a range and those of its ends."""

    whole: DateMention
    first: DateMention
    second: DateMention


def resolve_range(
    resolver: Resolver, whole: Expression, ends: tuple[Expression, Expression]
) -> ResolvedRange:
    """Resolve a range; the second end first, for it is the one that says month and year.

    Args:
        resolver: that of the text.
        whole: the range.
        ends: its two ends.

    Returns:
        The mentions; a range whose ends are unknown or out of order is unresolved.
    """
    left, right = ends
    second = resolver.resolve(right, is_end=True)
    first = _first_end(left, second) or resolver.resolve(left, is_end=True)
    start, end = first.from_date, second.to_date
    is_ordered = start is not None and end is not None and start <= end
    has_no_day = start is None and end is None and bool(first.value and second.value)  # T10:00/T18:00
    mention = second._replace(
        start=whole.start,
        value=f"{first.value}/{second.value}" if is_ordered or has_no_day else "",
        from_date=start if is_ordered else None,
        to_date=end if is_ordered else None,
        anchor=second.anchor if is_ordered else "none",
        modifier=None,
    )
    return ResolvedRange(mention, first, second)


def _first_end(left: Expression, second: DateMention) -> DateMention | None:
    """The last such day or month before the second end: “3. bis 5. Mai”, “Dezember bis Februar”."""
    found: Interval | None = None
    reading, limit = left.reading, second.from_date
    if limit is None:
        return None
    if isinstance(reading, Weekday):
        found = day_interval(limit - timedelta(days=(limit.isoweekday() - reading.number) % WEEK))
    elif isinstance(reading, CalendarDate) and reading.month and reading.year is None:
        this_year, year_before = interval_in(reading, limit.year), interval_in(reading, limit.year - 1)
        found = this_year if this_year and this_year.first <= limit else year_before
    if found is None:
        return None
    return second._replace(
        start=left.start,
        end=left.end,
        value=found.value + left.time,
        from_date=found.first,
        to_date=found.last,
        modifier=left.modifier,
    )
