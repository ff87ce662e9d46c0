"""Parts of the year and feasts."""

from __future__ import annotations

from transforms.annotate.dates.mention import Granularity
from transforms.annotate.dates.reading.match import Match, Reader
from transforms.annotate.dates.reading.readings import Expression, Holiday, IsoWeek, PartBeside, YearPart

LAST_WEEK = 53
WITH_SAINT, WITH_OR_WITHOUT = "Empfängnis", "Lichtmess"
"""“Mariä Empfängnis” is a feast, “Empfängnis” is none; other feasts bear no saint before them."""
CARNIVAL_PREPOSITIONS = frozenset({"an", "An", "zu", "Zu"})
QUARTERS, HALVES = 4, 2


def _year_part(match: Match) -> list[Expression]:
    number, shift = match.number("nth"), match.number("shift")
    granularity: Granularity = "quarter" if match.has("quarter") else "half_year"
    if number is not None and not 0 < number <= (QUARTERS if granularity == "quarter" else HALVES):
        return []
    if number is None and match.has("year"):
        number = QUARTERS if granularity == "quarter" else HALVES  # "im letzten Quartal 2004" is its fourth
        shift = None
    if number is None:
        return match.expression(PartBeside(granularity, shift or 0))
    code = f"{'Q' if granularity == 'quarter' else 'H'}{number}"
    return match.expression(YearPart(granularity, code, match.year(), match.of_year(), shift))


def _short_quarter(match: Match) -> list[Expression]:
    number = match.first("nth")
    if number not in {"1", "2", "3", "4"}:
        return []
    return match.expression(YearPart("quarter", f"Q{number}", match.year()))


def _season(match: Match) -> list[Expression]:
    reading = YearPart(
        "season", match.meaning("season"), match.year(), match.of_year(), match.number("shift")
    )
    return match.expression(reading)


def _calendar_week(match: Match) -> list[Expression]:
    week = match.number("nth") or match.number("week") or 0
    return match.expression(IsoWeek(week, match.year())) if 0 < week <= LAST_WEEK else []


def _holiday(match: Match) -> list[Expression]:
    rule = match.meaning("holiday")
    word = match.first("holiday")
    if word == "Himmelfahrt":
        rule = rule if match.has("saint") and match.first("saint") != "Christi" else "easter 39"
    elif match.has("saint") != (word == WITH_SAINT) and word != WITH_OR_WITHOUT:
        return []
    return match.expression(Holiday(rule, 0, match.year(), match.of_year(), match.number("shift")))


def _carnival(match: Match) -> list[Expression]:
    """“zu Fasching”, but not “im Karneval”, which lasts for weeks."""
    return _holiday(match) if match.first_word in CARNIVAL_PREPOSITIONS else []


def _turn_of_year(match: Match) -> list[Expression]:
    """“zum Jahreswechsel 2025/26” is the first day of the second year."""
    year = match.year()
    if year is not None and match.has("short"):
        year += 1
    return match.expression(Holiday(match.meaning("turn"), 0, year))


def _feast(match: Match) -> list[Expression]:
    return match.expression(Holiday(match.meaning("feast"), match.number("nth") or 1, match.year()))


def _named_day(match: Match) -> list[Expression]:
    if match.has("unity"):
        return match.expression(Holiday(match.meaning("unity")))
    return match.expression(Holiday(match.meaning("labour")))


YEAR_PART_READERS: dict[str, Reader] = {
    "year_part": _year_part,
    "short_quarter": _short_quarter,
    "season": _season,
    "feast": _feast,
    "holiday": _holiday,
    "carnival": _carnival,
    "turn_of_year": _turn_of_year,
    "calendar_week": _calendar_week,
    "named_day": _named_day,
}
"""By the names of the rules in `patterns`."""
