"""What dates a text has named so far, for those that lean on them."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from transforms.annotate.dates.mention import Anchor
from transforms.annotate.dates.reading.readings import CalendarDate, Expression, SameDay, Shifted, YearSpan
from transforms.annotate.dates.resolving.intervals import Interval
from transforms.annotate.dates.resolving.tense import has_verb
from transforms.annotate.tagged import TaggedText

NEAR_SENTENCES, STORY_SENTENCES = 2, 6
"""How many sentences back a date still holds for "am Nachmittag" and "um 20 Uhr", and for "am Tag zuvor"."""
RECENT_YEARS = 1
"""A year further back than this is history, and "im April" in the next sentence belongs to it."""
AROUND = re.compile(r"um\s", re.IGNORECASE)
TOLD = re.compile(r"\b(?:gegen|nach|vor|seit|bis)\s\Z", re.IGNORECASE)
LOOK_BACK = 8
"""Code points before a time in which such a preposition stands."""
AND = re.compile(r"\s*(?:,|und|sowie)\s*(?:am\s+)?")
"""Between the days of a list."""
REACH = 200
"""Code points around a time in which a word of habits may stand; a text may be one long sentence."""
HABIT = re.compile(
    r"\b(?:immer|stets|jeweils|jedes [Mm]al|jedesmal|meist|meistens|gewöhnlich|normalerweise|üblicherweise"
    r"|regelmäßig|täglich|tagtäglich|wochentags|werktags|künftig|fortan|gilt|gelten|geöffnet"
    r"|Öffnungszeiten|Arbeitszeiten|jede[nrs]? (?:Tag|Morgen|Abend|Nacht|Woche|[A-Z][a-z]+tag))\b",
    re.IGNORECASE,
)
"""Words of what is done again and again or holds from now on."""


def is_told_time(tagged: TaggedText, expression: Expression) -> bool:
    """“um 20 Uhr”, “gegen 20 Uhr” stand in prose, “20 Uhr” and “ab 20 Uhr” in programmes too."""
    start = expression.start
    before = tagged.text[max(0, start - LOOK_BACK) : start]
    return AROUND.match(tagged.text, start) is not None or TOLD.search(before) is not None


class Told(NamedTuple):
    """A date the text has named: where it ends, its sentence, its interval, whether it is one of several."""

    end: int
    sentence: int
    interval: Interval
    in_list: bool = False


class DayOfTime(NamedTuple):
    """The day a time belongs to; None where it is not known or the time holds for several days."""

    day: date | None
    is_several: bool = False


class Story:
    """The latest day and the latest date with a year of one text.

    Args:
        tagged: the text.
        anchor: day of publication; None if unknown.
    """

    def __init__(self, tagged: TaggedText, anchor: date | None) -> None:
        self.tagged = tagged
        self.anchor = anchor
        self.day: Told | None = None
        self.dated: Told | None = None
        self.years: dict[tuple[int, int], int] = {}
        self.repeated: tuple[int, int] | None = None

    def remember(self, expression: Expression, interval: Interval, anchor: Anchor) -> None:
        """Take note of a resolved expression."""
        reading = expression.reading
        if isinstance(reading, Shifted) and reading.base == "text" and (reading.steps or 0) < 0:
            return  # "am Vortag" is a look back; the story goes on from where it was
        sentence = self.tagged.sentence_at(expression.start)
        is_bound = expression.hint in {"past", "onward"}  # "seit Montag" tells no day of the story
        if interval.granularity == "day" and not is_bound and not isinstance(reading, SameDay):
            self.day = Told(expression.end, sentence, interval, self._continues_list(expression))
        if anchor == "absolute" and not isinstance(reading, YearSpan):
            self.dated = Told(expression.end, sentence, interval)
            if interval.granularity == "day":
                self.years[interval.first.month, interval.first.day] = interval.first.year

    def remember_set(self, expression: Expression) -> None:
        """Take note of a repeated time: "dienstags von 10 bis 18 Uhr"."""
        self.repeated = (expression.end, self.tagged.sentence_at(expression.start))

    def year_for(self, expression: Expression) -> int | None:
        """The year of a date without one.

        It is that in which the text named this day before, that of history told right before, or that of the
        same sentence.
        """
        reading = expression.reading
        if isinstance(reading, CalendarDate) and reading.month is not None and reading.day is not None:
            known = self.years.get((reading.month, reading.day))
            if known is not None:
                return known
        if self.dated is None:
            return None
        back = self.tagged.sentence_at(expression.start) - self.dated.sentence
        interval = self.dated.interval
        year = interval.first.year
        if self.anchor is None or self.anchor.year - year > RECENT_YEARS:
            return year if back < (1 if interval.granularity == "year" else NEAR_SENTENCES) else None
        return year if back == 0 and year < self.anchor.year else None

    def day_for(self, expression: Expression) -> DayOfTime:
        """The day of a time or part of the day, if one was named shortly before.

        Times without "um" stand in programmes, where the next sentence is another event.
        """
        sentence = self.tagged.sentence_at(expression.start)
        day_end = self.day.end if self.day is not None else 0
        if self.repeated is not None and self.repeated[1] == sentence and self.repeated[0] > day_end:
            return DayOfTime(None, is_several=True)
        is_clock = expression.time[1:2].isdigit()
        is_told = not is_clock or is_told_time(self.tagged, expression)
        if self.day is None or sentence - self.day.sentence > (NEAR_SENTENCES if is_told else 0):
            return DayOfTime(None)
        return DayOfTime(None if self.day.in_list else self.day.interval.first, self.day.in_list)

    def is_any_day(self, told: date | None, expression: Expression) -> bool:
        """Whether a clock time has no day: it is kept every day, or the text speaks of a day it never named.

        Only programmes and tickers, where no verb stands with the time, mean the day of publication.
        """
        if self.is_habit(expression):
            return True
        is_told = is_told_time(self.tagged, expression)
        return told is None and has_verb(self.tagged, expression.start, expression.end, in_sentence=is_told)

    def is_habit(self, expression: Expression) -> bool:
        """Whether the sentence of a time says that it is kept: “immer um sieben Uhr”; not on a named day."""
        sentence = self.tagged.sentence_at(expression.start)
        if not self.tagged.sentences or (self.day is not None and self.day.sentence == sentence):
            return False
        span = self.tagged.sentences[sentence]
        first, last = max(span.start, expression.start - REACH), min(span.end, expression.end + REACH)
        return HABIT.search(self.tagged.text, first, last) is not None

    def base_for(self, expression: Expression, unit: str) -> date | None:
        """The day from which "am Tag zuvor", "im Jahr darauf" count."""
        told = [one for one in (self.day, self.dated) if one is not None]
        latest = self.day if unit in {"day", "week"} else max(told, key=lambda one: one.end, default=None)
        if latest is None:
            return None
        back = self.tagged.sentence_at(expression.start) - latest.sentence
        return latest.interval.first if back <= STORY_SENTENCES else None

    def _continues_list(self, expression: Expression) -> bool:
        if self.day is None or expression.time:
            return False
        return AND.fullmatch(self.tagged.text, self.day.end, expression.start) is not None
